import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { kyselyOn } from "../../../platform/db.ts";
import type { Actor } from "../../../platform/actor.ts";
import { countOpen, listDone, listOpen, type Scope } from "./worklist.store.ts";
import { passSteps } from "./sweep.store.ts";
import { planTable } from "./plan.ts";
import { call, withTestPolicy } from "./testing.ts";

const rows = 200_000;
let t: Awaited<ReturnType<typeof testApp>>;
let actor: Actor;
beforeAll(async () => {
  t = await testApp();
  await withTestPolicy(t.services);
  // 200 people, five roles and ten departments share 200,000 open obligations; as many are done.
  await t.pool.query(
    `insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, assignee_id, role, calendar, term, opened_at, due_at, next_step_at, state, settled_at, settled_by)
     select gen_random_uuid(), gen_random_uuid(), $2, 'T1.1', (select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = 'TEST'),
            'customer', gen_random_uuid(), md5('d' || n % 10)::uuid, case when n % 3 > 0 then md5('p' || n % 200)::uuid end, (array['agent', 'team_lead', 'manager', 'finance', 'data_group'])[n % 5 + 1],
            'office', '2wd', now(), '2026-06-15T00:00:00Z'::timestamptz + n % 50000 * interval '1 minute',
            case when n <= $1 then '2026-06-15T00:00:00Z'::timestamptz + n % 50000 * interval '1 minute' end,
            case when n <= $1 then 'open' else 'met' end, case when n > $1 then '2026-06-01'::timestamptz + n % 9999 * interval '1 minute' end, case when n > $1 then md5('p' || n % 200)::uuid end
       from generate_series(1, $1 * 2) n`,
    [rows, call.key],
  );
  await t.pool.query("vacuum analyze policy.obligation");
  const { rows: keys } = await t.pool.query(
    "select md5('p7')::uuid::text as person, array[md5('d1')::uuid::text, md5('d2')::uuid::text] as departments",
  );
  actor = {
    kind: "staff",
    id: keys[0].person,
    name: "p7",
    grants: new Set(),
    roles: ["agent", "manager"],
    departments: keys[0].departments,
  };
}, 120_000);
afterAll(() => t.close());

const now = new Date("2026-06-20T00:00:00Z");

/** Plans of all statements that `work` sends, with what they really read. */
async function plansOf(work: (db: ReturnType<typeof kyselyOn>) => Promise<unknown>): Promise<string> {
  const client = await t.pool.connect();
  const plans: string[] = [];
  const explained = {
    query: async (statement: string | { text: string }, values: unknown[]) => {
      const text = typeof statement === "string" ? statement : statement.text;
      const { rows } = await client.query(`explain (analyze, costs off, timing off, summary off) ${text}`, values);
      plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
      return client.query(text, values);
    },
  };
  try {
    await work(kyselyOn(explained as never));
  } finally {
    client.release();
  }
  return plans.join("\n");
}

/** The most rows that one look-up of a plan read; beyond all bounds where it read the table another way than by an index. */
function largestRead(plan: string): number {
  if (/(Seq|Bitmap Heap) Scan on obligation/.test(plan)) return Infinity;
  const read = [...plan.matchAll(/on obligation o.*?rows=([\d.]+) loops=(\d+)/g)].map(
    (match) => Number(match[1]) * Number(match[2]),
  );
  return read.length ? Math.max(...read) : Infinity;
}

// A page reads a page of each of its few look-ups, however many rows there are.
const few = 500;
const page = 51;
const middle = { at: "2026-06-25T00:00:00Z", id: "80000000-0000-0000-0000-000000000000" };

test.each(["mine", "role", "department", "all"] as Scope[])(
  "a page of %s reads by an index what it shows",
  async (scope) => {
    for (const after of [undefined, middle])
      for (const state of ["open", "late"] as const)
        expect(
          largestRead(await plansOf((db) => listOpen(db, actor, scope, state, {}, now, page, after))),
        ).toBeLessThan(few);
  },
);

test.each(["mine", "all"] as const)("so does a page of what is done (%s)", async (scope) => {
  for (const after of [undefined, middle])
    expect(largestRead(await plansOf((db) => listDone(db, actor, scope, {}, page, after)))).toBeLessThan(few);
});

test("counts stop at their limit", async () => {
  const plan = await plansOf((db) => countOpen(db, actor, "all", now));
  expect(plan).not.toMatch(/Seq Scan on obligation.*rows=[2-9]\d{4}/);
  expect(await countOpen(t.services.db, actor, "all", now)).toEqual({ open: 1000, late: 1000, paused: 0 });
});

test("a sweep of 5,000 goes by the index of steps", async () => {
  const client = await t.pool.connect();
  try {
    await client.query("begin");
    const plan = await planTable(t.services);
    let text = "";
    await passSteps(
      async (statement, values) => {
        text = (await client.query(`explain ${statement.text}`, values as unknown[])).rows
          .map((row) => row["QUERY PLAN"])
          .join("\n");
        return [];
      },
      plan,
      now,
      5000,
    );
    expect(text).toMatch(/Index Scan using obligation_by_step/);
    await client.query("rollback");
  } finally {
    client.release();
  }
});
