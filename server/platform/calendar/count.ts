import { type Calendar, alwaysOpenName } from "./calendar.ts";
import { dayAt, localYear, type Year, yearOf } from "./year.ts";
import { dayMs, toLocal } from "./zone.ts";

/** Index of the last entry that is not after `value`, -1 where all are. */
function lastNotAfter(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Open ms of the year before an instant of it. */
function openBefore(year: Year, at: number): number {
  const index = lastNotAfter(year.starts, at);
  return index < 0 ? 0 : year.before[index]! + Math.min(at, year.ends[index]!) - year.starts[index]!;
}

/** Open ms between two instants; 0 where the second is not later. */
export function openBetween(calendar: Calendar, from: number, to: number): number {
  if (to <= from) return 0;
  if (calendar.name === alwaysOpenName) return to - from;
  const [first, last] = [localYear(calendar, from), localYear(calendar, to)];
  let open = openBefore(yearOf(calendar, last), to) - openBefore(yearOf(calendar, first), from);
  for (let year = first; year < last; year++) open += yearOf(calendar, year).open;
  return open;
}

/** The earliest instant by which `amount` > 0 open ms have passed since `from`: the close of a span, not the next start. */
export function addOpen(calendar: Calendar, from: number, amount: number): number {
  if (calendar.name === alwaysOpenName) return from + amount;
  let number = localYear(calendar, from);
  let year = yearOf(calendar, number);
  let wanted = openBefore(year, from) + amount;
  while (wanted > year.open) {
    wanted -= year.open;
    year = yearOf(calendar, ++number);
  }
  // Instants are whole ms, so "before this span less than wanted" is "not more than wanted - 1".
  const index = lastNotAfter(year.before, wanted - 1);
  return year.starts[index]! + wanted - year.before[index]!;
}

/** The close of the n-th working day after the local day of `from`, that day itself not counted. */
export function closeOfWorkingDay(calendar: Calendar, from: number, count: number): number {
  const local = toLocal(calendar.timeZone, from);
  const start = dayAt(calendar, local);
  let number = new Date(local).getUTCFullYear();
  let year = start.year;
  let wanted = start.year.worked[start.index]! + count;
  while (wanted > year.working.length) {
    wanted -= year.working.length;
    year = yearOf(calendar, ++number);
  }
  return year.days[year.working[wanted - 1]!]!.spans.at(-1)![1];
}

/** The instant itself when open, else the next time the calendar opens. */
export function nextOpen(calendar: Calendar, at: number): number {
  for (let number = localYear(calendar, at); ; number++) {
    const { starts, ends } = yearOf(calendar, number);
    // Spans are in order, so the ends are too.
    const index = lastNotAfter(ends, at) + 1;
    if (index < starts.length) return Math.max(at, starts[index]!);
  }
}

/** Midnight in local ms of the day after the local day of an instant. */
export const nextLocalDay = (calendar: Calendar, at: number): number =>
  (Math.floor(toLocal(calendar.timeZone, at) / dayMs) + 1) * dayMs;
