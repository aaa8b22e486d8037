import type { ReactNode } from "react";

/** A chart's data as a table: the first column names, the others count. */
export const Small = ({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) => (
  <table className="plain-table sheet" aria-label={label}>
    <thead>
      <tr>
        {head.map((one, at) => (
          <th key={at} className={at ? "number" : undefined}>
            {one}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, at) => (
        <tr key={at}>
          {row.map((cell, column) =>
            column === 0 ? (
              <th key={column} scope="row">
                {cell}
              </th>
            ) : (
              <td key={column} className="number">
                {cell}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
