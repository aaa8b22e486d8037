import { cellText } from "./cells.ts";
import type { Cell, ColumnKind } from "./types.ts";
import { styles } from "./xlsx-parts.ts";
import { columnName } from "./xlsx-values.ts";

const marks: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };
const sign = (code: string): string => `_x${code.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;

// Signs XML cannot hold, or would change, are written as Excel does; text that looks like such a sign is told apart.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[\da-f]{4}_)/gi;

export const xmlText = (text: string): string =>
  text.replace(forbidden, sign).replace(/[<>&"]/g, (mark) => marks[mark]!);

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** Excel keeps 15 digits; a longer number stays text, for no digit may be lost. */
const isNumber = (text: string): boolean =>
  text.length < 30 && decimal.test(text) && text.replace(/[-.]|^-?0\./g, "").length <= 15;

/** Days since 1899-12-30, or undefined when Excel has no such day; before March 1900 its count is off by one. */
function serialOf(text: string): number | undefined {
  const [, year, month, day, hours = 0, minutes = 0, seconds = 0] = (isoDate.exec(text) ?? []).map(Number);
  if (year === undefined || year < 1900) return undefined;
  const days = (Date.UTC(year, month! - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000;
  const time = (hours || 0) * 3600 + (minutes || 0) * 60 + (seconds || 0);
  const real = new Date(Date.UTC(year, month! - 1, day)).toISOString().startsWith(text.slice(0, 10)) && time < 86_400;
  return real && days > 60 ? days + time / 86_400 : undefined;
}

const value = (style: number, number: string | number): string => ` s="${style}"><v>${number}</v>`;

/** The XML of a cell behind its address. A value that does not fit its column's kind is written as text, as it is. */
export function cellXml(cell: Cell, kind: ColumnKind): string {
  const text = cellText(cell, kind);
  if (text === "") return "";
  if (kind === "number" && isNumber(text)) return value(styles.general, text);
  if (kind === "money" && isNumber(text)) return value(styles.money, text);
  const serial = kind === "date" ? serialOf(text) : undefined;
  if (serial !== undefined) return value(text.length > 10 ? styles.datetime : styles.date, serial);
  return textXml(text, styles.text);
}

export const textXml = (text: string, style: number): string =>
  ` s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is>`;

/** A row of such cells. Excel needs no addresses, other readers do. */
export const rowXml = (cells: readonly string[], number: number): string =>
  `<row r="${number}">${cells.map((cell, column) => (cell === "" ? "" : `<c r="${columnName(column)}${number}"${cell}</c>`)).join("")}</row>`;
