import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../../api.ts";
import { useNow } from "../../parts/When.tsx";
import { companyTime } from "../../parts/clock.ts";
import type { Tone } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { type TextKey, useText } from "../../texts/index.ts";
import { useCauses } from "../complaint/data.ts";
import { useCategories, useColleagues } from "../tickets/data.ts";

export type Figures = Schema<"ComplaintFigures">;
export type Bar = Figures["bars"][number];
export type Improvement = Schema<"Improvement">;
export const bys = ["cause", "category", "department"] as const;
export type By = (typeof bys)[number];

const isMonth = (text: string | undefined): text is string => /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? "");

/** The months in the address, else the last half-year, as instants and as they are named. */
export function useSpan() {
  const [url] = useUrlState();
  const now = companyTime(useNow());
  const last = isMonth(url.to) ? url.to : now.format("YYYY-MM");
  const first =
    isMonth(url.from) && url.from <= last ? url.from : companyTime(`${last}-01`).subtract(5, "month").format("YYYY-MM");
  return {
    first,
    last,
    from: companyTime(`${first}-01`).toISOString(),
    to: companyTime(`${last}-01`).add(1, "month").toISOString(),
  };
}

export function useBy(): By {
  const [url] = useUrlState();
  return bys.find((one) => one === url.by) ?? "cause";
}

export function useFigures() {
  const { from, to } = useSpan();
  const by = useBy();
  return useQuery({
    queryKey: ["improvements", "figures", from, to, by],
    queryFn: () => ask(api.GET("/api/v1/complaint-analysis", { params: { query: { from, to, by } } })),
    placeholderData: keepPreviousData,
  });
}

/** What a bar is called, by what complaints are sorted by. */
export function useNameOf() {
  const { t, pick } = useText();
  const causes = useCauses();
  const categories = useCategories();
  const { departmentOf } = useColleagues();
  return (by: By, id: string | null): string => {
    if (by === "department") return departmentOf(id) || t("improvements.unnamed");
    const found = (by === "cause" ? causes : categories).find((one) => one.id === id);
    return found ? pick(found.label) : t(by === "cause" ? "improvements.unknown" : "improvements.unnamed");
  };
}

/** The complaints behind a bar. */
export function useBehind(by: By, id: string | null, enabled: boolean) {
  const { from, to } = useSpan();
  return useInfiniteQuery({
    queryKey: ["improvements", "behind", from, to, by, id],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/complaint-analysis/complaints", {
          params: {
            query: { from, to, [by]: id ?? "none", limit: 30, ...(pageParam && { cursor: pageParam }) } as never,
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    enabled,
  });
}

export const useSigned = () =>
  useQuery({
    queryKey: ["improvements", "signed"],
    queryFn: () => ask(api.GET("/api/v1/complaint-analyses", { params: { query: { limit: 50 } } })),
  });

export const states: Record<Improvement["state"], { label: TextKey; tone: Tone }> = {
  planned: { label: "improvements.statePlanned", tone: "accent" },
  implemented: { label: "improvements.stateImplemented", tone: "warn" },
  effective: { label: "improvements.stateEffective", tone: "good" },
  reopened: { label: "improvements.stateReopened", tone: "bad" },
  dropped: { label: "improvements.stateDropped", tone: "plain" },
};

/** A fraction as whole percent. */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const improvementsChanged = () =>
  Promise.all([["improvements"], ["obligations"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
