import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OrderApp, orderApp } from "./testing.ts";

let t: OrderApp;
beforeAll(async () => {
  t = await orderApp();
});
afterAll(() => t.close());

const goes = async (id: string, ...names: string[]) => {
  const out = [];
  for (const name of names) out.push((await t.installer("POST", `/work-orders/${id}/${name}`, {})).status);
  return out;
};
const done = (id: string, more: object = {}) =>
  t.installer("POST", `/work-orders/${id}/completion`, {
    testPassed: true,
    materials: [{ name: "光纤跳线", quantity: 2, unit: "根" }],
    ...more,
  });

describe("a visit from the dispatch to the signature", () => {
  test("is recorded step by step with its times, and keeps its promise", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const order = await t.order();
    await t.agree(order.id, 9);
    expect(await goes(order.id, "departure")).toEqual([409]);
    await t.lead("POST", `/work-orders/${order.id}/dispatch`, {});
    expect((await t.lead("POST", `/work-orders/${order.id}/dispatch`, {})).body).toMatchObject({
      code: "service.order_state",
      state: "dispatched",
    });
    t.clock.set("2026-06-16T00:40:00.000Z");
    expect(await goes(order.id, "arrival", "departure", "departure")).toEqual([409, 200, 409]);
    t.clock.set("2026-06-16T01:05:00.000Z");
    expect(await goes(order.id, "arrival")).toEqual([200]);
    await t.steps(order.id);
    expect((await t.sign(order.id)).status).toBe(200);
    t.clock.set("2026-06-16T02:20:00.000Z");
    const { status, body } = await done(order.id, { testNote: "下行 312 Mbps", workNote: "穿墙布线" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: "done",
      testPassed: true,
      testNote: "下行 312 Mbps",
      materials: [{ name: "光纤跳线", quantity: 2, unit: "根" }],
      signerName: "欧阳小娟",
      lateDays: 0,
      owed: null,
      endedAt: "2026-06-16T02:20:00Z",
    });
    expect(body.goings).toMatchObject([
      {
        state: "done",
        dispatchedAt: "2026-06-15T02:00:00Z",
        departedAt: "2026-06-16T00:40:00Z",
        arrivedAt: "2026-06-16T01:05:00Z",
        endedAt: "2026-06-16T02:20:00Z",
      },
    ]);
    expect(await t.promises(order.id)).toMatchObject([
      { control: "service.installation", state: "met", settled: true },
    ]);
    expect((await t.events(order.id)).map((one) => one.kind.split(".").at(-1))).toEqual([
      "opened",
      "scheduled",
      "dispatched",
      "departed",
      "arrived",
      "signed",
      "completed",
    ]);
    expect((await t.events(order.id)).at(-1)!.data).toEqual({ number: order.number, kind: "installation", visits: 1 });
    expect((await done(order.id)).status).toBe(409);
    expect((await t.lead("POST", `/work-orders/${order.id}/cancellation`, { reason: "太晚了" })).status).toBe(409);
    // The installer's time is free again.
    const { rows } = await t.pool.query("select 1 from service.booking where work_order_id = $1", [order.id]);
    expect(rows).toEqual([]);
  });

  test("is refused with the clause while test, steps, photos or signature are missing", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const id = await t.atWork({}, { hour: 14 });
    const why = async (more: object = {}) => {
      const { status, body } = await done(id, more);
      return [status, body.clause?.number, body.title];
    };
    expect(await why({ testPassed: false })).toEqual([403, "B5.2.1", expect.stringContaining("测试")]);
    expect(await why()).toEqual([403, "B5.2.1", "还有 5 个步骤没有完成。"]);
    const { steps } = (await t.installer("GET", `/work-orders/${id}`)).body;
    for (const step of steps) await t.installer("PUT", `/work-orders/${id}/steps/${step.id}`, { done: true });
    expect(await why()).toEqual([403, "B5.2.1", "还缺 1 个步骤的照片。"]);
    await t.steps(id);
    expect(await why()).toEqual([403, "B5.2.1", expect.stringContaining("签字")]);
    expect((await t.installer("GET", `/work-orders/${id}`)).body.state).toBe("arrived");
    // What was refused is kept as evidence.
    const { rows } = await t.pool.query(
      "select outcome, facts->>'signed' as signed from policy.guard_check where subject_id = $1 and control = 'service.order-closing' order by at, id",
      [id],
    );
    expect(rows.map((row) => row.outcome)).toEqual(["refused", "refused", "refused", "refused"]);
    // A recorded refusal stands in for the signature.
    expect((await done(id, { signatureRefusal: "客户要求先看账单" })).body).toMatchObject({
      state: "done",
      signatureRefusal: "客户要求先看账单",
      signedAt: null,
    });
  });

  test("only its installer records it", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const id = await t.atWork({}, { hour: 12 });
    const lead = await t.as("team_lead");
    expect((await lead("POST", `/work-orders/${id}/completion`, { testPassed: true })).status).toBe(403);
    expect((await t.second("POST", `/work-orders/${id}/completion`, { testPassed: true })).status).toBe(404);
    // Whoever opened an order sees it, and is still not its installer.
    await t.pool.query("update service.work_order set opened_by = $2 where id = $1", [id, t.otherId]);
    expect((await t.second("POST", `/work-orders/${id}/completion`, { testPassed: true })).body.code).toBe(
      "service.not_your_order",
    );
    expect((await t.sign(id, t.second)).body.code).toBe("service.not_your_order");
    await t.installer("POST", `/work-orders/${id}/failure`, { reasonKind: "other", reason: "测试结束" });
  });
});

