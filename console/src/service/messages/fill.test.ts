import { expect, test } from "vitest";
import { pieces, textParts, unknownPlaces } from "./fill.ts";

const places = { number: "T1", link: "https://a" };

test.each([
  ["编号{number}。", "编号,T1*,。"],
  ["{number}{link}", "T1*,https://a*"],
  ["{due}", "{due}!"],
  ["{}", "{}!"],
  ["a { b", "a { b"],
  ["", ""],
])("%j in pieces", (text, expected) => {
  const said = pieces(text, places).map((one) => one.text + (one.known ? (one.place ? "*" : "") : "!"));
  expect(said.join()).toBe(expected);
});

test("unknown places are named once", () => {
  expect(unknownPlaces("{due}{number}{due}{}", places)).toEqual(["{due}", "{}"]);
});

test.each([
  [0, 1],
  [70, 1],
  [71, 2],
  [134, 2],
  [135, 3],
])("%d characters are %d text messages", (length, parts) => expect(textParts(length)).toBe(parts));
