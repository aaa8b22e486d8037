import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeGb18030 } from "./gb18030.ts";
import { readTable } from "./read.ts";
import { inPieces, readAll, refusalOf } from "./testing.ts";

const long = "x".repeat(300);
const limits = { recordChars: 200 };

/** Rows as `line: cells` with the code of their problem. */
const shown = async (text: string | Buffer, options = {}): Promise<string[]> =>
  (await readAll(Buffer.from(text as string), options)).rows.map(
    ({ line, cells, problem }) => `${line}: ${cells.join("/")}${problem ? ` !${problem.code.slice(7)}` : ""}`,
  );

test.each<[string, string, string[], object?]>([
  ["plain", "a,b\n1,2\n3,4", ["2: 1/2", "3: 3/4"]],
  ["CRLF, a mark, blanks around cells", "\ufeffa , b\r\n 1 ,\u30002\r\n", ["2: 1/2"]],
  ["old Mac lines", "a,b\r1,2\r3,4\r", ["2: 1/2", "3: 3/4"]],
  ["blank lines and lines of delimiters", "\n\na,b\n\n , \n1,2\n,,,\n\n3,4\n", ["6: 1/2", "9: 3/4"]],
  ["quotes", 'a,b\n"x,y","say ""hi"""\n', ['2: x,y/say "hi"']],
  ["a line break in quotes counts as a line once", 'a,b\n"x\r\ny\r\nz",1\r\n2,3\n', ["2: x\r\ny\r\nz/1", "5: 2/3"]],
  ["blanks around quotes", 'a,b\n "x" , "y" \n', ["2: x/y"]],
  ["a quote within an unquoted cell is a plain sign", 'a,b\n5" pipe,x\n', ['2: 5" pipe/x']],
  ["a quoted record that begins with a line break", 'a,b\n"\nx",1\n2,3\n', ["2: x/1", "4: 2/3"]],
  ["ragged", "a,b\n1\n1,2,3\n1,2,,\n4,5\n", ["2: 1 !ragged", "3: 1/2/3 !ragged", "4: 1/2", "5: 4/5"]],
  ["a delimiter at each line's end", "a,b,\n1,2,\n3,4,\n", ["2: 1/2", "3: 3/4"]],
  ["text behind a closing quote", 'a,b\n1,"x,y\n6,"z",w\n7,8\n', ['2: 1/x,y\n6,"z"/w !bad_quote', "4: 7/8"]],
  ["NUL", "a,b\n1,\0\n2,3\n", ["2: 1/\0 !nul", "3: 2/3"]],
  ["too many columns in a row", `a,b\n${"1,".repeat(600)}1\n2,3\n`, [`2: ${"1/".repeat(500)}1 !too_wide`, "3: 2/3"]],
  ["too long a line", `a,b\n1,${long}\n2,3\n`, ["2:  !record_too_long", "3: 2/3"], { limits }],
  ["too long a quoted record", `a,b\n1,"${long}\n${long}"\n2,3\n`, ["2:  !record_too_long", "4: 2/3"], { limits }],
  [
    "too long over many lines",
    `a,b\n1,"${"x\n".repeat(150)}"\n2,3\n`,
    ["2:  !record_too_long", "153: 2/3"],
    { limits },
  ],
  ["too long at the end", `a,b\n2,3\n1,${long}`, ["2: 2/3", "3:  !record_too_long"], { limits }],
  ["protected text loses one apostrophe", "a,b\n'=1+1,''=x\n'tis,'-5\n", ["2: =1+1/'=x", "3: 'tis/-5"]],
  ['="..." as shops export it', 'a,b\n="00123",x\n', ["2: 00123/x"]],
  [
    "runs of spaces",
    ' id  name   n\r\n 1  "Li ""L"" Lei"  2\r\n 3  x  4\r\n',
    ['2: 1/Li "L" Lei/2', "3: 3/x/4"],
    { delimiter: "spaces" },
  ],
  ["without a header", "1,2\n3,4\n", ["1: 1/2", "2: 3/4"], { header: false }],
])("%s", async (_, text, rows, options) => {
  expect(await shown(text, options)).toEqual(rows);
});

