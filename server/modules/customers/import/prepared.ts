import type { RawRow } from "../../../platform/tables/index.ts";
import type { Staged } from "./staging.ts";
import type { Reason } from "./values.ts";

export type RefusedRow = {
  readonly record: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly reasons: readonly Reason[];
};

/** A chunk ready for the database; `n` in its staged rows is the place in `rows`. */
export type Prepared = {
  readonly rows: readonly RawRow[];
  readonly refused: RefusedRow[];
  readonly staged: Staged;
  /** Rows whose customer may not be entered if they are new, and why not (B3.1.2). */
  readonly unconsented: Map<number, Reason>;
};

export type Prepare = {
  readonly recall: (rows: readonly RawRow[]) => void;
  readonly prepare: (rows: readonly RawRow[]) => Promise<Prepared>;
};

export const refusedRow = (row: RawRow, reasons: readonly Reason[]): RefusedRow => ({
  record: row.record,
  line: row.line,
  cells: row.cells,
  reasons,
});
