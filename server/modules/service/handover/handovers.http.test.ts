import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { enact, idsOf, promisesOf } from "../pack.testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let agent: Call;
let lead: Call;
let data: Call;
let finance: Call;
let sales: Call;
let ids: Record<string, string>;
let [one, two]: string[] = [];

const handed = (customerId: string, more: object = {}) => ({ customerId, situation: "老用户，电话不便", ...more });
const note = (more: object = {}) => ({
  title: "转数据组核对资料",
  toDepartmentId: ids.DATA,
  customers: [handed(one!)],
  ...more,
});

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  [agent, lead, data, finance, sales] = [
    await t.as("agent"),
    await t.as("team_lead"),
    await t.as("data_group"),
    await t.as("finance"),
    await t.as("account_manager"),
  ];
  ids = await idsOf(t);
  [one, two] = await Promise.all(
    ["王海", "李山"].map(async (name) => (await agent("POST", "/customers", newCustomer({ name }))).body.customerId),
  );
});
afterAll(() => t.close());

test("goes without a clause, and then promises nothing", async () => {
  const { status, body } = await agent(
    "POST",
    "/handovers",
    note({ customers: [handed(one!, { openMatters: "补地址", promised: "周五前" })] }),
  );
  expect([status, body.state, body.toDepartment, body.dueAt]).toEqual([201, "open", "客户数据组", null]);
  expect(body.handed).toMatchObject([{ customerName: "王海", openMatters: "补地址", promised: "周五前" }]);
  expect(await promisesOf(t, "service.handover-acknowledgement")).toEqual([]);
  expect((await agent("POST", `/handovers/${body.id}/withdrawal`, { version: 1 })).body.state).toBe("withdrawn");
});

