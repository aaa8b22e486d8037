import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useNarrow } from "./SidePanel.tsx";
import "./list/list.css";
import "./parts.css";

export type SmallColumn<R> = {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: R) => ReactNode;
  readonly number?: boolean;
};

type Props<R> = {
  /** What a screen reader calls the table. */
  readonly label: string;
  readonly rows: readonly R[];
  readonly id: (row: R) => string;
  /** The first is the row's name, and leads to its page. */
  readonly columns: readonly SmallColumn<R>[];
  readonly href?: (row: R) => { to: string; search?: Record<string, string> };
};

/** A list that needs no views, filters or choice of columns: looks like the large lists; cards on a phone. */
export function SmallTable<R>({ label, rows, id, columns, href }: Props<R>) {
  const narrow = useNarrow();
  const [first, ...rest] = columns as [SmallColumn<R>, ...SmallColumn<R>[]];
  const name = (row: R) => {
    const target = href?.(row);
    return target ? (
      <Link to={target.to as "/"} search={(target.search ?? {}) as never} className="table-name">
        {first.cell(row)}
      </Link>
    ) : (
      first.cell(row)
    );
  };
  if (narrow)
    return (
      <ul className="cards small-cards" aria-label={label}>
        {rows.map((row) => (
          <li key={id(row)} className="card">
            <div className="card-title">{name(row)}</div>
            <dl className="card-facts">
              {rest.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    );
  return (
    <div className="small-table">
      <table className={href ? "table table-linked" : "table table-plain"} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.number ? "number" : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id(row)}>
              <td>{name(row)}</td>
              {rest.map((column) => (
                <td key={column.key} className={column.number ? "number" : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
