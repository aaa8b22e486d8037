import { CaretDownFilled, CaretUpFilled } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useEffect, useEffectEvent, useRef } from "react";
import { useText } from "../../texts/index.ts";
import type { FieldDescription } from "../nouns.ts";
import type { ListProps } from "./List.tsx";
import { FieldValue, isNumeric } from "./values.tsx";

export type BodyProps<R> = ListProps<R> & {
  readonly fields: readonly FieldDescription[];
  readonly chosen: readonly string[];
  readonly rows: readonly R[];
  readonly at: number;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (id: string) => void;
  readonly onPeek: (row: R) => void;
  readonly onAt: (index: number) => void;
  readonly open: string | undefined;
  readonly sortedBy: string;
  readonly onSort: (sort: string) => void;
  readonly loading: boolean;
  readonly stale: boolean;
  readonly more: boolean;
  readonly onMore: () => void;
};

/** The rows of a list on a wide screen. */
export function Table<R>(props: BodyProps<R>) {
  const {
    fields,
    chosen,
    rows,
    at,
    ticked,
    onTick,
    onPeek,
    onAt,
    open,
    id,
    name,
    href,
    cells,
    bulk,
    loading,
    stale,
    more,
    onMore,
  } = props;
  const { t, pick } = useText();
  const columns = chosen.map((key) => fields.find((field) => field.key === key)!);
  const end = useEnd(more, onMore);
  return (
    <div className={stale ? "table-box stale" : "table-box"}>
      <table className="table">
        <thead>
          <tr>
            {bulk && <th className="table-tick" aria-label={t("parts.choose", { name: "" })} />}
            {columns.map((field) => (
              <Head key={field.key} field={field} sortedBy={props.sortedBy} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {loading &&
            Array.from({ length: 12 }, (_, index) => (
              <tr key={index} aria-hidden>
                {bulk && <td />}
                {columns.map((field, place) => (
                  <td key={field.key}>
                    <span className="bone" style={{ width: `${40 + ((index * 7 + place * 13) % 40)}%` }} />
                  </td>
                ))}
              </tr>
            ))}
          {rows.map((row, index) => {
            const key = id(row);
            return (
              <tr
                key={key}
                data-row={index}
                className={[index === at && "row-at", key === open && "row-open", ticked.has(key) && "row-ticked"]
                  .filter(Boolean)
                  .join(" ")}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest("a, button, label, input")) return;
                  onAt(index);
                  onPeek(row);
                }}
              >
                {bulk && (
                  <td className="table-tick">
                    <Checkbox
                      checked={ticked.has(key)}
                      onChange={() => onTick(key)}
                      aria-label={t("parts.choose", { name: name(row) })}
                    />
                  </td>
                )}
                {columns.map((field, place) => {
                  const value = cells?.[field.key] ? (
                    cells[field.key]!(row)
                  ) : (
                    <FieldValue field={field} value={(row as Record<string, unknown>)[field.key]} />
                  );
                  return (
                    <td key={field.key} className={isNumeric(field) ? "number" : undefined}>
                      {place === 0 && href ? (
                        <Link to={href(row)} className="table-name">
                          {value}
                        </Link>
                      ) : (
                        value
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
        <caption className="visually-hidden">{columns.map((field) => pick(field.label)).join()}</caption>
      </table>
      <div ref={end} className="table-end">
        {more ? t("parts.loading") : rows.length > 50 ? t("parts.end") : null}
      </div>
    </div>
  );
}

function Head({
  field,
  sortedBy,
  onSort,
}: {
  field: FieldDescription;
  sortedBy: string;
  onSort: (sort: string) => void;
}) {
  const { t, pick } = useText();
  const name = pick(field.label);
  const here = sortedBy.replace("-", "") === field.key;
  const down = here && sortedBy.startsWith("-");
  return (
    <th
      scope="col"
      className={isNumeric(field) ? "number" : undefined}
      aria-sort={here ? (down ? "descending" : "ascending") : undefined}
    >
      {field.sort ? (
        <button
          type="button"
          className="table-sort"
          title={t("parts.sortBy", { name })}
          onClick={() => onSort(down ? field.key : `-${field.key}`)}
        >
          {name} {here && (down ? <CaretDownFilled /> : <CaretUpFilled />)}
        </button>
      ) : (
        name
      )}
    </th>
  );
}

/** Asks for more rows when the end comes near; what is shown never jumps. */
export function useEnd(more: boolean, onMore: () => void) {
  const end = useRef<HTMLDivElement>(null);
  const ask = useEffectEvent(onMore);
  useEffect(() => {
    if (!more || !end.current) return;
    const watcher = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && ask(), {
      rootMargin: "600px",
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  });
  return end;
}
