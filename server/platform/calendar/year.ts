import type { Text } from "../text.ts";
import { type Calendar, type Weekday } from "./calendar.ts";
import { isPublished, officialDay } from "./holidays.ts";
import { dateText, dayMs, edgeInstant, minuteMs, toLocal } from "./zone.ts";

/** Why a day is not as its weekday has it, or why it is closed. */
export type DayReason = {
  readonly kind: "holiday" | "make-up" | "exception" | "weekend" | "closed";
  readonly name: Text;
};

export type Day = {
  readonly date: string;
  /** Open from and to, in ms. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  readonly reason?: DayReason;
};

/** One local calendar year, worked out once: what the counting looks up. */
export type Year = {
  readonly days: readonly Day[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Open ms of the year before each span. */
  readonly before: readonly number[];
  readonly open: number;
  /** Indexes into `days` of the days with open time. */
  readonly working: readonly number[];
  /** Working days of the year up to and with each day. */
  readonly worked: readonly number[];
  /** The official holidays of this year are not known yet: only the weekly rule and the exceptions speak. */
  readonly provisional: boolean;
};

const years = new WeakMap<Calendar, Map<number, Year>>();

/** The table of a local year. Kept with the calendar object, so hold on to that object between calls. */
export function yearOf(calendar: Calendar, year: number): Year {
  let known = years.get(calendar);
  if (!known) years.set(calendar, (known = new Map()));
  let table = known.get(year);
  if (!table) known.set(year, (table = makeYear(calendar, year)));
  return table;
}

export const localYear = (calendar: Calendar, at: number): number =>
  new Date(toLocal(calendar.timeZone, at)).getUTCFullYear();

/** The day of a local date given in local ms, together with its year. */
export function dayAt(calendar: Calendar, local: number): { day: Day; year: Year; index: number } {
  const number = new Date(local).getUTCFullYear();
  const year = yearOf(calendar, number);
  const index = Math.floor((local - Date.UTC(number, 0, 1)) / dayMs);
  return { day: year.days[index]!, year, index };
}

function makeYear(calendar: Calendar, year: number): Year {
  const exceptions = new Map(calendar.exceptions.map((exception) => [exception.date, exception]));
  const days: Day[] = [];
  for (let local = Date.UTC(year, 0, 1); local < Date.UTC(year + 1, 0, 1); local += dayMs)
    days.push(makeDay(calendar, local, exceptions));
  const spans = days.flatMap((day) => day.spans);
  let open = 0;
  const before = spans.map(([from, to]) => (open += to - from) - (to - from));
  const working = days.flatMap((day, index) => (day.spans.length ? [index] : []));
  let count = 0;
  return {
    days,
    starts: spans.map(([from]) => from),
    ends: spans.map(([, to]) => to),
    before,
    open,
    working,
    worked: days.map((day) => (day.spans.length ? ++count : count)),
    provisional: calendar.holidays === "CN" && !isPublished(year) && !calendar.confirmedYears.includes(year),
  };
}

type Exceptions = Map<string, Calendar["exceptions"][number]>;

function makeDay(calendar: Calendar, local: number, exceptions: Exceptions): Day {
  const date = dateText(local);
  const { spans, reason } = ruleOf(
    calendar,
    date,
    (((new Date(local).getUTCDay() + 6) % 7) + 1) as Weekday,
    exceptions,
  );
  const edge = (time: string) =>
    edgeInstant(calendar.timeZone, local + minuteMs * (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))));
  // A span that lies inside the hour skipped in spring has no length.
  const open = spans.map(([from, to]) => [edge(from), edge(to)] as const).filter(([from, to]) => to > from);
  return { date, spans: open, ...(reason && { reason }) };
}

/** Exception, then official calendar, then week. */
function ruleOf(
  calendar: Calendar,
  date: string,
  weekday: Weekday,
  exceptions: Exceptions,
): { spans: Calendar["weekly"][1]; reason?: DayReason } {
  const exception = exceptions.get(date);
  if (exception) return { spans: exception.spans, reason: { kind: "exception", name: exception.note ?? special } };
  const official = calendar.holidays === "CN" ? officialDay(date) : undefined;
  if (official) return { spans: official.kind === "make-up" ? calendar.weekly[1] : [], reason: official };
  const spans = calendar.weekly[weekday];
  if (spans.length) return { spans };
  return { spans, reason: weekday > 5 ? { kind: "weekend", name: weekend } : { kind: "closed", name: closed } };
}

const special = { zh: "特别安排", en: "special arrangement" };
const weekend = { zh: "周末", en: "weekend" };
const closed = { zh: "休息日", en: "day off" };
