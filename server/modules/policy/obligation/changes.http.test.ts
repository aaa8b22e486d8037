import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newId } from "../../../platform/ids.ts";
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

const opened = "2026-06-15T02:00:00.000Z";
const at = (one: { customerId: string; id: string }) => `/obligations/${one.customerId}/${one.id}`;
const kindsOf = async (one: { customerId: string; id: string }) =>
  (
    await t.pool.query("select kind from platform.event where customer_id = $1 and subject_id = $2 order by id", [
      one.customerId,
      one.id,
    ])
  ).rows.map((row) => row.kind);

describe("pausing", () => {
  test("moves the due time and the next step by the open time that the pause held, and by nothing else", async () => {
    const [one] = await promise(t.services, call.key, opened);
    const lead = await t.as("team_lead");
    t.clock.set("2026-06-15T03:00:00.000Z"); // 11:00
    const paused = await lead("POST", `${at(one!)}/pause`, { reason: "等客户回电" });
    expect(paused.status).toBe(200);
    expect(paused.body).toMatchObject({
      dueAt: null,
      secondsLeft: null,
      nextStep: null,
      pausedSince: "2026-06-15T03:00:00Z",
    });
    expect((await lead("POST", `${at(one!)}/pause`, { reason: "再停" })).body.code).toBe("policy.already_paused");
    // Nothing is told or late while the clock stands.
    await asSystem(t.services, (ctx) => sweepObligations(ctx), "2026-06-16T02:00:00Z");
    // 14:00: an hour before the break and half an hour after it were open; the break itself held nothing.
    t.clock.set("2026-06-15T06:00:00.000Z");
    const resumed = await lead("DELETE", `${at(one!)}/pause`);
    expect(resumed.body).toMatchObject({
      dueAt: "2026-06-15T09:00:00Z",
      pausedSince: null,
      nextStep: { at: "2026-06-15T08:00:00Z", seconds: -3600 },
    });
    expect((await lead("DELETE", `${at(one!)}/pause`)).body.code).toBe("policy.not_paused");
    expect(await kindsOf(one!)).toEqual(["policy.obligation.paused", "policy.obligation.resumed"]);

    const { body } = await lead("GET", `${at(one!)}/explanation`);
    expect(body).toMatchObject({
      clause: {
        document: "TEST",
        number: "T1.1",
        title: { zh: "条款T1.1" },
        text: { zh: "在4小时内完成。", en: "Done within 4 hours." },
      },
      term: { value: "4h" },
      calendar: { name: "split", replacedAt: null },
      plannedAt: "2026-06-15T07:30:00.000Z",
      dueAt: "2026-06-15T09:00:00.000Z",
      agrees: true,
      pauses: [{ reason: "等客户回电" }],
    });
    expect(body.lines.map((line: { zh: string }) => line.zh).join("\n")).toContain("暂停，顺延1小时30分钟");
    t.clock.set(opened);
  });

  test("cannot save what is late, and needs the right and a reason", async () => {
    const [one] = await promise(t.services, call.key, "2026-06-12T02:00:00Z");
    const lead = await t.as("team_lead");
    expect((await lead("POST", `${at(one!)}/pause`, { reason: "太迟" })).body.code).toBe("policy.already_late");
    expect((await lead("POST", `${at(one!)}/pause`, { reason: "" })).status).toBe(400);
    expect((await (await t.as("agent"))("POST", `${at(one!)}/pause`, { reason: "不行" })).status).toBe(403);
  });
});

describe("assigning", () => {
  test("anybody of the role takes what waits for it; only some give it to others", async () => {
    const [one] = await promise(t.services, call.key, opened);
    const mine = await t.as("agent");
    expect((await mine("POST", `${at(one!)}/assignment`, { role: "team_lead" })).body.code).toBe("policy.not_yours");
    const taken = await mine("POST", `${at(one!)}/assignment`, { assigneeId: agent });
    expect(taken.body).toMatchObject({ assigneeId: agent, role: "agent" });
    const lead = await t.as("team_lead");
    const given = await lead("POST", `${at(one!)}/assignment`, { role: "data_group" });
    expect(given.body).toMatchObject({ assigneeId: null, role: "data_group" });
    // It is no more the agent's to see.
    expect((await mine("GET", at(one!))).status).toBe(404);
    const notices = await (await t.as("data_group"))("GET", "/notices?state=unread");
    expect(notices.body.items[0]).toMatchObject({
      kind: "assigned",
      obligationId: one!.id,
      settled: false,
      label: { zh: "回访" },
    });
  });

  test.each([
    [{ assigneeId: "018f0000-0000-7000-8000-000000000000" }, "assigneeId"],
    [{ role: "nobody" }, "role"],
  ])("refuses %o", async (target, field) => {
    const [one] = await promise(t.services, call.key, opened);
    const { status, body } = await (await t.as("team_lead"))("POST", `${at(one!)}/assignment`, target);
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
  });

  test("in bulk: one that cannot be changed does not hold up the others", async () => {
    const [a, b, done] = await promise(t.services, visit.key, opened, {}, 3);
    await (
      await t.as("data_group")
    )("POST", `${at(done!)}/fulfilment`, { note: "已上门" });
    const unknown = { customerId: newId(), id: newId() };
    const keys = [a!, unknown, done!, b!, a!].map(({ customerId, id }) => ({ customerId, id }));
    const { status, body } = await (
      await t.as("team_lead")
    )("POST", "/obligations/assignments", { items: keys, to: { assigneeId: agent } });
    expect(status).toBe(200);
    expect(body.items.map((item: { ok: boolean; code: string }) => item.code)).toEqual([
      null,
      "platform.not_found",
      "policy.obligation_closed",
      null,
    ]);
    const { rows } = await t.pool.query(
      "select id from policy.obligation where assignee_id = $1 and control = 'test.visit'",
      [agent],
    );
    expect(rows.map((row) => row.id).sort()).toEqual([a!.id, b!.id].sort());
  });
});

