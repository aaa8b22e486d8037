import { pipeline } from "node:stream/promises";
import { protect } from "./formula.ts";
import { refusal } from "./problems.ts";
import type { Batches, Cell, Column, Sink } from "./types.ts";
import { cellXml, rowXml, textXml, xmlText } from "./xlsx-cells.ts";
import { fixedParts, sheetEnd, sheetStart, styles } from "./xlsx-parts.ts";
import { zip } from "./zip-write.ts";

export type XlsxOptions = { readonly sheet?: string };

/** Excel's own limits. */
const mostRows = 1_048_576;
const mostChars = 32_767;

/** A name Excel accepts: 31 characters, without the signs of a reference. */
const sheetName = (name: string): string =>
  xmlText(
    name
      .replace(/[[\]:*?/\\]/g, " ")
      .slice(0, 31)
      .toWellFormed()
      .trim() || "Sheet1",
  );

async function* sheetBytes(columns: readonly Column[], batches: Batches): AsyncGenerator<Buffer> {
  const rowBytes = (row: readonly Cell[], number: number): string => {
    if (row.some((cell) => typeof cell === "string" && cell.length >= mostChars))
      throw refusal("tables.cell_too_long", { row: number, limit: mostChars });
    const xml = rowXml(
      row.map((cell, column) => cellXml(cell, columns[column]?.kind ?? "text")),
      number + 1,
    );
    if (!xml.isWellFormed()) throw refusal("tables.not_encodable", { row: number, encoding: "xlsx" });
    return xml;
  };
  yield Buffer.from(
    sheetStart(columns.map(({ width, header }) => width ?? Math.min(40, Math.max(10, header.length * 2)))),
  );
  yield Buffer.from(
    rowXml(
      columns.map(({ header }) => textXml(protect(header), styles.head)),
      1,
    ),
  );
  let count = 0;
  for await (const rows of batches) {
    if (count + rows.length >= mostRows) throw refusal("tables.too_many_rows", { limit: mostRows - 1 });
    yield Buffer.from(rows.map((row, index) => rowBytes(row, count + index + 1)).join(""));
    count += rows.length;
  }
  yield Buffer.from(sheetEnd);
}

/**
 * Writes a workbook of one sheet and ends the sink, no faster than it takes the bytes. Throws tables.too_many_rows,
 * tables.cell_too_long, tables.not_encodable or tables.file_too_long; the sink is then destroyed.
 */
export function writeXlsx(
  sink: Sink,
  columns: readonly Column[],
  batches: Batches,
  { sheet = "Sheet1" }: XlsxOptions = {},
): Promise<void> {
  const parts = [
    ...fixedParts(sheetName(sheet)),
    { name: "xl/worksheets/sheet1.xml", content: sheetBytes(columns, batches) },
  ];
  return pipeline(zip(parts), sink);
}
