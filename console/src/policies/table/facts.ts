import type { Control } from "../data.ts";

type Fact = Control["facts"][number];

/** Moves the point of a number by places, exactly: `6000.5` by two is `600050`. */
function shift(text: string, places: number): string {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.replaceAll(",", "")) ?? [];
  const digits = (whole + fraction).padStart(Math.max(0, -places) + 1, "0");
  const point = whole.length + Math.max(0, digits.length - whole.length - fraction.length) + places;
  const padded = digits.padEnd(point, "0");
  const head = padded.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const tail = padded.slice(point).replace(/0+$/, "");
  return `${sign}${head}${tail && `.${tail}`}`;
}

/** A fact as people enter it, as the API takes it: money from yuan to fen, percent to a fraction; nothing is unknown. */
export function factIn(fact: Pick<Fact, "type">, text: string): string | number | boolean | null {
  const entered = text.trim();
  if (entered === "") return null;
  if (fact.type === "money") return shift(entered, 2);
  if (fact.type === "percent") return shift(entered, -2);
  if (fact.type === "boolean") return entered === "true";
  if (fact.type === "integer") return /^-?\d{1,9}$/.test(entered) ? Number(entered) : entered;
  return entered;
}

/** The other way round. */
export function factOut(fact: Pick<Fact, "type">, value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return fact.type === "money" ? shift(text, -2) : fact.type === "percent" ? shift(text, 2) : text;
}
