import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { safeName, scanBytes, scanFile } from "./scan.ts";

const limit = 1_000_000;
const text = (content: string) => Buffer.from(content);
const bytes = (hex: string, more = 200) =>
  Buffer.concat([Buffer.from(hex.replaceAll(" ", ""), "hex"), Buffer.alloc(more)]);
const ole = bytes("d0 cf 11 e0 a1 b1 1a e1");

/** A zip of empty files. */
function zip(...names: string[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const label = Buffer.from(name);
    const local = Buffer.alloc(30 + label.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(label.length, 26);
    label.copy(local, 30);
    const entry = Buffer.alloc(46 + label.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(offset, 42);
    label.copy(entry, 46);
    parts.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

describe("a file from outside", () => {
  test.each([
    ["账单.pdf", text("%PDF-1.7\n..."), "application/pdf"],
    ["photo.jpg", bytes("ff d8 ff e0"), "image/jpeg"],
    ["photo.exe.png", bytes("89 50 4e 47 0d 0a 1a 0a"), "image/png"],
    ["voice.amr", text("#!AMR\n\u0001\u0002"), "audio/amr"],
    ["a.txt", text("您好，无信号\r\n"), "text/plain"],
    ["gb.txt", Buffer.from("c4fabac3", "hex"), "text/plain"],
    ["old.doc", ole, "application/msword"],
    ["表.et", ole, "application/vnd.ms-excel"],
    [
      "a.docx",
      zip("[Content_Types].xml", "word/document.xml"),
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
    ["photos.zip", zip("一/1.jpg", "一/2.jpg"), "application/zip"],
    ["drawing.dwg", bytes("41 43 31 30 33 32 00 00"), "application/octet-stream"],
    // What the name says does not count.
    ["really.jpg", text("%PDF-1.4"), "application/pdf"],
  ])("%s is kept", async (name, content, mediaType) => {
    expect(await scanBytes(name, content, limit)).toEqual({ name, mediaType });
  });

  test.each([
    ["setup.exe", bytes("4d 5a 90 00"), "program"],
    ["photo.jpg", bytes("4d 5a 90 00"), "program"],
    ["invoice.pdf", bytes("7f 45 4c 46"), "program"],
    ["run", text("#!/bin/sh\nrm -rf /"), "program"],
    ["invoice.pdf.js", text("alert(1)"), "program"],
    ["a.lnk", bytes("4c 00 00 00 01 14 02 00"), "program"],
    ["a.dat", bytes("ca fe ba be"), "program"],
    ["update.msi", ole, "program"],
    ["update", ole, "program"],
    ["page.html", text("hello"), "active"],
    ["picture.png", text('<?xml version="1.0"?>\n<svg onload="alert(1)">'), "active"],
    ["note.txt", text("  <!DOCTYPE html><script>alert(1)</script>"), "active"],
    ["report.xlsm", zip("xl/workbook.xml"), "macro"],
    ["report.xlsx", zip("xl/workbook.xml", "xl/vbaProject.bin"), "macro"],
    ["photos.zip", zip("1.jpg", "folder/2.jpg.exe"), "packed_program"],
    ["nothing.pdf", Buffer.alloc(0), "empty"],
    ["large.pdf", Buffer.concat([text("%PDF-"), Buffer.alloc(limit)]), "too_large"],
  ])("%s is refused", async (name, content, refused) => {
    expect(await scanBytes(name, content, limit)).toMatchObject({ refused });
  });

  test("is judged on the disk as in memory; a real workbook is one", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "youzhang-scan-"));
    const book = new ExcelJS.Workbook();
    book.addWorksheet("一").addRow(["客户"]);
    const content = Buffer.from(await book.xlsx.writeBuffer());
    await writeFile(path.join(folder, "book"), content);
    const expected = {
      name: "客户.xlsx",
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    expect(await scanFile("客户.xlsx", path.join(folder, "book"), limit)).toEqual(expected);
    expect(await scanBytes("客户.xlsx", content, limit)).toEqual(expected);
  });

  test("with a broken zip directory does no harm", async () => {
    const broken = zip("a.txt");
    broken.writeUInt32LE(0xfffffff0, broken.length - 6);
    expect(await scanBytes("a.zip", broken, limit)).toMatchObject({ mediaType: "application/zip" });
    expect(await scanBytes("a.zip", bytes("50 4b 03 04"), limit)).toMatchObject({ mediaType: "application/zip" });
  });
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\temp\\a.pdf", "a.pdf"],
  ["photo\u202egnp.exe", "photognp.exe"],
  ["a.exe. . ", "a.exe"],
  ["a\u0000b\r\n.txt", "ab.txt"],
  ["", "file"],
  [`${"长".repeat(300)}.pdf`, `${"长".repeat(140)}.pdf`],
])("name %j becomes %j", (given, name) => expect(safeName(given)).toBe(name));
