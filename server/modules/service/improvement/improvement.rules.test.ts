import { expect, test } from "vitest";
import { fallOf, mayBecome, type State, states } from "./improvement.rules.ts";

test.each([
  ["planned", "planned implemented dropped"],
  ["implemented", "effective reopened"],
  ["effective", ""],
  ["reopened", "planned dropped"],
  ["dropped", ""],
] as const)("from %s an improvement may become: %s", (from, to) => {
  const all = Object.keys(states) as State[];
  expect(all.filter((state) => mayBecome(from, state))).toEqual(all.filter((state) => to.split(" ").includes(state)));
});

test.each([
  [10, 8, "0.2000"],
  [10, 12, "-0.2000"],
  [3, 2, "0.3333"],
  [5, 0, "1.0000"],
  [0, 4, null],
])("from %i to %i the fall is %s", (before, after, fall) => {
  expect(fallOf(before, after)).toBe(fall);
});
