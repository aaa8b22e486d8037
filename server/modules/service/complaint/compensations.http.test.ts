import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { desk } from "./complaint.testing.ts";
import { enact } from "../pack.testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let customerId: string;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  customerId = await d.customer("慕容雪");
  await t.pool.query(
    `insert into customers.service_held (customer_id, id, kind, name, started_on, ended_on, monthly_fee)
     values ($1, gen_random_uuid(), 'broadband', '宽带', '2025-01-01', null, 9000), ($1, gen_random_uuid(), 'tv', '电视', '2025-01-01', '2026-06-14', 3000)`,
    [customerId],
  );
});
afterAll(() => t.close());

const propose = (id: string, body: object, as = d.agent) => d.step(as, id, "compensation", body);
const instruct = (id: string, part: string, as = d.agent) => d.step(as, id, `compensation/${part}/instruction`, {});
const found = async (more: object = {}) => {
  const { id } = await d.complaint(customerId, more);
  await d.until(id, "found");
  return id as string;
};
const first = async (id: string, body: object) => (await d.ok(propose(id, body))).compensations[0];

describe("what the tables propose", () => {
  test.each([
    ["an outage by the fee that runs", {}, { lossKind: "outage", outageDays: 3 }, "credit", "900", "900"],
    ["damage in cash", {}, { lossKind: "property", lossAmount: "15000" }, "cash", "15000", "15000"],
    ["a minor inconvenience by a coupon", {}, { lossKind: "inconvenience" }, "coupon", "2000", "2000"],
    ["a severe one by points", { severity: "severe" }, { lossKind: "inconvenience" }, "points", "20000", "20000"],
  ])("%s", async (_, more, body, way, worth, amount) => {
    const row = await first(await found(more), body);
    expect(row).toMatchObject({ way, worth, amount, state: "proposed", handReason: null });
    const { rows } = await t.pool.query(
      "select control, clause, overridden_by from policy.decision where subject_id = $1 order by id",
      [row.id],
    );
    expect(rows[0]).toEqual({ control: "service.compensation-way", clause: "B5.3.3", overridden_by: null });
  });

  test("set by hand it needs a reason, which is kept as evidence beside what the table said", async () => {
    const id = await found();
    expect((await propose(id, { lossKind: "inconvenience", hand: { worth: "5000" } })).status).toBe(400);
    const row = await first(id, {
      lossKind: "inconvenience",
      hand: { way: "cash", worth: "5000", reason: "老人不用积分" },
    });
    expect(row).toMatchObject({
      way: "cash",
      worth: "5000",
      handReason: "老人不用积分",
      basis: { way: "coupon", worth: "2000", wayClause: "B5.3.3" },
    });
    const { rows } = await t.pool.query(
      "select control, value, reason, overridden_by is not null as by_hand from policy.decision where subject_id = $1 order by id",
      [row.id],
    );
    expect(rows).toEqual([
      { control: "service.compensation-way", value: "cash", reason: "老人不用积分", by_hand: true },
      { control: "service.compensation-amount", value: 5000, reason: "老人不用积分", by_hand: true },
    ]);
  });

  test.each([
    ["outage", { lossKind: "outage" }, "outageDays"],
    ["property", { lossKind: "property" }, "lossAmount"],
  ])("%s without its size is refused by name", async (_, body, field) => {
    const { status, body: said } = await propose(await found(), body);
    expect([status, said.errors[0].field]).toEqual([400, field]);
  });

  test("an amount below nothing", async () => {
    expect((await propose(await found(), { lossKind: "property", lossAmount: "-5" })).status).toBe(400);
  });
});

