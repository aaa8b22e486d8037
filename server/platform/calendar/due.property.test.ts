import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCalendar, anyCase, anyInstant, calendars, pausesAround } from "./arbitraries.ts";
import { alwaysOpen, type Calendar, due, explainDue, nextOpening, openSeconds, parseDuration } from "./index.ts";
import { officialDay } from "./holidays.ts";

const runs = { numRuns: 800 };
const millis = (text: string) => Date.parse(text);
/** Null sorts last: still paused. */
const time = (text: string | null) => (text === null ? Infinity : millis(text));
const clockOf = (calendar: Calendar, duration: string) =>
  parseDuration(duration).unit === "d" ? alwaysOpen : calendar;

describe("due, whatever the case", () => {
  it("is never before opening", () => {
    fc.assert(
      fc.property(
        anyCase,
        ({ calendar, opened, duration, pauses }) =>
          time(due(calendar, opened, duration, pauses).dueAt) >= millis(opened),
      ),
      runs,
    );
  });

  it("leaves exactly the duration of open time, pauses left out", () => {
    fc.assert(
      fc.property(anyCase, ({ calendar, opened, duration, pauses }) => {
        const clock = clockOf(calendar, duration);
        const planned = openSeconds(clock, opened, due(calendar, opened, duration).dueAt!);
        const { count, unit } = parseDuration(duration);
        if (unit === "h" || unit === "m") expect(planned).toBe(count * (unit === "h" ? 3600 : 60));
        const { dueAt, remainingSeconds } = due(calendar, opened, duration, pauses);
        if (dueAt) expect(openSeconds(clock, opened, dueAt, pauses)).toBe(planned);
        else
          expect(
            Math.abs(openSeconds(clock, opened, "2100-01-01T00:00:00Z", pauses) + remainingSeconds! - planned),
          ).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it("is the earliest such instant", () => {
    fc.assert(
      fc.property(anyCase, ({ calendar, opened, duration, pauses }) => {
        const { dueAt } = due(calendar, opened, duration, pauses);
        if (!dueAt) return;
        const clock = clockOf(calendar, duration);
        const earlier = new Date(millis(dueAt) - 1000).toISOString();
        expect(openSeconds(clock, opened, earlier, pauses)).toBe(openSeconds(clock, opened, dueAt, pauses) - 1);
      }),
      runs,
    );
  });

  it("grows with the duration", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 30 }), ({ calendar, opened, duration, pauses }, more) => {
        const { count, unit } = parseDuration(duration);
        const [short, long] = [duration, `${count + more}${unit}`].map((text) =>
          time(due(calendar, opened, text, pauses).dueAt),
        );
        expect(short === Infinity ? long === Infinity : long! > short!).toBe(true);
      }),
      runs,
    );
  });

  it("grows with the time of opening", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 10_000 }), ({ calendar, opened, duration }, minutes) => {
        // A local time that comes twice is the one place where `d` may step back, and by an hour at most.
        fc.pre(!duration.endsWith("d") || duration.endsWith("wd") || calendar.timeZone === "Asia/Shanghai");
        const later = new Date(millis(opened) + minutes * 60_000).toISOString();
        expect(time(due(calendar, later, duration).dueAt)).toBeGreaterThanOrEqual(
          time(due(calendar, opened, duration).dueAt),
        );
      }),
      runs,
    );
  });

  it("never comes earlier by a pause", () => {
    const withMore = anyCase.chain((one) => pausesAround(one.opened).map((more) => ({ ...one, more })));
    fc.assert(
      fc.property(withMore, ({ calendar, opened, duration, pauses, more }) => {
        const [without, put] = [pauses, [...pauses, ...more]].map((list) =>
          time(due(calendar, opened, duration, list).dueAt),
        );
        expect(put).toBeGreaterThanOrEqual(without!);
      }),
      runs,
    );
  });

  it("explains itself in whole sentences that add up", () => {
    fc.assert(
      fc.property(anyCase, ({ calendar, opened, duration, pauses }) => {
        const { sum, dueAt } = due(calendar, opened, duration, pauses);
        for (const line of explainDue(sum)) expect(line.zh + line.en).not.toMatch(/undefined|null|NaN|Invalid/);
        expect(sum.at(-1)!.kind).toBe(dueAt ? "due" : "waiting");
        if (parseDuration(duration).unit === "wd") {
          const days = sum.flatMap((step) => (step.kind === "counted" && step.workingDays) || []);
          expect(days.reduce((all, some) => all + some, 0)).toBe(parseDuration(duration).count);
        } else {
          const planned = sum.slice(
            0,
            sum.findIndex((step) => step.kind === "planned" || step.kind === "due"),
          );
          const seconds = planned.reduce((all, step) => all + (step.kind === "counted" ? step.seconds : 0), 0);
          if (sum.some((step) => step.kind === "due"))
            expect(seconds).toBeCloseTo(
              openSeconds(clockOf(calendar, duration), opened, due(calendar, opened, duration).dueAt!),
              0,
            );
        }
      }),
      { numRuns: 500 },
    );
  });
});

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minute by minute from the definition alone: slow, and written another way on purpose. */
function isOpen(calendar: Calendar, at: number): boolean {
  let format = formats.get(calendar.timeZone);
  if (!format)
    formats.set(
      calendar.timeZone,
      (format = new Intl.DateTimeFormat("sv-SE", {
        timeZone: calendar.timeZone,
        dateStyle: "short",
        timeStyle: "short",
      })),
    );
  const local = format.format(at);
  const [date, clock] = [local.slice(0, 10), local.slice(11, 16)];
  const official = calendar.holidays === "CN" ? officialDay(date) : undefined;
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as 1;
  const ruled = official ? (official.kind === "make-up" ? calendar.weekly[1] : []) : calendar.weekly[weekday];
  const spans = calendar.exceptions.find((exception) => exception.date === date)?.spans ?? ruled;
  return spans.some(([from, to]) => from <= clock && clock < to);
}

describe("open time, counted by hand", () => {
  // Spans with an edge inside an hour that comes twice are read by the edge, not by the clock on the wall.
  const plain = calendars.filter((calendar) => calendar.name !== "new-york" && calendar.name !== "lord-howe");

  it("is the same minute by minute", () => {
    const cases = fc.tuple(fc.constantFrom(...plain), anyInstant, fc.integer({ min: 0, max: 3000 }));
    fc.assert(
      fc.property(cases, ([calendar, text, minutes]) => {
        const from = Math.floor(millis(text) / 60_000) * 60_000;
        let open = 0;
        for (let minute = 0; minute < minutes; minute++) if (isOpen(calendar, from + minute * 60_000)) open++;
        const iso = (at: number) => new Date(at).toISOString();
        expect(openSeconds(calendar, iso(from), iso(from + minutes * 60_000))).toBe(open * 60);
      }),
      { numRuns: 60 },
    );
  });

  it("opens next where no open second lies before", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, at) => {
        const next = nextOpening(calendar, at);
        expect(openSeconds(calendar, at, next)).toBe(0);
        expect(openSeconds(calendar, next, new Date(millis(next) + 1000).toISOString())).toBe(1);
      }),
      runs,
    );
  });
});
