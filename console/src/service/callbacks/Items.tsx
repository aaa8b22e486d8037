import { Link } from "@tanstack/react-router";
import { useText } from "../../texts/index.ts";
import type { Analysis } from "./data.ts";

type Item = Analysis["forms"][number]["items"][number];

/** Each question with its answers as bars; a bar leads to who gave the answer. */
export function Items({ data }: { data: Analysis }) {
  const { t } = useText();
  const forms = data.forms.filter((form) => form.items.length > 0);
  if (!forms.length) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("callbacks.items")}</h2>
      </div>
      {forms.map((form) => (
        <div key={form.formId} className="panel-body">
          {form.plan && <p className="quiet small">{t("callbacks.itemsOf", { plan: form.plan })}</p>}
          <div className="items">
            {form.items.map((item) => (
              <ItemCard key={item.question} item={item} form={form.formId} data={data} />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function ItemCard({ item, form, data }: { item: Item; form: string; data: Analysis }) {
  const { t } = useText();
  const calledAt = `${data.period.firstDay}..${data.period.lastDay}`;
  return (
    <div className="item">
      <div className="spread">
        <strong>{item.label}</strong>
        <span className="quiet small">
          {item.mean !== null && `${t("callbacks.mean", { mean: item.mean.toFixed(1) })} · `}
          {t(item.kind === "multiple" ? "callbacks.picksCount" : "callbacks.answersCount", { count: item.answers })}
        </span>
      </div>
      <ul>
        {item.values.map(({ value, count }) => (
          <li key={value}>
            <Link
              to={"/callbacks" as "/"}
              search={{ list: "done", form, question: item.question, value, calledAt } as never}
              className="item-bar"
            >
              <span className="item-name">
                {item.kind === "score" ? t("callbacks.points", { count: value }) : value}
              </span>
              <span className="item-track" aria-hidden>
                <span style={{ width: `${item.answers ? (100 * count) / item.answers : 0}%` }} />
              </span>
              <span className="number">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
