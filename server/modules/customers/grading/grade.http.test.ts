import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { gradeOf, plant, workAll } from "../../../../test/grading.ts";
import { write } from "../../../platform/context.ts";
import { systemActor } from "../../../platform/actor.ts";
import { cancelRun } from "../../../platform/runs.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
});
afterAll(() => t.close());

/** A review from start to effect. */
async function review(): Promise<string> {
  const { body } = await (await t.as("data_group"))("POST", "/gradings", {});
  await workAll(t);
  await (
    await t.as("manager")
  )("POST", `/gradings/${body.id}/approval`, {});
  await workAll(t);
  return body.id;
}

const managerPromises = async (customerId: string) =>
  (
    await t.pool.query(
      "select state from policy.obligation where control = 'customers.account-manager' and customer_id = $1",
      [customerId],
    )
  ).rows.map((row) => row.state);

test("why: the stored grade with its ground and clause, and what it would be today", async () => {
  const id = await plant(t.pool, { name: "白银", joinedOn: "2025-01-01", purchases: [["2026-02-01", 300_000]] });
  await review();
  await t.pool.query(
    "insert into customers.purchase (customer_id, id, at, amount, source_key) values ($1, gen_random_uuid(), '2026-06-14', 300000, 'later')",
    [id],
  );
  const { status, body } = await (await t.as("manager"))("GET", `/customers/${id}/grade`);
  expect(status).toBe(200);
  expect(body.stored).toMatchObject({
    grade: "silver",
    fromGrade: null,
    row: 5,
    clause: "B4.2",
    clauseTitle: { zh: "客户分级" },
    override: null,
  });
  expect(body.stored.facts).toContainEqual({
    name: "yearlySpend",
    label: { zh: "近12个月消费", en: "Spend in 12 months" },
    text: { zh: "3,000.00 元", en: "CNY 3,000.00" },
  });
  expect(body.stored.rows[0].cells[0]).toMatchObject({
    held: false,
    text: { zh: "近12个月消费 3,000.00 元，不满足：≥ 6,000.00 元" },
  });
  expect(body.today).toMatchObject({ grade: "gold", fromGrade: "silver", row: 1 });
});

test("a role without the right to the facts sees the grade, not what it was judged by", async () => {
  const { rows } = await t.pool.query("select customer_id from customers.customer where name = '白银'");
  const { status, body } = await (await t.as("agent"))("GET", `/customers/${rows[0].customer_id}/grade`);
  expect(status).toBe(200);
  expect(body.stored.grade).toBe("silver");
  for (const hidden of ["facts", "rows", "ground", "row"]) expect(body.stored).not.toHaveProperty(hidden);
});

test("who may not see the customer finds nothing", async () => {
  const { rows } = await t.pool.query("select customer_id from customers.customer where name = '白银'");
  expect((await (await t.as("installer"))("GET", `/customers/${rows[0].customer_id}/grade`)).status).toBe(404);
  expect((await (await t.as("installer"))("GET", `/customers/${rows[0].customer_id}/grade/history`)).status).toBe(404);
});

test("a person's word stands against the table until the next review, with its reason", async () => {
  const id = await plant(t.pool, { name: "贵宾", joinedOn: "2025-01-01", purchases: [["2026-02-01", 100]] });
  await review();
  expect(await gradeOf(t, id)).toBe("bronze");
  const call = await t.as("manager");
  expect(
    (await (await t.as("data_group"))("POST", `/customers/${id}/grade`, { grade: "gold", reason: "战略合作客户" }))
      .status,
  ).toBe(403);
  expect((await call("POST", `/customers/${id}/grade`, { grade: "gold", reason: "短" })).status).toBe(400);
  t.clock.advance(60_000);
  const { status, body } = await call("POST", `/customers/${id}/grade`, { grade: "gold", reason: "战略合作客户" });
  expect(status).toBe(200);
  expect(body.stored).toMatchObject({
    grade: "gold",
    fromGrade: "bronze",
    override: { byName: "沈明辉", reason: "战略合作客户" },
  });
  expect(body.today).toMatchObject({ grade: "bronze" });
  expect(await managerPromises(id)).toEqual(["open"]);
  t.clock.advance(60_000);
  await review();
  expect(await gradeOf(t, id)).toBe("bronze");
  const history = (await call("GET", `/customers/${id}/grade/history`)).body.items;
  expect(history.map(({ kind, fromGrade, grade }: any) => [kind, fromGrade, grade])).toEqual([
    ["review", "gold", "bronze"],
    ["override", "bronze", "gold"],
    ["review", null, "bronze"],
  ]);
});

