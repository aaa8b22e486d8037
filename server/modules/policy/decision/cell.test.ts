import { describe, expect, test } from "vitest";
import { holds, parseCell, readFact } from "./index.ts";
import type { FactDeclaration, FactValue, Parameters, Written } from "./index.ts";

const label = { zh: "事实", en: "fact" };
const level: FactDeclaration = { type: "choice", label, values: { gold: label, silver: label, "other (old)": label } };
const facts = {
  level,
  name: { type: "text", label },
  visits: { type: "integer", label },
  score: { type: "decimal", label },
  spend: { type: "money", label },
  share: { type: "percent", label },
  active: { type: "boolean", label },
  since: { type: "date", label },
} satisfies Record<string, FactDeclaration>;

const parameters: Parameters = {
  goldSpend: { type: "money", value: "600000" },
  金卡消费: { type: "money", value: 600000n },
  few: { type: "integer", value: 3 },
  best: { type: "choice", value: "gold" },
  worst: { type: "choice", value: "lead" },
  broken: { type: "money", value: "6000.5" },
};

type Case = [fact: keyof typeof facts, cell: Written, holding: FactValue[], failing: FactValue[]];

const cases: Case[] = [
  ["spend", "-", [null, 0n], []],
  ["spend", "", [null, undefined, "5"], []],
  ["spend", " — ", [null, 0n], []],
  ["spend", ">= 6000", [600000n, "600001"], [599999n, null]],
  ["spend", ">=6,000.50", [600050n], [600049n]],
  ["spend", "> 1,234,567", [123456701n], [123456700n]],
  ["spend", "≥ 6000", [600000n], [599999n]],
  ["spend", 6000, [600000n], [6000n, null]],
  ["spend", "= 6,000", [600000n], [6n]],
  ["spend", "< -0.01", [-2n], [-1n, 0n]],
  ["spend", ">= {goldSpend}", [600000n], [599999n]],
  ["spend", ">= { 金卡消费 }", [600000n], [599999n]],
  ["spend", "[100..200)", [10000n, 19999n], [9999n, 20000n, null]],
  ["spend", "(0..{goldSpend}]", [1n, 600000n], [0n, 600001n]],
  ["spend", "[1,000..2,000]", [100000n, 200000n], [99999n]],
  ["spend", "（0..5）， ≥ 100、null", [1n, 10000n, null], [0n, 500n]],
  ["spend", "null", [null], [0n]],
  ["spend", "not(null)", [0n], [null]],
  ["spend", "not(null, 5)", [0n], [null, 500n]],
  ["spend", "not(>= 5, [1..2])", [0n, 300n], [500n, 100n, 200n, null]],
  ["visits", "100, 200", [100, 200n, "200"], [100200]],
  ["visits", "<= 3", [3, -1], [4]],
  ["score", ">= 0.1", [0.1, "0.10", "0.1000000000000000000001"], ["0.0999999999999999999999"]],
  ["score", "> {few}", ["3.01", 1e21], [3, 1e-7]],
  ["share", ">= 12.5%", [0.125, "0.1250"], ["0.12499999999999999999"]],
  ["share", "[0% .. 100 %]", [0, 1], [1.01]],
  ["level", "gold", ["gold"], ["silver", null]],
  ["level", "= gold", ["gold"], ["silver"]],
  ["level", "gold, silver", ["gold", "silver"], ["other (old)", null]],
  ["level", '"other (old)"', ["other (old)"], ["gold"]],
  ["level", "not(gold, silver)", ["other (old)", "retired"], ["gold", null]],
  ["level", "not (gold), null", ["silver", null], ["gold"]],
  ["level", "{best}", ["gold"], ["silver"]],
  ["name", "New York", ["New York"], ["new york", "New York "]],
  ["name", '"a, ""b""", c', ['a, "b"', "c"], ["a"]],
  ["name", "“你好，世界”", ["你好，世界"], ["你好"]],
  ["name", '"null"', ["null"], [null]],
  ["name", '"-", ""', ["-", ""], [null]],
  ["name", "it's \\n", ["it's \\n"], ["it's \n"]],
  ["active", "true", [true], [false, null]],
  ["active", "FALSE", [false], [true]],
  ["active", true, [true], [false]],
  ["since", ">= 2026-01-01", ["2026-01-01", "9999-12-31"], ["2025-12-31", null]],
  ["since", "[2024-02-01..2024-02-29]", ["2024-02-29"], ["2024-03-01"]],
];

describe("cells", () => {
  test.each(cases)("%s: %s", (name, cell, holding, failing) => {
    const fact = facts[name];
    const condition = parseCell(cell, fact, parameters);
    if (!condition.ok) throw new Error(condition.fault.text.en);
    const held = (value: FactValue): boolean => holds(condition.value, readFact(name, fact, value));
    expect(holding.filter((value) => !held(value))).toEqual([]);
    expect(failing.filter(held)).toEqual([]);
  });

  test.each<[keyof typeof facts, Written, string]>([
    ["spend", "lots", "bad_value"],
    ["spend", "6000.505", "bad_value"],
    ["spend", ">= 60,00", "bad_value"],
    ["spend", ">= 6,0000", "bad_value"],
    ["spend", "6,000", "ambiguous_comma"],
    ["visits", "100,200", "ambiguous_comma"],
    ["visits", ">= 2.5", "bad_value"],
    ["visits", ">= 1e3", "bad_value"],
    ["visits", 1e21, "bad_value"],
    ["share", ">= 0.5", "bad_value"],
    ["since", ">= 2026-02-30", "bad_value"],
    ["since", ">= 0000-01-01", "bad_value"],
    ["active", "yes", "bad_value"],
    ["level", "bronze", "unknown_choice"],
    ["level", "Gold", "unknown_choice"],
    ["level", "toString", "unknown_choice"],
    ["level", ">= gold", "no_order"],
    ["name", "[a..b]", "no_order"],
    ["name", '"half', "bad_cell"],
    ["name", "(a", "bad_cell"],
    ["name", '"a\0"', "bad_text"],
    ["level", "gold,", "empty_item"],
    ["level", "gold, -", "empty_item"],
    ["level", "not()", "empty_item"],
    ["level", "not(not(gold))", "nested_not"],
    ["level", "!= gold", "use_not"],
    ["spend", "=> 5", "bad_operator"],
    ["spend", ">=", "bad_cell"],
    ["spend", "[5..3]", "empty_interval"],
    ["spend", "[5..5)", "empty_interval"],
    ["spend", ">= {silverSpend}", "unknown_parameter"],
    ["spend", ">= {toString}", "unknown_parameter"],
    ["spend", ">= {few}", "parameter_type"],
    ["spend", ">= {broken}", "parameter_type"],
    ["level", "{worst}", "unknown_choice"],
  ])("%s: %s is %s", (name, cell, code) => {
    const condition = parseCell(cell, facts[name], parameters);
    expect(condition).toMatchObject({ ok: false, fault: { code: `decision.${code}` } });
    if (!condition.ok) expect(Object.values(condition.fault.text)).not.toContain("");
  });

  test.each<[keyof typeof facts, FactValue]>([
    ["spend", "12.5"],
    ["spend", 12.5],
    ["visits", "many"],
    ["score", Number.NaN],
    ["score", "1e5"],
    ["active", "true"],
    ["since", "2026-02-30"],
    ["since", "2026-01-01T00:00:00Z"],
    ["name", 5],
  ])("%s cannot be %s", (name, value) => {
    expect(() => readFact(name, facts[name], value)).toThrow(TypeError);
  });
});