describe("when nobody opens", () => {
  test("the order waits for another time, the clock rests, and runs on for the next visit", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const id = await t.atWork({}, { hour: 9 });
    t.clock.set("2026-06-16T01:30:00.000Z");
    const failed = await t.installer("POST", `/work-orders/${id}/failure`, {
      reasonKind: "absent",
      reason: "敲门无人，电话未接",
    });
    expect(failed.body).toMatchObject({ state: "failed", endReason: "敲门无人，电话未接" });
    expect(failed.body.goings).toMatchObject([
      { state: "failed", reasonKind: "absent", endedAt: "2026-06-16T01:30:00Z" },
    ]);
    expect(await t.promises(id)).toMatchObject([{ paused: true, due_at: null }]);
    const again = { from: t.at(9, 17), to: t.at(11, 17) };
    const { body } = await t.agree(id, 9, again);
    expect(body.goings.map((one: any) => one.state)).toEqual(["failed", "scheduled"]);
    expect(await t.promises(id)).toMatchObject([{ paused: false }]);
  });

  test.each([
    ["without a reason", { reasonKind: "absent" }],
    ["with a reason that is none", { reasonKind: "bored", reason: "不想去" }],
  ])("%s is refused", async (_, body) => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const order = await t.order();
    expect((await t.installer("POST", `/work-orders/${order.id}/failure`, body)).status).toBe(400);
  });
});

test("a cancelled order releases its promise, frees the time and tells the customer", async () => {
  t.clock.set("2026-06-15T02:00:00.000Z");
  const order = await t.order({ ...(await t.customer("取消客户")) });
  await t.agree(order.id, 9, { from: t.at(15, 18), to: t.at(17, 18) });
  const { body } = await t.lead("POST", `/work-orders/${order.id}/cancellation`, { reason: "客户撤回申请" });
  expect([body.state, body.goings[0].state]).toEqual(["cancelled", "cancelled"]);
  expect(await t.promises(order.id)).toMatchObject([{ state: "waived" }]);
  expect((await t.messages(order.customerId)).at(-1).body).toContain("已取消");
  const next = await t.order();
  expect((await t.agree(next.id, 9, { from: t.at(15, 18), to: t.at(17, 18) })).status).toBe(200);
});