test("a grade set while a change list waits for approval is not undone by it", async () => {
  const id = await plant(t.pool, { name: "插队", joinedOn: "2025-01-01", purchases: [["2026-03-01", 700_000]] });
  const { body } = await (await t.as("data_group"))("POST", "/gradings", {});
  await workAll(t);
  t.clock.advance(60_000);
  const call = await t.as("manager");
  await call("POST", `/customers/${id}/grade`, { grade: "silver", reason: "有争议，暂定银牌" });
  await call("POST", `/gradings/${body.id}/approval`, {});
  await workAll(t);
  expect(await gradeOf(t, id)).toBe("silver");
  const { items } = (await call("GET", `/customers/${id}/grade/history`)).body;
  expect(items.map((one: any) => one.kind)).toEqual(["override"]);
});

test("an account manager named keeps the promise to a gold customer; whoever has one is promised none", async () => {
  const owner = (await t.pool.query("select id from identity.staff where email like 'account.manager@%'")).rows[0].id;
  const [alone, looked] = [
    await plant(t.pool, { name: "无人管", joinedOn: "2025-01-01", purchases: [["2026-03-01", 700_000]] }),
    await plant(t.pool, {
      name: "有人管",
      joinedOn: "2025-01-01",
      ownerId: owner,
      purchases: [["2026-03-01", 700_000]],
    }),
  ];
  t.clock.advance(60_000);
  await review();
  expect(await managerPromises(looked)).toEqual([]);
  expect(await managerPromises(alone)).toEqual(["open"]);
  const call = await t.as("manager");
  const { version } = (await call("GET", `/customers/${alone}`)).body;
  const changed = await call("PATCH", `/customers/${alone}`, { version, facts: { ownerId: owner } });
  expect(changed.status).toBe(200);
  expect(await managerPromises(alone)).toEqual(["met"]);
});

test("a cancelled judgement leaves nothing behind and says so", async () => {
  const { body } = await (await t.as("data_group"))("POST", "/gradings", {});
  await write(t.services, { actor: systemActor("test") }, (ctx) => cancelRun(ctx, body.runId));
  await workAll(t);
  const call = await t.as("manager");
  expect((await call("GET", `/gradings/${body.id}`)).body).toMatchObject({ state: "cancelled", judged: 0, changed: 0 });
  expect((await call("POST", `/gradings/${body.id}/approval`, {})).status).toBe(409);
  expect((await t.pool.query("select 1 from customers.grading_change where grading_id = $1", [body.id])).rowCount).toBe(
    0,
  );
});

test("an application killed between two chunks goes on where it was, with each customer written once", async () => {
  const ids = [];
  for (let n = 0; n < 3; n++)
    ids.push(
      await plant(t.pool, {
        name: `续跑${n}`,
        joinedOn: "2025-01-01",
        purchases: [["2026-03-01", [700_000, 300_000, 1][n]!]],
      }),
    );
  const { body } = await (await t.as("data_group"))("POST", "/gradings", {});
  await workAll(t);
  t.clock.advance(60_000);
  const call = await t.as("manager");
  const { runId } = (await call("POST", `/gradings/${body.id}/approval`, {})).body;
  // As a worker that died after its first chunk leaves it: running, without a heartbeat, the golds written.
  await workAll(t);
  const written = await t.pool.query(
    "select customer_id, grade, since from customers.grade where grading_id = $1 order by 1",
    [body.id],
  );
  await t.pool.query("delete from customers.grade where customer_id = any($1)", [ids.slice(1)]);
  await t.pool.query("update customers.grading set state = 'applying', applied = 1 where id = $1", [body.id]);
  await t.pool.query(
    `update platform.run set state = 'queued', position = '{"move": 1, "after": null}' where id = $1`,
    [runId],
  );
  await workAll(t);
  expect(
    (
      await t.pool.query("select customer_id, grade, since from customers.grade where grading_id = $1 order by 1", [
        body.id,
      ])
    ).rows,
  ).toEqual(written.rows);
  expect((await call("GET", `/gradings/${body.id}`)).body.state).toBe("applied");
});

test("evidence: who was judged by the last review counts as judged then, changed or not", async () => {
  const { rows } = await t.pool.query(
    "select count(*)::int as n, count(*) filter (where at >= '2026-06-15')::int as fresh from customers.grade_evidence('2020-01-01', '2027-01-01') where value is not null",
  );
  expect(rows[0].fresh).toBeGreaterThan(0);
  expect(rows[0].fresh).toBe(rows[0].n);
});
