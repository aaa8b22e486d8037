import { describe, expect, test } from "vitest";
import { daysBetween, doubleBooked, gapsIn, lengthOf, merged } from "./rota.rules.ts";

const spans = (...pairs: [number, number][]) => pairs.map(([from, to]) => ({ from, to }));

describe("what nobody covers", () => {
  test.each([
    ["nothing is wanted", [], [[0, 5]], []],
    ["nobody is there", [[0, 10]], [], [[0, 10]]],
    ["all is covered", [[0, 10]], [[0, 10]], []],
    ["more is covered than wanted", [[2, 4]], [[0, 10]], []],
    ["a hole in the middle", [[0, 10]], [[0, 4], [6, 10]], [[4, 6]]], // prettier-ignore
    ["both ends", [[0, 10]], [[2, 8]], [[0, 2], [8, 10]]], // prettier-ignore
    ["what touches leaves none", [[0, 10]], [[0, 5], [5, 10]], []], // prettier-ignore
    ["overlaps count once", [[0, 10]], [[5, 9], [0, 7]], [[9, 10]]], // prettier-ignore
    ["several stretches", [[0, 4], [6, 10]], [[1, 7]], [[0, 1], [7, 10]]], // prettier-ignore
    ["out of order", [[6, 10], [0, 4]], [[8, 12], [-3, 2]], [[2, 4], [6, 8]]], // prettier-ignore
    ["an empty duty covers nothing", [[0, 2]], [[1, 1]], [[0, 2]]],
  ] as [string, [number, number][], [number, number][], [number, number][]][])("%s", (_, wanted, given, gaps) => {
    expect(gapsIn(spans(...wanted), spans(...given))).toEqual(spans(...gaps));
  });

  test("and how long it is", () => expect(lengthOf(spans([0, 4], [6, 9]))).toBe(7));
  test("merging keeps what is apart", () =>
    expect(merged(spans([4, 5], [0, 2], [1, 3]))).toEqual(spans([0, 3], [4, 5])));
});

describe("double bookings", () => {
  const duty = (id: string, staffId: string, from: number, to: number) => ({
    id,
    staffId,
    startsAt: new Date(from * 3_600_000).toISOString(),
    endsAt: new Date(to * 3_600_000).toISOString(),
  });
  test.each([
    ["one after the other", [duty("1", "a", 0, 8), duty("2", "a", 8, 16)], []],
    ["two people at once", [duty("1", "a", 0, 8), duty("2", "b", 0, 8)], []],
    ["an hour in common", [duty("1", "a", 0, 8), duty("2", "a", 7, 16)], ["1", "2"]],
    ["a long one over two", [duty("1", "a", 0, 24), duty("2", "a", 1, 2), duty("3", "a", 20, 30)], ["1", "2", "3"]],
    ["the same in any order", [duty("2", "a", 7, 16), duty("1", "a", 0, 8)], ["1", "2"]],
  ] as [string, ReturnType<typeof duty>[], string[]][])("%s", (_, duties, twice) =>
    expect([...doubleBooked(duties)].sort()).toEqual(twice),
  );
});

test.each([
  ["2026-02-28", 1, "2026-03-01"],
  ["2026-12-31", 7, "2027-01-07"],
  ["2028-02-28", 1, "2028-02-29"],
])("%s and %i days is %s", (day, days, after) => {
  expect(daysBetween(day, after)).toBe(days);
});
