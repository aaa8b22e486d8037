import sanitizeHtml from "sanitize-html";

/** Larger or richer than this, a letter is no letter: only its text is taken. */
const mostCharacters = 500_000;
const mostTags = 20_000;

const safe: sanitizeHtml.IOptions = {
  allowedTags:
    "p br div span b strong i em u s sub sup blockquote pre code hr h1 h2 h3 h4 h5 h6 ul ol li a table thead tbody tfoot tr td th caption".split(
      " ",
    ),
  // No pictures: one from elsewhere tells its owner who reads the letter, and when.
  allowedAttributes: { a: ["href", "rel", "target"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  nonTextTags: ["script", "style", "textarea", "option", "noscript", "title", "template"],
  nestingLimit: 50,
  transformTags: { a: sanitizeHtml.simpleTransform("a", { rel: "noopener noreferrer nofollow", target: "_blank" }) },
};

/** HTML of a stranger as HTML that does nothing, and as text; without `html` where it was too much to look into. */
export function tame(html: string): { html: string | null; text: string } {
  if (html.length > mostCharacters || countTags(html) > mostTags)
    return { html: null, text: tidy(decode(stripped(html.slice(0, 2 * mostCharacters)))) };
  const clean = sanitizeHtml(html, safe);
  return { html: clean, text: tidy(decode(stripped(clean))) };
}

/** One pass, whatever stands there; stops counting when it is too many. */
function countTags(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0 && count <= mostTags; at = html.indexOf("<", at + 1)) count++;
  return count;
}

const hidden = /^(script|style|head|title|template|noscript|textarea|svg|math|iframe|object)$/;
const breaks = /^\/?(br|p|div|tr|li|h[1-6]|table|blockquote|pre|ul|ol|hr)$/;

/** Text between tags, one pass without building a tree. */
function stripped(html: string): string {
  const parts: string[] = [];
  const lower = html.toLowerCase();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, open));
    const comment = html.startsWith("<!--", open);
    const close = html.indexOf(comment ? "-->" : ">", open + 1);
    if (close < 0) break;
    at = close + (comment ? 3 : 1);
    const name = /^<(\/?[a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20))?.[1]?.toLowerCase() ?? "";
    if (breaks.test(name)) parts.push("\n");
    else if (name === "td" || name === "th") parts.push(" ");
    if (!hidden.test(name)) continue;
    const end = lower.indexOf(`</${name}`, at);
    if (end < 0) break;
    at = end;
  }
  return parts.join("");
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,10});/gi, (whole, name: string) => {
    const code = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : name.startsWith("#")
        ? Number(name.slice(1))
        : 0;
    if (code) return code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : "";
    return named[name.toLowerCase()] ?? whole;
  });

/** Without control characters, runs of blanks and more than one empty line. */
export const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
