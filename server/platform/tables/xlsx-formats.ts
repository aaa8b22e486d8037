import { attribute, type XmlHandler } from "./xml.ts";

/** How a number is to be read, told only by its display format. */
export type NumberKind = "number" | "date" | "time" | "datetime" | "duration";

/** Formats with fixed numbers (ECMA-376 part 1, 18.8.30), with those of Chinese and other East Asian versions. */
function builtIn(id: number): NumberKind | undefined {
  if (id === 22) return "datetime";
  if (id === 46) return "duration";
  if ((id >= 18 && id <= 21) || id === 45 || id === 47 || (id >= 32 && id <= 35) || id === 55 || id === 56)
    return "time";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return "date";
  return undefined;
}

/** Reads a format's signs: what stands in quotes, behind a backslash or in brackets (colours, currencies) tells nothing. */
export function formatKind(format: string): NumberKind {
  const [section = ""] = format.replace(/"[^"]*"|\\.|_.|\*./g, "").split(";");
  if (/\[(h+|m+|s+)\]/i.test(section)) return "duration";
  const signs = section.replace(/\[[^\]]*\]/g, "").toLowerCase();
  if (/general|[0#?]/.test(signs) && !/[ydhs]/.test(signs)) return "number";
  const time = /[hs]/.test(signs);
  const date = /[yd]/.test(signs) || (/m/.test(signs) && !time);
  return date && time ? "datetime" : date ? "date" : time ? "time" : "number";
}

/** Collects the kind of every cell style from styles.xml. */
export function stylesHandler(kinds: NumberKind[]): XmlHandler {
  const formats = new Map<number, string>();
  let inCells = false;
  return {
    open(name, attributes) {
      if (name === "numFmt")
        formats.set(Number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode") ?? "");
      if (name === "cellXfs") inCells = true;
      if (name !== "xf" || !inCells) return;
      const id = Number(attribute(attributes, "numFmtId") ?? 0);
      const format = formats.get(id);
      kinds.push(format === undefined ? (builtIn(id) ?? "number") : formatKind(format));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
    text() {},
  };
}
