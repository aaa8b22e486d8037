import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { checked, enact, installTestMetric, policyOf } from "../compliance/testing.ts";
import { forceHistory } from "../installation.ts";
import { closeFigures } from "./figures.ts";
import { judgeRow, type MetricBinding, metricProgram, metricSql } from "./program.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let get: Awaited<ReturnType<typeof t.as>>;
const [department, below, person] = [newId(), newId(), newId()];

const fact = (at: string, good: boolean | null, kind = "a", who: { department?: string; person?: string } = {}) =>
  t.pool.query(
    "insert into test.fact (id, customer_id, subject_type, subject_id, department_id, person_id, at, good, kind, score) values ($1, $1, 'customer', $1, $2, $3, $4, $5, $6, 1)",
    [newId(), who.department ?? null, who.person ?? null, at, good, kind],
  );
const rule = (target: string, parameters: object = {}) =>
  policyOf({
    number: "T1",
    controls: [
      {
        control: checked.key,
        parameters: { target, cycle: "month", numerator: { good: true }, denominator: { kind: "a, b" }, ...parameters },
      },
    ],
  });

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  get = await t.as("supervision");
  await installTestMetric(t.services);
  await t.pool.query(
    "insert into identity.department (id, code, name, parent_id) values ($1, 'T', '测试部', null), ($2, 'T1', '测试一组', $1)",
    [department, below],
  );
  await enact(t.services, rule("50%"), "2026-03-01T00:00:00.000Z");
  // April in Shanghai begins at 16:00 UTC of 31 March.
  await fact("2026-03-31T15:59:59Z", true);
  await fact("2026-03-31T16:00:00Z", true, "a", { department, person });
  await fact("2026-04-10T00:00:00Z", true, "b", { department: below });
  await fact("2026-04-11T00:00:00Z", false, "a", { department: below, person });
  await fact("2026-04-12T00:00:00Z", null, "a");
  await fact("2026-04-13T00:00:00Z", true, "out of scope");
  await fact("2026-06-02T00:00:00Z", true);
});
afterAll(() => t.close());

const april = "from=2026-03-31T16:00:00.000Z&to=2026-04-30T16:00:00.000Z";
const figures = async (query: string) => (await get("GET", `/metrics/test.checked/figures?${query}`)).body.items;

describe("figures", () => {
  test.each([
    ["all", "", { numerator: 2, denominator: 4, share: 0.5, target: "0.5", reached: true }],
    [
      "a department with those below it",
      `&department=${department}`,
      { numerator: 2, denominator: 3, share: 0.666667, reached: true },
    ],
    ["a department below", `&department=${below}`, { numerator: 1, denominator: 2, share: 0.5 }],
    ["a person", `&person=${person}`, { numerator: 1, denominator: 2, reached: true }],
    ["nobody", `&person=${newId()}`, { numerator: 0, denominator: 0, share: null, reached: null }],
  ])("of %s", async (_, query, wanted) => {
    expect(await figures(april + query)).toMatchObject([{ period: { key: "2026-04" }, closed: true, ...wanted }]);
  });

  test("are split by department and person", async () => {
    const [figure] = await figures(april);
    expect(figure.byDepartment).toContainEqual(
      expect.objectContaining({ id: below, name: { zh: "测试一组", en: "测试一组" }, numerator: 1, denominator: 2 }),
    );
    expect(figure.byPerson).toContainEqual(expect.objectContaining({ id: person, numerator: 1, denominator: 2 }));
  });

  test("of a month without rows say that there is no data, the running month counts so far", async () => {
    const [may, june] = await figures("from=2026-05-10T00:00:00.000Z&to=2026-06-15T00:00:00.000Z");
    expect(may).toMatchObject({ period: { key: "2026-05" }, denominator: 0, share: null, reached: null });
    expect(june).toMatchObject({ period: { key: "2026-06" }, closed: false, numerator: 1, denominator: 1 });
  });

  test.each([
    ["numerator", 2],
    ["difference", 2],
    ["denominator", 4],
  ])("open the rows of their %s, page by page", async (part, count) => {
    const found = [];
    let cursor = "";
    do {
      const { status, body } = await get("GET", `/metrics/test.checked/rows?${april}&part=${part}&limit=1${cursor}`);
      expect(status).toBe(200);
      found.push(...body.items);
      cursor = `&cursor=${body.next}`;
      if (!body.next) break;
    } while (found.length < 10);
    expect(new Set(found.map((row) => row.id)).size).toBe(count);
    if (part !== "denominator") expect(found.every((row) => row.good === (part === "numerator"))).toBe(true);
  });

  test("once closed stay as they were", async () => {
    await write(t.services, { actor: systemActor("test") }, closeFigures);
    await write(t.services, { actor: systemActor("test") }, closeFigures);
    await fact("2026-04-20T00:00:00Z", false);
    expect(await figures(april)).toMatchObject([{ numerator: 2, denominator: 4 }]);
    const { rows } = await t.pool.query(
      "select sum(numerator)::int as good, sum(denominator)::int as rows from policy.figure where control = 'test.checked' and period_from = '2026-03-31T16:00:00Z'",
    );
    expect(rows).toEqual([{ good: 2, rows: 4 }]);
  });

  test("of before a new rule keep the old one, and a month of two rules is cut", async () => {
    await enact(t.services, rule("90%"), "2026-06-10T00:00:00.000Z");
    const items = await figures("from=2026-03-31T16:00:00.000Z&to=2026-06-15T02:00:00.000Z");
    expect(items.map(({ from, to, target }: any) => [from, to, target])).toEqual([
      ["2026-03-31T16:00:00.000Z", "2026-04-30T16:00:00.000Z", "0.5"],
      ["2026-04-30T16:00:00.000Z", "2026-05-31T16:00:00.000Z", "0.5"],
      ["2026-05-31T16:00:00.000Z", "2026-06-10T00:00:00.000Z", "0.5"],
      ["2026-06-10T00:00:00.000Z", "2026-06-30T16:00:00.000Z", "0.9"],
    ]);
  });

  test("are not cut by a version that leaves the rule alone", async () => {
    await enact(t.services, { ...rule("90%"), title: { zh: "又一版", en: "again" } }, "2026-06-12T00:00:00.000Z");
    const items = await figures("from=2026-06-01T00:00:00.000Z&to=2026-06-15T02:00:00.000Z");
    expect(items).toHaveLength(2);
    expect(items[1].versionId).toBe((await forceHistory(t.services))[0]!.id);
  });
});

