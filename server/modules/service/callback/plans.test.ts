import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { type CallbackApp, callbackApp, newPlan, runPlan } from "../../../../test/callbacks.ts";

let t: CallbackApp;
let [lead, manager, agent]: Awaited<ReturnType<CallbackApp["as"]>>[] = [];
const people: string[] = [];
const calls = async (planId: string) =>
  (
    await t.pool.query(
      "select customer_id, period_key, role, assignee_id, department_id, due_at, state from service.callback where plan_id = $1 order by period_key, customer_id",
      [planId],
    )
  ).rows;

beforeAll(async () => {
  t = await callbackApp("M");
  [lead, manager, agent] = [await t.as("team_lead"), await t.as("manager"), await t.as("agent")];
  for (let i = 0; i < 3; i++)
    people.push(await t.customer(`客户${i}`, i === 0 ? { ownerId: t.staffOf("account_manager") } : {}));
  await t.customer("某单位", { kind: "organisation", organisationType: "company" });
});
afterAll(() => t.close());

test("a preview says whom a plan would call; withdrawn consent and closed files do not count", async () => {
  const count = async (filters: object) => (await lead!("POST", "/callback-plans/preview", { filters })).body.customers;
  expect([await count({}), await count({ kind: "person" }), await count({ grade: "gold" })]).toEqual([4, 3, 0]);
  const gone = await t.customer("撤回者");
  const { body: consent } = await (
    await t.as("data_group")
  )("POST", `/customers/${gone}/consents`, {
    purpose: "survey",
    notice: "2026-01",
    evidenceKind: "signature",
    evidence: "单",
  });
  expect(await count({ kind: "person" })).toBe(4);
  const withdrawn = await (
    await t.as("data_group")
  )("POST", `/customers/${gone}/consents/${consent.id}/withdrawal`, {});
  expect(withdrawn.status).toBeLessThan(300);
  expect(await count({ kind: "person" })).toBe(3);
});

describe("a plan", () => {
  let id: string;
  test("waits for another person's approval, and keeps the promise that it is made", async () => {
    await t.tick("service.callbacks.turn");
    expect(await t.promises("service.callback-plan")).toMatchObject([
      { state: "open", role: "team_lead", clause: "M4.1" },
    ]);
    const made = await lead!("POST", "/callback-plans", newPlan());
    expect(made.body).toMatchObject({
      state: "draft",
      createdByName: "周建国",
      questions: [{ key: "speed" }, {}, {}, {}],
    });
    id = made.body.id;
    const own = await lead!("POST", `/callback-plans/${id}/approval`);
    expect([own.status, own.body.code]).toEqual([403, "service.own_plan"]);
    await t.tick("service.callbacks.turn");
    expect(await calls(id)).toEqual([]);
    expect((await manager!("POST", `/callback-plans/${id}/approval`)).body.state).toBe("active");
    expect((await t.promises("service.callback-plan")).map((one) => one.state)).toEqual(["breached"]);
  });

  test("makes its list once a customer and turn, each call promised by the plan's own term", async () => {
    await t.drain();
    await t.tick("service.callbacks.turn");
    const made = await calls(id);
    expect(made.map((one) => one.customer_id)).toEqual([...people].sort());
    // Ten days from now: the term of the plan.
    expect(made[0]).toMatchObject({
      period_key: "2026-06",
      role: "agent",
      due_at: "2026-06-25T02:00:00Z",
      state: "due",
    });
    const promised = await t.promises("service.callback");
    expect(promised).toHaveLength(3);
    expect(promised[0]).toMatchObject({
      clause: "M4.1",
      term: "10d",
      role: "agent",
      state: "open",
      due_at: "2026-06-25T02:00:00Z",
    });
    expect((await agent!("GET", `/callback-plans/${id}`)).body.progress).toEqual({
      period: "2026-06",
      calls: 3,
      made: 0,
      late: 0,
    });
  });

  test("goes on in the next turn, and no more once it is stopped", async () => {
    t.clock.set("2026-07-01T02:00:00.000Z");
    await t.tick("service.callbacks.turn");
    expect((await calls(id)).map((one) => one.period_key)).toEqual([
      "2026-06",
      "2026-06",
      "2026-06",
      "2026-07",
      "2026-07",
      "2026-07",
    ]);
    expect((await lead!("POST", `/callback-plans/${id}/stop`)).body).toMatchObject({
      state: "stopped",
      stoppedByName: "周建国",
    });
    expect((await lead!("POST", `/callback-plans/${id}/stop`)).status).toBe(409);
    t.clock.set("2026-08-01T02:00:00.000Z");
    await t.tick("service.callbacks.turn");
    expect(await calls(id)).toHaveLength(6);
    t.clock.set("2026-06-15T02:00:00.000Z");
  });
});

