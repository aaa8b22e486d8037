/** The document that is drawn on. */
export type Page = PDFKit.PDFDocument;

export const margin = 50;
export const sizes = { title: 18, heading: 12, text: 10, small: 8.5, figure: 17, foot: 24 } as const;
export const ink = { black: "#1f2328", grey: "#6b7280", line: "#c9ced6", shade: "#f2f4f7" } as const;

/** The width between the margins. */
export const room = (page: Page): number => page.page.width - 2 * margin;

const bottom = (page: Page): number => page.page.height - page.page.margins.bottom;

/** Goes on on a new page where this height is not left; says whether it did. */
export function roomFor(page: Page, height: number): boolean {
  if (page.y + height <= bottom(page)) return false;
  page.addPage();
  return true;
}
