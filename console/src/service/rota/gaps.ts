import { companyTime } from "../../parts/clock.ts";
import type { Rota } from "./data.ts";

/** A stretch of a day in minutes from its midnight. */
export type DayGap = { readonly from: number; readonly to: number };

/** The gaps of one day, cut at its midnights. */
export function gapsOfDay(gaps: Rota["gaps"], day: string): DayGap[] {
  const start = companyTime(day).valueOf();
  const end = companyTime(day).add(1, "day").valueOf();
  return gaps
    .map((gap) => ({ from: Math.max(Date.parse(gap.from), start), to: Math.min(Date.parse(gap.to), end) }))
    .filter((gap) => gap.to > gap.from)
    .map((gap) => ({ from: Math.round((gap.from - start) / 60_000), to: Math.round((gap.to - start) / 60_000) }));
}

/** Minutes of a day as a clock shows them: 08:30, 24:00. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** 16:00–24:00, 22:00–06:00 with a word for the next day. */
export const timesOf = ({ starts, ends }: { starts: string; ends: string }, nextDay: string): string =>
  ends === "00:00" ? `${starts}–24:00` : ends <= starts ? `${starts}–${nextDay} ${ends}` : `${starts}–${ends}`;