test("a confirmation of the running plans keeps the promise of the cycle", async () => {
  t.clock.set("2026-09-02T02:00:00.000Z");
  await t.tick("service.callbacks.turn");
  const refused = await lead!("POST", "/callback-plans/confirmations");
  expect([refused.status, refused.body.code]).toEqual([409, "service.no_plan"]);
  await runPlan(t, { cycle: "once", name: "九月", filters: { grade: "gold" } });
  t.clock.set("2026-10-02T02:00:00.000Z");
  await t.tick("service.callbacks.turn");
  expect((await lead!("POST", "/callback-plans/confirmations")).status).toBe(204);
  const turns = await t.promises("service.callback-plan");
  expect(turns.map((one) => one.state).slice(-2)).toEqual(["met", "met"]);
  t.clock.set("2026-06-15T02:00:00.000Z");
});

test.each([
  [
    "the account manager, else the role",
    { doer: "owner", doerRole: "agent" },
    { role: null, assignee: "account_manager", department: "SALES" },
  ],
  [
    "a department",
    { doer: "department", doerRole: null, doerDepartmentId: "HL" },
    { role: null, assignee: null, department: "HL" },
  ],
  [
    "one person",
    { doer: "person", doerRole: null, doerStaffId: "agent" },
    { role: null, assignee: "agent", department: "HL" },
  ],
])("calls are given to %s", async (name, doing: Record<string, unknown>, wanted) => {
  const planId = await runPlan(t, {
    name,
    cycle: "once",
    ...doing,
    ...(doing.doerDepartmentId ? { doerDepartmentId: t.ids.HL } : {}),
    ...(doing.doerStaffId ? { doerStaffId: t.staffOf("agent") } : {}),
  });
  const mine = (await calls(planId)).find((one) => one.customer_id === people[0])!;
  expect(mine).toMatchObject({
    role: wanted.role,
    assignee_id: wanted.assignee && t.staffOf(wanted.assignee),
    department_id: t.ids[wanted.department],
  });
  if (doing.doer === "owner") expect((await calls(planId)).filter((one) => one.role === "agent")).toHaveLength(2);
});

test("a draft is changed by its version, and not any more once it runs", async () => {
  const { body } = await lead!("POST", "/callback-plans", newPlan({ name: "草稿" }));
  const change = (version: number, more: object = {}) =>
    lead!("PUT", `/callback-plans/${body.id}`, { ...newPlan({ name: "新名", ...more }), version });
  expect((await change(9)).body.code).toBe("service.plan_changed");
  expect((await change(1, { questions: [] })).body).toMatchObject({ name: "新名", version: 2, questions: [] });
  await manager!("POST", `/callback-plans/${body.id}/approval`);
  expect((await change(3)).status).toBe(409);
  expect((await manager!("POST", `/callback-plans/${body.id}/approval`)).body.code).toBe("service.plan_not_draft");
});

test.each([
  ["an unknown filter", { filters: { colour: "red" } }, "colour"],
  ["a filter that is not understood", { filters: { class: "noble" } }, "class"],
  ["no cycle", { cycle: null }, "cycle"],
  ["a term that is none", { term: "soon" }, "term"],
  ["a role that does not exist", { doerRole: "wizard" }, "doerRole"],
  ["a person who does not work here", { doer: "person", doerStaffId: newId() }, "doerStaffId"],
  ["a department that does not exist", { doer: "department", doerDepartmentId: newId() }, "doerDepartmentId"],
  ["a choice without options", { questions: [{ key: "a", kind: "single", label: "甲" }] }, "questions.0.choices"],
  ["a question's key in capitals", { questions: [{ key: "A", kind: "text", label: "甲" }] }, "questions.0.key"],
  ["no name", { name: " " }, "name"],
  ["a field that is not known", { colour: "red" }, undefined],
])("a plan with %s is refused", async (_, wrong, field) => {
  const { status, body } = await lead!("POST", "/callback-plans", newPlan(wrong));
  expect(status).toBe(400);
  if (field) expect(body.errors.map((one: any) => one.field)).toContain(field);
});

test("who may plan", async () => {
  expect((await agent!("POST", "/callback-plans", newPlan())).status).toBe(403);
  expect((await agent!("GET", "/callback-plans")).status).toBe(200);
  expect((await (await t.as("installer"))("GET", "/callback-plans")).status).toBe(403);
  expect((await lead!("GET", `/callback-plans/${newId()}`)).status).toBe(404);
});

test("a list that was broken off goes on after its last chunk, and calls nobody twice", async () => {
  const planId = (
    await t.pool.query(
      "select plan_id from service.callback_round where plan_id <> '00000000-0000-0000-0000-000000000000' and period_key = '2026-06' limit 1",
    )
  ).rows[0].plan_id;
  const before = await calls(planId);
  await t.pool.query("update service.callback_plan set state = 'active' where id = $1", [planId]);
  await t.pool.query(
    "update platform.run set state = 'queued', position = '{}' where id = (select run_id from service.callback_round where plan_id = $1 and period_key = '2026-06')",
    [planId],
  );
  await t.drain();
  expect(await calls(planId)).toEqual(before);
});
