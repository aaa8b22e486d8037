import type { Block } from "./paper.ts";
import { ink, margin, type Page, room, roomFor, sizes } from "./page.ts";

type Table = Extract<Block, { kind: "table" }>;

const pad = { x: 5, y: 4 } as const;

/** A table whose head stands on every page; a row is as high as its longest text, and is not parted. */
export function drawTable(page: Page, { columns, rows, strong = [] }: Table): void {
  const all = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (room(page) * column.share) / all);
  const heightOf = (cells: readonly string[]) =>
    Math.max(...cells.map((text, at) => page.heightOfString(text || " ", { width: widths[at]! - 2 * pad.x }))) +
    2 * pad.y;

  const line = (cells: readonly string[], kind: "head" | "row" | "strong") => {
    page.font(kind === "row" ? "regular" : "bold").fontSize(sizes.small + 0.5);
    const height = heightOf(cells);
    if (roomFor(page, height) && kind !== "head") return false;
    const top = page.y;
    if (kind !== "row") page.rect(margin, top, room(page), height).fill(ink.shade);
    let left = margin;
    cells.forEach((text, at) => {
      page.fillColor(ink.black).text(text, left + pad.x, top + pad.y, {
        width: widths[at]! - 2 * pad.x,
        align: columns[at]!.align ?? "left",
      });
      left += widths[at]!;
    });
    page
      .moveTo(margin, top + height)
      .lineTo(margin + room(page), top + height)
      .lineWidth(0.5)
      .stroke(ink.line);
    page.y = top + height;
    return true;
  };

  const head = columns.map((column) => column.header);
  line(head, "head");
  rows.forEach((cells, at) => {
    const kind = strong.includes(at) ? "strong" : "row";
    if (line(cells, kind)) return;
    line(head, "head");
    line(cells, kind);
  });
  page.x = margin;
  page.moveDown(0.6);
}
