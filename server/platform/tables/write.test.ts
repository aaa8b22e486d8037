import { Writable } from "node:stream";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { errorFile } from "./error-file.ts";
import { clean, protect } from "./formula.ts";
import { encodeGb18030 } from "./gb18030.ts";
import { collector, readAll, refusalOf } from "./testing.ts";
import type { Cell, Column } from "./types.ts";
import { writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** The file as a program reads it that is not ours. */
async function asExcelJs(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

const columns = (count: number): Column[] => Array.from({ length: count }, (_, n) => ({ header: `列${n}` }));
const writers = {
  "csv utf-8": (sink: Writable, cells: Cell[][]) => writeCsv(sink, columns(3), [cells]),
  "csv gb18030": (sink: Writable, cells: Cell[][]) => writeCsv(sink, columns(3), [cells], { encoding: "gb18030" }),
  "csv semicolons": (sink: Writable, cells: Cell[][]) => writeCsv(sink, columns(3), [cells], { delimiter: ";" }),
  xlsx: (sink: Writable, cells: Cell[][]) => writeXlsx(sink, columns(3), [cells]),
};

const unit = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      "=",
      "+",
      "-",
      "@",
      "'",
      '"',
      ",",
      ";",
      "|",
      "\t",
      "\r",
      "\n",
      " ",
      "1",
      "&",
      "<",
      "]]>",
      "_x0041_",
      "＝",
      "\u3000",
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom("张", "𠮷", "㐂", "€", "é", "😀") },
  // No private use signs, which Chinese standards moved about, and neither NUL nor U+FFFD, which are problems on reading.
  {
    weight: 2,
    arbitrary: fc
      .string({ unit: "binary", maxLength: 3 })
      .map((text) => text.toWellFormed().replace(/[\0\ufffd\p{Co}]/gu, "x")),
  },
);
const cell = fc.array(unit, { maxLength: 8 }).map((units) => units.join(""));

