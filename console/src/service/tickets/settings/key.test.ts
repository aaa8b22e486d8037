import { expect, test } from "vitest";
import { keyOf } from "./key.ts";

test.each([
  ["Bills and payment", [], "bills-and-payment"],
  ["Bills and payment", ["bills-and-payment", "bills-and-payment-2"], "bills-and-payment-3"],
  ["  4K & HDR  ", [], "k-hdr"],
  ["账单", [], "category"],
  ["X", [], "category-x"],
  ["A very long name of a category that goes on and on and on", [], "a-very-long-name-of-a-category-that"],
])("the code of %s beside %j", (name, taken, key) => {
  expect(keyOf(name, new Set(taken))).toBe(key);
  expect(keyOf(name, new Set(taken))).toMatch(/^[a-z][a-z0-9-]{1,40}$/);
});