describe("waiving", () => {
  test("keeps the reason, ends a pause, and nothing follows", async () => {
    const [one, other] = await promise(t.services, call.key, opened, {}, 2);
    await (
      await t.as("team_lead")
    )("POST", `${at(one!)}/pause`, { reason: "等待" });
    expect((await (await t.as("team_lead"))("POST", `${at(one!)}/waiver`, { reason: "客户撤诉" })).status).toBe(403);
    const manager = await t.as("manager");
    const { body } = await manager("POST", `${at(one!)}/waiver`, { reason: "客户撤诉" });
    expect(body).toMatchObject({
      state: "waived",
      reason: "客户撤诉",
      dueAt: "2026-06-15T07:30:00Z",
      nextStep: null,
      pausedSince: null,
      late: false,
    });
    expect((await manager("POST", `${at(one!)}/waiver`, { reason: "再来" })).body.code).toBe(
      "policy.obligation_closed",
    );
    expect((await manager("GET", `${at(one!)}/explanation`)).body.agrees).toBe(true);
    const bulk = await manager("POST", "/obligations/waivers", {
      items: [one!, other!].map(({ customerId, id }) => ({ customerId, id })),
      reason: "停办",
    });
    expect(bulk.body.items.map((item: { ok: boolean }) => item.ok)).toEqual([false, true]);
    // The reason is free text and stays out of events.
    const { rows } = await t.pool.query("select data from platform.event where kind = 'policy.obligation.waived'");
    expect(JSON.stringify(rows)).not.toMatch(/撤诉|停办/);
  });
});

describe("fulfilment by hand", () => {
  test("only where no work of a module fulfils it, by whom it concerns, with a note", async () => {
    const [task] = await promise(t.services, visit.key, opened);
    const [work] = await promise(t.services, call.key, opened);
    expect((await (await t.as("agent"))("POST", `${at(task!)}/fulfilment`, { note: "已上门" })).status).toBe(404);
    expect((await (await t.as("agent"))("POST", `${at(work!)}/fulfilment`, { note: "已回访" })).body.code).toBe(
      "policy.not_by_hand",
    );
    const data = await t.as("data_group");
    expect((await data("POST", `${at(task!)}/fulfilment`, {})).status).toBe(400);
    const { body } = await data("POST", `${at(task!)}/fulfilment`, { note: "已上门" });
    expect(body).toMatchObject({
      state: "met",
      reason: "已上门",
      settledByName: "许静",
      byHand: true,
      secondsLeft: null,
    });
    expect((await data("POST", `${at(task!)}/fulfilment`, { note: "再来" })).body.code).toBe(
      "policy.obligation_closed",
    );
    expect((await data("GET", "/obligations?state=done")).body.items[0]).toMatchObject({ id: task!.id });
    expect(await kindsOf(task!)).toEqual(["policy.obligation.fulfilled"]);
  });
});

test("done during a pause: the pause ends with it and the due time it would have had stays", async () => {
  const [one] = await promise(t.services, visit.key, opened);
  await (
    await t.as("team_lead")
  )("POST", `${at(one!)}/pause`, { reason: "等待" });
  t.clock.set("2026-06-15T03:00:00.000Z");
  const data = await t.as("data_group");
  const { body } = await data("POST", `${at(one!)}/fulfilment`, { note: "已上门" });
  // Two working days until the close of Wednesday; an hour of office time was paused, so it ends on Thursday at 09:30.
  expect(body).toMatchObject({ state: "met", dueAt: "2026-06-18T01:30:00Z", pausedSince: null });
  expect((await data("GET", `${at(one!)}/explanation`)).body).toMatchObject({
    agrees: true,
    pauses: [{ to: "2026-06-15T03:00:00Z" }],
  });
  t.clock.set(opened);
});

test("notices: each reads for themselves", async () => {
  const [one] = await promise(t.services, call.key, "2026-06-10T02:00:00Z", { assigneeId: agent });
  await asSystem(t.services, (ctx) => sweepObligations(ctx));
  const [mine, lead, finance] = [await t.as("agent"), await t.as("team_lead"), await t.as("finance")];
  const { body } = await mine("GET", "/notices?limit=1");
  expect(body.items[0]).toMatchObject({ kind: "warned", obligationId: one!.id, clause: "T1.1", readAt: null });
  const older = (await mine("GET", "/notices?state=unread")).body.items.length;
  expect((await mine("GET", "/notices/count")).body).toEqual({ unread: older });
  expect((await mine("POST", "/notices/readings", { ids: [body.items[0].id] })).body).toEqual({ unread: older - 1 });
  expect((await mine("POST", "/notices/readings", { upTo: body.items[0].id })).body).toEqual({ unread: 0 });
  // Of somebody else's notice nothing is kept.
  const foreign = (await lead("GET", "/notices")).body.items[0];
  expect(foreign).toMatchObject({ kind: "due", readAt: null });
  await finance("POST", "/notices/readings", { ids: [foreign.id] });
  expect((await t.pool.query("select 1 from policy.notice_read where notice_id = $1", [foreign.id])).rowCount).toBe(0);
  expect((await finance("GET", "/notices")).body).toEqual({ items: [], next: null });
});
