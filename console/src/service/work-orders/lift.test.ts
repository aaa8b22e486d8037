import { expect, test } from "vitest";
import { within } from "./lift.ts";

test.each([
  [
    { row: 1, column: 2 },
    { row: 1, column: 2 },
  ],
  [
    { row: -1, column: 9 },
    { row: 0, column: 6 },
  ],
  [
    { row: 5, column: -3 },
    { row: 2, column: 0 },
  ],
])("%j on a board of three people and seven days is %j", (cell, wanted) => {
  expect(within(cell, 3, 7)).toEqual(wanted);
});
