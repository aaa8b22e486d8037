import type { NumberKind } from "./xlsx-formats.ts";

const two = (value: number): string => String(value).padStart(2, "0");
const clock = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** Moves the decimal point of digits like `1.5e-7`, so that no exponent is left. */
function withoutExponent(text: string): string {
  const [, sign, whole, fraction = "", power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/.exec(text)!;
  const digits = `${whole}${fraction}`;
  const point = whole!.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, "0")}${point < digits.length ? `.${digits.slice(point)}` : ""}`;
}

/**
 * The number a person sees: Excel keeps 15 digits, the file holds 17 (0.1+0.2 stands there as 0.30000000000000004).
 * Digits of a long whole number are kept as they stand.
 */
export function numberText(raw: string): string {
  const text = raw.trim();
  if (/^(0|-?[1-9]\d*)$/.test(text)) return text;
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) return text;
  const short = String(Number(value.toPrecision(15)));
  return short.includes("e") ? withoutExponent(short) : short;
}

/** The day of a serial number: 1 is 1900-01-01, and 60 the 29 February 1900 that never was (ECMA-376 part 1, 18.17.4.1). */
function dayText(days: number): string {
  if (days === 60) return "1900-02-29";
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Number text, or a date `YYYY-MM-DD`, a time `HH:MM:SS`, both joined by T (no zone: Excel has none), or hours `26:30:00`. */
export function serialText(raw: string, kind: NumberKind, since1904: boolean): string {
  const value = Number(raw);
  if (kind === "number" || raw.trim() === "" || !(value >= 0)) return numberText(raw);
  if (kind === "duration") return clock(Math.round(value * 86_400));
  const serial = value + (since1904 ? 1462 : 0);
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  if (days > 2_958_465) return numberText(raw);
  if (kind === "time" || (kind === "datetime" && value < 1)) return clock(seconds % 86_400);
  if (kind === "date") return dayText(days);
  return `${dayText(days)}T${clock(seconds % 86_400)}`;
}

/** `t="d"`: a date already written out. */
export const isoText = (raw: string): string => raw.trim().replace(/T00:00:00(\.0+)?Z?$/, "");

/** Signs XML cannot hold are written `_x0001_` (ECMA-376 part 1, 22.4.2.4). */
export const unescapeSigns = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** 0 for A, 25 for Z, 26 for AA; a row number behind is left aside. -1 when there are no letters. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

export const columnName = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
