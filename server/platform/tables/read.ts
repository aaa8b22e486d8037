import { open } from "node:fs/promises";
import { openSource, spool } from "./bytes.ts";
import { csvRecords, type RecordOptions } from "./csv-records.ts";
import { detect } from "./detect.ts";
import { decodeText } from "./encoding.ts";
import { columnsOf, fitted } from "./header.ts";
import { refusal } from "./problems.ts";
import { defaultLimits, type RawRow, type ReadOptions, type Source, type Table } from "./types.ts";
import { openBook } from "./xlsx-book.ts";
import { xlsxRecords } from "./xlsx-records.ts";

type Records = {
  readonly kind: Table["kind"];
  readonly batches: AsyncGenerator<RawRow[]>;
  readonly sheets: string[];
  readonly close: () => Promise<void>;
};

async function recordsOf(source: Source, options: ReadOptions, reading: RecordOptions): Promise<Records> {
  const opened = await openSource(source);
  try {
    const found = detect(opened.sample);
    if (found.kind === "csv") {
      const encoding = options.encoding ?? (found.ascii ? undefined : found.encoding);
      const format = { delimiter: options.delimiter ?? found.delimiter, newline: found.newline };
      return {
        kind: "csv",
        batches: csvRecords(decodeText(opened.all, encoding), format, reading),
        sheets: [],
        close: opened.close,
      };
    }
    const file = typeof source === "string" ? await open(source) : await spool(opened.all);
    if (typeof source === "string") await opened.close();
    const close = async () => void (await file.close().catch(() => undefined));
    try {
      const book = await openBook(file, reading.limits);
      const sheet = book.sheets.find(({ name, hidden }) =>
        options.sheet === undefined ? !hidden : name === options.sheet,
      );
      if (!sheet) throw refusal("tables.no_sheet", { sheets: book.sheets.map(({ name }) => name) });
      return {
        kind: "xlsx",
        batches: xlsxRecords(book, sheet, reading),
        sheets: book.sheets.map(({ name }) => name),
        close,
      };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/**
 * A table file, its columns at once and its rows as they are asked for, in memory bounded whatever the file holds.
 * A fault of one row stands in its `problem`; what makes the file or its rest unreadable is thrown as an AppError 422.
 */
export async function readTable(source: Source, options: ReadOptions = {}): Promise<Table> {
  const { header = true, skipRecords = 0, batch = 1000 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const records = await recordsOf(source, options, { limits, first: header ? 0 : 1, skip: skipRecords, batch });
  const close = async () => {
    await records.batches.return(undefined);
    await records.close();
  };
  const next = async (): Promise<RawRow[]> => (await records.batches.next()).value ?? [];
  try {
    const [first, ...rest] = await next();
    if (!first) throw refusal("tables.empty");
    const columns = columnsOf(first, header, limits);
    let waiting = (header ? rest : [first, ...rest]).filter((row) => row.record > skipRecords);
    if (waiting.length === 0) waiting = await next();
    if (waiting.length === 0 && header && skipRecords === 0) throw refusal("tables.header_only");
    const fit = (row: RawRow): RawRow => fitted(row, columns.length, records.kind === "xlsx", limits);
    async function* rows(): AsyncGenerator<RawRow[]> {
      try {
        for (let found = waiting; found.length > 0; found = await next()) yield found.map(fit);
      } finally {
        await close();
      }
    }
    return { kind: records.kind, columns, rows: rows(), sheets: records.sheets, close };
  } catch (error) {
    await close();
    throw error;
  }
}
