import { expect, test } from "vitest";
import { clockOf, gapsOfDay, timesOf } from "./gaps.ts";

const gap = (from: string, to: string) => ({ from, to });

test.each([
  ["none", [], []],
  ["a whole week", [gap("2026-06-14T16:00:00Z", "2026-06-21T16:00:00Z")], [[0, 1440]]],
  ["over the midnight before", [gap("2026-06-14T14:00:00Z", "2026-06-14T18:00:00Z")], [[0, 120]]],
  ["over the midnight after", [gap("2026-06-15T15:30:00Z", "2026-06-15T20:00:00Z")], [[1410, 1440]]],
  ["another day's", [gap("2026-06-15T16:00:00Z", "2026-06-15T20:00:00Z")], []],
  ["two", [gap("2026-06-15T00:00:00Z", "2026-06-15T01:00:00Z"), gap("2026-06-15T03:00:00Z", "2026-06-15T04:00:00Z")], [[480, 540], [660, 720]]], // prettier-ignore
] as [string, ReturnType<typeof gap>[], [number, number][]][])("gaps of a day: %s", (_, gaps, wanted) =>
  expect(gapsOfDay(gaps, "2026-06-15").map((one) => [one.from, one.to])).toEqual(wanted),
);

test.each([
  [0, "00:00"],
  [510, "08:30"],
  [1440, "24:00"],
])("%i minutes are %s", (minutes, text) => expect(clockOf(minutes)).toBe(text));

test.each([
  ["08:00", "16:00", "08:00–16:00"],
  ["16:00", "00:00", "16:00–24:00"],
  ["22:00", "06:00", "22:00–次日 06:00"],
  ["08:00", "08:00", "08:00–次日 08:00"],
])("%s to %s is %s", (starts, ends, text) => expect(timesOf({ starts, ends }, "次日")).toBe(text));
