/* oxlint-disable unicorn/no-thenable -- rows of tables say `then` */
import { describe, expect, test } from "vitest";
import { compileTable, evaluate, explain, factsUsed, tableSchema } from "./index.ts";
import type { FactDeclarations, FactValues, OutcomeDeclaration, Parameters, Program, Table } from "./index.ts";

const facts: FactDeclarations = {
  spend: { type: "money", label: { zh: "近12个月消费", en: "Spend in 12 months" } },
  years: { type: "integer", label: { zh: "入网年数", en: "Years with us" }, required: true },
  kind: {
    type: "choice",
    label: { zh: "客户类别", en: "Kind" },
    values: { home: { zh: "家庭", en: "home" }, office: { zh: "单位", en: "office" } },
  },
  idle: { type: "boolean", label: { zh: "停机", en: "Idle" } },
};

const grade: OutcomeDeclaration = {
  type: "choice",
  label: { zh: "等级", en: "Grade" },
  values: {
    gold: { zh: "金卡", en: "gold" },
    silver: { zh: "银卡", en: "silver" },
    plain: { zh: "普通", en: "plain" },
  },
};

const parameters: Parameters = { goldSpend: { type: "money", value: 600000n } };

const run = (table: Table, outcome: OutcomeDeclaration = grade): Program => {
  const compiled = compileTable(tableSchema.parse(table), facts, outcome, parameters);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.program;
};

const grades: Table = {
  hit: "first",
  rows: [
    { when: { spend: ">= {goldSpend}", idle: "-" }, then: "gold", note: { zh: "见第三条", en: "See clause 3" } },
    { when: { spend: "[1000..6000)" }, then: "silver" },
    { when: { kind: "office", years: ">= 5" }, then: "silver" },
  ],
  otherwise: "plain",
};

describe("evaluate", () => {
  test.each<[Table["hit"], FactValues, ReturnType<typeof evaluate>]>([
    ["first", { spend: 623000n, years: 9, kind: "office" }, { value: "gold", row: 1, rows: [1, 3] }],
    ["first", { spend: 599999n, years: 1 }, { value: "silver", row: 2, rows: [2] }],
    ["first", { spend: null, years: 1, kind: null }, { value: "plain", row: null, rows: [] }],
    ["first", {}, { value: "plain", row: null, rows: [] }],
    ["unique", { spend: 623000n, years: 9, kind: "office" }, { value: "gold", row: 1, rows: [1, 3] }],
    ["priority", { spend: 623000n, years: 9, kind: "office" }, { value: "silver", row: 3, rows: [1, 3] }],
    ["collect", { spend: 623000n, years: 9, kind: "office" }, { value: ["gold", "silver"], row: 1, rows: [1, 3] }],
    ["collect", { spend: 100000n, years: 9, kind: "office" }, { value: ["silver"], row: 2, rows: [2, 3] }],
    ["collect", { spend: 0, years: 1 }, { value: ["plain"], row: null, rows: [] }],
  ])("%s %o", (hit, values, decision) => {
    expect(evaluate(run({ ...grades, hit, priority: ["silver", "gold"] }), values)).toEqual(decision);
  });

  test.each<[OutcomeDeclaration["type"], string | number | boolean, unknown]>([
    ["text", " it's ", " it's "],
    ["text", 5, "5"],
    ["integer", "-7", -7],
    ["decimal", "1.50", "1.5"],
    ["money", "6,000.50", 600050n],
    ["money", "{goldSpend}", 600000n],
    ["percent", "12.5%", "0.125"],
    ["boolean", true, true],
  ])("an outcome of type %s written %s", (type, then, value) => {
    const outcome = { type, label: grade.label } as OutcomeDeclaration;
    expect(evaluate(run({ hit: "first", rows: [{ when: {}, then }] }, outcome), {}).value).toEqual(value);
    expect(evaluate(run({ hit: "first", rows: [], otherwise: then }, outcome), {}).value).toEqual(value);
  });

  test("no row and nothing otherwise", () => {
    expect(evaluate(run({ hit: "first", rows: [], otherwise: null }), {}).value).toBeNull();
    expect(evaluate(run({ hit: "collect", rows: [], otherwise: null }), {}).value).toEqual([]);
  });

  test("a fact of a wrong type is a fault of the caller", () => {
    expect(() => evaluate(run(grades), { spend: "many" })).toThrow("fact spend: string 'many' is no money");
  });

  test("facts used", () => expect(factsUsed(run(grades))).toEqual(["spend", "years", "kind"]));
});

