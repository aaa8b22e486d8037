import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const parameters = {
  goldSpend: "6000 CNY",
  silverSpend: "2400 CNY",
  goldPurchases: 12,
  goldTenure: 36,
  goldServices: 3,
  goldReferrals: 2,
};
const table = {
  hit: "first",
  rows: [
    { when: { yearlySpend: ">= {goldSpend}" }, then: "gold", note: { zh: "年消费额达标", en: "yearly spend reached" } },
    { when: { yearlySpend: ">= {silverSpend}" }, then: "silver" },
  ],
  otherwise: "bronze",
};
const facts = {
  class: "household",
  yearlySpend: "623000",
  yearlyPurchases: 3,
  tenureMonths: 4,
  services: 1,
  referrals: 0,
};

test("controls are described for binding, with the clauses that bind them", async () => {
  const { status, body } = await (await t.as("agent"))("GET", "/controls");
  expect(status).toBe(200);
  const grade = body.items.find((one: any) => one.key === "customers.grade");
  expect(grade).toMatchObject({
    kind: "decision",
    outcome: { type: "choice" },
    boundBy: [{ document: "B", clause: "B4.2" }],
  });
  expect(grade.parameters[0]).toMatchObject({ name: "goldSpend", type: "money", default: null });
  expect(grade.facts.map((one: any) => one.name)).toContain("yearlySpend");
  const entry = body.items.find((one: any) => one.key === "customers.entry");
  expect(entry.parameters.find((one: any) => one.name === "calendar")).toMatchObject({
    default: "24x7",
    shown: { zh: "全天候" },
  });
});

test.each([
  ["nothing", table, []],
  ["a gap, with an example in digits", { ...table, otherwise: undefined }, ["decision.gap"]],
  [
    "a row that is never reached",
    { ...table, rows: [...table.rows, { when: { yearlySpend: ">= 9000" }, then: "gold" }] },
    ["decision.unreachable"],
  ],
  ["an overlap", { ...table, hit: "unique" }, ["decision.overlap"]],
  ["an unknown fact", { ...table, rows: [{ when: { shoeSize: "> 3" }, then: "gold" }] }, ["decision.unknown_fact"]],
])("checking a table finds %s", async (_, given, codes) => {
  const { status, body } = await (
    await t.as("manager")
  )("POST", "/policies/tables/check", { control: "customers.grade", table: given, parameters });
  expect(status).toBe(200);
  expect(body.problems.filter((one: any) => one.severity === "error").map((one: any) => one.code)).toEqual(codes);
  if (codes[0] === "decision.gap") expect(body.problems[0].example.yearlySpend).toMatch(/^\d+$/);
});

test("a parameter that does not fit is named", async () => {
  const { body } = await (
    await t.as("manager")
  )("POST", "/policies/tables/check", {
    control: "customers.grade",
    table,
    parameters: { ...parameters, goldSpend: "lots" },
  });
  expect(body.problems[0]).toMatchObject({ code: "policy.bad_parameter", fact: "goldSpend" });
});

test("facts run through a table that is not saved, with the reasons", async () => {
  const call = await t.as("manager");
  const { status, body } = await call("POST", "/policies/tables/trial", {
    control: "customers.grade",
    table,
    parameters,
    facts,
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ value: "gold", row: 1, held: [1, 2] });
  expect(body.rows[0]).toMatchObject({
    row: 1,
    chosen: true,
    note: { zh: "年消费额达标" },
    cells: [{ fact: "yearlySpend", held: true, text: { zh: "近12个月消费 6,230.00 元 ≥ 6,000.00 元" } }],
  });
});

test.each([
  ["a fact of another type", { facts: { ...facts, yearlySpend: "much" } }, 400, "facts.yearlySpend"],
  ["an unknown fact", { facts: { ...facts, shoeSize: 3 } }, 400, "facts.shoeSize"],
  [
    "a table that cannot run",
    { table: { ...table, rows: [{ when: { yearlySpend: ">" }, then: "gold" }] } },
    400,
    "table.rows.0",
  ],
])("a trial refuses %s", async (_, change, wanted, field) => {
  const { status, body } = await (
    await t.as("manager")
  )("POST", "/policies/tables/trial", { control: "customers.grade", table, parameters, facts, ...change });
  expect(status).toBe(wanted);
  expect(body.errors[0].field).toBe(field);
});

test("only decisions have tables", async () => {
  const call = await t.as("manager");
  expect((await call("POST", "/policies/tables/check", { control: "customers.entry", table })).status).toBe(404);
});
