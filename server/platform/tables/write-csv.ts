import { pipeline } from "node:stream/promises";
import { cellText } from "./cells.ts";
import { encodeGb18030 } from "./gb18030.ts";
import { protect } from "./formula.ts";
import { refusal } from "./problems.ts";
import type { Batches, Cell, Column, Sink } from "./types.ts";

export type CsvOptions = { readonly encoding?: "utf-8" | "gb18030"; readonly delimiter?: "," | ";" | "\t" | "|" };

/** Also what another country's spreadsheet would cut at, so that no part of a cell stands alone and is run. */
const special = /[",;\t|\r\n]|^\s|\s$/;
const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function encode(text: string, encoding: "utf-8" | "gb18030"): Buffer | undefined {
  if (encoding === "gb18030") return encodeGb18030(text);
  return text.isWellFormed() ? Buffer.from(text) : undefined;
}

async function* csvBytes(columns: readonly Column[], batches: Batches, options: CsvOptions): AsyncGenerator<Buffer> {
  const { encoding = "utf-8", delimiter = "," } = options;
  const lineOf = (row: readonly Cell[]): string =>
    `${row.map((cell, column) => quoted(cellText(cell, columns[column]?.kind ?? "text"))).join(delimiter)}\r\n`;
  const bytesOf = (lines: readonly string[], before: number): Buffer => {
    const bytes = encode(lines.join(""), encoding);
    if (bytes) return bytes;
    const wrong = lines.findIndex((line) => encode(line, encoding) === undefined);
    throw refusal("tables.not_encodable", { row: before + wrong + 1, encoding });
  };
  // Excel takes a file without a mark for the system's own encoding: in China that is GB18030.
  if (encoding === "utf-8") yield Buffer.from("\ufeff");
  yield bytesOf([`${columns.map(({ header }) => quoted(protect(header))).join(delimiter)}\r\n`], -1);
  let count = 0;
  for await (const rows of batches) {
    if (rows.length > 0) yield bytesOf(rows.map(lineOf), count);
    count += rows.length;
  }
}

/**
 * Writes and ends the sink, no faster than it takes the bytes. Lines end in CRLF (RFC 4180). Throws
 * tables.not_encodable with the row's number; what was written until then stays in the sink, which is destroyed.
 */
export const writeCsv = (
  sink: Sink,
  columns: readonly Column[],
  batches: Batches,
  options: CsvOptions = {},
): Promise<void> => pipeline(csvBytes(columns, batches, options), sink);
