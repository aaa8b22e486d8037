import { percent } from "../compliance/data.ts";
import { Tag } from "../parts/Tag.tsx";
import { useText } from "../texts/index.ts";
import { type Summary, useControlWords } from "./data.ts";

/** The figures of the span before and after, side by side. */
export function MetricSides({ metrics }: { metrics: Summary["metrics"] }) {
  const { t, pick } = useText();
  const words = useControlWords();
  const key = (one: Summary["metrics"]["before"][number]) => `${one.control} ${one.period.key}`;
  const before = new Map(metrics.before.map((one) => [key(one), one]));
  const after = new Map(metrics.after.map((one) => [key(one), one]));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  if (keys.length === 0) return null;
  const side = (one: Summary["metrics"]["before"][number] | undefined) =>
    one && (
      <>
        {percent(one.share)}{" "}
        {one.reached !== null && (
          <Tag tone={one.reached ? "good" : "bad"}>{t(one.reached ? "compliance.reached" : "compliance.missed")}</Tag>
        )}
      </>
    );
  return (
    <section className="panel scroll-x">
      <div className="panel-head">
        <h2>{t("replay.metrics")}</h2>
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("replay.metric")}</th>
            <th>{t("replay.period")}</th>
            <th className="number">{t("replay.now")}</th>
            <th className="number">{t("replay.then")}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((one) => {
            const [a, b] = [before.get(one), after.get(one)];
            const any = (a ?? b)!;
            const differs = a?.share !== b?.share || a?.reached !== b?.reached;
            return (
              <tr key={one} className={differs ? "replay-differs" : undefined}>
                <td>
                  <span className="quiet">{any.clause}</span> {words.label(any.control)}
                </td>
                <td>{pick(any.period.label)}</td>
                <td className="number">{side(a)}</td>
                <td className="number">{side(b)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
