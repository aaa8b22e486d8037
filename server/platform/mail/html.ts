import sanitizeHtml from "sanitize-html";

/** Larger or richer than this, a letter is no letter: only its text is taken. */
const mostCharacters = 500_000;
const mostTags = 20_000;

const safe: sanitizeHtml.IOptions = {
  allowedTags:
    "p br div span b strong i em u s sub sup blockquote pre code hr h1 h2 h3 h4 h5 h6 ul ol li a table thead tbody tfoot tr td th caption img".split(
      " ",
    ),
  allowedAttributes: {
    a: ["href", "rel", "target"],
    img: ["src", "alt", "data-held"],
    td: ["colspan", "rowspan"],
    th: ["colspan", "rowspan"],
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["cid"] },
  allowProtocolRelative: false,
  nonTextTags: ["script", "style", "textarea", "option", "noscript", "title", "template"],
  nestingLimit: 50,
  transformTags: {
    a: sanitizeHtml.simpleTransform("a", { rel: "noopener noreferrer nofollow", target: "_blank" }),
    img: (tagName, { src = "", alt = "" }) => ({
      tagName,
      attribs: { ...pictureOf(src.trim()), alt: alt.slice(0, 200) },
    }),
  },
};

/** Only what came with the letter: a picture from elsewhere tells its owner who reads the letter, and when. Its place stays. */
const pictureOf = (src: string): Record<string, string> =>
  /^cid:[^\s"'<>]{1,250}$/i.test(src) ? { src: `cid:${src.slice(4)}` } : { "data-held": "yes" };

/**
 * Tamed HTML as it is looked at: links say where they truly lead, and those that lead nowhere on their own are none.
 * Tamed once more, since what was kept long ago may have been tamed by older rules.
 */
export function legible(html: string): { html: string; heldBack: number } {
  let heldBack = 0;
  const shown = sanitizeHtml(html, {
    ...safe,
    allowedAttributes: { ...safe.allowedAttributes, a: ["href", "rel", "target", "title", "data-where"] },
    transformTags: {
      a: (tagName, { href = "" }) => ({ tagName, attribs: linkTo(href) }),
      img: (tagName, { src = "", alt = "" }) => {
        const picture = pictureOf(src);
        if (!picture.src) heldBack++;
        return { tagName, attribs: { ...picture, alt } };
      },
    },
  });
  return { html: shown, heldBack };
}

const mostWhere = 80;

function linkTo(href: string): Record<string, string> {
  const url = URL.parse(href);
  if (!url || !/^(https?|mailto|tel):$/.test(url.protocol)) return {};
  // As the browser goes there: foreign letters that look like others are written out (xn--), and nobody's name stands before the host.
  url.username = url.password = "";
  const where = url.host
    ? `${url.host}${url.pathname === "/" && !url.search ? "" : url.pathname + url.search}`
    : url.href;
  return {
    href: url.href,
    rel: "noopener noreferrer nofollow",
    target: "_blank",
    title: url.href,
    "data-where": where.length > mostWhere ? `${where.slice(0, mostWhere)}…` : where,
  };
}

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
