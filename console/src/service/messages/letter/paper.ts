// What a letter is shown on. Two walls stand before this one: the server tames what comes in and again what goes out.

/** The look of a letter, the same in its frame and where its height is measured. Always light, as paper is. */
export const paper = `
.letter { color-scheme: light; box-sizing: border-box; margin: 0; padding: 12px 14px; background: #fff; color: #1f2329;
  font: 14px/1.6 "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
.letter > :first-child { margin-top: 0; }
.letter > :last-child { margin-bottom: 0; }
.letter img { max-width: 100%; height: auto; }
.letter table { border-collapse: collapse; }
.letter td, .letter th { padding: 2px 8px; border: 1px solid #e5e7eb; text-align: start; vertical-align: top; }
.letter pre { white-space: pre-wrap; }
.letter blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid #d0d3d9; color: #4b5563; }
.letter a { color: #0b57d0; }
.letter a[data-where]::after { content: " ‹" attr(data-where) "›"; color: #5f6672; font-size: 12px; }
.letter .held { display: inline-block; margin: 0 4px 2px 0; padding: 0 6px; border: 1px dashed #9aa0a8; border-radius: 4px; color: #5f6672; font-size: 12px; }
`;

const tags = new Set(
  "P BR DIV SPAN B STRONG I EM U S SUB SUP BLOCKQUOTE PRE CODE HR H1 H2 H3 H4 H5 H6 UL OL LI A TABLE THEAD TBODY TFOOT TR TD TH CAPTION".split(
    " ",
  ),
);
const attributes: Readonly<Record<string, readonly string[]>> = {
  A: ["href", "rel", "target", "title", "data-where"],
  TD: ["colspan", "rowspan"],
  TH: ["colspan", "rowspan"],
};
const picture = /^data:image\/(png|jpeg|gif|webp);base64,/;

/** More than this is laid out in its frame only. */
const mostElements = 8_000;
const deepest = 60;

export type Laid = { readonly element: HTMLElement; readonly elements: number };

/**
 * The letter as elements of ours: named tags and attributes only, pictures only where their bytes are here. It is read
 * in a document of its own that loads and runs nothing.
 */
export function layOut(html: string, pictures: ReadonlyMap<string, string>, held: (alt: string) => string): Laid {
  const body = document.createElement("div");
  body.className = "letter";
  let elements = 0;
  const copy = (from: Node, into: Node, depth: number): void => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) into.appendChild(document.createTextNode(node.textContent ?? ""));
      if (!(node instanceof Element)) continue;
      if (node.nodeName === "IMG") into.appendChild(pictureOf(node));
      else if (!tags.has(node.nodeName) || depth > deepest) copy(node, into, depth);
      else copy(node, into.appendChild(bare(node)), depth + 1);
    }
  };
  const bare = (node: Element): Element => {
    elements++;
    const made = document.createElement(node.nodeName);
    for (const name of attributes[node.nodeName] ?? []) {
      const value = node.getAttribute(name);
      if (value !== null) made.setAttribute(name, value);
    }
    if (made instanceof HTMLAnchorElement) tie(made, node.textContent ?? "");
    return made;
  };
  const pictureOf = (node: Element): Element => {
    elements++;
    const alt = node.getAttribute("alt") ?? "";
    const bytes = pictures.get((node.getAttribute("src") ?? "").replace(/^cid:/i, ""));
    if (!bytes || !picture.test(bytes)) {
      const place = document.createElement("span");
      place.className = "held";
      place.textContent = held(alt);
      return place;
    }
    const shown = document.createElement("img");
    shown.src = bytes;
    shown.alt = alt;
    return shown;
  };
  const read = new DOMParser().parseFromString(html, "text/html");
  copy(read.body, body, 0);
  return { element: body, elements };
}

/** A link leaves for a tab of its own, and does not say twice where it leads. */
function tie(link: HTMLAnchorElement, words: string): void {
  if (!/^(https?|mailto|tel):/i.test(link.getAttribute("href") ?? "")) link.removeAttribute("href");
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  const plain = (text: string) =>
    text
      .trim()
      .replace(/^(https?:\/\/|mailto:|tel:)/i, "")
      .replace(/\/$/, "");
  const { where } = link.dataset;
  if (where && [where, link.href].some((one) => plain(one) === plain(words))) delete link.dataset.where;
}

export const isMeasured = ({ elements }: Laid): boolean => elements <= mostElements;

/**
 * The page in the frame. As `srcdoc` rather than a route: no address of ours then answers with a stranger's HTML, the
 * console's own policy holds in it too, and frames of us stay forbidden everywhere.
 */
export function pageOf(letter: string): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><style nonce="${nonce}">html{background:#fff}body{margin:0}${paper}</style></head><body>${letter}</body></html>`;
}
