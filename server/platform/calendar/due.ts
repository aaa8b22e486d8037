import type { Calendar } from "./calendar.ts";
import { addOpen, closeOfWorkingDay, nextOpen, openBetween } from "./count.ts";
import { type Duration, parseDuration } from "./duration.ts";
import { type Pause, type Stop, stopsAfter } from "./pauses.ts";
import { alwaysOpen } from "./shipped.ts";
import { type Step, sumOf } from "./sum.ts";
import { localYear, yearOf } from "./year.ts";
import { dayMs, hourMs, instantText, minuteMs, parseInstant, toInstant, toLocal } from "./zone.ts";

export type Due = {
  /** Null while a pause without end holds the clock. */
  readonly dueAt: string | null;
  /** What is left to run once the pause ends, in seconds of the clock; null when `dueAt` is known. */
  readonly remainingSeconds: number | null;
  /** How it was added up, for `explainDue`. */
  readonly sum: readonly Step[];
  /** The time lies in a year whose official holidays are not published yet: the due time may still move. */
  readonly provisional: boolean;
};

/**
 * When something opened at `openedAt` is due. First the time without pauses; then every pause that began before the due
 * time moves it by the time of the clock that it held: open time of the calendar, for `d` wall-clock time.
 * Throws RangeError on a malformed instant, duration or pause.
 */
export function due(calendar: Calendar, openedAt: string, duration: string, pauses: readonly Pause[] = []): Due {
  const opened = parseInstant(openedAt);
  const term = parseDuration(duration);
  const clock = term.unit === "d" ? alwaysOpen : calendar;
  const planned = unpausedDue(calendar, opened, term);
  const result = run(clock, opened, planned, stopsAfter(opened, pauses));
  const last = Math.max(planned, result.due ?? result.held.at(-1)!.from);
  const provisional = isProvisional(clock, opened, last);
  return {
    dueAt: result.due === null ? null : instantText(result.due),
    remainingSeconds: result.left === null ? null : Math.ceil(result.left / 1000),
    sum: sumOf({ calendar, clock, opened, duration, term, planned, ...result, provisional }),
    provisional,
  };
}

function unpausedDue(calendar: Calendar, opened: number, { count, unit }: Duration): number {
  switch (unit) {
    case "m":
      return addOpen(calendar, opened, count * minuteMs);
    case "h":
      return addOpen(calendar, opened, count * hourMs);
    case "d":
      return toInstant(calendar.timeZone, toLocal(calendar.timeZone, opened) + count * dayMs);
    case "wd":
      return closeOfWorkingDay(calendar, opened, count);
  }
}

/** Lets the clock run between the stops. `held`: the stops that took effect. */
function run(clock: Calendar, opened: number, planned: number, stops: readonly Stop[]) {
  let [at, end] = [opened, planned];
  let left = openBetween(clock, opened, planned);
  const held: Stop[] = [];
  for (const stop of stops) {
    if (end <= stop.from) break;
    held.push(stop);
    left -= openBetween(clock, at, stop.from);
    if (stop.to === Infinity) return { due: null, left, held };
    at = stop.to;
    end = addOpen(clock, at, left);
  }
  return { due: end, left: null, held };
}

function isProvisional(clock: Calendar, from: number, to: number): boolean {
  for (let year = localYear(clock, from); year <= localYear(clock, to); year++)
    if (yearOf(clock, year).provisional) return true;
  return false;
}

/** Whole open seconds between two instants without the pauses; 0 where `to` is not later than `from`. */
export function openSeconds(calendar: Calendar, from: string, to: string, pauses: readonly Pause[] = []): number {
  const [start, end] = [parseInstant(from), parseInstant(to)];
  const paused = stopsAfter(start, pauses).reduce(
    (sum, stop) => sum + openBetween(calendar, stop.from, Math.min(stop.to, end)),
    0,
  );
  return Math.floor((openBetween(calendar, start, end) - paused) / 1000);
}

/** The instant itself when the calendar is open, else its next opening. */
export const nextOpening = (calendar: Calendar, at: string): string =>
  instantText(nextOpen(calendar, parseInstant(at)));
