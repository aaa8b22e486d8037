import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, nobody } from "../../../platform/ids.ts";
import { callbackForComplaint, callbackForWorkOrder } from "./index.ts";
import { type CallbackApp, callbackApp, record, runPlan } from "../../../../test/callbacks.ts";

let t: CallbackApp;
let customerId: string;
const complaint = (severity: "minor" | "moderate" | "severe", more: object = {}) =>
  t.doing((ctx) =>
    callbackForComplaint(ctx, { customerId, ticketId: newId(), severity, handledBy: [t.staffOf("agent")], ...more }),
  );

beforeAll(async () => {
  t = await callbackApp("M");
  customerId = await t.customer("投诉人");
});
afterAll(() => t.close());

describe("a closed complaint", () => {
  test.each([
    ["severe", "24h", "2026-06-16T02:00:00Z"],
    ["moderate", "3d", "2026-06-18T02:00:00Z"],
    ["minor", "7d", "2026-06-22T02:00:00Z"],
  ] as const)("that was %s is called back within %s", async (severity, term, dueAt) => {
    const id = await complaint(severity);
    expect(await t.promises("service.callback-of-complaint", id)).toMatchObject([
      { clause: "M4.3", term, due_at: dueAt, role: "agent", state: "open" },
    ]);
    const { rows } = await t.pool.query(
      "select value, facts from policy.decision where control = 'service.complaint-callback' and customer_id = $1 order by at desc, id desc limit 1",
      [customerId],
    );
    expect(rows).toEqual([{ value: term, facts: { severity } }]);
    const lead = await t.as("team_lead");
    expect((await lead("GET", `/callbacks/${id}`)).body.callback).toMatchObject({
      reason: "complaint",
      severity,
      dueAt,
    });
  });

  test("is called back by somebody who did not handle it", async () => {
    const [agent, lead, id] = [await t.as("agent"), await t.as("team_lead"), (await complaint("severe"))!];
    const mine = (await agent("GET", "/callbacks?only=mine&state=due")).body.items;
    expect(mine.map((one: any) => one.callback.id)).not.toContain(id);
    expect((await agent("GET", `/callbacks/${id}`)).body.mayCall).toBe(false);
    const refused = await agent("POST", `/callbacks/${id}/record`, record());
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { code: "policy.guarded", clause: { document: "M", number: "M4.3" } },
    ]);
    expect(
      (
        await agent("POST", `/callbacks/${id}/attempts`, {
          at: "2026-06-15T01:00:00Z",
          way: "phone",
          outcome: "refused",
        })
      ).status,
    ).toBe(403);
    const given = await lead("POST", `/callbacks/${id}/assignment`, { assigneeId: t.staffOf("agent") });
    expect([given.status, given.body.code]).toEqual([403, "policy.guarded"]);
    // The refusals stay as evidence of the clause.
    const { rows } = await t.pool.query(
      "select outcome from policy.guard_check where control = 'service.callback-caller' and subject_id = $1",
      [id],
    );
    expect(rows.map((row) => row.outcome)).toEqual(["refused", "refused", "refused"]);
    expect((await lead("POST", `/callbacks/${id}/record`, record())).status).toBe(200);
    expect(await t.promises("service.callback-of-complaint", id)).toMatchObject([{ state: "met" }]);
  });

  test("is judged as the service of whoever handled it", async () => {
    const id = (await complaint("minor"))!;
    await (
      await t.as("team_lead")
    )("POST", `/callbacks/${id}/record`, record({ satisfaction: 3 }));
    const { rows } = await t.pool.query(
      "select person_id, department_id, satisfied, valid from service.callback_rating_facts('2026-06-01', '2026-07-01') where id = $1",
      [id],
    );
    expect(rows).toEqual([{ person_id: t.staffOf("agent"), department_id: t.ids.HL, satisfied: false, valid: true }]);
  });

  test("has one callback at a time, and none where nobody knows whom to call", async () => {
    const ticketId = newId();
    const first = await complaint("severe", { ticketId });
    expect([typeof first, await complaint("severe", { ticketId })]).toEqual(["string", undefined]);
    expect(await complaint("severe", { customerId: nobody })).toBeUndefined();
    expect(await complaint("severe", { customerId: newId() })).toBeUndefined();
  });

  test("follows a plan's way, questions and caller where one runs for it, but never to whoever handled it", async () => {
    const planId = await runPlan(t, {
      name: "投诉回访",
      occasion: "complaint",
      cycle: null,
      way: "visit",
      doer: "person",
      doerRole: null,
      doerStaffId: t.staffOf("agent"),
    });
    const lead = await t.as("team_lead");
    const handled = (await lead("GET", `/callbacks/${await complaint("severe")}`)).body;
    expect(handled.callback).toMatchObject({ planId, way: "visit", assigneeId: null });
    const other = await complaint("severe", { handledBy: [t.staffOf("team_lead")] });
    expect((await lead("GET", `/callbacks/${other}`)).body).toMatchObject({
      callback: { assigneeId: t.staffOf("agent") },
      questions: [{ key: "speed" }, {}, {}, {}],
    });
  });
});

