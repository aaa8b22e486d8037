import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { enact, idsOf, promisesOf, runTask } from "../pack.testing.ts";
import { createTicket } from "../ticket/ticket.actions.ts";
import { promiseReports } from "./report.jobs.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let agent: Call;
let lead: Call;
let manager: Call;
let ids: Record<string, string>;
let customerId: string;
let ticket: { id: string; number: string };

const day = "2026-06-15";
const written = { version: 0, raised: "多位客户问电子发票", plan: "跟进无信号工单", remarks: null, matters: [] };
const system = <T>(work: (ctx: Parameters<Parameters<typeof write>[2]>[0]) => Promise<T>) =>
  write(t.services, { actor: systemActor("test") }, work);
const contact = (staffId: string, at: string, more: object = {}) =>
  system((ctx) =>
    recordContact(ctx, {
      customerId,
      channel: "hotline",
      state: "done",
      at,
      staffId,
      seconds: 120,
      subject: "无信号",
      ...more,
    }),
  );

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  [agent, lead, manager] = [await t.as("agent"), await t.as("team_lead"), await t.as("manager")];
  ids = await idsOf(t);
  customerId = (await agent("POST", "/customers", newCustomer({ name: "王海" }))).body.customerId;
  await contact(ids.agent!, "2026-06-15T01:00:00Z");
  await contact(ids.agent!, "2026-06-15T01:30:00Z", { channel: "email", seconds: null });
  await contact(ids.agent!, "2026-06-15T01:40:00Z");
  // Not of this day by the company's clock, not answered, not hers.
  await contact(ids.agent!, "2026-06-14T15:59:00Z");
  await contact(ids.agent!, "2026-06-15T01:50:00Z", { state: "missed" });
  await contact(ids.data_group!, "2026-06-15T01:00:00Z");
  ticket = await system((ctx) =>
    createTicket(ctx, {
      customerId,
      kind: "fault",
      source: "hotline",
      subject: "电视无信号",
      content: "全家黑屏",
      departmentId: ids.HL!,
      assigneeId: ids.agent!,
    }),
  );
});
afterAll(() => t.close());

describe("a day", () => {
  test("is filled in already: contacts by channel, tickets in hand, names as one may see them", async () => {
    const { body } = await agent("GET", `/reports/days/${day}`);
    expect(body.report).toBeNull();
    expect(body.figures).toMatchObject({
      contacts: [
        { channel: "hotline", count: 2, seconds: 240 },
        { channel: "email", count: 1, seconds: 0 },
      ],
      openTickets: 1,
      callbacks: 0,
    });
    expect(body.contacts).toHaveLength(3);
    expect(body.contacts[0]).toMatchObject({ channel: "hotline", subject: "无信号", customerName: "王海" });
    expect(body.tickets).toMatchObject([{ number: ticket.number, mine: true, worked: false }]);
  });

  test("is kept while it is written; a stale window is told", async () => {
    const { status, body } = await agent("PUT", `/reports/days/${day}`, {
      ...written,
      matters: [
        { matter: "等待线路检测", ticketNumber: ticket.number.toLowerCase() },
        { matter: "发票抬头待客户确认" },
      ],
    });
    expect([status, body.state, body.matters.map((one: any) => one.ticketNumber)]).toEqual([
      200,
      "open",
      [ticket.number, null],
    ]);
    const stale = await agent("PUT", `/reports/days/${day}`, written);
    expect([stale.status, stale.body.code]).toEqual([409, "service.changed"]);
  });

  test.each([
    ["a day ahead", "2026-06-16", {}],
    ["a day long gone", "2026-05-31", {}],
    ["an unknown ticket", "2026-06-14", { matters: [{ matter: "事项", ticketNumber: "T-0" }] }],
    ["no day at all", "today", {}],
    ["fields that it does not have", day, { score: 5 }],
  ])("refuses %s", async (_, on, more) =>
    expect((await agent("PUT", `/reports/days/${on}`, { ...written, ...more })).status).toBe(400),
  );

  test("is not filed without a plan", async () => {
    const { status, body } = await agent("POST", `/reports/days/${day}/filing`, { ...written, version: 2, plan: " " });
    expect([status, body.errors[0].field]).toEqual([400, "plan"]);
  });
});

