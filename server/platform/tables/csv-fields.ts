import type { Delimiter } from "./types.ts";

/** A record being read; it goes on in the next line while `quoted`. */
export type OpenRecord = { cells: string[]; part: string; quoted: boolean; quoteLine: number; badQuoteLine: number };

export const openRecord = (): OpenRecord => ({ cells: [], part: "", quoted: false, quoteLine: 0, badQuoteLine: 0 });

const quote = 0x22;

/** Where the field's first sign stands: a quote after blanks still opens a quoted field. */
function firstSign(line: string, at: number, delimiter: string): number {
  while (at < line.length && line[at] !== delimiter && line[at]!.trim() === "") at++;
  return at;
}

/**
 * Takes one line (with its end) into the record. A quote inside an unquoted field is a plain sign, as in Excel; text
 * behind a closing quote is kept and remembered as a fault. Each sign is looked at once, so long records cost no more.
 */
export function takeLine(record: OpenRecord, line: string, lineNumber: number, delimiter: string): void {
  let at = 0;
  for (;;) {
    let end: number;
    if (record.quoted) {
      const close = line.indexOf('"', at);
      if (close < 0) {
        record.part += line.slice(at);
        return;
      }
      if (line.charCodeAt(close + 1) === quote) {
        record.part += line.slice(at, close + 1);
        at = close + 2;
        continue;
      }
      record.part += line.slice(at, close);
      record.quoted = false;
      end = line.indexOf(delimiter, close + 1);
      const behind = line.slice(close + 1, end < 0 ? undefined : end).trimEnd();
      if (behind.trimStart() !== "") {
        record.badQuoteLine = lineNumber;
        record.part += `"${behind}`;
      }
    } else {
      const first = firstSign(line, at, delimiter);
      if (line.charCodeAt(first) === quote) {
        record.quoted = true;
        record.quoteLine = lineNumber;
        record.part = "";
        at = first + 1;
        continue;
      }
      end = line.indexOf(delimiter, at);
      record.part = line.slice(at, end < 0 ? undefined : end);
    }
    record.cells.push(record.part);
    if (end < 0) return;
    at = end + 1;
  }
}

const spaced = /"((?:[^"]|"")*)"|\S+/g;

/** Columns held apart by runs of blanks; a quoted one may contain them, but no line break. */
export const spacedFields = (line: string): string[] =>
  line.includes('"')
    ? Array.from(line.matchAll(spaced), ([whole, inner]) => inner?.replaceAll('""', '"') ?? whole)
    : line.trim().split(/\s+/);

/** The fields of one line by itself. */
export function fieldsOf(line: string, delimiter: Delimiter): string[] {
  if (delimiter === "spaces") return spacedFields(line);
  const record = openRecord();
  takeLine(record, line, 1, delimiter);
  if (record.quoted) record.cells.push(record.part);
  return record.cells;
}
