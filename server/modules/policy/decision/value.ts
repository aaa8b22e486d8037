import { compareDecimals, decimal, decimalOfNumber, decimalText, parseDecimal } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { FactDeclaration, FactType } from "./table.ts";

/** A known value inside this folder: numbers (money in fen) as exact decimals, dates as `YYYY-MM-DD`. */
export type Scalar = Decimal | string | boolean;

/** A fact as callers have it, from PostgreSQL or from JSON; null and undefined are 'unknown'. */
export type FactValue = string | number | bigint | boolean | null | undefined;
export type FactValues = Readonly<Record<string, FactValue>>;

export const isNumeric = (type: FactType): boolean => ["integer", "decimal", "money", "percent"].includes(type);
export const isOrdered = (type: FactType): boolean => isNumeric(type) || type === "date";

/** True for a day of the calendar from 0001-01-01 to 9999-12-31. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < "0001") return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** Text that PostgreSQL can hold: no NUL and no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** Negative, zero or positive; two scalars of one type. Text and boolean have only equality (zero). */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (typeof a === "object" && typeof b === "object") return compareDecimals(a, b);
  return a === b ? 0 : a < b ? -1 : 1;
};

const readNumber = (value: FactValue): Decimal | undefined => {
  if (typeof value === "bigint") return decimal(value);
  if (typeof value === "number") return decimalOfNumber(value);
  return typeof value === "string" ? parseDecimal(value) : undefined;
};

/** A value in the form of the data as a scalar; undefined if it is not of that type. */
export const readScalar = (type: FactType, value: FactValue): Scalar | undefined => {
  if (isNumeric(type)) {
    const read = readNumber(value);
    return read && (type === "decimal" || type === "percent" || read.scale === 0) ? read : undefined;
  }
  if (type === "boolean") return typeof value === "boolean" ? value : undefined;
  if (typeof value !== "string" || (type === "date" && !isDate(value))) return undefined;
  return value;
};

/** A scalar in the form of the data: money a bigint of fen, integers a number if safe, else and for other types the digits. */
export const dataValue = (type: FactType, value: Scalar): string | number | bigint | boolean => {
  if (typeof value !== "object") return value;
  if (type === "money") return value.digits;
  const text = decimalText(value);
  return type === "integer" && Number.isSafeInteger(Number(text)) ? Number(text) : text;
};

/** A fact as a scalar, or null if unknown. Throws TypeError for a value of another type: a fault of the caller. */
export const readFact = (name: string, fact: FactDeclaration, value: FactValue): Scalar | null => {
  if (value === null || value === undefined) return null;
  const read = readScalar(fact.type, value);
  if (read === undefined) throw new TypeError(`fact ${name}: ${typeof value} '${value}' is no ${fact.type}`);
  return read;
};
