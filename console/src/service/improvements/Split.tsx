import { useText } from "../../texts/index.ts";
import { type Figures, percent, useNameOf } from "./data.ts";

/** Which departments were responsible, as bars to read across. */
export function Split({ data }: { data: Figures }) {
  const { t } = useText();
  const nameOf = useNameOf();
  const largest = Math.max(1, ...data.departments.map((one) => one.count));
  return (
    <section className="panel" aria-labelledby="split">
      <div className="panel-head">
        <h2 id="split">{t("improvements.split")}</h2>
      </div>
      <ul className="panel-body split">
        {data.departments.map((one) => (
          <li key={one.id ?? "none"}>
            <span className="split-name">{nameOf("department", one.id)}</span>
            <span className="split-bar" aria-hidden>
              <span style={{ width: `${(one.count / largest) * 100}%` }} />
            </span>
            <span className="number">
              {one.count} <span className="quiet small">{percent(one.share)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
