import { expect, test } from "vitest";
import { giveOut } from "./draw.rules.ts";

const scorer = (id: string, departmentId: string, open = 0) => ({ id, name: id, departmentId, open });
const check = (staffId: string, departmentId: string | null = "HL") => ({ staffId, departmentId });
const names = (given: ReturnType<typeof giveOut>) => given.map((one) => one?.id ?? null);

test.each([
  [
    "evenly",
    [check("x"), check("x"), check("y"), check("y")],
    [scorer("a", "S"), scorer("b", "S")],
    false,
    ["a", "b", "a", "b"],
  ],
  ["to whoever has less in hand", [check("x"), check("x")], [scorer("a", "S", 2), scorer("b", "S")], false, ["b", "b"]],
  [
    "never to the person checked",
    [check("a"), check("a")],
    [scorer("a", "HL"), scorer("b", "HL", 9)],
    false,
    ["b", "b"],
  ],
  ["to nobody where the person checked is the only scorer", [check("a")], [scorer("a", "HL")], false, [null]],
  ["not within the department", [check("x"), check("y", "S")], [scorer("a", "HL"), scorer("b", "S")], true, ["b", "a"]],
  ["within the department where the clause lets it", [check("x")], [scorer("a", "HL")], false, ["a"]],
  ["nothing to nobody", [], [], true, []],
])("checks are given out %s", (_, checks, scorers, other, wanted) =>
  expect(names(giveOut(checks, scorers, other))).toEqual(wanted),
);

test("others help out only where no scorer may", () =>
  expect(names(giveOut([check("a", "S"), check("x")], [scorer("a", "S")], false, [scorer("b", "HQ")]))).toEqual([
    "b",
    "a",
  ]));
