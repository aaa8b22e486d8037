import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newId } from "../../../platform/ids.ts";
import { readTable } from "../../../platform/tables/index.ts";
import { complianceWorkbook } from "./workbook.ts";
import { checked, enact, installTestMetric, plant, plantCustomer, policyOf } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let get: Awaited<ReturnType<typeof t.as>>;
let first: string;
let second: string;
const [department, below, person] = [newId(), newId(), newId()];
const span = "document=T&from=2026-03-31T16:00:00.000Z&to=2026-06-15T02:00:00.000Z";

const entry = (within: string) => ({ control: "customers.entry", parameters: { within } });

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  get = await t.as("supervision");
  await installTestMetric(t.services);
  await t.pool.query(
    "insert into identity.department (id, code, name, parent_id) values ($1, 'T', '测试部', null), ($2, 'T1', '测试一组', $1)",
    [department, below],
  );
  const metric = { control: checked.key, parameters: { target: "90%", numerator: { good: true } } };
  first = await enact(
    t.services,
    policyOf(
      { number: "T1", controls: [entry("24h")] },
      { number: "T2", controls: [metric] },
      { number: "T3" },
      { number: "T9", controls: [entry("1h")] },
    ),
    "2026-03-01T00:00:00.000Z",
  );
  second = await enact(
    t.services,
    policyOf(
      { number: "T1", controls: [entry("1h")] },
      { number: "T2", controls: [metric] },
      { number: "T3" },
      { number: "T5" },
      { number: "T4", controls: [{ control: "customers.grade", parameters: gradeValues, table: gradeTable }] },
    ),
    "2026-06-01T00:00:00.000Z",
  );
  const one = { control: "customers.entry", clause: "T1", versionId: first };
  await plant(t.pool, [
    {
      ...one,
      openedAt: "2026-04-01T00:00:00Z",
      dueAt: "2026-04-02T00:00:00Z",
      settledAt: "2026-04-01T12:00:00Z",
      state: "met",
      departmentId: department,
      assigneeId: person,
    },
    {
      ...one,
      openedAt: "2026-04-02T00:00:00Z",
      dueAt: "2026-04-03T00:00:00Z",
      settledAt: "2026-04-04T00:00:00Z",
      state: "breached",
      departmentId: below,
    },
    { ...one, openedAt: "2026-05-02T00:00:00Z", dueAt: "2026-05-03T00:00:00Z", state: "open", departmentId: below },
    { ...one, openedAt: "2026-05-02T00:00:00Z", dueAt: "2026-07-03T00:00:00Z", state: "open" },
    { ...one, openedAt: "2026-05-02T00:00:00Z", dueAt: "2026-05-03T00:00:00Z", state: "waived" },
    {
      ...one,
      clause: "T9",
      openedAt: "2026-05-02T00:00:00Z",
      dueAt: "2026-05-03T00:00:00Z",
      settledAt: "2026-05-02T12:00:00Z",
      state: "met",
    },
    {
      ...one,
      versionId: second,
      openedAt: "2026-06-02T00:00:00Z",
      dueAt: "2026-06-02T01:00:00Z",
      settledAt: "2026-06-02T02:00:00Z",
      state: "breached",
    },
    {
      ...one,
      openedAt: "2026-03-31T15:59:59Z",
      dueAt: "2026-04-02T00:00:00Z",
      settledAt: "2026-04-01T00:00:00Z",
      state: "met",
    },
  ]);
  for (const outcome of ["allowed", "refused", "approval_asked"])
    await t.pool.query(
      `insert into policy.guard_check (customer_id, id, control, clause, version_id, outcome, subject_type, subject_id, actor_name, at)
       values ($1, $2, 'customers.class', 'T3', $3, $4, 'customer', $1, 'x', '2026-04-05')`,
      [newId(), newId(), first, outcome],
    );
  for (const overriddenBy of [null, person])
    await t.pool.query(
      `insert into policy.decision (customer_id, id, control, clause, version_id, subject_type, subject_id, value, facts, at, overridden_by)
       values ($1, $1, 'customers.class', 'T3', $2, 'customer', $1, '"household"', '{}', '2026-04-05', $3)`,
      [newId(), first, overriddenBy],
    );
  await t.pool.query(
    "insert into test.fact (id, customer_id, subject_type, subject_id, at, good) values ($1, $1, 'customer', $1, '2026-04-20', true)",
    [newId()],
  );
});
afterAll(() => t.close());