describe("the promise of a report (S1.2.3)", () => {
  beforeAll(() => enact(t, "service"));

  test("is made on a working day for whoever handled something, once, until the office closes", async () => {
    // The agent's row is there since the morning, before the clause: it is promised all the same.
    await runTask(t, promiseReports);
    await runTask(t, promiseReports);
    const promises = await promisesOf(t, "service.daily-report");
    expect(promises.map((one) => one.assigneeId).sort()).toEqual([ids.agent, ids.data_group].sort());
    expect(promises[0]).toMatchObject({
      clause: "S1.2.3",
      customerId: nobody,
      state: "open",
      openedAt: "2026-06-14T15:59:59Z",
      dueAt: "2026-06-15T09:30:00Z",
    });
  });

  test("is made for whoever is on duty too, but not on a day off", async () => {
    t.clock.set("2026-06-20T02:00:00.000Z");
    await t.pool.query(
      `insert into service.shift (id, name, starts, ends, created_at) values ('0197aaaa-0000-7000-8000-000000000001', '白班', '08:00', '16:00', now())`,
    );
    for (const on of ["2026-06-16", "2026-06-20"])
      await t.pool.query(
        `insert into service.duty (id, day, shift_id, staff_id, starts_at, ends_at, created_by_name, created_at)
         values (gen_random_uuid(), $1, '0197aaaa-0000-7000-8000-000000000001', $2, $1::date + interval '0 hours', $1::date + interval '8 hours', '周建国', now())`,
        [on, ids.team_lead],
      );
    const before = (await promisesOf(t, "service.daily-report")).length;
    await runTask(t, promiseReports);
    expect((await promisesOf(t, "service.daily-report")).length).toBe(before);
    t.clock.set("2026-06-16T02:00:00.000Z");
    await runTask(t, promiseReports);
    const promises = await promisesOf(t, "service.daily-report");
    expect(promises.slice(before)).toMatchObject([{ assigneeId: ids.team_lead, dueAt: "2026-06-16T09:30:00Z" }]);
    t.clock.set("2026-06-15T02:10:00.000Z");
  });

  test("is kept by filing, with the figures of the day as they stood; then it does not change", async () => {
    const { body: before } = await agent("GET", `/reports/days/${day}`);
    const matters = before.report.matters.map(({ matter, ticketNumber }: any) => ({ matter, ticketNumber }));
    const { status, body } = await agent("POST", `/reports/days/${day}/filing`, {
      ...written,
      version: before.report.version,
      matters,
    });
    expect([status, body.state, body.matters.length]).toEqual([201, "filed", 2]);
    expect(body.readingDueAt).toBe("2026-06-16T09:30:00Z");
    const [kept] = (await promisesOf(t, "service.daily-report")).filter((one) => one.subjectId === body.id);
    expect(kept.state).toBe("met");
    await contact(ids.agent!, "2026-06-15T02:05:00Z");
    const after = (await agent("GET", `/reports/days/${day}`)).body;
    expect(after.figures.contacts[0].count).toBe(2);
    const again = await agent("PUT", `/reports/days/${day}`, { ...written, version: after.report.version });
    expect([again.status, again.body.code]).toEqual([409, "service.report_filed"]);
  });
});

