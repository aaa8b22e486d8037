import type { Loss, Way } from "./choices.ts";

/** An outage is worth the days lost at the monthly fee, rounded up to the fen: a customer loses nothing by it. */
export const outageWorth = (monthlyFee: bigint, days: number, daysPerMonth: number): bigint => {
  const [all, by] = [monthlyFee * BigInt(days), BigInt(daysPerMonth)];
  return (all + by - 1n) / by;
};

/** What is booked: fen, or points for what it is worth. */
export const amountOf = (way: Way, worth: bigint, pointsPerYuan: number): bigint =>
  way === "points" ? (worth * BigInt(pointsPerYuan) + 99n) / 100n : worth;

export type Reckoned = { readonly worth: bigint; readonly rule: "outage" | "property" | "table" };

/** Which rule gives the worth: the fee where one is known, the proven loss, else the table. */
export function reckon(
  loss: Loss,
  given: {
    readonly fee: bigint;
    readonly days: number;
    readonly lossAmount: bigint | null;
    readonly table: bigint | null;
  },
  daysPerMonth: number,
): Reckoned | undefined {
  if (loss === "outage" && given.fee > 0n && given.days > 0)
    return { worth: outageWorth(given.fee, given.days, daysPerMonth), rule: "outage" };
  if (loss === "property" && given.lossAmount) return { worth: given.lossAmount, rule: "property" };
  return given.table ? { worth: given.table, rule: "table" } : undefined;
}
