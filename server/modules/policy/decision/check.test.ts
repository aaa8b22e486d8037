/* oxlint-disable unicorn/no-thenable -- rows of tables say `then` */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facts as randomFacts, factValues, outcomes, parameters, tableFor } from "./decision.arbitrary.ts";
import { check, compileTable, evaluate } from "./index.ts";
import type { FactDeclarations, OutcomeDeclaration, Program, Table, TableRow } from "./index.ts";

const label = (zh: string, en: string) => ({ zh, en });
const facts: FactDeclarations = {
  spend: { type: "money", label: label("消费", "Spend"), required: true, domain: ">= 0" },
  score: { type: "decimal", label: label("评分", "Score"), required: true },
  visits: { type: "integer", label: label("次数", "Visits") },
  kind: {
    type: "choice",
    label: label("类别", "Kind"),
    required: true,
    values: { home: label("家庭", "home"), office: label("单位", "office") },
  },
  city: { type: "text", label: label("城市", "City"), required: true },
  active: { type: "boolean", label: label("在用", "Active"), required: true },
  since: { type: "date", label: label("入网日", "Since"), required: true },
};
const outcome: OutcomeDeclaration = {
  type: "choice",
  label: label("等级", "Grade"),
  values: { a: label("甲", "A"), b: label("乙", "B") },
};

const compiled = (table: Table, declared = facts): Program => {
  const result = compileTable(table, declared, outcome, parameters);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.program;
};

/** `spend: >= 5 | kind: home` gives a; a row that starts with `b ` gives b. */
const row = (text: string): TableRow => {
  const [, b, cells = ""] = /^(b )?(.*)$/.exec(text) ?? [];
  const pairs = cells
    .split("|")
    .filter((cell) => cell !== "")
    .map((cell) => cell.split(": ").map((part) => part.trim()));
  return { when: Object.fromEntries(pairs) as Record<string, string>, then: b ? "b" : "a" };
};

const problemsOf = (hit: Table["hit"], rows: string[], more: Partial<Table> = {}): string[] =>
  check(compiled({ hit, rows: rows.map(row), priority: ["b", "a"], ...more }))
    .filter(({ code }) => code !== "decision.unused_outcome")
    .map(({ code, row: at, text }) =>
      `${code.replace("decision.", "")} ${at ?? ""} ${/example: (.*?)\. (Add|Narrow)/.exec(text.en)?.[1] ?? ""}`.trim(),
    );