describe("booking", () => {
  test("below the level it is booked at once, and the customer told", async () => {
    const id = await found();
    const row = await first(id, { lossKind: "outage", outageDays: 3 });
    const { body } = await instruct(id, row.id);
    expect(body.compensations[0]).toMatchObject({ state: "instructed", instructedAt: "2026-06-15T02:00:00Z" });
    const { rows } = await t.pool.query("select template, body from service.message where ticket_id = $1", [id]);
    expect(rows).toMatchObject([{ template: "compensation", body: expect.stringContaining("抵减账单 9.00 元") }]);
    expect((await instruct(id, row.id)).body).toMatchObject({
      code: "service.compensation_state",
      state: "instructed",
    });
  });

  test("before fault is found nothing is proposed, and nothing booked once it is found not to be ours", async () => {
    const { id } = await d.complaint(customerId);
    const refused = await propose(id, { lossKind: "inconvenience" });
    expect([refused.status, refused.body.clause?.number]).toEqual([403, "B5.3.3"]);
    await d.until(id, "found");
    const row = await first(id, { lossKind: "inconvenience" });
    await d.ok(d.step(d.agent, id, "investigation", d.finding({ ourFault: "no" })));
    expect((await instruct(id, row.id)).body.code).toBe("policy.guarded");
  });

  test("above the first level a supervisor approves; the approval is of this compensation alone", async () => {
    const id = await found();
    const row = await first(id, { lossKind: "property", lossAmount: "30000" });
    const asked = await instruct(id, row.id);
    expect(asked).toMatchObject({
      status: 403,
      body: { code: "policy.approval_needed", clause: { number: "B5.3.3" } },
    });
    expect(asked.body.approval).toMatchObject({ control: "service.compensation-approval", subjectId: row.id });
    const wish = (
      await d.agent("POST", "/approvals", { ...asked.body.approval, reason: "电视机被雷击损坏", term: "3d" })
    ).body;
    expect((await instruct(id, row.id)).status).toBe(403);
    await d.ok(d.lead("POST", `/approvals/${wish.customerId}/${wish.id}/decision`, { granted: true }));
    // Another one of the same ticket is another matter.
    const other = await first(id, { lossKind: "property", lossAmount: "30001" });
    expect((await instruct(id, other.id)).status).toBe(403);
    const { body } = await instruct(id, row.id);
    expect(body.compensations.find((one: any) => one.id === row.id).state).toBe("instructed");
    const { rows } = await t.pool.query(
      "select outcome from policy.guard_check where subject_id = $1 and control = 'service.compensation-approval' order by id",
      [row.id],
    );
    expect(rows.map((one) => one.outcome)).toEqual(["approval_asked", "approval_asked", "allowed"]);
  });

  test("above the second level a supervisor's word is not enough", async () => {
    const id = await found({ severity: "severe" });
    const row = await first(id, { lossKind: "property", lossAmount: "150000" });
    const asked = await instruct(id, row.id);
    expect(asked.body.approval.control).toBe("service.compensation-director");
    const wish = (await d.agent("POST", "/approvals", { ...asked.body.approval, reason: "家电全部损坏", term: "3d" }))
      .body;
    const decide = (as: typeof d.agent) =>
      as("POST", `/approvals/${wish.customerId}/${wish.id}/decision`, { granted: true });
    expect((await decide(d.lead)).status).toBe(403);
    expect((await decide(d.manager)).status).toBe(200);
    expect((await instruct(id, row.id)).status).toBe(200);
  });

  test("two book one compensation at once: it is booked once", async () => {
    const id = await found();
    const row = await first(id, { lossKind: "inconvenience" });
    const both = await Promise.all([instruct(id, row.id), instruct(id, row.id, d.lead)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  test("what was not carried out yet is taken back", async () => {
    const id = await found();
    const row = await first(id, { lossKind: "inconvenience" });
    const { body } = await d.step(d.agent, id, `compensation/${row.id}/cancellation`, { reason: "客户放弃" });
    expect(body.compensations[0]).toMatchObject({ state: "cancelled", settledNote: "客户放弃" });
    expect((await instruct(id, row.id)).status).toBe(409);
    // It is this ticket's, not another's.
    expect((await instruct(await found(), row.id)).status).toBe(404);
  });
});

describe("for finance", () => {
  test("instructions are listed, filtered, and carried out once", async () => {
    const id = await found();
    const row = await first(id, { lossKind: "outage", outageDays: 2 });
    await d.ok(instruct(id, row.id));
    const listed = (await d.finance("GET", "/compensations?state=instructed&way=credit&limit=1")).body;
    expect(listed.items).toMatchObject([{ id: row.id, way: "credit", worth: "600", customerName: "慕容雪" }]);
    expect(listed.next).toBe(row.id);
    expect(
      (await d.finance("GET", `/compensations?cursor=${listed.next}&state=instructed`)).body.items.map(
        (one: any) => one.id,
      ),
    ).not.toContain(row.id);
    const paid = await d.finance("POST", `/compensations/${row.id}/completion`, { note: "计入 6 月账单" });
    expect(paid.body).toMatchObject({ state: "carried_out", settledNote: "计入 6 月账单", settledByName: "吴敏" });
    expect((await d.finance("POST", `/compensations/${row.id}/completion`, { note: "再次" })).status).toBe(409);
    expect((await d.agent("GET", "/compensations")).status).toBe(403);
    expect((await d.lead("POST", `/compensations/${row.id}/completion`, { note: "代办" })).status).toBe(403);
  });
});

test("limits by severity are a refusal, not a matter of approval", async () => {
  await enact(t, "service");
  const id = await found();
  const { status, body } = await propose(id, { lossKind: "property", lossAmount: "10001" });
  expect([status, body.code, body.clause.number]).toEqual([403, "policy.guarded", "S1.5.5"]);
  expect((await propose(id, { lossKind: "property", lossAmount: "10000" })).status).toBe(200);
});
