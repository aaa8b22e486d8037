import { expect, test } from "vitest";
import { orderStates, type OrderState } from "./workorder.choices.ts";
import { canMove, covers, lateDays, localityOf, type Move, moves } from "./workorder.rules.ts";

// One line a state: what may be done with it. What does not stand here is refused.
const allowed: Record<OrderState, readonly Move[]> = {
  new: ["appointment", "cancellation"],
  scheduled: ["appointment", "dispatch", "cancellation"],
  dispatched: ["appointment", "departure", "cancellation"],
  travelling: ["arrival", "failure"],
  arrived: ["completion", "failure"],
  done: [],
  failed: ["appointment", "cancellation"],
  cancelled: [],
};

test.each(Object.keys(orderStates) as OrderState[])("from %s only what its line allows", (state) => {
  const found = (Object.keys(moves) as Move[]).filter((move) => canMove(state, move));
  expect(found.toSorted()).toEqual(allowed[state].toSorted());
});

test("every state but the first is reached by a move", () => {
  const reached = new Set<string>(Object.values(moves).map((one) => one.to));
  expect(Object.keys(orderStates).filter((state) => state !== "new" && !reached.has(state))).toEqual([]);
});

test.each([
  [[], "330106", true],
  [["330106"], "330106", true],
  [["330100"], "330106", true],
  [["330000"], "330702", true],
  [["330100"], "330203", false],
  [["330105", "330108"], "330106", false],
  [["330105"], null, true],
])("who goes to %j goes to %s: %s", (areas, area, wanted) => {
  expect(covers(areas as string[], area)).toBe(wanted);
});

test.each([
  ["330106", "town"],
  ["330122", "country"],
  ["330182", "town"],
  [null, "town"],
])("%s is %s", (area, wanted) => {
  expect(localityOf(area)).toBe(wanted);
});

test.each([
  [null, "2026-06-18T00:00:00Z", 0],
  ["2026-06-18T00:00:00Z", "2026-06-17T23:00:00Z", 0],
  ["2026-06-18T00:00:00Z", "2026-06-18T00:00:00Z", 0],
  ["2026-06-18T00:00:00Z", "2026-06-18T00:00:01Z", 1],
  ["2026-06-18T00:00:00Z", "2026-06-20T01:00:00Z", 3],
])("due %s, done %s: %d days late", (due, at, days) => {
  expect(lateDays(due, new Date(at))).toBe(days);
});
