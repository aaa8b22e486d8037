import type { Text } from "../text.ts";
import type { Calendar } from "./calendar.ts";
import { nextLocalDay, nextOpen, openBetween } from "./count.ts";
import type { Duration, Unit } from "./duration.ts";
import type { Stop } from "./pauses.ts";
import { type Day, dayAt, type DayReason } from "./year.ts";
import { dateText, dayMs, toInstant, toLocal } from "./zone.ts";

/** Local wall-clock time of the calendar's zone, `2026-10-09T17:30:00`; the end of a day is `T24:00:00`. */
export type LocalTime = string;
export type SpecialDay = { readonly date: string; readonly reason: DayReason };

/** One line of the addition, as data that can be kept and needs nothing else to be explained. */
export type Step =
  /** `startsAt`: the clock starts later, because the calendar was closed. */
  | { kind: "opened"; at: LocalTime; duration: string; calendar: Text; startsAt?: LocalTime }
  /** `days`, `workingDays`: what `d` and `wd` count instead of seconds; `special`: make-up days and exceptions among them. */
  | {
      kind: "counted";
      from: LocalTime;
      to: LocalTime;
      seconds: number;
      days?: number;
      workingDays?: number;
      special: SpecialDay[];
    }
  /** Days without open time, first and last. */
  | { kind: "closed"; from: string; to: string; reason: DayReason }
  /** When it would have been due without the pauses below. */
  | { kind: "planned"; at: LocalTime }
  | { kind: "paused"; from: LocalTime; to: LocalTime | null; seconds: number }
  /** `provisional`: holidays on the way are not published yet, so it may move. */
  | { kind: "due"; at: LocalTime; provisional: boolean }
  | { kind: "waiting"; seconds: number };

export type Reckoning = {
  readonly calendar: Calendar;
  readonly clock: Calendar;
  readonly opened: number;
  readonly duration: string;
  readonly term: Duration;
  readonly planned: number;
  readonly due: number | null;
  readonly left: number | null;
  readonly held: readonly Stop[];
  readonly provisional: boolean;
};

/** The addition line by line: up to the planned time, then the pauses and what they put off. */
export function sumOf(reckoning: Reckoning): Step[] {
  const { calendar, clock, planned, due, left, held, provisional } = reckoning;
  const at = (instant: number) => localTime(calendar.timeZone, instant);
  const steps: Step[] = [openedStep(reckoning), ...plannedSteps(reckoning)];
  if (held.length) steps.push({ kind: "planned", at: atEnd(calendar.timeZone, planned) });
  for (const { from, to } of held) {
    const ended = to !== Infinity;
    steps.push({
      kind: "paused",
      from: at(from),
      to: ended ? at(to) : null,
      seconds: ended ? wholeSeconds(openBetween(clock, from, to)) : 0,
    });
  }
  if (due === null) return [...steps, { kind: "waiting", seconds: Math.ceil(left! / 1000) }];
  if (due > planned)
    steps.push(...(clock === calendar ? walk(calendar, planned, due) : [plainStep(calendar, planned, due)]));
  return [...steps, { kind: "due", at: atEnd(calendar.timeZone, due), provisional }];
}

function openedStep({ calendar, opened, duration, term }: Reckoning): Step {
  const start = term.unit === "m" || term.unit === "h" ? nextOpen(calendar, opened) : opened;
  return {
    kind: "opened",
    at: localTime(calendar.timeZone, opened),
    duration,
    calendar: calendar.label,
    ...(start > opened && { startsAt: localTime(calendar.timeZone, start) }),
  };
}

function plannedSteps({ calendar, opened, planned, term }: Reckoning): Step[] {
  if (term.unit === "d") return [{ ...plainStep(calendar, opened, planned), days: term.count }];
  if (term.unit !== "wd") return walk(calendar, opened, planned);
  // The day of opening does not count.
  return walk(calendar, toInstant(calendar.timeZone, nextLocalDay(calendar, opened)), planned, term.unit);
}

const plainStep = (calendar: Calendar, from: number, to: number): Extract<Step, { kind: "counted" }> => ({
  kind: "counted",
  from: localTime(calendar.timeZone, from),
  to: atEnd(calendar.timeZone, to),
  seconds: wholeSeconds(to - from),
  special: [],
});

/** Day by day, neighbouring days of one kind joined. */
function walk(calendar: Calendar, from: number, to: number, unit: Unit = "h"): Step[] {
  const steps: Step[] = [];
  const lastDay = toLocal(calendar.timeZone, to - 1);
  for (let local = Math.floor(toLocal(calendar.timeZone, from) / dayMs) * dayMs; local <= lastDay; local += dayMs) {
    const { day } = dayAt(calendar, local);
    const step = day.spans.length ? countedDay(calendar, day, from, to, unit) : closedDay(day);
    if (step) join(steps, step);
  }
  return steps;
}

function countedDay(calendar: Calendar, day: Day, from: number, to: number, unit: Unit): Step | undefined {
  const spans = day.spans
    .map((span) => [Math.max(span[0], from), Math.min(span[1], to)] as const)
    .filter(([start, end]) => end > start);
  if (spans.length === 0) return undefined;
  return {
    kind: "counted",
    from: localTime(calendar.timeZone, spans[0]![0]),
    to: atEnd(calendar.timeZone, spans.at(-1)![1]),
    seconds: spans.reduce((sum, [start, end]) => sum + (end - start), 0) / 1000,
    ...(unit === "wd" && { workingDays: 1 }),
    special: day.reason ? [{ date: day.date, reason: day.reason }] : [],
  };
}

const closedDay = ({ date, reason }: Day): Step | undefined =>
  reason ? { kind: "closed", from: date, to: date, reason } : undefined;

function join(steps: Step[], step: Step) {
  const last = steps.at(-1);
  if (last?.kind === "counted" && step.kind === "counted") {
    const days = step.workingDays && { workingDays: last.workingDays! + step.workingDays };
    steps[steps.length - 1] = {
      ...last,
      to: step.to,
      seconds: last.seconds + step.seconds,
      ...days,
      special: [...last.special, ...step.special],
    };
  } else if (last?.kind === "closed" && step.kind === "closed" && last.reason.kind === step.reason.kind) {
    steps[steps.length - 1] = {
      ...last,
      to: step.to,
      reason: { kind: last.reason.kind, name: joinNames(last.reason.name, step.reason.name) },
    };
  } else steps.push(step);
}

/** Two festivals that touch are both named: 国庆节、中秋节. */
const joinNames = (one: Text, other: Text): Text =>
  one.zh.split("、").includes(other.zh) ? one : { zh: `${one.zh}、${other.zh}`, en: `${one.en}, ${other.en}` };

const wholeSeconds = (ms: number) => Math.floor(ms / 1000);
const localText = (local: number) => new Date(local).toISOString().slice(0, 19);
const localTime = (zone: string, at: number): LocalTime => localText(toLocal(zone, at));

/** Midnight as the end of the day before. */
function atEnd(zone: string, at: number): LocalTime {
  const local = toLocal(zone, at);
  return local % dayMs === 0 ? `${dateText(local - dayMs)}T24:00:00` : localText(local);
}
