import { describe, expect, test } from "vitest";
import { problemsOf, scoreOf, SheetItem } from "./sheet.rules.ts";

const item = (key: string, more: object = {}) =>
  SheetItem.parse({ key, label: { zh: key, en: key }, kind: "check", weight: 10, ...more });
const items = [
  item("scripts", { conduct: true }),
  item("polite", { conduct: true, weight: 20 }),
  item("clear", { kind: "mark", weight: 70 }),
];
const said = (scripts: unknown, polite: unknown, clear: unknown, note = "理由") =>
  Object.fromEntries(
    Object.entries({ scripts, polite, clear }).map(([key, value]) => [key, { value: value as never, note }]),
  );

describe("the score of a sheet", () => {
  test.each([
    ["all kept", said(true, true, 5), 100, 0],
    ["nothing kept", said(false, false, 0), 0, 2],
    ["a weighted mean", said(true, false, 4), 66, 1],
    ["what did not come up does not count", said(null, null, 3), 60, 0],
    ["nothing came up", said(null, null, null), null, 0],
    ["to one decimal", said(true, null, 2), 47.5, 0],
  ])("%s", (_, answers, score, breaches) => expect(scoreOf(items, answers)).toEqual({ score, breaches }));
});

describe("answers that cannot be scored", () => {
  test.each([
    ["an item without an answer", { scripts: { value: true }, polite: { value: true } }, [["clear", "missing"]]],
    ["a mark for a check", said(5, true, 5), [["scripts", "wrong"]]],
    ["more than the highest mark", said(true, true, 6), [["clear", "wrong"]]],
    ["an item of another sheet", { ...said(true, true, 5), speed: { value: true } }, [["speed", "unknown"]]],
    ["a breach without a reason", said(true, false, 5, ""), [["polite", "reason"]]],
    ["none", said(true, true, 5, ""), []],
  ])("%s", (_, answers, problems) =>
    expect(problemsOf(items, answers as never).map(({ key, reason }) => [key, reason])).toEqual(problems),
  );
});
