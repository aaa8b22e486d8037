import { Chart } from "../../parts/Chart.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { type By, type Figures, percent, useNameOf } from "./data.ts";

/** So many bars can be read at once; the table has all. */
const most = 10;

/** Counts in order, and the share that they add up to. */
export function Pareto({ data, by }: { data: Figures; by: By }) {
  const { t } = useText();
  const nameOf = useNameOf();
  const narrow = useNarrow();
  const [, set] = useUrlState();
  const bars = data.bars.slice(0, narrow ? 6 : most);
  const names = bars.map((bar) => nameOf(by, bar.id));
  const open = (id: string | null) => set({ bar: id ?? "none" }, { push: true });
  const count = t("improvements.count");
  const label = t(
    by === "cause"
      ? "improvements.byCause"
      : by === "category"
        ? "improvements.byCategory"
        : "improvements.byDepartment",
  );
  return (
    <section className="panel" aria-labelledby="pareto">
      <div className="panel-head">
        <h2 id="pareto">{label}</h2>
      </div>
      <div className="panel-body">
        <Chart
          label={label}
          height={300}
          onPick={(_, name) => {
            const bar = bars[names.indexOf(name)];
            if (bar) open(bar.id);
          }}
          option={{
            grid: { left: 8, right: 8, top: 40, bottom: 4, containLabel: true },
            xAxis: {
              type: "category",
              data: names,
              axisLabel: { interval: 0, hideOverlap: false, width: narrow ? 44 : 96, overflow: "break" },
            },
            yAxis: [
              { type: "value", minInterval: 1 },
              {
                type: "value",
                min: 0,
                max: 1,
                splitLine: { show: false },
                axisLabel: { formatter: (value: number) => percent(value) },
              },
            ],
            series: [
              {
                name: count,
                type: "bar",
                barMaxWidth: 48,
                cursor: "pointer",
                label: { show: true, position: "top" },
                data: bars.map((bar) => bar.count),
              },
              {
                name: t("improvements.cumulative"),
                type: "line",
                yAxisIndex: 1,
                symbolSize: 6,
                tooltip: { valueFormatter: (value: unknown) => percent(Number(value)) },
                data: bars.map((bar) => bar.cumulative),
              },
            ],
          }}
          table={
            <table className="plain-table analysis-table">
              <thead>
                <tr>
                  <th scope="col">{label}</th>
                  {(["count", "share", "cumulative", "ourFault", "reopened"] as const).map((key) => (
                    <th key={key} scope="col" className="number">
                      {t(`improvements.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.bars.map((bar) => (
                  <tr key={bar.id ?? "none"}>
                    <th scope="row">
                      <button type="button" className="link-button" onClick={() => open(bar.id)}>
                        {nameOf(by, bar.id)}
                      </button>
                    </th>
                    <td className="number">{bar.count}</td>
                    <td className="number">{percent(bar.share)}</td>
                    <td className="number">{percent(bar.cumulative)}</td>
                    <td className="number">{bar.ourFault || "–"}</td>
                    <td className="number">{bar.reopened || "–"}</td>
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
