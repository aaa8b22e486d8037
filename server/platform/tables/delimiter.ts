import { fieldsOf } from "./csv-fields.ts";
import type { Delimiter } from "./types.ts";

const candidates = [",", "\t", ";", "|"] as const;

/** Lines of the sample without quoted text; the last may be cut and is left out when there are others. */
function plainLines(sample: string): string[] {
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .slice(0, 101);
  if (lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== "");
}

/** How well the delimiter cuts all lines into as many columns as the first: the share of such lines, then the number of columns. */
function score(lines: readonly string[], delimiter: string): number {
  const [header, ...others] = lines.map((line) => line.split(delimiter).length);
  if (header === undefined || header < 2) return 0;
  const same = others.filter((count) => count === header).length;
  return (others.length === 0 ? 1 : (same + 1) / (others.length + 1)) * 1000 + Math.min(header, 500) / 1000;
}

/** Runs of blanks are columns only when every line agrees, and not when it is one column of two words. */
function bySpaces(lines: readonly string[]): boolean {
  const counts = lines.map((line) => line.trim().split(/\s+/).length);
  const [header] = counts;
  if (header === undefined || header < 2 || lines.length < 2 || counts.some((count) => count !== header)) return false;
  return header > 2 || lines.some((line) => /^ |\S {2,}\S/.test(line));
}

export function guessDelimiter(sample: string): Delimiter {
  const lines = plainLines(sample);
  const [best] = candidates
    .map((delimiter) => ({ delimiter, score: score(lines, delimiter) }))
    .sort((one, other) => other.score - one.score);
  if (best && best.score > 0) return best.delimiter;
  return bySpaces(lines) ? "spaces" : ",";
}

export type HeaderGuess = { readonly present: boolean; readonly fields: readonly string[] };

/** The first line names columns when all its fields are filled, differ, and none is a number or a date. */
export function guessHeader(sample: string, delimiter: Delimiter): HeaderGuess {
  const first = sample.split(/\r\n|\n|\r/).find((line) => line.trim() !== "") ?? "";
  const fields = fieldsOf(first.replace(/^\ufeff/, ""), delimiter).map((field) => field.trim());
  const numbers = fields.some((field) => /^[-+]?[\d.,:/\-\s]*\d$/.test(field));
  return { present: !numbers && !fields.includes("") && new Set(fields).size === fields.length, fields };
}
