import { Link } from "@tanstack/react-router";
import { useText } from "../../texts/index.ts";
import { type BodyProps, useEnd } from "./Table.tsx";
import { FieldValue } from "./values.tsx";

/** The rows of a list on a phone: the first column as title, three more beneath. */
export function Cards<R>({
  fields,
  chosen,
  rows,
  id,
  href,
  cells,
  onPeek,
  loading,
  stale,
  more,
  onMore,
}: BodyProps<R>) {
  const { t, pick } = useText();
  const [first, ...rest] = chosen.map((key) => fields.find((field) => field.key === key)!);
  const end = useEnd(more, onMore);
  const show = (row: R, key: string) => {
    const field = fields.find((one) => one.key === key)!;
    return cells?.[key] ? cells[key](row) : <FieldValue field={field} value={(row as Record<string, unknown>)[key]} />;
  };
  return (
    <ul className={stale ? "cards stale" : "cards"}>
      {loading &&
        Array.from({ length: 6 }, (_, at) => (
          <li key={at} className="card">
            <span className="bone" style={{ width: "60%" }} />
            <span className="bone" style={{ width: "85%" }} />
          </li>
        ))}
      {rows.map((row) => {
        const filled = rest.filter((field) => (row as Record<string, unknown>)[field.key] != null).slice(0, 4);
        return (
          <li key={id(row)} className="card">
            {/* The title's area is the whole card. */}
            <div className="card-title">
              {first &&
                (href ? (
                  <Link to={href(row)}>{show(row, first.key)}</Link>
                ) : (
                  <button type="button" onClick={() => onPeek(row)}>
                    {show(row, first.key)}
                  </button>
                ))}
            </div>
            <dl className="card-facts">
              {filled.map((field) => (
                <div key={field.key}>
                  <dt>{pick(field.label)}</dt>
                  <dd>{show(row, field.key)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
      <div ref={end} className="table-end">
        {more ? t("parts.loading") : null}
      </div>
    </ul>
  );
}
