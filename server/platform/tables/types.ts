import type { Writable } from "node:stream";
import type { Problem } from "./problems.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
export type Delimiter = "," | ";" | "\t" | "|" | "spaces";

/** A file path, or the bytes as they come, e.g. an upload. */
export type Source = string | AsyncIterable<Uint8Array>;

/** One record: `line` is the line (csv) or sheet row (xlsx) where it begins, `record` counts data records from 1. */
export type RawRow = {
  readonly line: number;
  readonly record: number;
  readonly cells: string[];
  readonly problem?: Problem;
};

export type Table = {
  readonly kind: "csv" | "xlsx";
  readonly columns: readonly string[];
  /** Batches of rows. To be walked once; leaving the loop early frees the file. */
  readonly rows: AsyncIterable<RawRow[]>;
  /** All sheets of a workbook, for a choice; empty for csv. */
  readonly sheets: readonly string[];
  /** Frees the file when `rows` is never walked. */
  readonly close: () => Promise<void>;
};

export type ReadOptions = {
  /** Unless given, found from the file. */
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** xlsx: the sheet by name; unless given, the first that is not hidden. */
  readonly sheet?: string;
  /** Whether the first record names the columns (default true); if not they are named A, B, C... */
  readonly header?: boolean;
  /** Data records already dealt with: passed over quickly, and counted. */
  readonly skipRecords?: number;
  readonly batch?: number;
  readonly limits?: Partial<Limits>;
};

export type Limits = {
  /** Characters of one record (default 1 MiB). */
  readonly recordChars: number;
  readonly columns: number;
  /** Bytes of one unpacked part of an xlsx (default 2 GiB, a full sheet of 20 columns). */
  readonly unpackedBytes: number;
  /** Characters of an xlsx's shared texts, which must be held in memory (default 128 Mi). */
  readonly sharedChars: number;
};

export const defaultLimits: Limits = {
  recordChars: 2 ** 20,
  columns: 500,
  unpackedBytes: 2 ** 31,
  sharedChars: 2 ** 27,
};

/** money: a bigint counts the smallest unit (fen) and is written with two decimals. date: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]`. */
export type ColumnKind = "text" | "number" | "money" | "date";
export type Column = { readonly header: string; readonly width?: number; readonly kind?: ColumnKind };
export type Cell = string | number | bigint | boolean | null | undefined;
/** Batches of rows, as `readTable` gives them and a database cursor does. */
export type Batches = Iterable<readonly (readonly Cell[])[]> | AsyncIterable<readonly (readonly Cell[])[]>;
export type Sink = Writable;