const gradeValues = {
  goldSpend: "6000",
  silverSpend: "2400",
  goldPurchases: 12,
  goldTenure: 36,
  goldServices: 3,
  goldReferrals: 2,
};
const gradeTable = {
  hit: "first" as const,
  rows: [{ when: { yearlySpend: ">= {goldSpend}" }, then: "gold" }],
  otherwise: "bronze",
};

const report = async (more = "") => (await get("GET", `/compliance?${span}${more}`)).body;
const clause = (body: any, number: string) =>
  body.chapters.flatMap((chapter: any) => chapter.clauses).find((one: any) => one.number === number);

describe("the report", () => {
  test.each([
    [
      "T1",
      { inScope: 6, met: 1, breached: 3, open: 1, waived: 1, refused: 0, share: 0.25, bound: true, replaced: false },
    ],
    ["T3", { inScope: 5, met: 2, refused: 2, waived: 1, breached: 0, share: 1 }],
    ["T9", { inScope: 1, met: 1, share: 1, replaced: true }],
    ["T4", { inScope: 0, share: null, bound: true }],
  ])("counts clause %s under the versions of then", async (number, wanted) => {
    expect(clause(await report(), number)).toMatchObject(wanted);
  });

  test("shows the trend by month, a late open promise as broken", async () => {
    const body = await report();
    expect(body.months.map((month: any) => month.key)).toEqual(["2026-04", "2026-05", "2026-06"]);
    expect(clause(body, "T1").trend).toMatchObject([
      { inScope: 2, met: 1, breached: 1, share: 0.5 },
      { inScope: 3, met: 0, breached: 1, share: 0 },
      { inScope: 1, met: 0, breached: 1, share: 0 },
    ]);
  });

  test("shows a metric's figures with their target", async () => {
    const [control] = clause(await report(), "T2").controls;
    expect(control).toMatchObject({ key: "test.checked", kind: "metric" });
    expect(
      control.figures.map(({ period, numerator, share, reached }: any) => [period.key, numerator, share, reached]),
    ).toEqual([
      ["2026-04", 1, 1, true],
      ["2026-05", 0, null, null],
      ["2026-06", 0, null, null],
    ]);
  });

  test.each([
    ["a department with those below", `&department=${department}`, { inScope: 3, met: 1, breached: 2 }],
    ["a person", `&person=${person}`, { inScope: 1, met: 1 }],
  ])("keeps to %s", async (_, more, wanted) => {
    expect(clause(await report(more), "T1")).toMatchObject(wanted);
  });

  test("shows the shipped policy's text with its values in words", async () => {
    const { body } = await get("GET", `/compliance?${span.replace("=T", "=B")}`);
    const { text, controls } = clause(body, "B3.2.1");
    expect(text.zh).toContain("24小时");
    expect(controls.map((one: any) => one.key)).toEqual(
      expect.arrayContaining(["customers.entry", "customers.second-check"]),
    );
  });

  test("says which clauses have no control yet", async () => {
    expect(clause(await report(), "T5")).toMatchObject({ bound: false, controls: [], inScope: 0, share: null });
  });

  test("counts customers without a grade as open, and graded ones under the clause that graded them", async () => {
    const graded = await plantCustomer(t.pool, "2026-06-01T00:00:00Z");
    await plantCustomer(t.pool, "2026-06-02T00:00:00Z");
    await t.pool.query(
      "insert into customers.grade (customer_id, grade, since, clause, version_id, facts, judged_at) values ($1, 'gold', '2026-06-14', 'T4', $2, '{}', '2026-06-14')",
      [graded, second],
    );
    expect(clause(await report(), "T4")).toMatchObject({ inScope: 2, met: 1, open: 1, share: 1 });
  });
});

