import type { AppError } from "../errors.ts";
import { openRecord, spacedFields, takeLine, type OpenRecord } from "./csv-fields.ts";
import { clean } from "./formula.ts";
import { refusal, rowProblem, type Problem } from "./problems.ts";
import type { Delimiter, Limits, RawRow } from "./types.ts";

export type CsvFormat = { readonly delimiter: Delimiter; readonly newline: "\n" | "\r" };
export type RecordOptions = {
  readonly limits: Limits;
  /** 0 when the first record is the header, 1 when it is data already. */
  readonly first: 0 | 1;
  readonly skip: number;
  readonly batch: number;
};

/** A record over the limit: its text is dropped, only lines and quotes are followed to find its end. */
type LostRecord = { readonly line: number; quoted: boolean; quoteLine: number };

/** Cuts text that arrives in pieces into records. Holds at most one record and one piece; `end` gives what stops the reading. */
function csvSplitter({ delimiter, newline }: CsvFormat, { limits, first, skip }: RecordOptions) {
  const rows: RawRow[] = [];
  const filled = new RegExp(`[^\\s${delimiter === "spaces" ? "" : delimiter}]`);
  const most = limits.columns + 1;
  let record = first - 1;
  let line = 1;
  let rest = "";
  let open: OpenRecord | undefined;
  let openLine = 0;
  let openChars = 0;
  let lost: LostRecord | undefined;

  /** Counts a record; false when it is one to pass over. The first is always kept: it tells the columns. */
  const wanted = (): boolean => ++record === first || record > skip;

  function emit(from: number, cells: string[], fault?: Problem): void {
    let problem = fault;
    for (let index = 0; index < cells.length; index++) {
      const cell = (cells[index] = clean(cells[index]!));
      if (problem === undefined && cell.includes("\0")) problem = rowProblem("tables.nul");
      if (problem === undefined && cell.includes("\ufffd")) problem = rowProblem("tables.undecodable");
    }
    rows.push({ line: from, record, cells, ...(problem && { problem }) });
  }

  function closeOpen(from: number, { cells, quoteLine, badQuoteLine }: OpenRecord): void {
    if (badQuoteLine === 0 && cells.every((cell) => cell.trim() === "")) return;
    if (wanted())
      emit(
        from,
        cells.slice(0, most),
        badQuoteLine > 0 ? rowProblem("tables.bad_quote", { open: quoteLine, line: badQuoteLine }) : undefined,
      );
  }

  function take(text: string): void {
    if (open === undefined) {
      if (!filled.test(text)) return;
      if (delimiter === "spaces" || !text.includes('"')) {
        if (wanted())
          emit(line, delimiter === "spaces" ? spacedFields(text).slice(0, most) : text.split(delimiter, most));
        return;
      }
      open = openRecord();
      openLine = line;
      openChars = 0;
    }
    takeLine(open, text, line, delimiter);
    openChars += text.length;
    if (open.quoted) return;
    closeOpen(openLine, open);
    open = undefined;
    openChars = 0;
  }

  function lose(): void {
    lost = { line: open ? openLine : line, quoted: open?.quoted ?? false, quoteLine: open?.quoteLine ?? 0 };
    open = undefined;
    openChars = 0;
  }

  function closeLost(end: number): void {
    if (lost && wanted()) {
      const problem = rowProblem("tables.record_too_long", { line: lost.line, end, limit: limits.recordChars });
      rows.push({ line: lost.line, record, cells: [], problem });
    }
    lost = undefined;
  }

  /** Drops text of the lost record and returns where the next record begins. */
  function drop(text: string, start: number): number {
    let at = start;
    let end = text.indexOf(newline, at);
    let mark = text.indexOf('"', at);
    while (lost && (end >= 0 || mark >= 0)) {
      if (mark >= 0 && (end < 0 || mark < end)) {
        lost.quoted = !lost.quoted;
        if (lost.quoted) lost.quoteLine = line;
        mark = text.indexOf('"', mark + 1);
      } else {
        if (!lost.quoted) closeLost(line);
        line++;
        at = end + 1;
        end = text.indexOf(newline, at);
      }
    }
    return lost ? text.length : at;
  }

  function write(piece: string): void {
    const text = rest + piece;
    let start = lost ? drop(text, 0) : 0;
    let end = text.indexOf(newline, Math.max(start, rest.length));
    while (end >= 0) {
      if (openChars + end - start >= limits.recordChars) {
        lose();
        start = drop(text, start);
      } else {
        take(text.slice(start, end + 1));
        line++;
        start = end + 1;
      }
      end = text.indexOf(newline, start);
    }
    rest = text.slice(start);
    if (openChars + rest.length < limits.recordChars) return;
    lose();
    drop(rest, 0);
    rest = "";
  }

  function end(): AppError | undefined {
    if (rest !== "") take(rest);
    rest = "";
    const quoteLine = open?.quoteLine ?? (lost?.quoted ? lost.quoteLine : undefined);
    if (quoteLine !== undefined) return refusal("tables.unclosed_quote", { line: quoteLine });
    closeLost(line);
    return undefined;
  }

  return { rows, write, end };
}

/** All records in batches; those before an error come before it is thrown. */
export async function* csvRecords(
  text: AsyncIterable<string>,
  format: CsvFormat,
  options: RecordOptions,
): AsyncGenerator<RawRow[]> {
  const splitter = csvSplitter(format, options);
  for await (const piece of text) {
    splitter.write(piece);
    while (splitter.rows.length >= options.batch) yield splitter.rows.splice(0, options.batch);
  }
  const failure = splitter.end();
  if (splitter.rows.length > 0) yield splitter.rows;
  if (failure) throw failure;
}
