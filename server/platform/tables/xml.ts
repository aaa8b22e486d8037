import { refusal } from "./problems.ts";

/** What a part is told: names without their namespace, attributes as they stand, text in pieces. */
export type XmlHandler = {
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  readonly text: (piece: string) => void;
};

const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const longestTag = 2 ** 20;

const unescapeXml = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
        if (name !== undefined) return named[name] ?? whole;
        const point = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd";
      })
    : text;

/** Where the tag ends; a `>` within an attribute's quotes does not end it. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (quote !== 0) {
      if (sign === quote) quote = 0;
    } else if (sign === 0x3e) return at;
    else if (sign === 0x22 || sign === 0x27) quote = sign;
  }
  return -1;
}

const bare = (name: string): string => name.slice(name.indexOf(":") + 1);

function tag(handler: XmlHandler, text: string, from: number, end: number): void {
  if (text.charCodeAt(from + 1) === 0x2f) return handler.close(bare(text.slice(from + 2, end).trim()));
  const empty = text.charCodeAt(end - 1) === 0x2f;
  const inner = text.slice(from + 1, empty ? end - 1 : end);
  const blank = inner.search(/\s/);
  const name = bare(blank < 0 ? inner : inner.slice(0, blank));
  handler.open(name, blank < 0 ? "" : inner.slice(blank));
  if (empty) handler.close(name);
}

const sections = [
  { start: "<?", end: "?>" },
  { start: "<!--", end: "-->" },
  { start: "<![CDATA[", end: "]]>" },
];

/** A small reader for the XML of office files, fed piece by piece. Refuses document types, and so every entity bomb. */
export function xmlScanner(handler: XmlHandler): (piece: string) => void {
  let rest = "";
  return (piece) => {
    const text = rest + piece;
    let at = 0;
    for (;;) {
      const start = text.indexOf("<", at);
      if (start < 0) {
        // An entity cut by the end of the piece waits for its other half.
        const cut = text.lastIndexOf("&");
        const end = cut >= at && cut > text.length - 12 && !text.includes(";", cut) ? cut : text.length;
        if (end > at) handler.text(unescapeXml(text.slice(at, end)));
        rest = text.slice(end);
        return;
      }
      if (start > at) handler.text(unescapeXml(text.slice(at, start)));
      const second = text.charCodeAt(start + 1);
      const special = second === 0x21 || second === 0x3f;
      const section = special ? sections.find((each) => text.startsWith(each.start, start)) : undefined;
      if (special && section === undefined && text.length - start >= 9)
        throw refusal("tables.broken_xlsx", { part: "xml" });
      const end = section ? text.indexOf(section.end, start) : special ? -1 : tagEnd(text, start + 1);
      if (end < 0) {
        rest = text.slice(start);
        if (rest.length > longestTag) throw refusal("tables.broken_xlsx", { part: "xml" });
        return;
      }
      if (section === undefined) tag(handler, text, start, end);
      else if (section.start === "<![CDATA[") handler.text(text.slice(start + 9, end));
      at = end + (section?.end.length ?? 1);
    }
  };
}

const patterns = new Map<string, RegExp>();

/** An attribute's value; `name` without its namespace. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const found = pattern.exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2]!) : undefined;
}

/** Feeds a handler with the UTF-8 bytes of a part. */
export async function scanXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const scan = xmlScanner(handler);
  const decoder = new TextDecoder();
  for await (const chunk of bytes) scan(decoder.decode(chunk, { stream: true }));
}
