import { createRequire } from "node:module";
import { finished } from "node:stream/promises";
import type { Writable } from "node:stream";
import Document from "pdfkit";
import type { Block, Paper } from "./paper.ts";
import { drawTable } from "./table.ts";
import { ink, margin, type Page, room, roomFor, sizes } from "./page.ts";

const fontFile = (name: string) =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`);

/** Writes a paper and ends the sink. Only the letters that it uses are put into the file. */
export async function writePdf(sink: Writable, paper: Paper): Promise<void> {
  const page: Page = new Document({
    size: "A4",
    margins: { top: margin, right: margin, bottom: margin + sizes.foot, left: margin },
    bufferPages: true,
    font: fontFile("400Regular/NotoSansSC_400Regular"),
    info: { Title: paper.title, CreationDate: paper.at, ModDate: paper.at },
  });
  page.registerFont("regular", fontFile("400Regular/NotoSansSC_400Regular"));
  page.registerFont("bold", fontFile("700Bold/NotoSansSC_700Bold"));
  page.pipe(sink);
  page.font("bold").fontSize(sizes.title).fillColor(ink.black).text(paper.title, { align: "center" });
  if (paper.subtitle)
    page
      .moveDown(0.3)
      .font("regular")
      .fontSize(sizes.text)
      .fillColor(ink.grey)
      .text(paper.subtitle, { align: "center" });
  page.moveDown(1);
  for (const block of paper.blocks) draw(page, block);
  numberPages(page, paper);
  page.end();
  await finished(sink);
}

function draw(page: Page, block: Block): void {
  switch (block.kind) {
    case "heading":
      // A heading is not left alone at the foot of a page.
      roomFor(page, 90);
      page
        .moveDown(0.6)
        .font("bold")
        .fontSize(sizes.heading)
        .fillColor(ink.black)
        .text(block.text, margin)
        .moveDown(0.4);
      return;
    case "text":
      page
        .font("regular")
        .fontSize(sizes.text)
        .fillColor(ink.black)
        .text(block.text, margin, page.y, { width: room(page), lineGap: 3 });
      page.moveDown(0.5);
      return;
    case "figures":
      return drawFigures(page, block.items);
    case "table":
      return drawTable(page, block);
    case "signatures":
      return drawSignatures(page, block.labels);
  }
}

function drawFigures(page: Page, items: readonly { label: string; value: string }[]): void {
  roomFor(page, 60);
  const top = page.y;
  const width = room(page) / items.length;
  items.forEach(({ label, value }, at) => {
    const left = margin + at * width;
    page
      .font("bold")
      .fontSize(sizes.figure)
      .fillColor(ink.black)
      .text(value, left, top, { width: width - 8 });
    page
      .font("regular")
      .fontSize(sizes.small)
      .fillColor(ink.grey)
      .text(label, left, top + 26, { width: width - 8 });
  });
  page.y = top + 50;
}

function drawSignatures(page: Page, labels: readonly string[]): void {
  roomFor(page, 90);
  page.moveDown(2);
  const top = page.y;
  const width = room(page) / labels.length;
  labels.forEach((label, at) => {
    const left = margin + at * width;
    page.font("regular").fontSize(sizes.text).fillColor(ink.black);
    const from = left + page.widthOfString(label) + 6;
    page.text(label, left, top, { lineBreak: false });
    page
      .moveTo(from, top + 16)
      .lineTo(left + width - 16, top + 16)
      .lineWidth(0.6)
      .stroke(ink.grey);
  });
  page.y = top + 30;
}

function numberPages(page: Page, { foot, number }: Paper): void {
  const { start, count } = page.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    page.switchToPage(start + at);
    // Below the margin text would open a new page.
    page.page.margins.bottom = 0;
    const top = page.page.height - margin;
    page.font("regular").fontSize(sizes.small).fillColor(ink.grey);
    page.text(foot, margin, top, { width: room(page) * 0.7, lineBreak: false });
    page.text(number(at + 1, count), margin, top, { width: room(page), align: "right", lineBreak: false });
  }
}
