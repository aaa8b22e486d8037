import { expect, test } from "vitest";
import { detect } from "./detect.ts";
import { encodeGb18030 } from "./gb18030.ts";
import { refusalOf } from "./testing.ts";

const utf8 = (text: string) => Buffer.from(text);
const gb = (text: string) => encodeGb18030(text)!;
const chinese = "姓名,电话,城市\n张三,13800000000,上海\n李四,13900000000,北京\n";

test.each([
  ["UTF-8", utf8(chinese), "utf-8", ","],
  ["UTF-8 with a mark", utf8(`\ufeff${chinese}`), "utf-8", ","],
  ["UTF-8 cut within a sign", utf8(chinese).subarray(0, -2), "utf-8", ","],
  [
    "UTF-8 with one stray byte",
    Buffer.concat([utf8(chinese.repeat(9)), Buffer.from([0xff]), utf8(chinese)]),
    "utf-8",
    ",",
  ],
  ["GB18030", gb(chinese), "gb18030", ","],
  ["GB18030 cut within a sign", gb("姓名,城市\n张三,上海").subarray(0, -1), "gb18030", ","],
  ["GB18030 with four-byte signs", gb("姓名,城市\n𠮷㐂,€\n"), "gb18030", ","],
  ["UTF-16LE with a mark", Buffer.from(`\ufeff${chinese.replaceAll(",", "\t")}`, "utf16le"), "utf-16le", "\t"],
  ["UTF-16BE with a mark", Buffer.from(`\ufeff${chinese}`, "utf16le").swap16(), "utf-16be", ","],
  ["UTF-16LE without a mark", Buffer.from("name,city\n张三,上海\n", "utf16le"), "utf-16le", ","],
  ["semicolons and decimal commas", utf8("a;b;c\n1,5;2,5;3\n"), "utf-8", ";"],
  ["tabs, commas in the text", utf8("a\tb\nx, y\tz\n1, 2, 3\t4\n"), "utf-8", "\t"],
  ["bars", utf8("a|b\n1|2\n"), "utf-8", "|"],
  ["commas within quotes do not count", utf8('a;b\n"1,2,3";4\n"5,6,7";8\n'), "utf-8", ";"],
  ["runs of spaces", utf8(" id  date  n\r\n 1  19970101  2\r\n"), "utf-8", "spaces"],
  ["one column of two words", utf8("full name\nLi Lei\nHan Meimei\n"), "utf-8", ","],
  ["one column", utf8("phone\n1\n2\n"), "utf-8", ","],
])("%s", (_, bytes, encoding, delimiter) => {
  expect(detect(bytes)).toMatchObject({ kind: "csv", encoding, delimiter });
});

test.each([
  ["names", "a,b\n1,2\n", true],
  ["a number among them", "a,2\nb,3\n", false],
  ["twice the same", "a,a\n1,2\n", false],
  ["a date", "张三,2024-01-02\n", false],
])("header guess: %s", (_, text, present) => {
  expect(detect(utf8(text))).toMatchObject({ header: { present } });
});

test.each([
  ["nothing", utf8(""), "tables.empty"],
  ["blank lines", utf8("\ufeff\r\n\n  \n"), "tables.empty"],
  ["PDF", utf8("%PDF-1.7\n%âãÏÓ"), "tables.not_a_table"],
  [
    "another zip",
    utf8("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.txt"),
    "tables.not_a_table",
  ],
  ["Word", utf8("PK\x03\x04[Content_Types].xml word/document.xml"), "tables.not_a_table"],
  ["zeros", Buffer.alloc(100), "tables.not_a_table"],
  ["PNG", Buffer.from("89504e470d0a1a0a0000000d49484452000000ff000000ff0802000000ffff", "hex"), "tables.not_a_table"],
  [".xls", Buffer.from("d0cf11e0a1b11ae10000", "hex"), "tables.old_excel"],
  ["HTML named .xls", utf8("\n<html><table><tr><td>1</td></tr></table>"), "tables.web_page"],
])("refuses %s", async (_, bytes, code) => {
  expect(await refusalOf(() => detect(bytes))).toMatchObject({ code });
});

test("a workbook", () => {
  expect(detect(utf8("PK\x03\x04....[Content_Types].xml"))).toEqual({ kind: "xlsx" });
});