test.each(Object.entries(writers))("%s: what was written is read again", async (_, write) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), async (cells) => {
      const { sink, bytes } = collector();
      await write(sink, [["x", "y", "z"], ...cells]);
      const { rows } = await readAll(bytes());
      const expected = cells
        .map((row) => row.map((text) => text.trim()))
        .filter((row) => row.some((text) => text !== ""));
      expect(rows.slice(1).map((row) => row.cells)).toEqual(expected);
      expect(rows.some((row) => row.problem)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["+86 138", "'+86 138"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  ["＝1", "'＝1"],
  ["'=1", "''=1"],
  ["-12.5", "-12.5"],
  ["+8613800000000", "+8613800000000"],
  ["-1e5", "-1e5"],
  ["'tis", "'tis"],
  ["a=b", "a=b"],
])("%j is written as %j", async (text, written) => {
  expect(protect(text)).toBe(written);
  expect(clean(written)).toBe(text.trim());
  const { sink, bytes } = collector();
  await writeXlsx(sink, [{ header: "a" }], [[[text]]]);
  const book = await asExcelJs(bytes());
  expect(book.worksheets[0]!.getCell("A2").value).toBe(written.replace("\r", "_x000D_"));
});

describe("GB18030", () => {
  test.each([
    ["€", "a2e3"],
    ["㐂", "8139ef31"],
    ["𠮷", "9534b235"],
    ["a中", "61d6d0"],
    ["\uffff", "8431a439"],
    ["\u{10ffff}", "e3329a35"],
  ])("%s", (text, hex) => {
    expect(encodeGb18030(text)!.toString("hex")).toBe(hex);
    expect(new TextDecoder("gb18030").decode(encodeGb18030(text))).toBe(text);
  });

  test("every sign that has a code is decoded to itself, and only moved private signs have none", () => {
    const without: string[] = [];
    for (let point = 0; point <= 0xffff; point++) {
      const text = String.fromCharCode(point);
      const bytes = encodeGb18030(text);
      if (!bytes) without.push(text);
      else if (point !== 0xfeff && new TextDecoder("gb18030").decode(bytes) !== text)
        throw new Error(point.toString(16));
    }
    expect(without.filter((text) => !/[\p{Co}\p{Cs}]/u.test(text))).toEqual([]);
  });

  test("half a pair is refused with its row", async () => {
    const rows = [["a"], ["b\ud800"]];
    for (const encoding of ["utf-8", "gb18030"] as const)
      expect(await refusalOf(() => writeCsv(collector().sink, columns(1), [rows], { encoding }))).toEqual({
        code: "tables.not_encodable",
        row: 2,
        encoding,
      });
    expect(await refusalOf(() => writeXlsx(collector().sink, columns(1), [rows]))).toMatchObject({
      code: "tables.not_encodable",
      row: 2,
    });
  });
});

const kinds: Column[] = [
  { header: "n", kind: "number" },
  { header: "m", kind: "money", width: 12 },
  { header: "d", kind: "date" },
  { header: "t" },
];
const values: Cell[][] = [
  [1.5, 123456n, "2024-02-29", "007"],
  ["12345678901234567", -5n, "2024-02-29T08:30:00", "110101199003070012"],
  ["007", "0.10", "2024-02-30", null],
  [3n, 100n, "1899-01-01", true],
];

test("kinds are numbers and dates for Excel, and what does not fit stays text", async () => {
  const { sink, bytes } = collector();
  await writeXlsx(sink, kinds, [values], { sheet: "客户/1" });
  expect((await readAll(bytes())).rows.map((row) => row.cells)).toEqual([
    ["1.5", "1234.56", "2024-02-29", "007"],
    ["12345678901234567", "-0.05", "2024-02-29T08:30:00", "110101199003070012"],
    ["007", "0.1", "2024-02-30", ""],
    ["3", "1", "1899-01-01", "true"],
  ]);
  const book = await asExcelJs(bytes());
  const sheet = book.worksheets[0]!;
  expect(sheet.name).toBe("客户 1");
  expect(sheet.getColumn(2).width).toBe(12);
  expect(sheet.getRow(2).values).toEqual([undefined, 1.5, 1234.56, new Date("2024-02-29T00:00:00Z"), "007"]);
  expect(sheet.getCell("B2").numFmt).toBe("#,##0.00");
  expect(sheet.getCell("A3").value).toBe("12345678901234567");
});

test("csv of the same", async () => {
  const { sink, bytes } = collector();
  await writeCsv(sink, kinds, [values]);
  expect(bytes().toString()).toBe(
    "\ufeffn,m,d,t\r\n1.5,1234.56,2024-02-29,007\r\n12345678901234567,-0.05,2024-02-29T08:30:00,110101199003070012\r\n007,0.10,2024-02-30,\r\n3,1.00,1899-01-01,true\r\n",
  );
});

test("what Excel does not hold is refused", async () => {
  const { sink } = collector();
  expect(await refusalOf(() => writeXlsx(sink, columns(1), [[["x".repeat(40_000)]]]))).toMatchObject({
    code: "tables.cell_too_long",
    row: 1,
  });
  const many = Array.from({ length: 1_048_576 }, (): Cell[] => []);
  expect(await refusalOf(() => writeXlsx(collector().sink, columns(1), [many]))).toMatchObject({
    code: "tables.too_many_rows",
  });
});

test("a sink that breaks ends the writing", async () => {
  for (const write of [writeCsv, writeXlsx]) {
    let made = 0;
    let ended = false;
    let room = 50_000;
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => done((room -= chunk.length) < 0 ? new Error("gone") : null),
    });
    function* endless() {
      try {
        for (;;) yield Array.from({ length: 1000 }, () => [String(Math.random()), String(made++)]);
      } finally {
        ended = true;
      }
    }
    await expect(write(sink, columns(2), endless())).rejects.toThrow("gone");
    expect(made).toBeLessThan(50_000);
    await expect.poll(() => ended).toBe(true);
  }
});

describe("error file", () => {
  const source = "姓名,电话\n张三,1\n李四\n=1,2,3\n";
  const refusedOf = async (bytes: Buffer) => {
    const { columns: names, rows } = await readAll(bytes);
    return {
      names,
      refused: rows.filter((row) => row.problem).map((row) => ({ ...row, reasons: [row.problem!.text] })),
    };
  };
  test.each(["csv", "xlsx"] as const)("%s holds the refused rows only, as they were", async (kind) => {
    const { names, refused } = await refusedOf(Buffer.from(source));
    const { sink, bytes } = collector();
    await errorFile(sink, names, [refused], { kind });
    const again = await readAll(bytes());
    expect(again.columns).toEqual(["行号", "原因", "姓名", "电话"]);
    expect(again.rows.map((row) => row.cells.slice(0, 3))).toEqual([
      ["3", "该行有1列，应为2列", "李四"],
      ["4", "该行有3列，应为2列", "=1"],
    ]);
  });
  test("refused again, the file does not grow", async () => {
    const { sink, bytes } = collector();
    await errorFile(
      sink,
      ["行号", "原因", "姓名"],
      [
        [
          {
            line: 2,
            cells: ["9", "旧", "张"],
            reasons: [
              { zh: "甲", en: "A" },
              { zh: "乙", en: "B" },
            ],
          },
        ],
      ],
      { language: "en" },
    );
    expect(bytes().toString()).toBe('\ufeffLine,Reason,姓名\r\n2,"A; B",张\r\n');
  });
});
