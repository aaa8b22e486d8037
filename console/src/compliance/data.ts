import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { companyTime } from "../parts/clock.ts";
import { useUrlState } from "../parts/url-state.ts";
import { useNow } from "../parts/When.tsx";
import { usePolicies } from "../policies/data.ts";
import { type SpanName, spanOf } from "./span.ts";

export type Report = Schema<"ComplianceReport">;
export type ClauseFigures = Schema<"ComplianceClause">;
export type ControlFigures = ClauseFigures["controls"][number];
export type Row = Schema<"ComplianceRow">;
export type Outcome = Row["outcome"];
export type Tally = Pick<Report, "inScope" | "met" | "breached" | "open" | "waived" | "refused" | "share">;

export type Asked = { document: string; from: string; to: string; department?: string; person?: string };

/** What the address asks for; undefined until it is known which policies there are. */
export function useAsked(): { asked: Asked | undefined; documents: Schema<"Policy">[] | undefined } {
  const [state] = useUrlState();
  const policies = usePolicies().data?.items;
  const documents = policies?.filter((one) => one.kind === "company" && one.inForce);
  const document = state.document ?? documents?.[0]?.code;
  const span = spanOf((state.span ?? "year") as SpanName, state.from, state.to, companyTime(useNow()));
  return {
    documents,
    asked: document
      ? {
          document,
          ...span,
          ...(state.department && { department: state.department }),
          ...(state.person && { person: state.person }),
        }
      : undefined,
  };
}

export const useReport = (asked: Asked | undefined) =>
  useQuery({
    queryKey: ["compliance", "report", asked],
    queryFn: () => ask(api.GET("/api/v1/compliance", { params: { query: asked! } })),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  });

export const useSplit = (asked: Asked, by: "department" | "person") =>
  useQuery({
    queryKey: ["compliance", "split", asked, by],
    queryFn: () => ask(api.GET("/api/v1/compliance/split", { params: { query: { ...asked, by } } })),
    placeholderData: keepPreviousData,
  });

export const useDepartments = () =>
  useQuery({
    queryKey: ["departments"],
    queryFn: () => ask(api.GET("/api/v1/departments")),
    staleTime: 5 * 60_000,
    retry: false,
  }).data?.items ?? [];

/** Names of the staff that this person may see. */
export function useStaff(): { id: string; name: string }[] {
  const { may } = useMe();
  const staff = useQuery({
    queryKey: ["staff", "names"],
    queryFn: () => ask(api.GET("/api/v1/staff", { params: { query: { limit: 200 } } })),
    staleTime: 5 * 60_000,
    enabled: may("identity.staff.read"),
  });
  return (staff.data?.items ?? []).flatMap(({ id, name }) => (id && name ? [{ id, name }] : []));
}

export const percent = (share: number | null): string =>
  share === null ? "—" : `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)}%`;
