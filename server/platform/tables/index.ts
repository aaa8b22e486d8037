export { detect, type Detection } from "./detect.ts";
export { errorFile, type ErrorFileOptions, type Refused, type RefusedRow } from "./error-file.ts";
export type { Problem } from "./problems.ts";
export { readTable } from "./read.ts";
export type {
  Batches,
  Cell,
  Column,
  ColumnKind,
  Delimiter,
  Encoding,
  Limits,
  RawRow,
  ReadOptions,
  Sink,
  Source,
  Table,
} from "./types.ts";
export { writeCsv, type CsvOptions } from "./write-csv.ts";
export { writeXlsx, type XlsxOptions } from "./write-xlsx.ts";
