import { BarChartOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Segmented } from "antd";
import dayjs from "dayjs";
import { api, ask } from "../../api.ts";
import { companyTime } from "../../parts/clock.ts";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { useSheets } from "./data.ts";

const percent = (part: number, of: number) => (of ? `${Math.floor((part / of) * 1_000) / 10}%` : "—");

/** How people and items did in the checks scored in a month. */
export function Summary() {
  const { t, pick } = useText();
  const [state, set] = useUrlState();
  const now = companyTime(useNow());
  const kind = state.kind === "conduct" ? "conduct" : "handling";
  const month = /^\d{4}-\d\d$/.test(state.month ?? "") ? state.month! : now.format("YYYY-MM");
  const from = companyTime(`${month}-01`);
  const span = { from: from.toISOString(), to: from.add(1, "month").toISOString(), kind } as const;
  const sheets = useSheets().data?.items ?? [];
  const nameOf = (key: string) =>
    pick(sheets.flatMap((sheet) => sheet.items).find((item) => item.key === key)?.label) || key;
  const { data, error, isPending } = useQuery({
    queryKey: ["quality", "summary", span],
    queryFn: () => ask(api.GET("/api/v1/quality/summary", { params: { query: span } })),
  });
  return (
    <div className="stack">
      <div className="row">
        <DatePicker
          picker="month"
          allowClear={false}
          value={dayjs(`${month}-01`)}
          aria-label={t("quality.month")}
          onChange={(picked) => set({ month: picked?.format("YYYY-MM") })}
        />
        <Segmented
          value={kind}
          onChange={(next) => set({ kind: next === "handling" ? undefined : next })}
          options={[
            { value: "handling", label: t("quality.handling") },
            { value: "conduct", label: t("quality.conduct") },
          ]}
        />
      </div>
      <ProblemNote problem={error} />
      {isPending && <Waiting />}
      {data && data.people.length === 0 && (
        <Empty icon={<BarChartOutlined />} title={t("quality.noneScored")} lead={t("quality.noneScoredLead")} />
      )}
      {data && data.people.length > 0 && (
        <div className="quality-figures">
          <section>
            <h2 className="quality-part">{t("quality.people")}</h2>
            <SmallTable
              label={t("quality.people")}
              rows={data.people}
              id={(row) => row.staffId}
              columns={[
                { key: "name", title: t("quality.checked"), cell: (row) => row.staffName },
                { key: "average", title: t("quality.average"), number: true, cell: (row) => row.average ?? "—" },
                {
                  key: "passed",
                  title: t("quality.passRate"),
                  number: true,
                  cell: (row) => percent(row.passed, row.judged),
                },
                { key: "breaches", title: t("quality.breaches"), number: true, cell: (row) => row.breaches },
                { key: "checks", title: t("quality.checks"), number: true, cell: (row) => row.checks },
              ]}
            />
          </section>
          <section>
            <h2 className="quality-part">{t("quality.items")}</h2>
            <ol className="panel quality-ranking">
              {data.items.map((one) => (
                <li key={one.key}>
                  <span className="spread">
                    <span>{nameOf(one.key)}</span>
                    <strong className="number">{percent(one.reached, 1)}</strong>
                  </span>
                  <span className="quality-bar quality-bar-wide" aria-hidden="true">
                    <span style={{ width: `${one.reached * 100}%` }} />
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </div>
  );
}
