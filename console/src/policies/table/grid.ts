import type { Table } from "../data.ts";

export type GridRow = { readonly when: Readonly<Record<string, string>>; readonly then: string; readonly note: string };
/** A table while it is edited: every cell a text, in the order of its columns. */
export type Grid = {
  readonly hit: Table["hit"];
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
  /** Empty: the clause says nothing; `null` in the table stands for `noValue`. */
  readonly otherwise: string;
  readonly priority: Table["priority"];
};

/** What is written where having no value is meant. */
export const noValue = "null";

type Language = "zh" | "en";

/** @param order all facts of the control: columns keep their order */
export function gridOf(table: Table, order: readonly string[], language: Language): Grid {
  const used = new Set(table.rows.flatMap((row) => Object.keys(row.when)));
  return {
    hit: table.hit,
    columns: [...order.filter((name) => used.has(name)), ...[...used].filter((name) => !order.includes(name))],
    rows: table.rows.map((row) => ({
      when: Object.fromEntries(Object.entries(row.when).map(([name, cell]) => [name, String(cell)])),
      then: String(row.then),
      note: row.note?.[language] ?? "",
    })),
    otherwise: table.otherwise === null ? noValue : table.otherwise === undefined ? "" : String(table.otherwise),
    priority: table.priority,
  };
}

const typed = (text: string, outcome: string): string | number | boolean =>
  outcome === "boolean" && /^(true|false)$/.test(text)
    ? text === "true"
    : outcome === "integer" && /^-?\d{1,9}$/.test(text)
      ? Number(text)
      : text;

/** The table as it is saved; a note that was not changed keeps both its languages. */
export function tableOf(grid: Grid, outcome: string, before: Table, language: Language): Table {
  const notes = new Map(before.rows.flatMap((row) => (row.note ? [[row.note[language], row.note] as const] : [])));
  return {
    hit: grid.hit,
    rows: grid.rows.map((row) => ({
      when: Object.fromEntries(
        grid.columns.flatMap((name) => {
          const cell = row.when[name]?.trim() ?? "";
          return cell === "" || cell === "-" ? [] : [[name, cell]];
        }),
      ),
      // oxlint-disable-next-line unicorn/no-thenable -- the word that authors of policies write
      then: typed(row.then.trim(), outcome),
      ...(row.note.trim() && { note: notes.get(row.note) ?? { zh: row.note.trim(), en: row.note.trim() } }),
    })),
    ...(grid.otherwise.trim() && {
      otherwise: grid.otherwise.trim() === noValue ? null : typed(grid.otherwise.trim(), outcome),
    }),
    ...(grid.priority && grid.hit === "priority" && { priority: grid.priority }),
  };
}

export const emptyRow: GridRow = { when: {}, then: "", note: "" };

/** Puts a text into a cell; the columns are the facts, then the outcome, then the note. */
export function put(grid: Grid, row: number, column: number, text: string): Grid {
  const old = grid.rows[row] ?? emptyRow;
  const fact = grid.columns[column];
  const next = fact
    ? { ...old, when: { ...old.when, [fact]: text } }
    : column === grid.columns.length
      ? { ...old, then: text }
      : { ...old, note: text };
  return { ...grid, rows: row < grid.rows.length ? grid.rows.with(row, next) : [...grid.rows, next] };
}

/** Cells as spreadsheets copy them: lines of tabs. Further rows are added where the block is longer than the table. */
export function paste(grid: Grid, row: number, column: number, text: string): Grid {
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
  const widest = grid.columns.length + 2;
  let next = grid;
  lines.forEach((line, down) =>
    line.split("\t").forEach((cell, right) => {
      if (column + right < widest) next = put(next, row + down, column + right, cell.trim());
    }),
  );
  return next;
}

export function moveRow(grid: Grid, from: number, to: number): Grid {
  const row = grid.rows[from];
  if (!row || to < 0 || to >= grid.rows.length) return grid;
  return { ...grid, rows: grid.rows.toSpliced(from, 1).toSpliced(to, 0, row) };
}

export const removeColumn = (grid: Grid, name: string): Grid => ({
  ...grid,
  columns: grid.columns.filter((one) => one !== name),
  rows: grid.rows.map((row) => ({
    ...row,
    when: Object.fromEntries(Object.entries(row.when).filter(([fact]) => fact !== name)),
  })),
});