describe("reading (S1.7.2)", () => {
  let report: any;
  test("lists what waits for whoever looks after the department; drafts are nobody else's", async () => {
    await (
      await t.as("data_group")
    )("PUT", `/reports/days/${day}`, { ...written, version: 1, raised: "草稿" });
    const { body } = await lead("GET", "/reports?view=unread");
    expect(body.items).toMatchObject([{ staffName: "林晓燕", day, readAt: null }]);
    report = body.items[0];
    expect((await lead("GET", "/reports/counts")).body).toMatchObject({ unread: 1, late_filing: 0, late_reading: 0 });
    expect((await promisesOf(t, "service.daily-report-reading"))[0]).toMatchObject({
      clause: "S1.7.2",
      role: "team_lead",
      departmentId: ids.HL,
      state: "open",
    });
    const drafts = await t.pool.query("select id from service.work_report where staff_id = $1", [ids.data_group]);
    expect((await lead("GET", `/reports/${drafts.rows[0].id}`)).status).toBe(404);
  });

  test("marks, comments and names owners of open matters, and so keeps the promise", async () => {
    const seen = (await lead("GET", `/reports/${report.id}`)).body;
    expect(seen).toMatchObject({ raised: "多位客户问电子发票", figures: { openTickets: 1 } });
    expect(seen.contacts[0].customerName).toBe("王海");
    const owners = [{ id: seen.matters[0].id, ownerId: ids.installer, dueOn: "2026-06-17" }];
    const nowhere = await lead("POST", `/reports/${report.id}/readings`, {
      owners: [{ id: newId(), ownerId: ids.installer }],
    });
    expect(nowhere.status).toBe(404);
    const gone = await lead("POST", `/reports/${report.id}/readings`, {
      owners: [{ id: seen.matters[0].id, ownerId: newId() }],
    });
    expect([gone.status, gone.body.errors[0].field]).toEqual([400, "owners.0.ownerId"]);
    const { body } = await lead("POST", `/reports/${report.id}/readings`, { comment: "发票问题已转财务", owners });
    expect(body).toMatchObject({
      readByName: "周建国",
      matters: [{ ownerName: "郑大勇", dueOn: "2026-06-17" }, { ownerName: null }],
      comments: [{ body: "发票问题已转财务", authorName: "周建国" }],
      readings: [{ staffName: "周建国" }],
    });
    expect((await promisesOf(t, "service.daily-report-reading"))[0].state).toBe("met");
    await manager("POST", `/reports/${report.id}/readings`, {});
    expect((await agent("GET", `/reports/${report.id}`)).body).toMatchObject({
      readByName: "周建国",
      readings: [{ staffName: "周建国" }, { staffName: "沈明辉" }],
    });
  });

  test("goes on as a talk with the author; an open matter is closed by its owner and carried until then", async () => {
    expect((await agent("POST", `/reports/${report.id}/comments`, { body: "收到" })).body.comments).toHaveLength(2);
    const installer = await t.as("installer");
    const [matter] = (await installer("GET", "/reports/matters")).body.items;
    expect(matter).toMatchObject({ matter: "等待线路检测", staffName: "林晓燕", day });
    expect((await installer("GET", `/reports/${report.id}`)).status).toBe(404);
    const finance = await t.as("finance");
    expect((await finance("POST", `/reports/${report.id}/matters/${matter.id}/completion`)).status).toBe(404);
    t.clock.set("2026-06-15T03:00:00.000Z");
    expect((await installer("POST", `/reports/${report.id}/matters/${matter.id}/completion`)).body).toEqual({
      done: true,
    });
    expect((await installer("POST", `/reports/${report.id}/matters/${matter.id}/completion`)).status).toBe(409);
    const { rows } = await t.pool.query("select day from service.work_report where staff_id = $1", [ids.agent]);
    expect(rows).toHaveLength(1);
    const next = (await agent("GET", "/reports/days/2026-06-16")).body;
    expect(next.carried.map((one: any) => one.matter)).toEqual(["发票抬头待客户确认"]);
  });

  test("of one's own report is no reading", async () => {
    await lead("POST", `/reports/days/${day}/filing`, written);
    const own = (await lead("GET", "/reports/mine")).body.items.find((one: any) => one.day === day);
    expect((await lead("POST", `/reports/${own.id}/readings`, {})).status).toBe(404);
    expect((await lead("GET", "/reports?view=unread")).body.items).toEqual([]);
    expect((await manager("GET", "/reports?view=unread")).body.items.map((one: any) => one.id)).toEqual([own.id]);
    expect((await manager("GET", "/reports?view=unread&departments=mine")).body.items).toHaveLength(1);
    expect((await lead("GET", "/reports?view=unread&departments=mine")).body.items).toHaveLength(0);
  });

  test("what is late is listed", async () => {
    expect((await manager("GET", "/reports?view=late_filing")).body.items).toEqual([]);
    await t.pool.query("update identity.session set expires_at = '2026-07-01', created_at = '2026-06-17'");
    t.clock.set("2026-06-17T02:00:00.000Z");
    expect(
      (await manager("GET", "/reports?view=late_filing")).body.items.map((one: any) => one.staffName).sort(),
    ).toEqual(["周建国", "许静"]);
    expect((await manager("GET", "/reports?view=late_reading")).body.items).toMatchObject([
      { staffName: "周建国", day },
    ]);
    expect((await manager("GET", "/reports/counts")).body).toEqual({
      all: 0,
      unread: 1,
      late_filing: 2,
      late_reading: 1,
    });
  });
});

test("pages keep to the order of days", async () => {
  const first = (await manager("GET", "/reports?limit=1")).body;
  const second = (await manager("GET", `/reports?limit=1&cursor=${first.next}`)).body;
  expect([first.items[0].id === second.items[0].id, second.next]).toEqual([false, null]);
  expect((await manager("GET", "/reports?cursor=x")).status).toBe(400);
});

test("each action needs its permission, and nobody reads what is not theirs", async () => {
  const [marketing, data] = [await t.as("marketing"), await t.as("data_group")];
  const { body } = await manager("GET", "/reports?limit=1");
  const { id } = body.items[0];
  expect((await marketing("GET", `/reports/days/${day}`)).status).toBe(403);
  expect((await agent("GET", "/reports")).status).toBe(403);
  expect((await data("GET", `/reports/${id}`)).status).toBe(404);
  expect((await data("POST", `/reports/${id}/comments`, { body: "看看" })).status).toBe(404);
  expect((await data("POST", `/reports/${id}/readings`, {})).status).toBe(403);
  expect((await manager("GET", `/reports/${newId()}`)).status).toBe(404);
});
