/**
 * A small part of Markdown as data: what is drawn from it are elements of this program, so that no tag, script or
 * address of a text ever becomes one. Whatever is not known stands there as it was typed.
 */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly parts: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly parts: readonly Inline[] };

export type Item = { readonly parts: readonly Inline[]; readonly blocks: readonly Block[] };
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly start: number; readonly items: readonly Item[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | {
      readonly kind: "table";
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly Inline[])[][];
    }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" };

/** Deeper than this nobody writes; a text that does is shown as it stands. */
const deepest = 6;

const marker = /^(\s*)(?:([-*+])|(\d{1,6})[.)])\s+(.*)$/;
const heading = /^(#{1,6})\s+(.+?)\s*#*$/;
const rule = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;
const fence = /^ {0,3}```/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

export const parseMarkdown = (text: string): Block[] => blocksOf(text.replace(/\r\n?/g, "\n").split("\n"), 0);

function blocksOf(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (!line.trim()) at += 1;
    else if (fence.test(line)) {
      const end = lines.findIndex((one, index) => index > at && fence.test(one));
      const to = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, to).join("\n") });
      at = to + 1;
    } else if (heading.test(line)) {
      const [, marks, words] = heading.exec(line)!;
      blocks.push({ kind: "heading", level: marks!.length, parts: inlineOf(words!) });
      at += 1;
    } else if (rule.test(line)) {
      blocks.push({ kind: "rule" });
      at += 1;
    } else if (/^ {0,3}>/.test(line) && depth < deepest) {
      const to = endOf(lines, at, (one) => /^ {0,3}>/.test(one));
      blocks.push({
        kind: "quote",
        blocks: blocksOf(
          lines.slice(at, to).map((one) => one.replace(/^ {0,3}> ?/, "")),
          depth + 1,
        ),
      });
      at = to;
    } else if (marker.test(line) && depth < deepest) {
      const to = listEnd(lines, at);
      blocks.push(listOf(lines.slice(at, to), depth));
      at = to;
    } else if (line.includes("|") && tableRule.test(lines[at + 1] ?? "")) {
      const to = endOf(lines, at + 2, (one) => one.includes("|"));
      const [head, ...rows] = [line, ...lines.slice(at + 2, to)].map((one) => cellsOf(one).map(inlineOf));
      blocks.push({ kind: "table", head: head!, rows });
      at = to;
    } else {
      const to = Math.max(at + 1, endOf(lines, at, isPlain));
      blocks.push({ kind: "paragraph", lines: lines.slice(at, to).map((one) => inlineOf(one.trim())) });
      at = to;
    }
  }
  return blocks;
}

const isPlain = (line: string): boolean =>
  Boolean(line.trim()) &&
  !heading.test(line) &&
  !rule.test(line) &&
  !fence.test(line) &&
  !/^ {0,3}>/.test(line) &&
  !marker.test(line);

function endOf(lines: readonly string[], from: number, holds: (line: string) => boolean): number {
  let to = from;
  while (to < lines.length && holds(lines[to]!)) to += 1;
  return to;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A list goes on over its items, what is indented below them, and single empty lines between. */
function listEnd(lines: readonly string[], from: number): number {
  const indent = indentOf(lines[from]!);
  const goesOn = (line: string) => (marker.test(line) ? indentOf(line) >= indent : indentOf(line) > indent);
  let to = from + 1;
  while (to < lines.length) {
    if (lines[to]!.trim() ? !goesOn(lines[to]!) : !goesOn(lines[to + 1] ?? "") || !lines[to + 1]?.trim()) break;
    to += 1;
  }
  return to;
}

function listOf(lines: readonly string[], depth: number): Block {
  const indent = indentOf(lines[0]!);
  const [, , , number] = marker.exec(lines[0]!)!;
  const items: Item[] = [];
  let at = 0;
  while (at < lines.length) {
    const [, , , , words] = marker.exec(lines[at]!)!;
    const to = endOf(lines, at + 1, (line) => !marker.test(line) || indentOf(line) > indent);
    items.push({ parts: inlineOf(words!), blocks: blocksOf(dedent(lines.slice(at + 1, to)), depth + 1) });
    at = to;
  }
  return { kind: "list", ordered: number !== undefined, start: Number(number ?? 1), items };
}

function dedent(lines: readonly string[]): string[] {
  const least = Math.min(...lines.filter((line) => line.trim()).map(indentOf));
  return lines.map((line) => line.slice(Number.isFinite(least) ? least : 0));
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

// One pass; each alternative ends at its own mark, so that time grows with the length of the line only.
const marks = /\\([\\`*_[\]()#>|-])|`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]*)\]\(([^()\s]*)\)/g;

export function inlineOf(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  const add = (plain: string) => plain && parts.push({ kind: "text", text: plain });
  for (const match of text.matchAll(marks)) {
    const [whole, escaped, code, strong, em, words, address] = match;
    add(text.slice(from, match.index));
    from = match.index + whole.length;
    if (escaped !== undefined) add(escaped);
    else if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (strong !== undefined) parts.push({ kind: "strong", parts: inlineOf(strong) });
    else if (em !== undefined) parts.push({ kind: "em", parts: inlineOf(em) });
    else if (isSafe(address!))
      parts.push({ kind: "link", href: address!, parts: [{ kind: "text", text: words || address! }] });
    else add(whole);
  }
  add(text.slice(from));
  return parts;
}

/** Pages, mail, phones, and places within this console; nothing that could run. */
export const isSafe = (address: string): boolean =>
  !/[\p{Cc}\p{Cf}\s\\]/u.test(address) && /^(?:https?:\/\/[^/]|mailto:[^/]|tel:[+\d]|\/(?!\/))/i.test(address);
