import type { Calendar } from "../../../platform/calendar/index.ts";
import { parseDuration } from "../../../platform/calendar/index.ts";
import { localYear, yearOf } from "../../../platform/calendar/year.ts";
import { dateLocal, dayMs, hourMs, minuteMs, toInstant } from "../../../platform/calendar/zone.ts";

/** From and to, in ms. */
export type Span = readonly [from: number, to: number];

/** How windows are agreed, from the clause in force. */
export type WindowRules = {
  readonly calendar: string;
  readonly repairCalendar: string;
  readonly earliest: string;
  readonly latest: string;
  readonly window: string;
  readonly travel: string;
  readonly notice: string;
  readonly horizon: string;
};

/** A length of wall-clock time; a working day counts as a day. */
export function msOf(duration: string): number {
  const { count, unit } = parseDuration(duration);
  return count * { m: minuteMs, h: hourMs, d: dayMs, wd: dayMs }[unit];
}

/** When visits are made between two instants: the calendar's open time, each day from `earliest` to `latest`. */
export function visitingHours(
  calendar: Calendar,
  rules: Pick<WindowRules, "earliest" | "latest">,
  [from, to]: Span,
): Span[] {
  const out: Span[] = [];
  for (let year = localYear(calendar, from); year <= localYear(calendar, to); year++)
    for (const { date, spans } of yearOf(calendar, year).days) {
      const [first, last] = [momentOf(calendar, date, rules.earliest), momentOf(calendar, date, rules.latest)];
      for (const [open, close] of spans) {
        const span = [Math.max(open, first, from), Math.min(close, last, to)] as const;
        if (span[0] < span[1]) out.push(span);
      }
    }
  return out;
}

const momentOf = ({ timeZone }: Calendar, date: string, time: string): number =>
  toInstant(timeZone, dateLocal(date) + minuteMs * (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))));

/** The bounds of some local days from a date, in ms. */
export const daysFrom = ({ timeZone }: Pick<Calendar, "timeZone">, date: string, count: number): Span => [
  toInstant(timeZone, dateLocal(date)),
  toInstant(timeZone, dateLocal(date) + count * dayMs),
];

export const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];
export const isInside = (inner: Span, hours: readonly Span[]): boolean =>
  hours.some(([from, to]) => from <= inner[0] && inner[1] <= to);

/**
 * Windows that can be offered: one behind the other in the open hours, around what is taken, each with the way to the
 * next customer behind it. What is taken has its own way in it already.
 */
export function freeWindows(
  hours: readonly Span[],
  taken: readonly Span[],
  { length, travel, step }: { length: number; travel: number; step: number },
): Span[] {
  const busy = [...taken].sort((a, b) => a[0] - b[0]);
  const out: Span[] = [];
  for (const [open, close] of hours)
    for (let from = open; from + length <= close;) {
      const whole: Span = [from, from + length + travel];
      const hit = busy.find((one) => overlaps(one, whole));
      if (hit) {
        // On to the end of what is in the way, by whole steps of the clock.
        from = Math.max(from + step, Math.ceil(hit[1] / step) * step);
        continue;
      }
      out.push([from, from + length]);
      from += length + travel;
    }
  return out;
}
