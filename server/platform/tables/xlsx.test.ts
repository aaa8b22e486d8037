import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { readTable } from "./read.ts";
import { collector, inPieces, readAll, refusalOf } from "./testing.ts";
import { writeXlsx } from "./write-xlsx.ts";
import { formatKind } from "./xlsx-formats.ts";
import { fixedParts } from "./xlsx-parts.ts";
import { numberText, serialText } from "./xlsx-values.ts";
import { zip } from "./zip-write.ts";

const excelJs = async (rows: unknown[][]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("数据");
  for (const row of rows) sheet.addRow(row);
  return Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer);
};

/** A workbook of our own fixed parts around a sheet's XML, with other parts if need be. */
async function bookOf(sheetData: string, parts: Record<string, string> = {}): Promise<Buffer> {
  const sheet = `<worksheet xmlns="x"><sheetData>${sheetData}</sheetData></worksheet>`;
  const all = {
    ...Object.fromEntries(fixedParts("S").map(({ name, content }) => [name, (content as Buffer[])[0]!.toString()])),
    "xl/worksheets/sheet1.xml": sheet,
    ...parts,
  };
  const chunks: Buffer[] = [];
  for await (const chunk of zip(Object.entries(all).map(([name, xml]) => ({ name, content: [Buffer.from(xml)] }))))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

const shown = async (bytes: Buffer, options = {}) =>
  (await readAll(bytes, options)).rows.map(
    ({ line, cells, problem }) => `${line}: ${cells.join("/")}${problem ? ` !${problem.text.en}` : ""}`,
  );

test.each([
  [0.1 + 0.2, "0.3"],
  [1e-7, "0.0000001"],
  [1e21, "1000000000000000000000"],
  [-5.1e-10, "-0.00000000051"],
  [1234.5, "1234.5"],
  [13800000000, "13800000000"],
  [true, "TRUE"],
  [new Date("2024-02-29T00:00:00Z"), "2024-02-29"],
  ["张三", "张三"],
  [{ richText: [{ text: "红" }, { text: "色", font: { bold: true } }] }, "红色"],
  [{ text: "主页", hyperlink: "https://example.com" }, "主页"],
  [{ formula: "A1*2", result: 42 }, "42"],
  [{ formula: "A1", result: "文字" }, "文字"],
  [{ formula: "TODAY()", result: new Date("2024-01-02T00:00:00Z") }, "2024-01-02"],
])("%j of another program is read as %s", async (value, text) => {
  const rows = await shown(
    await excelJs([
      ["值", "尾"],
      [value, "z"],
    ]),
  );
  expect(rows).toEqual([`2: ${text}/z`]);
});

test.each([
  ["General", "number"],
  ["0.00E+00", "number"],
  ["#,##0.00_);[Red](#,##0.00)", "number"],
  ['0.0"day"', "number"],
  ["[$¥-804]#,##0.00", "number"],
  ["yyyy\\-mm\\-dd", "date"],
  ['yyyy"年"m"月"d"日";@', "date"],
  ["[$-804]mmm-yy", "date"],
  ["m/d/yy h:mm", "datetime"],
  ["h:mm AM/PM", "time"],
  ["[h]:mm:ss", "duration"],
  ["@", "number"],
])("format %s tells a %s", (format, kind) => expect(formatKind(format)).toBe(kind));

test.each([
  ["45351", "date", "2024-02-29"],
  ["45351.354166666664", "datetime", "2024-02-29T08:30:00"],
  ["45351.999999", "datetime", "2024-03-01T00:00:00"],
  ["0.75", "time", "18:00:00"],
  ["1.1041666666666667", "duration", "26:30:00"],
  ["1", "date", "1900-01-01"],
  ["59", "date", "1900-02-28"],
  ["61", "date", "1900-03-01"],
  ["-1", "date", "-1"],
  ["99999999", "date", "99999999"],
] as const)("%s as %s is %s", (raw, kind, text) => expect(serialText(raw, kind, false)).toBe(text));

test.each([
  ["12345678901234567890", "12345678901234567890"],
  ["110101199003070012", "110101199003070012"],
  ["2.5E-3", "0.0025"],
  ["1.2345678901234501E+17", "123456789012345000"],
  ["-0", "0"],
  ["007", "7"],
])("number %s is %s", (raw, text) => expect(numberText(raw)).toBe(text));

test("1904 dates", () => expect(serialText("43889", "date", true)).toBe("2024-02-29"));

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const head = `<row>${text("a")}${text("b")}</row>`;

test.each<[string, string, string[]]>([
  [
    "gaps, blank rows and no addresses",
    `<row r="1">${text("a")}${text("b")}</row><row r="3"><c r="B3"><v>1</v></c></row><row r="4"><c/><c s="1"/></row><row r="9"><c r="A9"><v>2</v></c></row>`,
    ["3: /1", "9: 2/"],
  ],
  [
    "cells beyond the columns",
    `${head}<row><c r="A2"><v>1</v></c><c r="D2"><v>4</v></c></row>`,
    ["2: 1///4 !has 4 columns, expected 2"],
  ],
  ["an error value", `${head}<row><c t="e"><v>#N/A</v></c></row>`, ["2: #N/A/ !cell A2 holds the error #N/A"]],
  [
    "a formula never worked out",
    `${head}<row><c><f>1+1</f></c><c><v>1</v></c></row>`,
    ["2: /1 !the formula in cell A2 has no stored result: open and save the file in Excel first"],
  ],
  ["a boolean formula", `${head}<row><c t="b"><f>1=1</f><v>1</v></c></row>`, ["2: TRUE/"]],
  ["a date written out", `${head}<row><c t="d"><v>2024-01-02T00:00:00</v></c></row>`, ["2: 2024-01-02/"]],
  [
    "rich text and reading aids in place",
    `${head}<row><c t="inlineStr"><is><r><t>东</t></r><r><t xml:space="preserve"> 京</t></r><rPh><t>dong</t></rPh></is></c></row>`,
    ["2: 东 京/"],
  ],
  [
    "prefixes, comments, CDATA, entities",
    `${head}<!-- <row> --><x:row><x:c t="str"><x:v><![CDATA[<1>]]>&amp;&#20013;&#x1F600;_x000A_x</x:v></x:c></x:row>`,
    ["2: <1>&中😀\nx/"],
  ],
  [
    "a NUL and half a sign",
    `${head}<row>${text("_x0000_")}</row><row>${text("&#xD800;")}</row>`,
    [
      "2: \0/ !contains a NUL character",
      "3: �/ !contains characters that cannot be decoded (�): check the file's encoding",
    ],
  ],
])("%s", async (_, xml, rows) => {
  expect(await shown(await bookOf(xml))).toEqual(rows);
});

test("shared texts, styles and sheets found by their relations, whatever their order and names", async () => {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/${type}" Target="${target}"/>`;
  const bytes = await bookOf("", {
    "xl/workbook.xml":
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="隐" state="hidden" sheetId="1" r:id="a"/><sheet name="甲" sheetId="2" r:id="b"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": `<Relationships>${relation("a", "worksheet", "worksheets/sheet1.xml")}${relation("b", "worksheet", "/xl/Other/Data.xml")}${relation("c", "sharedStrings", "texts.xml")}${relation("d", "styles", "styles.xml")}</Relationships>`,
    "xl/other/data.xml":
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="s"><v>1</v></c><c s="1"><v>0</v></c></row></sheetData></worksheet>',
    "xl/texts.xml": "<sst><si><t>a</t></si><si><r><t>东</t></r><r><t>京</t></r><rPh><t>x</t></rPh></si></sst>",
    "xl/styles.xml":
      '<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  });
  expect(await readAll(bytes)).toMatchObject({ columns: ["a", "东京"], rows: [{ cells: ["东京", "1904-01-01"] }] });
  expect(await refusalOf(() => readAll(bytes, { sheet: "乙" }))).toMatchObject({ code: "tables.no_sheet" });
  const table = await readTable(inPieces(bytes));
  expect(table.sheets).toEqual(["隐", "甲"]);
  await table.close();
});

test("Chinese text is whole wherever the pieces are cut", async () => {
  const { sink, bytes } = collector();
  const rows = Array.from({ length: 20_000 }, (_, n) => [
    `客户${n}`,
    `上海市浦东新区世纪大道${n}`,
    "备注".repeat(n % 7),
  ]);
  await writeXlsx(
    sink,
    ["a", "b", "c"].map((header) => ({ header })),
    [rows],
  );
  expect((await readAll(bytes())).rows.map((row) => row.cells)).toEqual(rows);
  expect((await readAll(bytes(), { skipRecords: 12_345 })).rows.map((row) => row.record).slice(0, 2)).toEqual([
    12_346, 12_347,
  ]);
});

test("a file by its path", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "tables-")), "a.xlsx");
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path });
  book.addWorksheet("S").addRow(["a"]).commit();
  book.getWorksheet("S")!.addRow([7]).commit();
  await book.commit();
  expect((await readAll(path)).rows.map((row) => row.cells)).toEqual([["7"]]);
  rmSync(dirname(path), { recursive: true });
});

