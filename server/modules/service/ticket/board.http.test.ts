import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let finance: Awaited<ReturnType<typeof t.as>>;
let customerId: string;
const tickets: Record<string, any> = {};

// A Monday, ten in the morning in Shanghai.
const start = "2026-06-15T02:00:00.000Z";
beforeAll(async () => {
  t = await testApp(start);
  [agent, lead, finance] = [await t.as("agent"), await t.as("team_lead"), await t.as("finance")];
  customerId = (await agent("POST", "/customers", newCustomer({ name: "慕容雪" }))).body.customerId;
  const leadId = (await lead("GET", "/me")).body.id;
  const register = async (name: string, more: object) => {
    const { status, body } = await agent("POST", "/tickets", {
      customerId,
      source: "hotline",
      subject: name,
      content: name,
      assigneeId: leadId,
      ...more,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    tickets[name] = body;
  };
  // Enquiries are answered within 4 hours, complainers contacted within 24.
  await register("老投诉", { kind: "complaint", openedAt: "2026-06-05T02:00:00.000Z" });
  await register("迟了的咨询", { kind: "enquiry", openedAt: "2026-06-14T20:00:00.000Z" });
  await register("快迟的咨询", { kind: "enquiry", openedAt: "2026-06-14T23:00:00.000Z" });
  await register("等客户的咨询", { kind: "enquiry" });
  await agent("POST", `/tickets/${tickets.等客户的咨询.id}/waiting`, { reason: "等客户提供合同号" });
  await register("已办的咨询", { kind: "enquiry" });
  await agent("POST", `/tickets/${tickets.已办的咨询.id}/closure`, { outcome: "已答复" });
  await register("没人接的咨询", { kind: "enquiry", assigneeId: undefined, departmentId: tickets.老投诉.departmentId });
});
afterAll(() => t.close());

describe("the board", () => {
  test("counts what is open by kind, clock, person and age, and what moved today", async () => {
    const { status, body } = await lead("GET", "/ticket-board");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      open: 5,
      late: 2,
      soon: 1,
      waiting: 1,
      unassigned: 1,
      // The day is Shanghai's: two of them came when it was still Sunday by UTC.
      today: { registered: 5, closed: 1 },
    });
    expect(body.kinds.find((one: any) => one.kind === "complaint")).toMatchObject({ count: 1, late: 1 });
    expect(
      body.kinds.filter((one: any) => one.kind === "enquiry").reduce((sum: number, one: any) => sum + one.count, 0),
    ).toBe(4);
    expect(body.clocks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ control: "service.enquiry-answer", running: 4, late: 1, soon: 1, resting: 1 }),
        expect.objectContaining({ control: "service.complaint-solution", running: 1, late: 1 }),
      ]),
    );
    const leads = body.people.find((one: any) => one.name === "周建国");
    expect(leads).toMatchObject({ open: 3, waiting: 1, late: 2, soon: 1, capacity: 20 });
    expect(body.ages.map((one: any) => [one.from, one.count])).toEqual([
      [0, 4],
      [1, 0],
      [3, 0],
      [7, 1],
      [14, 0],
      [30, 0],
    ]);
  });

  test("shows nobody more than their lists do", async () => {
    expect((await finance("GET", "/ticket-board")).body).toMatchObject({ open: 0, late: 0, clocks: [] });
    expect((await t.call("GET", "/ticket-board")).status).toBe(401);
    expect((await (await t.as("data_group"))("GET", "/ticket-board")).status).toBe(403);
  });

  test("is narrowed to the reader's department", async () => {
    const { departments } = (await lead("GET", "/ticket-staff")).body;
    await agent("POST", "/tickets", {
      customerId,
      kind: "enquiry",
      source: "counter",
      subject: "财务的咨询",
      content: "发票",
      departmentId: departments.find((one: any) => one.code === "FIN").id,
    });
    expect((await lead("GET", "/ticket-board")).body.open).toBe(6);
    expect((await lead("GET", "/ticket-board?scope=department")).body.open).toBe(5);
    expect((await finance("GET", "/ticket-board")).body.open).toBe(1);
  });
});

