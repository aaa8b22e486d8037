import { monthsBefore } from "./dates.ts";
import type { CustomersMapping } from "./mapping.ts";
import { isWrong, moneyText, readerOf, type Reason } from "./values.ts";

export type MonthlyPurchase = { readonly at: string; readonly amount: string; readonly sourceKey: string };

/** Names of these purchases: an import takes back those of a tenure that became shorter. */
export const monthlyKey = "monthly:";

/** Midnight in China, where the files' days are counted. */
export const instantOf = (day: string, time = "00:00:00"): string => `${day}T${time}+08:00`;

/**
 * A total as one purchase a month, the last at the day of the file. Each gets the whole fen of an equal part and the
 * last one the rest, so that they add up to the total exactly. A blank total is no purchase.
 */
export function spread(total: bigint, months: number, asOf: string): MonthlyPurchase[] {
  const count = BigInt(Math.max(1, months));
  const part = total / count;
  return Array.from({ length: Number(count) }, (_, i) => ({
    at: instantOf(monthsBefore(asOf, Number(count) - 1 - i)),
    amount: String(i + 1 === Number(count) ? total - part * (count - 1n) : part),
    sourceKey: `${monthlyKey}${i + 1}`,
  }));
}

export function monthlyReader(mapping: NonNullable<CustomersMapping["purchases"]>, columns: readonly string[]) {
  const total = readerOf(mapping.total, columns);
  const months = readerOf(mapping.months, columns);
  return (cells: readonly string[], asOf: string, reasons: Reason[]): MonthlyPurchase[] => {
    const raw = total(cells, asOf);
    if (raw === null) return [];
    const fen = isWrong(raw) ? raw : moneyText(raw);
    const span = months(cells, asOf);
    if (isWrong(fen))
      reasons.push({
        field: "purchases.total",
        text: { zh: `消费总额：${fen.wrong.zh}`, en: `Total spent: ${fen.wrong.en}` },
      });
    if (isWrong(span) || !/^\d{1,3}$/.test(span ?? ""))
      reasons.push({
        field: "purchases.months",
        text: { zh: "在网月数：应为 0 到 999 的整数", en: "Months: expected a whole number from 0 to 999" },
      });
    return isWrong(fen) || fen === null || reasons.length ? [] : spread(BigInt(fen), Number(span), asOf);
  };
}
