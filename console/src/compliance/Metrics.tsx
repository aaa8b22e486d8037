import { Chart } from "../parts/Chart.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { type ControlFigures, percent, type Report } from "./data.ts";

/** Every metric of the policy: its figures by period against the target; a click opens the rows of a period. */
export function Metrics({ report }: { report: Report }) {
  const { t } = useText();
  const metrics = report.chapters
    .flatMap((chapter) => chapter.clauses)
    .flatMap((clause) =>
      clause.controls.filter((one) => one.kind === "metric").map((control) => ({ clause, control })),
    );
  if (metrics.length === 0) return <p className="panel panel-body quiet">{t("compliance.noData")}</p>;
  return (
    <div className="metrics">
      {metrics.map(({ clause, control }) => (
        <MetricCard key={`${clause.number} ${control.key}`} clause={clause.number} control={control} />
      ))}
    </div>
  );
}

function MetricCard({ clause, control }: { clause: string; control: ControlFigures }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const last = control.figures.findLast((one) => one.share !== null);
  const shown = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);
  const highest = Math.max(...control.figures.flatMap((one) => [one.share ?? 0, Number(one.target)]));
  const top = highest > 0.2 ? 100 : Math.ceil(highest * 120);
  const open = (period: string) => set({ clause, metric: control.key, period }, { push: true });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>
          <span className="quiet">{clause}</span> {pick(control.label)}
        </h2>
        {last && (
          <span className="row">
            <strong className="metric-figure">{percent(last.share)}</strong>
            {last.reached !== null && (
              <Tag tone={last.reached ? "good" : "bad"}>
                {t(last.reached ? "compliance.reached" : "compliance.missed")}
              </Tag>
            )}
          </span>
        )}
      </div>
      <div className="panel-body">
        {!last ? (
          <p className="quiet">{t("compliance.noData")}</p>
        ) : (
          <Chart
            label={pick(control.label)}
            height={200}
            onPick={(_, name) => {
              const found = control.figures.find((one) => pick(one.period.label) === name);
              if (found) open(found.period.key);
            }}
            option={{
              xAxis: { type: "category", data: control.figures.map((one) => pick(one.period.label)) },
              yAxis: {
                type: "value",
                min: 0,
                max: top,
                axisLabel: { formatter: "{value}%" },
              },
              legend: { show: false },
              series: [
                {
                  name: pick(control.label),
                  type: "bar",
                  barMaxWidth: 28,
                  itemStyle: { borderRadius: [3, 3, 0, 0] },
                  data: control.figures.map((one) => shown(one.share)),
                  markLine: last && {
                    symbol: "none",
                    data: [{ yAxis: shown(Number(last.target)), name: t("compliance.target") }],
                    label: {
                      formatter: `${t("compliance.target")} ${percent(Number(last.target))}`,
                      position: "insideEndTop",
                    },
                  },
                },
              ],
            }}
            table={
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t("compliance.period")}</th>
                    <th className="number">{t("compliance.counted")}</th>
                    <th className="number">{t("compliance.figure")}</th>
                    <th className="number">{t("compliance.target")}</th>
                  </tr>
                </thead>
                <tbody>
                  {control.figures.map((one) => (
                    <tr key={one.period.key}>
                      <td>
                        <button type="button" className="link-button" onClick={() => open(one.period.key)}>
                          {pick(one.period.label)}
                        </button>
                      </td>
                      <td className="number">
                        {one.numerator} / {one.denominator}
                      </td>
                      <td className="number">{percent(one.share)}</td>
                      <td className="number">{percent(Number(one.target))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            }
          />
        )}
      </div>
    </section>
  );
}
