import { expect, test } from "vitest";
import { contactProblem, identifierProblem } from "./values.ts";

test.each([
  ["phone", "138 1234 5678", true],
  ["phone", "+86 138-1234-5678", true],
  ["phone", "010-62771234", true],
  ["phone", "4008123456", true],
  ["phone", "10010", true],
  ["phone", "+1 202 555 0143", true],
  ["phone", "1381234567", false],
  ["phone", "12012345678", false],
  ["phone", "62771234", false],
  ["phone", "电话不详", false],
  ["email", "zhang.san@example.com", true],
  ["email", "zhang.san@", false],
  ["social", "wx_zhang", true],
])("%s %s is taken: %s", (kind, value, good) => {
  const problem = contactProblem(kind, value);
  if (good) expect(problem).toBeUndefined();
  else expect(problem).toEqual({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
});

test.each([
  ["id_card", "11010519491231002X", true],
  ["id_card", "11010519491231002x", true],
  ["id_card", "110105194912310021", false],
  ["id_card", "11010519491331002X", false],
  ["id_card", "1101051949123100", false],
  ["credit_code", "91350100M000100Y43", true],
  ["credit_code", "91350100M000100Y44", false],
  ["credit_code", "91350100I000100Y43", false],
  ["bank_account", "6222 0212 3456 7890 123", true],
  ["bank_account", "62220", false],
  ["passport", "E12345678", true],
  ["passport", "E1", false],
])("%s %s is taken: %s", (kind, value, good) => {
  expect(identifierProblem(kind, value) === undefined).toBe(good);
});
