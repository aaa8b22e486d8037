import { expect, test } from "vitest";
import { alwaysOpen, shippedCalendars } from "../../../platform/calendar/index.ts";
import { daysFrom, freeWindows, isInside, msOf, type Span, visitingHours } from "./windows.rules.ts";

const office = shippedCalendars.find((one) => one.name === "office")!;
const split = shippedCalendars.find((one) => one.name === "split")!;
/** A time of day in Shanghai on that date. */
const at = (text: string) => Date.parse(`${text.replace(" ", "T")}:00+08:00`);
const span = (date: string, from: string, to: string): Span => [at(`${date} ${from}`), at(`${date} ${to}`)];
const say = (spans: readonly Span[]) =>
  spans.map((one) =>
    one.map((ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16).replace("T", " ")).join("–"),
  );

const hours = { earliest: "08:00", latest: "20:00" };

test.each([
  ["a working day", office, "2026-06-15", ["06-15 08:30–06-15 17:30"]],
  ["a noon break", split, "2026-06-15", ["06-15 08:30–06-15 12:00", "06-15 13:30–06-15 17:30"]],
  ["a weekend", office, "2026-06-20", []],
  ["an official holiday", office, "2026-06-19", []],
  ["around the clock, within the day's bounds", alwaysOpen, "2026-06-20", ["06-20 08:00–06-20 20:00"]],
])("visits are made on %s", (_, calendar, date, wanted) => {
  expect(say(visitingHours(calendar, hours, daysFrom(calendar, date, 1)))).toEqual(wanted);
});

test("hours are cut to what was asked for, and run over the turn of the year", () => {
  expect(say(visitingHours(office, hours, span("2026-06-15", "10:00", "11:00")))).toEqual(["06-15 10:00–06-15 11:00"]);
  expect(say(visitingHours(office, hours, daysFrom(office, "2025-12-31", 6)))).toEqual([
    "12-31 08:30–12-31 17:30",
    "01-04 08:30–01-04 17:30",
    "01-05 08:30–01-05 17:30",
  ]);
});

const lengths = { length: msOf("2h"), travel: msOf("30m"), step: msOf("15m") };
const day = "2026-06-15";
const open = [span(day, "08:30", "17:30")];

test.each([
  ["nothing", [], ["08:30–10:30", "11:00–13:00", "13:30–15:30"]],
  ["the first window with its way", [["08:30", "11:00"]], ["11:00–13:00", "13:30–15:30"]],
  // 10:30 to 11:00 would leave no way to the next.
  ["eleven o'clock", [["11:00", "13:30"]], ["08:30–10:30", "13:30–15:30"]],
  ["the whole day", [["08:00", "18:00"]], []],
  ["an odd time", [["09:40", "10:05"]], ["10:15–12:15", "12:45–14:45", "15:15–17:15"]],
])("windows around %s", (_, taken, wanted) => {
  const busy = taken.map(([from, to]) => span(day, from!, to!));
  expect(say(freeWindows(open, busy, lengths)).map((one) => one.replaceAll("06-15 ", ""))).toEqual(wanted);
});

test("whatever is offered overlaps nothing that is taken, nor another offer, the way included", () => {
  for (let seed = 1; seed < 200; seed++) {
    const busy: Span[] = [0, 1, 2].map((one) => {
      const start = at(`${day} 08:00`) + ((seed * 37 + one * 211) % 600) * 60_000;
      return [start, start + (30 + ((seed * 13 + one) % 120)) * 60_000];
    });
    const offered = freeWindows(open, busy, lengths);
    for (const [from, to] of offered) {
      expect(isInside([from, to], open)).toBe(true);
      expect(busy.filter((one) => from < one[1] && one[0] < to + lengths.travel)).toEqual([]);
    }
    for (const [index, one] of offered.entries())
      if (index) expect(one[0] - offered[index - 1]![1]).toBeGreaterThanOrEqual(lengths.travel);
  }
});

test.each([
  ["90m", 90],
  ["2h", 120],
  ["1d", 1440],
  ["2wd", 2880],
])("%s is %d minutes", (duration, minutes) => {
  expect(msOf(duration)).toBe(minutes * 60_000);
});