test("finished work is called back within the clause's term", async () => {
  const work = () =>
    t.doing((ctx) =>
      callbackForWorkOrder(ctx, { customerId, workOrderId: newId(), handledBy: [t.staffOf("installer")] }),
    );
  const id = (await work())!;
  expect(await t.promises("service.completion-callback", id)).toMatchObject([
    { clause: "M4.9", term: "3d", due_at: "2026-06-18T02:00:00Z", role: "agent", state: "open" },
  ]);
  const agent = await t.as("agent");
  expect((await agent("POST", `/callbacks/${id}/record`, record({ satisfaction: 4 }))).status).toBe(200);
  expect(await t.promises("service.completion-callback", id)).toMatchObject([{ state: "met" }]);
});

describe("where only the broadcaster's policy is in force", () => {
  let b: CallbackApp;
  beforeAll(async () => {
    b = await callbackApp("B");
  });
  afterAll(() => b.close());

  test("no clause asks for a complaint's callback: none is made, but by a plan", async () => {
    const id = await b.customer("客户");
    const closed = () =>
      b.doing((ctx) =>
        callbackForComplaint(ctx, {
          customerId: id,
          ticketId: newId(),
          severity: "severe",
          handledBy: [b.staffOf("agent")],
        }),
      );
    expect(await closed()).toBeUndefined();
    await runPlan(b, { occasion: "complaint", cycle: null, term: "2d" });
    const made = await closed();
    const { rows } = await b.pool.query("select due_at, role from service.callback where id = $1", [made]);
    expect(rows).toEqual([{ due_at: "2026-06-17T02:00:00Z", role: "agent" }]);
  });

  test("gold and special customers are called once a quarter by their account manager, others are not", async () => {
    const made = {
      gold: await b.customer("金牌客户", { ownerId: b.staffOf("account_manager") }),
      special: await b.customer("某学校", { kind: "organisation", organisationType: "school" }),
      plain: await b.customer("普通客户"),
    };
    await b.pool.query(
      "insert into customers.grade (customer_id, grade, since, judged_at, clause, version_id, facts) select $1, 'gold', now(), now(), 'B4.2', id, '{}' from policy.version limit 1",
      [made.gold],
    );
    // The list of key customers is looked through once a day.
    b.clock.set("2026-06-16T02:00:00.000Z");
    await b.tick("service.callbacks.turn");
    await b.tick("service.callbacks.turn");
    const { rows } = await b.pool.query(
      "select customer_id, period_key, assignee_id, role, due_at from service.callback where reason = 'key' order by assignee_id nulls last",
    );
    // To the end of the second quarter, from its beginning.
    expect(rows).toEqual([
      {
        customer_id: made.gold,
        period_key: "2026-Q2",
        assignee_id: b.staffOf("account_manager"),
        role: null,
        due_at: "2026-06-30T16:00:00Z",
      },
      {
        customer_id: made.special,
        period_key: "2026-Q2",
        assignee_id: null,
        role: "account_manager",
        due_at: "2026-06-30T16:00:00Z",
      },
    ]);
    expect(await b.promises("service.key-callback")).toMatchObject([
      { clause: "B5.3.2", term: "91d", state: "open" },
      { clause: "B5.3.2", state: "open" },
    ]);
    const decided = await b.pool.query(
      "select value, row_no, facts from policy.decision where control = 'service.callback-cycle' order by row_no",
    );
    expect(decided.rows).toEqual([
      { value: "quarter", row_no: 1, facts: { class: "household", grade: "gold" } },
      { value: "quarter", row_no: 2, facts: { class: "special", grade: null } },
    ]);
    b.clock.set("2026-07-01T02:00:00.000Z");
    await b.tick("service.callbacks.turn");
    const next = await b.pool.query(
      "select count(*)::int as n from service.callback where reason = 'key' and period_key = '2026-Q3'",
    );
    expect(next.rows).toEqual([{ n: 2 }]);
    b.clock.set("2026-06-16T02:00:00.000Z");
  });

  test("what they say is the satisfaction of B8.2.3, and read by the supervision group", async () => {
    const [sales, supervisor] = [await b.as("account_manager"), await b.as("supervision")];
    const mine = (await sales("GET", "/callbacks?only=mine&state=due&reason=key")).body.items;
    expect(mine).toHaveLength(4);
    const [first, second] = mine.map((one: any) => one.callback.id);
    await sales(
      "POST",
      `/callbacks/${first}/record`,
      record({ satisfaction: 5, opinion: "信号稳定", opinionCategory: "quality" }),
    );
    await sales("POST", `/callbacks/${second}/record`, record({ satisfaction: 3, at: "2026-06-15T01:00:00Z" }));
    const span = "from=2026-06-01T00:00:00.000Z&to=2026-06-30T00:00:00.000Z";
    const figures = (await supervisor("GET", `/metrics/supervision.satisfaction/figures?${span}`)).body.items;
    expect(figures[0]).toMatchObject({ clause: "B8.2.3", numerator: 1, denominator: 2, share: 0.5 });
    await b.pool.query("update policy.version set effective_from = '2026-05-20' where effective_to is null");
    await b.tick("supervision.feedback");
    const feedback = (await supervisor("GET", "/feedback")).body.items;
    expect(feedback).toMatchObject([{ source: "callback", sourceId: first, opinion: "信号稳定", readAt: null }]);
    const data = await b.as("data_group");
    // Who may not read what customers say in callbacks sees that there is something, not what.
    expect((await data("GET", "/feedback")).body.items).toMatchObject([{ sourceId: first, opinion: null }]);
    expect((await supervisor("POST", "/feedback/readings", { ids: [feedback[0].id] })).body).toEqual({ read: 1 });
  });
});
