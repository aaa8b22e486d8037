import { Chart } from "../../parts/Chart.tsx";
import { companyTime } from "../../parts/clock.ts";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { type By, type Figures, useNameOf, useSpan } from "./data.ts";

/** The most frequent few are told apart; six colours are as many as one can. */
const toldWide = 4;
const toldNarrow = 2;

/** Months with what came in each, the most frequent kinds apart from the others. */
export function Trend({ data, by }: { data: Figures; by: By }) {
  const { t } = useText();
  const nameOf = useNameOf();
  const told = useNarrow() ? toldNarrow : toldWide;
  const [, set] = useUrlState();
  const { first, last } = useSpan();
  const months: string[] = [];
  for (let at = companyTime(`${first}-01`); at.format("YYYY-MM") <= last; at = at.add(1, "month"))
    months.push(at.format("YYYY-MM"));
  const top = data.bars.slice(0, told).map((bar) => bar.id);
  const of = (month: string, is: (id: string | null) => boolean) =>
    data.months.filter((one) => one.month === month && is(one.id)).reduce((sum, one) => sum + one.count, 0);
  const series = top.map((id) => ({
    name: nameOf(by, id),
    counts: months.map((month) => of(month, (one) => one === id)),
  }));
  if (data.bars.length > told)
    series.push({
      name: t("improvements.others"),
      counts: months.map((month) => of(month, (one) => !top.includes(one))),
    });
  return (
    <section className="panel" aria-labelledby="trend">
      <div className="panel-head">
        <h2 id="trend">{t("improvements.trend")}</h2>
      </div>
      <div className="panel-body">
        <Chart
          label={t("improvements.trend")}
          height={260}
          onPick={(_, month) => set({ from: month, to: month })}
          option={{
            grid: { left: 8, right: 8, top: 56, bottom: 4, containLabel: true },
            xAxis: { type: "category", data: months },
            yAxis: { type: "value", minInterval: 1 },
            series: series.map((one) => ({
              name: one.name,
              type: "bar",
              stack: "all",
              barMaxWidth: 40,
              data: one.counts,
            })),
          }}
          table={
            <table className="plain-table analysis-table">
              <thead>
                <tr>
                  <th scope="col">{t("improvements.month")}</th>
                  {series.map((one) => (
                    <th key={one.name} scope="col" className="number">
                      {one.name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {months.map((month, at) => (
                  <tr key={month}>
                    <th scope="row">{month}</th>
                    {series.map((one) => (
                      <td key={one.name} className="number">
                        {one.counts[at] || "–"}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          }
        />
      </div>
    </section>
  );
}