test.each([
  [
    "department",
    "&clause=T1",
    [
      { id: below, inScope: 2, breached: 2, share: 0, name: { zh: "测试一组" } },
      { id: null, inScope: 3, share: 0 },
      { id: department, share: 1 },
    ],
  ],
  [
    "month",
    "&clause=T1",
    [
      { key: "2026-04", inScope: 2, name: { zh: "2026年4月" } },
      { key: "2026-05", inScope: 3 },
      { key: "2026-06", inScope: 1 },
    ],
  ],
  [
    "person",
    "&clause=T1",
    [
      { id: null, inScope: 5 },
      { id: person, inScope: 1, name: null },
    ],
  ],
])("is split by %s", async (by, more, wanted) => {
  const { body } = await get("GET", `/compliance/split?${span}&by=${by}${more}`);
  if (by === "department")
    expect(body.items).toEqual(
      expect.arrayContaining(
        wanted.map((row) =>
          expect.objectContaining({
            ...row,
            ...("name" in row && { name: expect.objectContaining(row.name as object) }),
          }),
        ),
      ),
    );
  else expect(body.items).toMatchObject(wanted);
});

test.each([
  ["&clause=T1", 6],
  ["&clause=T1&outcome=breached", 3],
  ["&clause=T1&outcome=met,waived", 2],
  ["&control=customers.class&outcome=refused", 2],
  [`&clause=T1&department=${below}`, 2],
])("every figure opens its rows: %s", async (more, count) => {
  const ids: string[] = [];
  for (let cursor = ""; ;) {
    const { status, body } = await get("GET", `/compliance/rows?${span}${more}&limit=2${cursor}`);
    expect(status).toBe(200);
    ids.push(...body.items.map((row: any) => row.id));
    if (!body.next) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(ids).toHaveLength(count);
  expect(new Set(ids).size).toBe(count);
});

test("comes as a workbook", async () => {
  const { status, headers } = await get("GET", `/compliance/workbook?${span}`);
  expect(status).toBe(200);
  expect(headers["content-disposition"]).toContain("compliance-T.xlsx");
  const table = await readTable(complianceWorkbook(await report(), "zh"));
  const rows: string[][] = [];
  for await (const batch of table.rows) rows.push(...batch.map(({ cells }) => cells));
  expect(table.columns.slice(0, 3)).toEqual(["章", "条款", "标题"]);
  expect(rows.find(([, number]) => number === "T1")!.slice(4, 13)).toEqual([
    "及时录入",
    "",
    "6",
    "1",
    "3",
    "1",
    "1",
    "0",
    "0.25",
  ]);
  expect(rows.filter(([, number]) => number === "T2").map((row) => row[5])).toEqual([
    "2026年4月",
    "2026年5月",
    "2026年6月",
  ]);
});

test.each([
  ["no such document", "document=ZZ&from=2026-04-01T00:00:00.000Z&to=2026-05-01T00:00:00.000Z", 404],
  ["a span before the first version", "document=T&from=2020-04-01T00:00:00.000Z&to=2020-05-01T00:00:00.000Z", 404],
  ["an empty span", "document=T&from=2026-05-01T00:00:00.000Z&to=2026-05-01T00:00:00.000Z", 400],
  ["an unknown outcome", `${span}&outcome=done`, 400],
])("%s is refused", async (_, query, status) => {
  expect((await get("GET", `/compliance/rows?${query}`)).status).toBe(status);
});

test("only who may see compliance sees it", async () => {
  for (const role of ["agent", "administrator", "finance"])
    for (const path of ["", "/split", "/rows", "/workbook"])
      expect((await (await t.as(role))("GET", `/compliance${path}?${span}&by=month`)).status).toBe(403);
});
