import { isAscii } from "node:buffer";
import { guessDelimiter, guessHeader, type HeaderGuess } from "./delimiter.ts";
import { decodeSample, guessEncoding } from "./encoding.ts";
import { refusal } from "./problems.ts";
import type { Delimiter, Encoding } from "./types.ts";

export type Detection =
  | { readonly kind: "xlsx" }
  | {
      readonly kind: "csv";
      readonly encoding: Encoding;
      /** All signs so far are ASCII: the encoding may show itself only further on. */
      readonly ascii: boolean;
      readonly delimiter: Delimiter;
      readonly newline: "\n" | "\r";
      readonly header: HeaderGuess;
    };

const oldOffice = "d0cf11e0a1b11ae1";

/** A zip is taken for a workbook unless its parts are those of another format; `readTable` looks closer. */
function isWorkbook(bytes: Uint8Array): boolean {
  const names = Buffer.from(bytes).toString("latin1");
  return /xl[/\\]|\[Content_Types\]\.xml|_rels\/\.rels/.test(names) && !/word\/|ppt\/|xl\/workbook\.bin/.test(names);
}

/**
 * What kind of file begins with these bytes; 64 KiB of them are enough. Throws tables.empty, tables.not_a_table,
 * tables.old_excel (.xls, or an encrypted .xlsx) or tables.web_page (HTML or XML by the name of .xls).
 */
export function detect(firstBytes: Uint8Array): Detection {
  const head = Buffer.from(firstBytes.subarray(0, 8)).toString("hex");
  if (firstBytes.length === 0) throw refusal("tables.empty");
  if (head === oldOffice) throw refusal("tables.old_excel");
  if (head.startsWith("504b0304")) {
    if (isWorkbook(firstBytes)) return { kind: "xlsx" };
    throw refusal("tables.not_a_table");
  }
  if (head.startsWith("25504446")) throw refusal("tables.not_a_table");
  const encoding = guessEncoding(firstBytes);
  const sample = decodeSample(firstBytes, encoding);
  if (/^\s*<(!|\?xml|html|head|meta|table)/i.test(sample)) throw refusal("tables.web_page");
  if (sample.trim() === "") throw refusal("tables.empty");
  const delimiter = guessDelimiter(sample);
  const newline = sample.includes("\r") && !sample.includes("\n") ? "\r" : "\n";
  return {
    kind: "csv",
    encoding,
    ascii: isAscii(firstBytes),
    delimiter,
    newline,
    header: guessHeader(sample, delimiter),
  };
}
