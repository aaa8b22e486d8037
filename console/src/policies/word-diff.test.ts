import { expect, test } from "vitest";
import { apart } from "./word-diff.ts";

test("only what changed is marked", () => {
  expect(apart("24小时内联系", "12小时内联系客户")).toEqual([
    { text: "24", side: "before" },
    { text: "12", side: "after" },
    { text: "小时内联系" },
    { text: "客户", side: "after" },
  ]);
});

test("equal texts have no sides", () => {
  expect(apart("keep it", "keep it")).toEqual([{ text: "keep it" }]);
});

test("both sides come back whole", () => {
  const [before, after] = ["Call within 2 days, then visit.", "Visit within 3 days."];
  const side = (way: "before" | "after") =>
    apart(before, after)
      .filter((part) => !part.side || part.side === way)
      .map((part) => part.text)
      .join("");
  expect([side("before"), side("after")]).toEqual([before, after]);
});
