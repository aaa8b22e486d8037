import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { fulfil } from "./obligation.actions.ts";
import { sweepObligations } from "./sweep.ts";
import { asSystem, call, promise, staffOf, visit, withTestPolicy } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: string;
beforeAll(async () => {
  t = await testApp();
  await withTestPolicy(t.services);
  agent = await staffOf(t.services, "agent");
});
afterAll(() => t.close());
beforeEach(() => t.pool.query("delete from policy.obligation").then(() => t.pool.query("delete from policy.notice")));

const sweep = (now: string, limit?: number) => asSystem(t.services, (ctx) => sweepObligations(ctx, limit), now);
const eventsOf = async (id: string) =>
  (
    await t.pool.query("select kind, data->>'told' as told from platform.event where subject_id = $1 order by id", [id])
  ).rows.map((row) => [row.kind.split(".").at(-1), row.told]);
const rowOf = async (id: string) => (await t.pool.query("select * from policy.obligation where id = $1", [id])).rows[0];

// Monday 15 June 2026, 10:00 in Shanghai; split shifts 08:30-12:00, 13:30-17:30: four hours end at 15:30 (07:30Z).
const opened = "2026-06-15T02:00:00.000Z";

test("each step is told when its time comes, and only then", async () => {
  const [one] = await promise(t.services, call.key, opened, { assigneeId: agent });
  expect(one!.dueAt).toBe("2026-06-15T07:30:00Z");
  expect(await sweep("2026-06-15T06:29:59Z")).toBe(0);
  expect(await sweep("2026-06-15T06:30:00Z")).toBe(1);
  expect(await eventsOf(one!.id)).toEqual([["warned", agent]]);
  expect(await rowOf(one!.id)).toMatchObject({ state: "open", next_step: 1 });
  expect(await sweep("2026-06-15T06:31:00Z")).toBe(0);

  await sweep("2026-06-15T07:30:00Z");
  expect(await rowOf(one!.id)).toMatchObject({
    state: "breached",
    breached_at: "2026-06-15T07:30:00Z",
    assignee_id: agent,
  });
  await sweep("2026-06-15T08:30:00Z");
  expect(await eventsOf(one!.id)).toEqual([
    ["warned", agent],
    ["due", "team_lead"],
    ["escalated", "manager"],
  ]);
  // The last step hands over: the person has it no more, and nothing comes after.
  expect(await rowOf(one!.id)).toMatchObject({ assignee_id: null, role: "team_lead", next_step_at: null });
  expect(await sweep("2027-06-15T08:30:00Z")).toBe(0);
  const { rows } = await t.pool.query("select staff_id, role, kind from policy.notice order by id");
  expect(rows).toEqual([
    { staff_id: agent, role: null, kind: "warned" },
    { staff_id: null, role: "team_lead", kind: "due" },
    { staff_id: null, role: "manager", kind: "escalated" },
  ]);
});

test("after a standstill every missed step is told, in order", async () => {
  const [one] = await promise(t.services, call.key, opened);
  expect(await sweep("2026-06-20T00:00:00Z")).toBe(1);
  // Nobody took it: those of the responsible role are told instead of an assignee.
  expect(await eventsOf(one!.id)).toEqual([
    ["warned", "agent"],
    ["due", "team_lead"],
    ["escalated", "manager"],
  ]);
});

test("a clause without steps still turns into a breach at the due time", async () => {
  const [one] = await promise(t.services, visit.key, opened);
  expect(one!.dueAt).toBe("2026-06-17T09:30:00Z");
  await sweep("2026-06-17T09:29:59Z");
  expect(await rowOf(one!.id)).toMatchObject({ state: "open" });
  await sweep("2026-06-17T09:30:00Z");
  expect(await rowOf(one!.id)).toMatchObject({ state: "breached", next_step_at: null });
});

test("what is done in time is never told; what is done late stays a breach", async () => {
  const [early, late] = await promise(t.services, call.key, opened, {}, 2);
  await asSystem(t.services, (ctx) => fulfil(ctx, call.key, [early!]), "2026-06-15T07:30:00Z");
  await sweep("2026-06-15T07:30:00Z");
  await asSystem(t.services, (ctx) => fulfil(ctx, call.key, [late!]), "2026-06-15T07:40:00Z");
  await sweep("2026-07-15T07:30:00Z");
  expect(await rowOf(early!.id)).toMatchObject({ state: "met", next_step_at: null });
  expect(await eventsOf(early!.id)).toEqual([]);
  expect(await rowOf(late!.id)).toMatchObject({ state: "breached", settled_at: "2026-06-15T07:40:00Z" });
  expect(await eventsOf(late!.id)).toHaveLength(2);
});

test("sweeps at once take each step exactly once, in chunks", async () => {
  const rows = await promise(t.services, call.key, opened, {}, 400);
  const before = await t.pool.query("select count(*)::int as n from platform.event");
  const taken = await Promise.all(Array.from({ length: 8 }, () => sweep("2026-06-15T07:30:00Z", 90)));
  let sum = taken.reduce((a, b) => a + b, 0);
  for (let n = 1; n > 0; sum += n) n = await sweep("2026-06-15T07:30:00Z", 90);
  expect(sum).toBe(400);
  const after = await t.pool.query("select count(*)::int as n from platform.event");
  expect(after.rows[0].n - before.rows[0].n).toBe(800);
  const { rows: doubled } = await t.pool.query(
    "select subject_id from platform.event where subject_id = any($1::uuid[]) group by subject_id, kind having count(*) > 1",
    [rows.map((row) => row.id)],
  );
  expect(doubled).toEqual([]);
});

test("a sweep that dies leaves nothing behind, and does not wait for somebody's work", async () => {
  const [held, free] = await promise(t.services, call.key, opened, {}, 2);
  await expect(
    asSystem(
      t.services,
      async (ctx) => {
        await sweepObligations(ctx);
        throw new Error("killed");
      },
      "2026-06-15T06:30:00Z",
    ),
  ).rejects.toThrow("killed");
  expect(await eventsOf(free!.id)).toEqual([]);
  const writer = await t.pool.connect();
  try {
    await writer.query("begin");
    await writer.query("select 1 from policy.obligation where id = $1 for update", [held!.id]);
    expect(await sweep("2026-06-15T06:30:00Z")).toBe(1);
    await writer.query("commit");
  } finally {
    writer.release();
  }
  expect(await eventsOf(free!.id)).toHaveLength(1);
  expect(await sweep("2026-06-15T06:30:00Z")).toBe(1);
  expect(await eventsOf(held!.id)).toHaveLength(1);
});

test("a promise whose steps cannot be read any more is late at its due time, and blocks nobody", async () => {
  const [one] = await promise(t.services, call.key, opened);
  await t.pool.query("update policy.obligation set clause = 'T9.9' where id = $1", [one!.id]);
  await sweep("2026-06-15T06:30:00Z");
  expect(await eventsOf(one!.id)).toEqual([]);
  expect(await rowOf(one!.id)).toMatchObject({ state: "open", next_step_at: "2026-06-15T07:30:00Z" });
  await sweep("2026-06-15T07:30:00Z");
  expect(await rowOf(one!.id)).toMatchObject({ state: "breached", next_step_at: null });
  expect(await eventsOf(one!.id)).toEqual([["due", null]]);
});