describe("lists by what runs out", () => {
  const subjects = async (query: string, as = lead) => {
    const { status, body } = await as("GET", `/tickets?${query}`);
    return status === 200 ? body.items.map((one: any) => one.subject) : status;
  };

  test("late and soon late ones, by the clock that is asked for", async () => {
    expect(await subjects("due=late&sort=dueAt")).toEqual(["老投诉", "迟了的咨询"]);
    expect(await subjects("due=soon")).toEqual(["快迟的咨询"]);
    expect(await subjects("due=late&clock=service.enquiry-answer")).toEqual(["迟了的咨询"]);
    expect(await subjects("due=late,soon&sort=dueAt&limit=1")).toEqual(["老投诉"]);
    expect((await lead("GET", "/tickets/count?due=late,soon")).body).toEqual({ count: 3, estimated: false });
    expect(await subjects("due=tomorrow")).toBe(400);
  });

  test("open ones in the order in which they are due, what rests last, page by page", async () => {
    const first = (await lead("GET", "/tickets?queue=mine&sort=dueAt&limit=3")).body;
    expect(first.items.map((one: any) => one.subject)).toEqual(["老投诉", "迟了的咨询", "快迟的咨询"]);
    const second = (await lead("GET", `/tickets?queue=mine&sort=dueAt&limit=3&cursor=${first.next}`)).body;
    expect(second).toMatchObject({ items: [{ subject: "等客户的咨询" }], next: null });
  });

  test("queues may be put together and saved as a view", async () => {
    expect(await subjects("queue=unassigned")).toEqual(["没人接的咨询", "财务的咨询"]);
    expect((await subjects("queue=unassigned,mine")).length).toBe(6);
    expect(await subjects("queue=nobody")).toBe(400);
    const view = {
      list: "tickets",
      name: "迟的",
      definition: { filters: { queue: "all", due: "late" }, sort: "dueAt" },
    };
    expect((await lead("POST", "/views", view)).status).toBe(201);
  });
});

describe("what stands beside a ticket", () => {
  test("promises with the sum behind them, for whoever sees the ticket", async () => {
    const { id } = tickets.老投诉;
    const { items } = (await agent("GET", `/tickets/${id}/promises`)).body;
    expect(items.map((one: any) => [one.control, one.clause, one.late])).toEqual([
      ["service.complaint-contact", "B5.3.3", true],
      ["service.complaint-investigation", "B5.3.3", true],
      ["service.complaint-solution", "B5.3.3", true],
    ]);
    // It is given to somebody else, so the worklist would not show it to this reader.
    const why = await agent("GET", `/tickets/${id}/promises/${items[0].id}/explanation`);
    expect(why.body).toMatchObject({ clause: { number: "B5.3.3" }, term: { value: "24h" }, agrees: true });
    const other = `/tickets/${tickets.迟了的咨询.id}/promises/${items[0].id}/explanation`;
    expect((await agent("GET", other)).status).toBe(404);
    expect((await finance("GET", `/tickets/${id}/promises`)).status).toBe(404);
  });

  test("its events, the newest first", async () => {
    const { id } = tickets.已办的咨询;
    const { items, next } = (await agent("GET", `/tickets/${id}/events?limit=1`)).body;
    expect(items).toMatchObject([{ kind: "service.ticket.closed", actorName: "林晓燕" }]);
    const rest = (await agent("GET", `/tickets/${id}/events?cursor=${next}`)).body;
    expect(rest.items.map((one: any) => one.kind)).toEqual(["service.ticket.registered"]);
  });

  test("who else looks at it is told to those who may see it", async () => {
    const at = (subjectId: string) => ({ subjectType: "ticket", subjectId, doing: "looking" });
    expect((await agent("POST", "/presence", at(tickets.老投诉.id))).body).toEqual({ others: [] });
    expect((await lead("POST", "/presence", at(tickets.老投诉.id))).body.others).toMatchObject([{ name: "林晓燕" }]);
    expect((await finance("POST", "/presence", at(tickets.老投诉.id))).status).toBe(403);
  });

  test("a bulk refusal names the ticket that people know", async () => {
    const { id, number } = tickets.老投诉;
    const { body } = await agent("POST", "/tickets/bulk/closures", { ids: [id], outcome: "已处理" });
    expect(body.refused).toMatchObject([{ id, number }]);
  });

  test("departments are named for whoever gives them work", async () => {
    const { departments, items } = (await agent("GET", "/ticket-staff")).body;
    expect(departments).toContainEqual(expect.objectContaining({ code: "HL", name: "热线中心" }));
    expect(items[0]).toMatchObject({ chatLimit: 3 });
  });
});
