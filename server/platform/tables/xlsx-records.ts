import type { RecordOptions } from "./csv-records.ts";
import type { RawRow } from "./types.ts";
import type { Book, Sheet } from "./xlsx-book.ts";
import { sheetHandler } from "./xlsx-sheet.ts";
import { xmlScanner } from "./xml.ts";
import { unpack } from "./zip-read.ts";

/** All records of a sheet in batches. */
export async function* xlsxRecords(
  book: Book,
  sheet: Sheet,
  { limits, first, skip, batch }: RecordOptions,
): AsyncGenerator<RawRow[]> {
  const rows: RawRow[] = [];
  let record = first - 1;
  const handler = sheetHandler(book, limits, (row) => {
    if (++record === first || record > skip) rows.push({ ...row, record });
  });
  const scan = xmlScanner(handler);
  const decoder = new TextDecoder();
  for await (const bytes of unpack(book.file, sheet.part, limits.unpackedBytes)) {
    scan(decoder.decode(bytes, { stream: true }));
    while (rows.length >= batch) yield rows.splice(0, batch);
  }
  if (rows.length > 0) yield rows;
}