describe("check", () => {
  test.each<[Table["hit"], string[], string[]]>([
    ["first", ["spend: >= 6000", "b spend: < 6000"], []],
    ["first", ["spend: >= 6000", "b spend: [0..6000)"], []],
    ["first", ["spend: >= 6000", "b spend: < 5999.99"], ["gap  Spend CNY 5,999.99"]],
    ["first", ["spend: > 6000", "b spend: < 6000"], ["gap  Spend CNY 6,000.00"]],
    ["first", ["spend: >= 6000", "spend: (6000..7000)", "b "], ["unreachable 2"]],
    ["first", ["spend: >= 6000", "spend: >= 5000", "b "], []],
    ["first", ["b ", "spend: >= 5000"], ["unreachable 2"]],
    ["first", ["spend: < 10", "spend: > 5", "b kind: home"], ["unreachable 3"]],
    ["first", ["score: <= 0.1", "score: >= 0.2"], ["gap  Score 0.15"]],
    ["first", ["visits: >= 3", "visits: <= 2"], ["gap  Visits unknown"]],
    ["first", ["visits: >= 3", "visits: <= 1"], ["gap  Visits 2"]],
    ["first", ["visits: >= 3", "visits: <= 2", "visits: null"], []],
    ["first", ["visits: 3", "visits: not(3), null"], []],
    ["first", ["visits: (2..3)", ""], ["never_holds 1"]],
    ["first", ["kind: null", ""], ["never_holds 1"]],
    ["first", ["kind: home", "kind: office"], []],
    ["first", ["kind: home | active: true", "kind: office"], ["gap  Kind home, Active no"]],
    ["first", ["city: Xi'an", "city: not(Xi'an)"], []],
    ["first", ["city: Xi'an, 其他"], ["gap  City “其他…”"]],
    ["first", ["active: true", "active: false"], []],
    ["first", ["since: < 2024-02-29", "since: > 2024-03-01"], ["gap  Since 2024-02-29"]],
    ["first", ["since: <= 2024-02-29", "since: >= 2024-03-01"], []],
    ["first", ["since: >= 0001-01-01"], []],
    ["first", [], []],
    ["collect", ["kind: home"], []],
    ["collect", ["kind: home", "b ", "kind: home"], ["unreachable 3"]],
    ["priority", ["kind: home", "b "], ["unreachable 1"]],
    ["priority", ["", "b kind: home"], []],
    ["unique", ["kind: home", "b kind: office"], []],
    ["unique", ["spend: >= 5", "b spend: <= 5"], ["overlap 2 Spend CNY 5.00"]],
    ["unique", ["kind: home", "b active: true"], ["gap  Kind office, Active no", "overlap 2 Kind home, Active yes"]],
    ["unique", ["", "b "], ["overlap 2 any facts"]],
  ])("%s %j", (hit, rows, problems) => {
    expect(problemsOf(hit, rows, rows.length === 0 ? { otherwise: "a" } : {})).toEqual(problems);
  });

  test("saying otherwise closes gaps", () => {
    expect(problemsOf("first", ["kind: home"], { otherwise: "b" })).toEqual([]);
    expect(problemsOf("first", ["kind: home"], { otherwise: null })).toEqual([]);
  });

  test("outcomes that are never given", () => {
    expect(check(compiled({ hit: "first", rows: [row("")] }))).toMatchObject([
      { code: "decision.unused_outcome", severity: "warning", text: { zh: "没有任何行给出“乙”（b）。" } },
    ]);
  });

  test("an example shows the problem, in both languages", () => {
    const program = compiled({ hit: "first", rows: [row("spend: >= 6000 | kind: home")], otherwise: undefined });
    const [gap] = check(program);
    expect(gap?.text).toEqual({
      zh: "有情况没有任何行适用，例如：消费 0.00 元。请补一行，或写“otherwise”（null 表示没有结果）。",
      en: "Some facts are taken by no row, for example: Spend CNY 0.00. Add a row, or 'otherwise' (null for no value).",
    });
    expect(evaluate(program, gap?.example ?? {}).rows).toEqual([]);
  });

  test("a table too large says so, soon", () => {
    const names = Array.from({ length: 14 }, (_, index) => `f${index}`);
    const declared = Object.fromEntries(
      names.map((name) => [name, { type: "integer", label: label(name, name) } as const]),
    );
    const rows = Array.from({ length: 120 }, (_, index) => ({
      when: Object.fromEntries(names.map((name, at) => [name, `not(${(index * 7 + at * 13) % 11}), null`])),
      then: "a",
    }));
    const started = performance.now();
    const found = check(compiled({ hit: "first", rows: [...rows, { when: { f0: "> 3" }, then: "b" }] }, declared));
    expect(found.at(-1)).toMatchObject({ code: "decision.too_large", severity: "warning" });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("no problem is invented and none is missed", () => {
    const tables = fc
      .constantFrom(...outcomes)
      .chain((wanted) => fc.record({ wanted: fc.constant(wanted), table: tableFor(wanted, 3) }));
    const property = fc.property(
      tables,
      fc.array(factValues, { minLength: 60, maxLength: 60 }),
      ({ wanted, table }, many) => {
        const result = compileTable(table, randomFacts, wanted, parameters);
        if (!result.ok) return;
        const problems = check(result.program);
        const of = (code: string) => problems.filter((problem) => problem.code === `decision.${code}`);
        for (const { example } of of("gap")) expect(evaluate(result.program, example ?? {}).rows).toEqual([]);
        for (const { example, row: late } of of("overlap"))
          expect(evaluate(result.program, example ?? {}).rows).toContain(late);
        const declared = many.filter(
          ({ share, kind }) => kind !== "retired" && !(Number(share) > 1) && !(Number(share) < 0),
        );
        for (const values of declared) {
          const { rows, row: chosen } = evaluate(result.program, values);
          if (rows.length === 0 && table.otherwise === undefined && table.hit !== "collect")
            expect(of("gap")).toHaveLength(1);
          if (rows.length > 1 && table.hit === "unique") expect(of("overlap")).not.toEqual([]);
          expect(of("never_holds").filter((problem) => rows.includes(problem.row ?? 0))).toEqual([]);
          expect(of("unreachable").filter((problem) => problem.row === chosen)).toEqual([]);
        }
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
