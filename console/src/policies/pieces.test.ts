import { expect, test } from "vitest";
import { piecesOf } from "./pieces.ts";

test("values are found in the words of a clause", () => {
  expect(piecesOf("在{a.b}内联系，{c.d}内解决。", "在24小时内联系，7天内解决。")).toEqual([
    { text: "在" },
    { text: "24小时", name: "a.b" },
    { text: "内联系，" },
    { text: "7天", name: "c.d" },
    { text: "内解决。" },
  ]);
});

test("signs of patterns in the words are words", () => {
  expect(piecesOf("(100%)+ {a.b}?", "(100%)+ 3?")).toEqual([{ text: "(100%)+ " }, { text: "3", name: "a.b" }, { text: "?" }]);
});

test("words that do not fit are shown as they are", () => {
  expect(piecesOf("在{a.b}内", "别的话")).toEqual([{ text: "别的话" }]);
});