test.each([
  ["a span that ends before it begins", "from=2026-04-30T16:00:00.000Z&to=2026-03-31T16:00:00.000Z", 400],
  ["a date without a time", "from=2026-04-30&to=2026-05-01", 400],
])("%s is refused", async (_, query, status) => {
  expect((await get("GET", `/metrics/test.checked/figures?${query}`)).status).toBe(status);
});

test("a cursor that was tampered with is refused", async () => {
  const cursor = Buffer.from(JSON.stringify(["metric", "now()", "x"])).toString("base64url");
  expect((await get("GET", `/metrics/test.checked/rows?${april}&cursor=${cursor}`)).status).toBe(400);
});

test("only who may see compliance sees figures", async () => {
  const agent = await t.as("agent");
  for (const path of ["/metrics", `/metrics/test.checked/figures?${april}`, `/metrics/test.checked/rows?${april}`])
    expect((await agent("GET", path)).status).toBe(403);
  expect((await t.call("GET", "/metrics")).status).toBe(401);
});

test("SQL and TypeScript count the same rows", async () => {
  const cells = {
    good: ["true", "false", "-", "null"],
    kind: ["a", "a, b", "not(a)", "not(a), null", "null"],
    score: [">= 1", "[0..2)", "not(1)", "-", "1, 3"],
  };
  const conditions = fc.record(
    {
      good: fc.constantFrom(...cells.good),
      kind: fc.constantFrom(...cells.kind),
      score: fc.constantFrom(...cells.score),
    },
    { requiredKeys: [] },
  );
  const rows = fc.array(
    fc.record({
      good: fc.option(fc.boolean()),
      kind: fc.option(fc.constantFrom("a", "b", "it's", "")),
      score: fc.option(fc.constantFrom("0", "1.0", "1.5", "2", "3")),
    }),
    { minLength: 20, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(conditions, conditions, rows, async (numerator, denominator, facts) => {
      const program = metricProgram({
        control: checked,
        parameters: { numerator, denominator },
      } as unknown as MetricBinding);
      const { counts, good } = metricSql(program);
      const found = await t.pool.query(
        `select coalesce(${counts}, false) as counts, coalesce(${good}, false) as good
           from rows from (jsonb_to_recordset($1::jsonb) as (good boolean, kind text, score numeric)) with ordinality as m order by m.ordinality`,
        [JSON.stringify(facts)],
      );
      expect(found.rows).toEqual(facts.map((row) => judgeRow(program, row)));
    }),
    { numRuns: 150 },
  );
});