describe("late", () => {
  const notice = (id: string) => t.promises(id, "service.visit-notice");

  test("a time after the promise wants its reason told; given with it, it is told at once", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const order = await t.order({ ...(await t.customer("延误客户")) });
    const late = { from: t.at(9, 22), to: t.at(11, 22) };
    await t.agree(order.id, 9, late);
    expect(await notice(order.id)).toMatchObject([{ state: "open", due_at: "2026-06-15T04:00:00Z" }]);
    t.clock.set("2026-06-15T03:00:00.000Z");
    const told = await t.lead("POST", `/work-orders/${order.id}/late-notice`, {
      reason: "楼道施工，周一方可进入",
      until: t.at(11, 22),
    });
    expect(told.body).toMatchObject({ lateReason: "楼道施工，周一方可进入", lateNoticeAt: "2026-06-15T03:00:00Z" });
    expect(await notice(order.id)).toMatchObject([{ state: "met" }]);
    expect((await t.messages(order.customerId)).at(-1).body).toMatch(/楼道施工.*6月22日 11:00/);

    const other = await t.order();
    await t.agree(other.id, 9, { from: t.at(13, 22), to: t.at(15, 22), reason: "缺货" });
    expect((await t.messages(other.customerId)).at(-1).body).toMatch(/6月22日 13:00–15:00，原因：缺货/);
    expect(await notice(other.id)).toMatchObject([{ state: "met" }]);
  });

  test("what nobody agreed on shortly before it is due is to be told, once, and is not where somebody comes", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const [waits, comes] = [
      await t.order({ kind: "repair", description: "检修" }),
      await t.order({ kind: "repair", description: "检修" }),
    ];
    await t.agree(comes.id, 9, {
      from: "2026-06-15T23:30:00.000Z",
      to: "2026-06-16T00:30:00.000Z",
      installerId: t.otherId,
    });
    await t.agree(comes.id, 9, {
      from: "2026-06-16T00:00:00.000Z",
      to: "2026-06-16T01:30:00.000Z",
      installerId: t.otherId,
    });
    t.clock.set("2026-06-15T21:00:00.000Z");
    await t.watch();
    expect(await notice(waits.id)).toEqual([]);
    t.clock.set("2026-06-15T22:30:00.000Z");
    await t.watch();
    await t.watch();
    expect(await notice(waits.id)).toMatchObject([{ state: "open", due_at: "2026-06-16T00:30:00Z" }]);
    expect(await notice(comes.id)).toEqual([]);
    // Done after all before it was due: there was nothing to tell.
    t.clock.set("2026-06-16T00:00:00.000Z");
    await t.agree(waits.id, 9, { from: "2026-06-16T00:10:00.000Z", to: "2026-06-16T01:00:00.000Z" });
    await t.lead("POST", `/work-orders/${waits.id}/dispatch`, {});
    expect(await goes(waits.id, "departure", "arrival")).toEqual([200, 200]);
    await t.steps(waits.id);
    await t.sign(waits.id);
    t.clock.set("2026-06-16T01:00:00.000Z");
    expect((await done(waits.id)).body.errors).toMatchObject([{ field: "cause" }]);
    expect((await done(waits.id, { cause: "line" })).body).toMatchObject({ state: "done", lateDays: 0, owed: null });
    expect(await notice(waits.id)).toMatchObject([{ state: "waived" }]);
  });

  test.each([
    ["line", "rent_waiver"],
    ["terminal", null],
  ])("a late repair whose cause is %s owes %s", async (cause, owed) => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const order = await t.order({ kind: "repair", description: "检修" });
    t.clock.set("2026-06-17T01:00:00.000Z");
    const hour = cause === "line" ? 12 : 15;
    await t.agree(order.id, 9, { from: t.at(hour, 17), to: t.at(hour + 2, 17), installerId: t.installerId });
    await t.lead("POST", `/work-orders/${order.id}/dispatch`, {});
    await goes(order.id, "departure", "arrival");
    await t.steps(order.id);
    await t.sign(order.id);
    const { body } = await done(order.id, { cause });
    expect(body).toMatchObject({ state: "done", lateDays: 1, owed });
    expect(await t.promises(order.id, "service.repair")).toMatchObject([{ state: "breached", settled: true }]);
  });

  test("a late installation owes its share of the fees for each day", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const order = await t.order();
    t.clock.set("2026-06-22T01:00:00.000Z");
    await t.agree(order.id, 9, { from: t.at(16, 22), to: t.at(17, 22), installerId: t.otherId });
    await t.lead("POST", `/work-orders/${order.id}/dispatch`, {});
    await t.second("POST", `/work-orders/${order.id}/departure`, {});
    // Half an hour after the window was over.
    t.clock.set("2026-06-22T09:30:00.000Z");
    await t.second("POST", `/work-orders/${order.id}/arrival`, {});
    for (const step of (await t.second("GET", `/work-orders/${order.id}`)).body.steps) {
      if (step.photo)
        await t.upload("installer_two", order.id, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), "a", step.id);
      await t.second("PUT", `/work-orders/${order.id}/steps/${step.id}`, { done: true });
    }
    await t.sign(order.id, t.second);
    const { body } = await t.second("POST", `/work-orders/${order.id}/completion`, { testPassed: true });
    expect(body).toMatchObject({ lateDays: 4, owed: "late_fee", owedShare: "0.01" });
  });

  test("while the customer wishes for later, the clock rests until that time comes", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const order = await t.order();
    const wish = { from: t.at(9, 23), to: t.at(11, 23), askedBy: "customer", reason: "客户出差" };
    expect((await t.agree(order.id, 9, wish)).body.dueAt).toBeNull();
    expect(await t.promises(order.id, "service.installation")).toMatchObject([{ paused: true }]);
    expect(await notice(order.id)).toEqual([]);
    t.clock.set("2026-06-20T01:00:00.000Z");
    await t.watch();
    expect(await t.promises(order.id, "service.installation")).toMatchObject([{ paused: true }]);
    t.clock.set("2026-06-23T01:00:00.000Z");
    await t.watch();
    // Of the three days none had passed when the clock stopped; now they run on.
    expect(await t.promises(order.id, "service.installation")).toMatchObject([
      { paused: false, state: "open", due_at: expect.stringMatching(/^2026-06-2[5-9]/) },
    ]);
  });
});

test("the figures count visits on time and repairs at the first visit, with their rows", async () => {
  t.clock.set("2026-06-30T02:00:00.000Z");
  const supervision = await t.as("supervision");
  const figure = async (control: string) =>
    (
      await supervision("GET", `/metrics/${control}/figures?from=2026-06-01T00:00:00.000Z&to=2026-06-30T00:00:00.000Z`)
    ).body.items.at(-1);
  const visits = await figure("service.visits-on-time");
  expect(visits.denominator).toBeGreaterThan(3);
  expect(visits.numerator).toBeLessThan(visits.denominator);
  const first = await figure("service.first-visit");
  expect([first.numerator, first.denominator]).toEqual([3, 3]);
});
