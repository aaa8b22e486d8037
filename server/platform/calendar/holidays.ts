import official from "chinese-days/dist/chinese-days.json" with { type: "json" };
import type { Text } from "../text.ts";

/** What the State Council's yearly notice says of a date: off for a festival, or worked to make up for one. */
export type OfficialDay = { readonly kind: "holiday" | "make-up"; readonly name: Text };

const holidays: Record<string, string> = official.holidays;
const makeUpDays: Record<string, string> = official.workdays;
// The package leaves a syllable out.
const fullName: Record<string, string> = { 清明: "清明节", 端午: "端午节", 中秋: "中秋节" };

/** The official word on a Chinese date (`YYYY-MM-DD`), where there is one. */
export function officialDay(date: string): OfficialDay | undefined {
  const entry = holidays[date] ?? makeUpDays[date];
  if (!entry) return undefined;
  const [en = "", zh = ""] = entry.split(",");
  return { kind: date in holidays ? "holiday" : "make-up", name: { zh: fullName[zh] ?? zh, en } };
}

/** Whether the notice for a year is in our copy; a neighbouring year's notice may already name its first days. */
export const isPublished = (year: number): boolean => `${year}-10-01` in holidays;