describe("with the clause (S2.5)", () => {
  let given: any;
  beforeAll(() => enact(t, "service"));

  test("it is promised to the department, on the customer's page and timeline", async () => {
    given = (await agent("POST", "/handovers", note())).body;
    expect(given.dueAt).toBe("2026-06-16T09:30:00Z");
    expect(await promisesOf(t, "service.handover-acknowledgement")).toMatchObject([
      {
        clause: "S2.5",
        state: "open",
        customerId: one,
        subjectId: given.id,
        departmentId: ids.DATA,
        assigneeId: null,
        role: "team_lead",
      },
    ]);
    const { body } = await agent("GET", `/customers/${one}/events`);
    expect(body.items[0]).toMatchObject({ kind: "service.handover.given", data: { department: "客户数据组" } });
    expect((await data("GET", "/handovers")).body.items).toMatchObject([{ id: given.id, customers: 1 }]);
    expect((await data("GET", "/handovers/count")).body).toEqual({ toAnswer: 1 });
    expect((await agent("GET", "/handovers/count")).body).toEqual({ toAnswer: 0 });
    expect((await agent("GET", "/handovers?view=given")).body.items.length).toBe(2);
    expect((await agent("GET", `/handovers?view=all&customerId=${two}`)).body.items).toEqual([]);
  });

  test("nobody but the receiver answers it, and only once", async () => {
    const own = await agent("POST", `/handovers/${given.id}/acknowledgement`, { version: 1 });
    expect([own.status, own.body.code]).toEqual([403, "service.not_yours"]);
    expect((await lead("POST", `/handovers/${given.id}/acknowledgement`, { version: 1 })).status).toBe(403);
    expect((await finance("POST", `/handovers/${given.id}/acknowledgement`, { version: 1 })).status).toBe(404);
    expect((await data("POST", `/handovers/${given.id}/withdrawal`, { version: 1 })).status).toBe(403);
    const answers = await Promise.all([
      data("POST", `/handovers/${given.id}/acknowledgement`, { version: 1 }),
      data("POST", `/handovers/${given.id}/return`, { version: 1, reason: "资料不全" }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await promisesOf(t, "service.handover-acknowledgement")).map((promise) => promise.state)).toEqual(["met"]);
  });

  test("it may be returned with a reason", async () => {
    const { body } = await agent("POST", "/handovers", note({ customers: [handed(one!), handed(two!)] }));
    expect((await promisesOf(t, "service.handover-acknowledgement"))[1]).toMatchObject({
      customerId: nobody,
      state: "open",
    });
    expect((await data("POST", `/handovers/${body.id}/return`, { version: 1, reason: "" })).status).toBe(400);
    const returned = await data("POST", `/handovers/${body.id}/return`, { version: 1, reason: "第二位资料不全" });
    expect(returned.body).toMatchObject({
      state: "returned",
      reason: "第二位资料不全",
      answeredByName: "许静",
      mayAnswer: false,
    });
    expect((await promisesOf(t, "service.handover-acknowledgement"))[1].state).toBe("met");
    expect((await agent("GET", `/customers/${two}/events`)).body.items[0].kind).toBe("service.handover.returned");
    const again = await data("POST", `/handovers/${body.id}/acknowledgement`, { version: 2 });
    expect([again.status, again.body.code]).toEqual([409, "service.answered"]);
  });

  test("to a person it is that person's; taken back, its promise ends", async () => {
    const { body } = await agent(
      "POST",
      "/handovers",
      note({ toDepartmentId: ids.SALES, toStaffId: ids.account_manager }),
    );
    const [, , promise] = await promisesOf(t, "service.handover-acknowledgement");
    expect(promise).toMatchObject({ assigneeId: ids.account_manager, departmentId: ids.SALES });
    // The receiver reads what is handed over, but the customer is not theirs yet: no name.
    expect((await sales("GET", `/handovers/${body.id}`)).body).toMatchObject({
      mayAnswer: true,
      handed: [{ customerId: one, customerName: null, situation: "老用户，电话不便" }],
    });
    expect((await finance("GET", `/handovers/${body.id}`)).status).toBe(404);
    await agent("POST", `/handovers/${body.id}/withdrawal`, { version: 1 });
    expect((await promisesOf(t, "service.handover-acknowledgement"))[2].state).toBe("waived");
    expect((await sales("POST", `/handovers/${body.id}/acknowledgement`, { version: 2 })).body.code).toBe(
      "service.answered",
    );
  });
});

describe("what is given", () => {
  test.each([
    ["no customers", () => ({ customers: [] })],
    ["the same customer twice", () => ({ customers: [handed(one!), handed(one!)] })],
    ["a customer who is not there", () => ({ customers: [handed(newId())] })],
    ["no situation", () => ({ customers: [handed(one!, { situation: " " })] })],
    ["a department that is not there", () => ({ toDepartmentId: newId() })],
    ["a person of another department", () => ({ toStaffId: ids.finance })],
    ["a person who does not receive any", () => ({ toDepartmentId: ids.SUP, toStaffId: ids.supervision })],
    ["no title", () => ({ title: "" })],
  ])("with %s is refused", async (_, wrong) => {
    expect((await agent("POST", "/handovers", note(wrong()))).status).toBe(400);
  });

  test("names the customer that the giver does not have", async () => {
    const { status, body } = await sales("POST", "/handovers", note());
    expect([status, body.errors[0].field]).toEqual([400, "customers.0.customerId"]);
  });

  test("of a merged customer is refused, and what was given before is found with the one who stays", async () => {
    const [gone, kept] = await Promise.all(
      ["孙一", "孙二"].map(async (name) => (await agent("POST", "/customers", newCustomer({ name }))).body.customerId),
    );
    const { body } = await agent("POST", "/handovers", note({ customers: [handed(gone)] }));
    await data("POST", `/customers/${kept}/merges`, { otherId: gone, reason: "重复建档" });
    const refused = await agent("POST", "/handovers", note({ customers: [handed(gone)] }));
    expect([refused.status, refused.body.errors[0].reason]).toEqual([400, "该客户已并入另一位客户"]);
    const found = (await agent("GET", `/handovers?view=all&customerId=${kept}`)).body.items;
    expect(found.map((one: any) => one.id)).toEqual([body.id]);
  });

  test("goes to people who can receive it", async () => {
    const { body } = await agent("GET", "/handovers/receivers");
    const names = body.people.map((person: any) => person.name);
    expect(names).toContain("许静");
    for (const nobodyElse of ["林晓燕", "何正", "系统管理员"]) expect(names).not.toContain(nobodyElse);
  });
});

test("needs its permission", async () => {
  const supervision = await t.as("supervision");
  expect((await supervision("GET", "/handovers")).status).toBe(403);
  expect((await (await t.as("administrator"))("POST", "/handovers", note())).status).toBe(403);
  expect((await agent("GET", `/handovers/${newId()}`)).status).toBe(404);
});
