import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { api, ask } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { SidePanel } from "../parts/SidePanel.tsx";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { type Asked, type ControlFigures, type Outcome, percent, type Report, useStaff } from "./data.ts";

const tones: Record<Outcome, Tone> = { met: "good", breached: "bad", open: "accent", waived: "plain", refused: "warn" };
const outcomes = ["met", "breached", "open", "waived", "refused"] as const;
const nobody = "00000000-0000-0000-0000-000000000000";

/** The rows behind a figure, in a panel; its address opens them for a colleague too. */
export function Rows({ asked, report }: { asked: Asked; report: Report }) {
  const { t, pick } = useText();
  const [state, set] = useUrlState();
  const clause = report.chapters.flatMap((one) => one.clauses).find((one) => one.number === state.clause);
  const control = clause?.controls.find((one) => one.key === (state.control ?? state.metric));
  return (
    <SidePanel
      open={clause !== undefined && control !== undefined}
      onClose={() =>
        set({ clause: undefined, control: undefined, metric: undefined, outcome: undefined, period: undefined })
      }
      title={clause && control && `${clause.number} ${t("compliance.rowsOf", { name: pick(control.label) })}`}
      extra={
        clause && (
          <Link to={`/policies/${report.document}` as "/"} search={{ clause: clause.number }}>
            {t("compliance.clauseText")}
          </Link>
        )
      }
      width={520}
    >
      {clause && control && control.kind !== "metric" && (
        <EvidenceRows key={control.key} asked={asked} clause={clause.number} control={control} />
      )}
      {clause && control?.kind === "metric" && (
        <MetricRows key={control.key} asked={asked} clause={clause.number} control={control} />
      )}
    </SidePanel>
  );
}

type Props = { readonly asked: Asked; readonly clause: string; readonly control: ControlFigures };

function EvidenceRows({ asked, clause, control }: Props) {
  const { t } = useText();
  const [{ outcome }, set] = useUrlState();
  const pages = useInfiniteQuery({
    queryKey: ["compliance", "rows", asked, clause, control.key, outcome],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/compliance/rows", {
          params: {
            query: {
              ...asked,
              clause,
              control: control.key,
              limit: 50,
              ...(outcome && { outcome }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stack">
      <Segmented
        value={outcome ?? ""}
        onChange={(value) => set({ outcome: value || undefined })}
        options={[
          { value: "", label: t("compliance.rowsAll") },
          ...outcomes
            .filter((one) => control[one] > 0)
            .map((one) => ({ value: one as string, label: `${t(`compliance.${one}`)} ${control[one]}` })),
        ]}
      />
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && <p className="quiet">{t("compliance.rowsNone")}</p>}
      <ul className="evidence">
        {rows.map((row) => (
          <Line
            key={row.id}
            customerId={row.customerId}
            personId={row.personId}
            at={row.at}
            mark={<Tag tone={tones[row.outcome]}>{t(`compliance.${row.outcome}`)}</Tag>}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

function MetricRows({ asked, clause, control }: Props) {
  const { t, pick } = useText();
  const [{ period }, set] = useUrlState();
  const figure = control.figures.find((one) => one.period.key === period) ?? control.figures.at(-1);
  const { department, person } = asked;
  const pages = useInfiniteQuery({
    queryKey: ["metrics", "rows", control.key, clause, figure?.from, figure?.to, department, person],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/metrics/{control}/rows", {
          params: {
            path: { control: control.key },
            query: {
              from: figure!.from,
              to: figure!.to,
              clause,
              limit: 50,
              ...(department && { department }),
              ...(person && { person }),
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    enabled: figure !== undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stack">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("compliance.period")}</th>
            <th className="number">{t("compliance.counted")}</th>
            <th className="number">{t("compliance.figure")}</th>
            <th>{t("compliance.target")}</th>
          </tr>
        </thead>
        <tbody>
          {control.figures.map((one) => (
            <tr key={one.period.key} className={one === figure ? "row-open" : undefined}>
              <td>
                <button type="button" className="link-button" onClick={() => set({ period: one.period.key })}>
                  {pick(one.period.label)}
                </button>
              </td>
              <td className="number">
                {one.numerator} / {one.denominator}
              </td>
              <td className="number">{percent(one.share)}</td>
              <td>
                {one.reached !== null && (
                  <Tag tone={one.reached ? "good" : "bad"}>
                    {t(one.reached ? "compliance.reached" : "compliance.missed")}
                  </Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ProblemNote problem={pages.error} />
      {pages.isPending && figure && <Waiting />}
      {pages.data && rows.length === 0 && <p className="quiet">{t("compliance.rowsNone")}</p>}
      <ul className="evidence">
        {rows.map((row) => (
          <Line
            key={row.id}
            customerId={row.customerId}
            personId={row.personId}
            at={row.at}
            mark={
              <Tag tone={row.good === (control.figures[0]?.better === "higher") ? "good" : "bad"}>
                {t(row.good ? "compliance.good" : "compliance.bad")}
              </Tag>
            }
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

type LineProps = {
  readonly customerId: string;
  readonly personId: string | null;
  readonly at: string;
  readonly mark: React.ReactNode;
};

function Line({ customerId, personId, at, mark }: LineProps) {
  const { t } = useText();
  const staff = useStaff();
  const name = staff.find((one) => one.id === personId)?.name;
  return (
    <li className="evidence-row">
      {customerId === nobody ? <span>{t("compliance.company")}</span> : <CustomerName id={customerId} />}
      {mark}
      <span className="quiet small">{personId ? (name ?? t("compliance.somebody")) : t("compliance.nobody")}</span>
      <span className="quiet small evidence-when">
        <When at={at} />
      </span>
    </li>
  );
}

/** The customer of a row, by name and as a link; kept while the page is open. */
export function CustomerName({ id }: { id: string }) {
  const { t } = useText();
  const customer = useQuery({
    queryKey: ["customer", "name", id],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
    staleTime: 10 * 60_000,
    retry: false,
    select: (one) => one.name,
  });
  if (customer.error) return <span className="quiet">{t("compliance.somebodyElse")}</span>;
  return (
    <Link to={`/customers/${id}` as "/"} className="table-name">
      {customer.data ?? <span className="bone" style={{ width: 72 }} />}
    </Link>
  );
}
