import { PassThrough } from "node:stream";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { type Paper, writePdf } from "./index.ts";

const paper = (blocks: Paper["blocks"]): Paper => ({
  title: "回访统计表",
  subtitle: "2026年5月",
  foot: "有章",
  number: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  at: new Date("2026-06-01T00:00:00Z"),
  blocks,
});

async function written(one: Paper): Promise<Buffer> {
  const sink = new PassThrough();
  const pieces: Buffer[] = [];
  sink.on("data", (piece: Buffer) => pieces.push(piece));
  await writePdf(sink, one);
  return Buffer.concat(pieces);
}

const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

/** What stands packed in the file: drawing, and the tables that turn glyphs back into letters for who copies or searches. */
function packedIn(pdf: Buffer): string {
  const raw = pdf.toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n/g)].flatMap((match) => {
    const start = match.index + match[0].length;
    const end = raw.indexOf("endstream", start);
    try {
      return [inflateSync(pdf.subarray(start, end)).toString("latin1")];
    } catch {
      return [];
    }
  });
  return streams.join("\n");
}

test("a long table goes over pages, each with its head and its number, and the fonts are cut to what is used", async () => {
  const columns = [
    { header: "部门", share: 3 },
    { header: "件数", share: 1, align: "right" as const },
  ];
  const rows = Array.from({ length: 120 }, (_, at) => [`客户服务部第${at}班组`, String(at)]);
  const pdf = await written(paper([{ kind: "table", columns, rows, strong: [0] }]));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const pages = pagesOf(pdf);
  expect(pages).toBeGreaterThan(2);
  expect(pages).toBeLessThan(7);
  // The whole font has ten million bytes.
  expect(pdf.length).toBeLessThan(200_000);
  expect(pdf.includes("NotoSansSC")).toBe(true);
});

test("what is short stays on one page, with figures and lines to sign on", async () => {
  const pdf = await written(
    paper([
      { kind: "figures", items: [{ label: "完成率", value: "95.2%" }] },
      { kind: "heading", text: "主要问题" },
      { kind: "text", text: "响应速度、资费价格。" },
      { kind: "signatures", labels: ["制表：", "审核：", "日期："] },
    ]),
  );
  expect(pagesOf(pdf)).toBe(1);
  // 响, 速, 签 would be boxes if the font lacked them; what is not said is not there.
  const letters = packedIn(pdf).toLowerCase();
  for (const letter of ["响", "速", "率"]) expect(letters).toContain(`<${letter.charCodeAt(0).toString(16)}>`);
  expect(letters).not.toContain(`<${"猫".charCodeAt(0).toString(16)}>`);
});

test("the same paper is written byte for byte alike, but for its id", async () => {
  const [one, other] = await Promise.all([written(paper([])), written(paper([]))]);
  expect(one.length).toBe(other.length);
});
