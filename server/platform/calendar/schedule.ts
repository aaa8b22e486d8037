import { z } from "zod";
import type { Text } from "../text.ts";
import { dateText, dayMs, edgeInstant, instantText, parseInstant, toLocal } from "./zone.ts";

/** How often something comes round. */
export const cycles = ["month", "quarter", "half-year", "year"] as const;
export const cycleSchema = z.enum(cycles, {
  error: "周期应为 month、quarter、half-year 或 year / A cycle is month, quarter, half-year or year",
});
export type Cycle = (typeof cycles)[number];

const months: Record<Cycle, number> = { month: 1, quarter: 3, "half-year": 6, year: 12 };
const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export type Period = {
  /** Sorts and identifies within its cycle: `2026-10`, `2026-Q4`, `2026-H2`, `2026`. */
  readonly key: string;
  /** Instants; `to` is the first that no longer belongs to the period. */
  readonly from: string;
  readonly to: string;
  /** Local dates, both within the period. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly label: Text;
};

/** The calendar period around an instant (ISO) or a local date (`YYYY-MM-DD`). */
export function periodOf(cycle: Cycle, at: string, timeZone = "Asia/Shanghai"): Period {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(at);
  const local = new Date(isDate ? parseInstant(at) : toLocal(timeZone, parseInstant(at)));
  const [year, length] = [local.getUTCFullYear(), months[cycle]];
  const number = Math.floor(local.getUTCMonth() / length);
  const [from, to] = [Date.UTC(year, number * length, 1), Date.UTC(year, (number + 1) * length, 1)];
  return {
    ...naming(cycle, year, number),
    from: instantText(edgeInstant(timeZone, from)),
    to: instantText(edgeInstant(timeZone, to)),
    firstDay: dateText(from),
    lastDay: dateText(to - dayMs),
  };
}

/** The instant at which the period after this one begins. */
export const nextPeriodStart = (cycle: Cycle, at: string, timeZone?: string): string =>
  periodOf(cycle, at, timeZone).to;

function naming(cycle: Cycle, year: number, number: number): { key: string; label: Text } {
  switch (cycle) {
    case "month":
      return {
        key: `${year}-${String(number + 1).padStart(2, "0")}`,
        label: { zh: `${year}年${number + 1}月`, en: `${monthNames[number]} ${year}` },
      };
    case "quarter":
      return {
        key: `${year}-Q${number + 1}`,
        label: { zh: `${year}年第${"一二三四"[number]}季度`, en: `Q${number + 1} ${year}` },
      };
    case "half-year":
      return {
        key: `${year}-H${number + 1}`,
        label: { zh: `${year}年${"上下"[number]}半年`, en: `${number ? "second" : "first"} half of ${year}` },
      };
    case "year":
      return { key: `${year}`, label: { zh: `${year}年`, en: `${year}` } };
  }
}
