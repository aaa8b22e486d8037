import type { Language, Text } from "../text.ts";
import type { Cell, Column, Sink } from "./types.ts";
import { writeCsv, type CsvOptions } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** A row as it was read, and all that is wrong with it. */
export type RefusedRow = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly reasons: readonly Text[];
};
export type Refused = Iterable<readonly RefusedRow[]> | AsyncIterable<readonly RefusedRow[]>;
export type ErrorFileOptions = CsvOptions & { readonly kind?: "csv" | "xlsx"; readonly language?: Language };

const added = { zh: ["行号", "原因"], en: ["Line", "Reason"] } as const;
/** An Excel cell holds 32,767 characters: a longer one is cut here, for the file must not fail over what it reports. */
const shortened = (cell: string): string => (cell.length > 32_000 ? `${cell.slice(0, 32_000).toWellFormed()}…` : cell);
const joiner = { zh: "；", en: "; " };

/**
 * Writes the refused rows only, with where they stood and why, to be mended and read again. Both columns come first, so
 * that a row with too many cells keeps them all. Those of an earlier error file, mended and refused again, are replaced.
 */
export function errorFile(
  sink: Sink,
  columns: readonly string[],
  refused: Refused,
  options: ErrorFileOptions = {},
): Promise<void> {
  const { kind = "csv", language = "zh" } = options;
  const mended = Object.values(added).some((names) => names.every((name, index) => columns[index] === name));
  const from = mended ? 2 : 0;
  const [line, reason] = added[language];
  const header: Column[] = [
    { header: line, kind: "number", width: 8 },
    { header: reason, width: 40 },
    ...columns.slice(from).map((each) => ({ header: each })),
  ];
  const original = ({ cells }: RefusedRow) => (kind === "csv" ? cells.slice(from) : cells.slice(from).map(shortened));
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const batch of refused)
      yield batch.map((row) => [
        row.line,
        row.reasons.map((text) => text[language]).join(joiner[language]),
        ...original(row),
      ]);
  }
  return kind === "csv" ? writeCsv(sink, header, rows(), options) : writeXlsx(sink, header, rows());
}
