import { usePreferences } from "../frame/preferences.ts";
import { palette } from "../frame/theme.ts";
import { Chart } from "../parts/Chart.tsx";
import { formatCount } from "../parts/Money.tsx";
import { useChoices } from "../parts/nouns.ts";
import { useText } from "../texts/index.ts";
import { type Grading, ladder } from "./states.ts";

/** How many customers hold each grade before and after. */
export function Distribution({ grading }: { grading: Grading }) {
  const { t } = useText();
  const colours = palette(usePreferences().dark);
  const label = useChoices("customer", "grade");
  const order = [null, ...ladder];
  const rows = order
    .map((grade) => {
      const cells = grading.distribution.filter((one) => one.grade === grade);
      const sum = (key: "before" | "after") => cells.reduce((all, one) => all + one[key], 0);
      return { name: grade ? label(grade) : t("grading.noGrade"), before: sum("before"), after: sum("after") };
    })
    .filter((row) => row.before || row.after);
  const series = (["before", "after"] as const).map((key, at) => ({
    name: t(`grading.${key}`),
    type: "bar",
    barMaxWidth: 36,
    barGap: "10%",
    itemStyle: { borderRadius: [3, 3, 0, 0], color: at === 0 ? colours["ink-3"] : colours.accent },
    label: { show: true, position: "top" },
    data: rows.map((row) => row[key]),
  }));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("grading.distribution")}</h2>
      </div>
      <div className="panel-body">
        <Chart
          label={t("grading.distribution")}
          option={{
            xAxis: { type: "category", data: rows.map((row) => row.name) },
            yAxis: { type: "value", minInterval: 1 },
            series,
          }}
          table={
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t("grading.grade")}</th>
                  <th className="number">{t("grading.before")}</th>
                  <th className="number">{t("grading.after")}</th>
                  <th className="number">{t("grading.difference")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <td>{row.name}</td>
                    <td className="number">{formatCount(row.before)}</td>
                    <td className="number">{formatCount(row.after)}</td>
                    <td className="number">{`${row.after > row.before ? "+" : ""}${formatCount(row.after - row.before)}`}</td>
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
