import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let customerId: string;
beforeAll(async () => {
  // A Monday, ten in the morning in Shanghai.
  t = await testApp("2026-06-15T02:00:00.000Z");
  [agent, lead] = [await t.as("agent"), await t.as("team_lead")];
  const made = await agent(
    "POST",
    "/customers",
    newCustomer({ name: "慕容雪" }, { contacts: [{ kind: "phone", value: "13900001111" }] }),
  );
  customerId = made.body.customerId;
});
afterAll(() => t.close());

const register = async (more: object = {}, as = agent) => {
  const { status, body } = await as("POST", "/tickets", {
    customerId,
    kind: "complaint",
    categoryKey: "service",
    source: "hotline",
    subject: "宽带安装迟到",
    content: "约好上午安装，师傅下午才到，没有提前通知。",
    ...more,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
};
const promises = async (id: string) =>
  (
    await t.pool.query(
      `select control, clause, state, paused_since is not null as rests, settled_at is not null as settled, due_at from policy.obligation where subject_id = $1 order by id`,
      [id],
    )
  ).rows;

describe("registration", () => {
  test("a complaint has a number, a place in the queue, a department by the table, and its clocks", async () => {
    const ticket = await register();
    expect(ticket).toMatchObject({
      kind: "complaint",
      state: "new",
      priority: 40,
      customerName: "慕容雪",
      categoryKey: "service",
      grade: null,
    });
    expect(ticket.number).toMatch(/^T260615-[A-Z2-9]{5}$/);
    expect(await promises(ticket.id)).toMatchObject([
      { control: "service.complaint-contact", clause: "B5.3.3", state: "open", due_at: "2026-06-16T02:00:00Z" },
      { control: "service.complaint-solution", clause: "B5.3.3", state: "open", due_at: "2026-06-22T02:00:00Z" },
      { control: "service.complaint-investigation", clause: "B5.3.3", state: "open", due_at: "2026-06-18T09:30:00Z" },
    ]);
    // Customer service has nobody who works on tickets, so the hotline takes it; why, is told.
    const [assignment] = ticket.assignments;
    expect(assignment.reasons).toMatchObject({
      departments: ["CS", "HL"],
      passed: [{ code: "CS", because: "nobody" }],
      clause: "B5.3.1",
    });
    expect(["林晓燕", "周建国"]).toContain(assignment.reasons.chosen);
    const { rows } = await t.pool.query(
      "select control, clause, value from policy.decision where subject_id = $1 order by id",
      [ticket.id],
    );
    expect(rows).toEqual([
      { control: "service.queue-priority", clause: "B4.2.1", value: 40 },
      { control: "service.assignment", clause: "B5.3.1", value: ["CS", "HL"] },
    ]);
  });

  test("gold comes first in every queue", async () => {
    const version = (await t.pool.query("select id from policy.version limit 1")).rows[0].id;
    const gold = (await agent("POST", "/customers", newCustomer({ name: "金先生" }))).body.customerId;
    await t.pool.query(
      "insert into customers.grade (customer_id, grade, since, clause, version_id, facts, judged_at) values ($1, 'gold', '2026-01-01', 'B4.2', $2, '{}', '2026-01-01')",
      [gold, version],
    );
    const ticket = await register({ customerId: gold, kind: "enquiry", categoryKey: undefined });
    expect(ticket).toMatchObject({ priority: 10, grade: "gold" });
    const queue = (await agent("GET", "/tickets?queue=all&sort=priority&limit=2")).body.items;
    expect(queue[0].id).toBe(ticket.id);
  });

  test("work is spread by what everybody has in hand, and passed on where a skill is missing", async () => {
    const before = (await lead("GET", "/ticket-staff")).body.items;
    const open = (name: string, items: any[]) => items.find((one) => one.name === name).open;
    for (let i = 0; i < 4; i++) await register();
    const after = (await lead("GET", "/ticket-staff")).body.items;
    const grown = ["林晓燕", "周建国"].map((name) => open(name, after) - open(name, before));
    expect(grown[0]! + grown[1]!).toBe(4);
    expect(Math.abs(open("林晓燕", after) - open("周建国", after))).toBeLessThanOrEqual(1);
    // Bills want a skill that nobody in finance has yet.
    const unskilled = await register({ kind: "enquiry", categoryKey: "bill" });
    expect(unskilled.assignments[0].reasons.passed[0]).toEqual({ code: "FIN", because: "no-skill" });
    const finance = before.find((one: any) => one.name === "吴敏").staffId;
    expect((await lead("PUT", `/ticket-staff/${finance}`, { skills: ["billing"], capacity: 5 })).status).toBe(204);
    expect((await register({ kind: "enquiry", categoryKey: "bill" })).assigneeId).toBe(finance);
  });

  test.each([
    ["an unknown category", { categoryKey: "nothing" }, "categoryId"],
    ["a category of another kind", { categoryKey: "bill" }, "categoryId"],
    ["a time ahead", { openedAt: "2026-06-16T02:00:00Z" }, "openedAt"],
    ["a promise that lies behind", { promisedAt: "2026-06-15T01:00:00Z" }, "promisedAt"],
  ])("%s is refused by name", async (_, more, field) => {
    const { status, body } = await agent("POST", "/tickets", {
      customerId,
      kind: "complaint",
      source: "hotline",
      subject: "主题",
      content: "内容",
      ...more,
    });
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  test("a customer whom one may not see cannot be given a ticket", async () => {
    const installer = await t.as("account_manager");
    const { status } = await installer("POST", "/tickets", {
      customerId,
      kind: "enquiry",
      source: "counter",
      subject: "主题",
      content: "内容",
    });
    expect(status).toBe(404);
  });
});

describe("the way of an enquiry", () => {
  test("a reply answers it, waiting rests its clocks, its end archives it", async () => {
    const ticket = await register({ kind: "enquiry", categoryKey: "tariffs", promisedAt: "2026-06-15T08:00:00Z" });
    expect(await promises(ticket.id)).toMatchObject([
      { control: "service.enquiry-answer", due_at: "2026-06-15T06:00:00Z" },
      { control: "service.promise", due_at: "2026-06-15T08:00:00Z" },
    ]);
    expect((await agent("POST", `/tickets/${ticket.id}/waiting`, { reason: "等客户提供合同号" })).body).toMatchObject({
      state: "waiting",
    });
    expect((await promises(ticket.id)).map((one) => one.rests)).toEqual([true, false]);
    expect(
      (await agent("POST", `/tickets/${ticket.id}/entries`, { kind: "customer", body: "合同号是 8812" })).status,
    ).toBe(201);
    expect((await agent("GET", `/tickets/${ticket.id}`)).body).toMatchObject({ state: "working", waitingFor: null });
    const reply = await agent("POST", `/tickets/${ticket.id}/entries`, { kind: "reply", body: "您的套餐每月 88 元。" });
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    expect((await promises(ticket.id))[0]).toMatchObject({ state: "met", settled: true });
    const closed = await agent("POST", `/tickets/${ticket.id}/closure`, { outcome: "已说明资费" });
    expect(closed.body).toMatchObject({ state: "closed", outcome: "已说明资费", closedAt: "2026-06-15T02:00:00Z" });
    expect((await promises(ticket.id)).map((one) => one.state)).toEqual(["met", "met"]);
    // The archive is edited by nobody, and the refusal names its clause.
    const late = await agent("POST", `/tickets/${ticket.id}/entries`, { kind: "reply", way: "told", body: "补答" });
    expect([late.status, late.body.clause.number]).toEqual([403, "B5.3.1"]);
    // What must be added stands beside it (T5.2.5).
    const note = await agent("POST", `/tickets/${ticket.id}/entries`, { kind: "note", body: "附记" });
    expect([note.status, (await agent("GET", `/tickets/${ticket.id}`)).body.state]).toEqual([201, "closed"]);
    const again = await agent("POST", `/tickets/${ticket.id}/reopening`, { reason: "客户再次询问" });
    expect(again.body).toMatchObject({ state: "working", reopened: 1, closedAt: null });
    const entries = (await agent("GET", `/tickets/${ticket.id}/entries`)).body.items;
    expect(entries.map((one: any) => one.kind)).toEqual(["note", "note", "reply", "customer"]);
  });

  test("two close one ticket at once: one does, the other is told", async () => {
    const ticket = await register({ kind: "enquiry", categoryKey: "tariffs" });
    const both = await Promise.all(
      [agent, lead].map((as) => as("POST", `/tickets/${ticket.id}/closure`, { outcome: "已答复" })),
    );
    expect(both.map((one) => one.status).sort()).toEqual([200, 403]);
  });

  test("a complaint does not simply close", async () => {
    const ticket = await register();
    expect(await agent("POST", `/tickets/${ticket.id}/closure`, { outcome: "已处理" })).toMatchObject({
      status: 409,
      body: { code: "service.complaint_steps" },
    });
  });

  test("a hard enquiry goes to a specialist, and the customer is told when to expect an answer", async () => {
    const ticket = await register({ kind: "enquiry", categoryKey: "coverage" });
    const staffId = (await lead("GET", "/ticket-staff")).body.items.find((one: any) => one.name === "周建国").staffId;
    const { body } = await agent("POST", `/tickets/${ticket.id}/specialist`, {
      staffId,
      expectAt: "2026-06-16T02:00:00Z",
    });
    expect(body).toMatchObject({ assigneeId: staffId, promisedAt: "2026-06-16T02:00:00Z" });
    const { rows } = await t.pool.query("select template, way from service.message where ticket_id = $1", [ticket.id]);
    expect(rows).toEqual([{ template: "answer-expected", way: "sms" }]);
  });
});

describe("many tickets", () => {
  test("search finds parts of Chinese texts and numbers", async () => {
    const ticket = await register({ subject: "霓虹灯闪烁故障", kind: "fault", categoryKey: "picture" });
    for (const word of ["霓虹灯", "闪烁故", ticket.number])
      expect(
        (await agent("GET", `/tickets?q=${encodeURIComponent(word)}`)).body.items.map((one: any) => one.id),
      ).toEqual([ticket.id]);
  });

  test("bulk actions do what they can and say why not", async () => {
    const [one, other] = [await register({ kind: "enquiry", categoryKey: "tariffs" }), await register()];
    const { body } = await agent("POST", "/tickets/bulk/closures", {
      ids: [one.id, other.id],
      outcome: "群发通知已答复",
    });
    expect(body).toMatchObject({ done: 1, refused: [{ id: other.id }] });
    expect((await agent("GET", `/tickets/${one.id}`)).body.state).toBe("closed");
  });

  test("a duplicate is merged with what hangs on it; its clocks end", async () => {
    const [kept, other] = [await register(), await register()];
    await agent("POST", `/tickets/${other.id}/entries`, { kind: "note", body: "同一件事" });
    const { body } = await agent("POST", `/tickets/${kept.id}/merges`, { otherId: other.id });
    expect(body.links).toMatchObject([{ id: other.id, kind: "duplicate", state: "merged" }]);
    expect((await promises(other.id)).map((row) => row.state)).toEqual(["waived", "waived", "waived"]);
    expect((await agent("GET", `/tickets/${kept.id}/entries`)).body.items).toMatchObject([{ body: "同一件事" }]);
  });

  test("splitting makes a ticket with clocks since the first one came", async () => {
    const ticket = await register();
    t.clock.set("2026-06-15T03:00:00.000Z");
    const { body } = await agent("POST", `/tickets/${ticket.id}/splits`, {
      kind: "suggestion",
      subject: "提前短信通知",
      content: "建议上门前发短信",
    });
    const made = body.links.find((one: any) => one.kind === "split").id;
    expect((await agent("GET", `/tickets/${made}`)).body).toMatchObject({
      kind: "suggestion",
      openedAt: "2026-06-15T02:00:00Z",
    });
    t.clock.set("2026-06-15T02:00:00.000Z");
  });

  test("a macro does its steps, watching and mentions make lists of their own", async () => {
    const ticket = await register();
    const macro = (
      await lead("POST", "/macros", { name: "加急并领取", steps: { urgency: "high", take: true, note: "已加急" } })
    ).body;
    const { body } = await agent("POST", `/tickets/${ticket.id}/macros`, { macroId: macro.id });
    expect(body).toMatchObject({ urgency: "high", priority: 20, state: "working" });
    const leadId = (await lead("GET", "/me")).body.id;
    await agent("POST", `/tickets/${ticket.id}/entries`, { kind: "note", body: "请组长看一下", mentions: [leadId] });
    expect((await lead("GET", "/tickets?queue=mentioned")).body.items.map((one: any) => one.id)).toContain(ticket.id);
    await lead("POST", `/tickets/${ticket.id}/watching`, { on: true });
    expect((await lead("GET", "/tickets?queue=watched")).body.items.map((one: any) => one.id)).toEqual([ticket.id]);
  });

  test("who saw an older version is told", async () => {
    const ticket = await register();
    const change = (version: number) =>
      agent("PATCH", `/tickets/${ticket.id}`, { version, facts: { severity: "severe" } });
    expect((await change(ticket.version)).body).toMatchObject({ severity: "severe", priority: 30 });
    expect(await change(ticket.version)).toMatchObject({
      status: 409,
      body: { code: "service.changed", version: ticket.version + 1 },
    });
  });
});
