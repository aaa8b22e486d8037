/** Markdown as plain text, for looking up and for the few lines under a title. */
export const plainOf = (markdown: string): string =>
  markdown
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`~]+/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** The beginning of a text, cut at a sentence where there is one. */
export function beginning(text: string, most = 90): string {
  const plain = plainOf(text);
  const characters = [...plain];
  if (characters.length <= most) return plain;
  const cut = characters.slice(0, most).join("");
  const stop = Math.max(...["。", "；", "？", ". "].map((mark) => cut.lastIndexOf(mark)));
  return stop > most / 2 ? cut.slice(0, stop + 1) : `${cut}…`;
}
