import { describe, expect, test } from "vitest";
import { cleanText, counterpartOf, placesOf, problemsOfContact } from "./chat.rules.ts";

describe("what a visitor wrote", () => {
  test.each([
    ["  你好 \r\n 吗\r", "你好 \n 吗"],
    ["a\u0000b\u0007\tc", "ab\tc"],
    ["<b>粗</b>", "<b>粗</b>"],
    [" \n\t ", undefined],
    ["\ud800", "\ufffd"],
  ])("%j is kept as %j", (text, kept) => expect(cleanText(text)).toBe(kept));
});

describe("a contact", () => {
  test.each([
    ["13800138000", "phone"],
    ["+86 138-0013-8000", "phone"],
    ["（010）8888 9999", "phone"],
    ["wang@example.com", "email"],
    ["wang@example", undefined],
    ["@example.com", undefined],
    ["1234", undefined],
    ["请打我电话", undefined],
    ["138001380001380013800", undefined],
  ])("%s is %s", (text, kind) => expect(counterpartOf(text)?.kind).toBe(kind));

  test.each([
    [{}, false, []],
    [{}, true, ["contact"]],
    [{ contact: "13800138000" }, false, ["consent"]],
    [{ contact: "13800138000", consent: false }, false, ["consent"]],
    [{ contact: "13800138000", consent: true }, true, []],
    [{ contact: "x" }, false, ["contact", "consent"]],
    [{ consent: true }, false, []],
  ])("%j (needed: %s) lacks %j", (told, needed, fields) =>
    expect(problemsOfContact(told, needed).map((one) => one.field)).toEqual(fields),
  );
});

test("places count those who wait for anybody", () => {
  const queue = [
    { id: "a", wantedStaffId: null },
    { id: "b", wantedStaffId: "x" },
    { id: "c", wantedStaffId: null },
  ];
  expect([...placesOf(queue)]).toEqual([
    ["a", 1],
    ["b", 1],
    ["c", 2],
  ]);
});