test.each<[string, string, object, object?]>([
  ["empty", "", { code: "tables.empty" }],
  ["header only", "a,b\n\n", { code: "tables.header_only" }],
  ["a name twice", "a,b,a\n1,2,3\n", { code: "tables.duplicate_header", columns: "A, C" }],
  ["a name left out", "a,,c\n1,2,3\n", { code: "tables.blank_header", columns: "B" }],
  [
    "501 columns",
    `${Array.from({ length: 501 }, (_, n) => `c${n}`).join()}\n`,
    { code: "tables.too_many_columns", limit: 500 },
  ],
  ["an open quote", 'a,b\n1,2\n3,"x\n4,5\n6,7\n', { code: "tables.unclosed_quote", line: 3 }],
  ["an open quote behind a line break", 'a,b\n"x\ny","z\n4,5\n', { code: "tables.unclosed_quote", line: 3 }],
  [
    "an open quote in a record too long",
    `a,b\n1,"${long}\n${long}\n`,
    { code: "tables.unclosed_quote", line: 2 },
    { limits },
  ],
  ["a header too long", `${long},b\n1,2\n`, { code: "tables.header_unreadable" }, { limits }],
])("refuses %s", async (_, text, refused, options) => {
  expect(await refusalOf(() => readAll(Buffer.from(text), options))).toMatchObject(refused);
});

test("rows before an open quote are given before the refusal", async () => {
  const table = await readTable(inPieces(Buffer.from('a\n1\n2\n"3\n')));
  const seen: string[] = [];
  await expect(async () => {
    for await (const batch of table.rows) seen.push(...batch.map((row) => row.cells[0]!));
  }).rejects.toMatchObject({ code: "tables.unclosed_quote" });
  expect(seen).toEqual(["1", "2"]);
});

test("bytes that cannot be decoded are a problem of their row only", async () => {
  const good = "张三,上海\n".repeat(20);
  const bytes = Buffer.concat([
    Buffer.from(`姓名,城市\n${good}`),
    Buffer.from([0xe5, 0x2c, 0x31, 0x0a]),
    Buffer.from(good),
  ]);
  const { rows } = await readAll(bytes);
  expect(rows.filter((row) => row.problem).map((row) => [row.line, row.problem!.code])).toEqual([
    [22, "tables.undecodable"],
  ]);
});

test("an English head longer than the sample does not hide Chinese text in GB18030", async () => {
  const text = `name,city\n${"Li Lei,Shanghai\n".repeat(6000)}张三,上海\n`;
  const { rows } = await readAll(encodeGb18030(text)!);
  expect(rows.at(-1)).toEqual({ line: 6002, record: 6001, cells: ["张三", "上海"] });
});

test("the pieces in which bytes arrive make no difference", async () => {
  const text = 'a,b\r\n"x\r\n""y""",张三\r\n1,"𠮷,"\r\n\r\n5" x, \r\n';
  for (const bytes of [Buffer.from(text), encodeGb18030(text)!, Buffer.from(`\ufeff${text}`, "utf16le")]) {
    const whole = await readAll(inPieces(bytes));
    for (const size of [1, 2, 3, 7]) expect(await readAll(inPieces(bytes, size))).toEqual(whole);
  }
});

test("a job goes on where it stopped", async () => {
  const text = `a,b\n${Array.from({ length: 5000 }, (_, n) => (n % 7 ? `${n},x` : `"${n}\n","y"\n`)).join("\n")}\n`;
  const { rows } = await readAll(Buffer.from(text));
  expect(rows.map((row) => row.record)).toEqual(rows.map((_, index) => index + 1));
  for (const skipRecords of [1, 999, 1000, 4999, 5000]) {
    expect((await readAll(Buffer.from(text), { skipRecords })).rows).toEqual(rows.slice(skipRecords));
    expect((await readAll(Buffer.from(text), { skipRecords, header: false })).rows.at(0)?.record).toBe(skipRecords + 1);
  }
});

test("well-formed files are read as csv-parse reads them", async () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "1", ",", '"', "\n", "\r\n", " ", "张") })
    .map((text) => text.trim());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const text = `h1,h2\nx,y\n${rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join()).join("\n")}\n`;
      const theirs = (parse(text, { from: 2 }) as string[][]).filter((row) => row.some((each) => each !== ""));
      const ours = await readAll(Buffer.from(text), { delimiter: "," });
      expect(ours.rows.map((row) => row.cells)).toEqual(theirs);
    }),
    { numRuns: 300 },
  );
});

test("leaving the loop early frees the file", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "tables-")), "early.csv");
  writeFileSync(path, "a,b\n1,2\n".repeat(50_000));
  const table = await readTable(path);
  for await (const batch of table.rows) if (batch.length > 0) break;
  expect((await table.rows[Symbol.asyncIterator]().next()).done).toBe(true);
  rmSync(dirname(path), { recursive: true });
});
