import { refusal, rowProblem } from "./problems.ts";
import type { Limits, RawRow } from "./types.ts";
import { columnName } from "./xlsx-values.ts";

function withoutBlankEnd(cells: readonly string[]): string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === "") end--;
  return cells.slice(0, end);
}

const names = (columns: readonly number[]): string => columns.map(columnName).join(", ");

/** Column names of the first record. Errors name columns by letter, never by content: without a header it would be data. */
export function columnsOf({ cells, problem }: RawRow, header: boolean, limits: Limits): string[] {
  if (problem) throw refusal("tables.header_unreadable", { reason: problem.text.zh, reasonEn: problem.text.en });
  if (cells.length > limits.columns) throw refusal("tables.too_many_columns", { limit: limits.columns });
  if (!header) return cells.map((_, column) => columnName(column));
  const columns = withoutBlankEnd(cells).map((cell) => cell.replace(/\s+/g, " "));
  const blank = columns.flatMap((name, column) => (name === "" ? [column] : []));
  if (blank.length > 0) throw refusal("tables.blank_header", { columns: names(blank) });
  const twice = columns.find((name, column) => columns.indexOf(name) !== column);
  const same = columns.flatMap((name, column) => (name === twice ? [column] : []));
  if (twice !== undefined) throw refusal("tables.duplicate_header", { columns: names(same) });
  return columns;
}

/** The row with as many cells as columns, or with a problem: blank cells too many are nothing, other misfits are not guessed at. */
export function fitted(row: RawRow, expected: number, padded: boolean, limits: Limits): RawRow {
  const { cells } = row;
  if (cells.length === expected || row.problem?.code === "tables.record_too_long") return row;
  if (cells.length > limits.columns)
    return { ...row, problem: row.problem ?? rowProblem("tables.too_wide", { limit: limits.columns }) };
  const kept = cells.length > expected ? withoutBlankEnd(cells) : cells;
  if (kept.length <= expected && (padded || cells.length > expected))
    return { ...row, cells: [...kept, ...Array<string>(expected - kept.length).fill("")] };
  return row.problem ? row : { ...row, problem: rowProblem("tables.ragged", { found: cells.length, expected }) };
}
