import { z } from "zod";

/** Money at the edge: a whole number of fen as digits; inside, a bigint. Never a float. */
export const Money = z.codec(z.string().regex(/^-?\d{1,18}$/, "whole fen as digits"), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (value) => value.toString(),
});

/**
 * Reads an amount as people and files write it (`1,234.5`, `¥12`, `-3.00`) into fen.
 * Answers undefined for anything else, and for more than two decimals that are not zero.
 */
export function parseMoney(text: string): bigint | undefined {
  const match = /^([-+])?\s*[¥￥$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d+))?\s*元?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = "0", fraction = ""] = match;
  if (/[1-9]/.test(fraction.slice(2))) return undefined;
  const fen = BigInt(whole.replaceAll(",", "")) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, "0"));
  return sign === "-" ? -fen : fen;
}

/** `1234567` fen as `12,345.67`. */
export function formatMoney(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0n ? "-" : ""}${whole}.${digits.slice(-2)}`;
}