describe("compileTable", () => {
  const problemsOf = (table: Partial<Table>, outcome: OutcomeDeclaration = grade) => {
    const compiled = compileTable({ ...grades, ...table }, facts, outcome, parameters);
    return compiled.ok
      ? []
      : compiled.problems.map(({ code, row, fact }) => [code.replace("decision.", ""), row, fact]);
  };

  test("all problems at once, at their places", () => {
    const rows: Table["rows"] = [
      { when: { spend: "lots", spent: "1" }, then: "gold" },
      { when: { spend: ">= {silver}" }, then: "bronze" },
    ];
    expect(problemsOf({ rows, otherwise: "{nothing}" })).toEqual([
      ["bad_value", 1, "spend"],
      ["unknown_fact", 1, "spent"],
      ["unknown_parameter", 2, "spend"],
      ["unknown_choice", 2, undefined],
      ["unknown_parameter", undefined, undefined],
    ]);
  });

  test("priority names every outcome", () => {
    expect(problemsOf({ hit: "priority", priority: ["gold"] })).toEqual([
      ["no_priority", 2, undefined],
      ["no_priority", 3, undefined],
    ]);
  });

  test("a table says something", () => {
    expect(problemsOf({ rows: [], otherwise: undefined })).toEqual([["no_rows", undefined, undefined]]);
  });

  test.each([
    ["integer", 2147483648],
    ["money", "92233720368547758.08"],
  ] as const)("%s keeps to its column", (type, otherwise) => {
    const outcome: OutcomeDeclaration = { type, label: grade.label };
    expect(problemsOf({ rows: [], otherwise }, outcome)).toEqual([["out_of_range", undefined, undefined]]);
  });
});

describe("explain", () => {
  const zh = (values: FactValues) =>
    explain(run(grades), values).map(({ row, held, chosen, valueText, cells }) => [
      row,
      held,
      chosen,
      valueText.zh,
      ...cells.map(({ text }) => text.zh),
    ]);

  test("why gold", () => {
    const [first, ...others] = explain(run(grades), { spend: 623000n, years: 9, kind: "office" });
    expect(first).toEqual({
      row: 1,
      held: true,
      chosen: true,
      value: "gold",
      valueText: { zh: "金卡", en: "gold" },
      note: { zh: "见第三条", en: "See clause 3" },
      cells: [
        {
          fact: "spend",
          held: true,
          text: { zh: "近12个月消费 6,230.00 元 ≥ 6,000.00 元", en: "Spend in 12 months CNY 6,230.00 ≥ CNY 6,000.00" },
        },
      ],
    });
    expect(others.map(({ held, chosen }) => [held, chosen])).toEqual([
      [false, false],
      [true, false],
    ]);
  });

  test("why not", () => {
    expect(zh({ spend: 50n, years: 5, kind: null })).toEqual([
      [1, false, false, "金卡", "近12个月消费 0.50 元，不满足：≥ 6,000.00 元"],
      [2, false, false, "银卡", "近12个月消费 0.50 元，不满足：≥ 1,000.00 元 且 < 6,000.00 元"],
      [3, false, false, "银卡", "客户类别 未知，不满足：= 单位", "入网年数 5 ≥ 5"],
    ]);
  });
});
