import { protect } from "./formula.ts";
import type { Cell, ColumnKind } from "./types.ts";

/** Fen as yuan with two decimals: -5n is -0.05. */
function moneyText(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(3, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What stands in the file for a cell; text that a spreadsheet could run is made harmless. */
export function cellText(cell: Cell, kind: ColumnKind): string {
  if (typeof cell === "string") return protect(cell);
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "bigint" && kind === "money") return moneyText(cell);
  return String(cell);
}