describe("refuses", () => {
  const bomb = (parts: Record<string, string> = {}) => bookOf(head + `<row>${text("x")}</row>`.repeat(100_000), parts);
  test("what unpacks to too much, also when it lies about its size", async () => {
    const bytes = await bomb();
    const limits = { unpackedBytes: 2 ** 20 };
    expect(await refusalOf(() => readAll(bytes, { limits }))).toEqual({ code: "tables.too_large", limit: "1 MiB" });
    const lying = Buffer.from(bytes);
    for (let at = lying.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = lying.indexOf("PK\x01\x02", at + 1, "latin1"))
      lying.writeUInt32LE(2000, at + 24);
    expect(await refusalOf(() => readAll(lying, { limits }))).toEqual({ code: "tables.too_large", limit: "1 MiB" });
  });
  test("too much shared text", async () => {
    const bytes = await bookOf(head, {
      "xl/_rels/workbook.xml.rels":
        '<Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="/sharedStrings" Target="s.xml"/></Relationships>',
      "xl/s.xml": `<sst>${"<si><t>xxxxxxxxxx</t></si>".repeat(1000)}</sst>`,
    });
    expect(await refusalOf(() => readAll(bytes, { limits: { sharedChars: 5000 } }))).toMatchObject({
      code: "tables.too_large",
    });
  });
  test("a document type, and with it every entity bomb", async () => {
    const bytes = await bookOf(head, { "xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet/>' });
    expect(await refusalOf(() => readAll(bytes))).toMatchObject({ code: "tables.broken_xlsx" });
  });
  test.each([
    ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    [
      "damaged",
      (bytes: Buffer) => bytes.fill(0xff, bytes.indexOf("sheet1.xml") + 40, bytes.indexOf("sheet1.xml") + 400),
    ],
    [
      "without a workbook",
      (bytes: Buffer) =>
        Buffer.from(bytes.toString("latin1").replaceAll("xl/workbook.xml", "xl/workbonk.xml"), "latin1"),
    ],
  ])("a file %s", async (_, harm) => {
    const rows = Array.from({ length: 2000 }, (__, n) => `<row>${text(String(Math.sin(n)))}</row>`).join("");
    expect(
      String(((await refusalOf(async () => readAll(harm(await bookOf(head + rows))))) as { code: string }).code),
    ).toMatch(/^tables\.(broken_xlsx|not_a_table)$/);
  });
  test("one giant cell, as a problem of its row", async () => {
    const rows = await readAll(await bookOf(`${head}<row>${text("x".repeat(3_000_000))}</row><row>${text("y")}</row>`));
    expect(rows.rows.map((row) => [row.line, row.problem?.code])).toEqual([
      [2, "tables.record_too_long"],
      [3, undefined],
    ]);
  });
});
