import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { putInForce } from "../../policy/index.ts";
import { recordContact } from "./contact.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let lead: Awaited<ReturnType<typeof t.as>>;
const staff: Record<string, string> = {};
const customers: Record<string, string> = {};

async function customer(name: string, phone?: string): Promise<string> {
  const contacts = phone ? [{ kind: "phone", value: phone }] : [];
  const { status, body } = await (await t.as("data_group"))("POST", "/customers", newCustomer({ name }, { contacts }));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return (customers[name] = body.customerId);
}
async function record(more: object = {}, by = agent): Promise<any> {
  const { status, body } = await by("POST", "/contacts", { channel: "counter", content: "咨询宽带资费", ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}
const promises = async (id: string, control?: string) =>
  (
    await t.pool.query(
      "select control, state, customer_id, assignee_id, term, due_at, settled_at is not null as settled from policy.obligation where subject_id = $1 and ($2::text is null or control = $2) order by opened_at, id",
      [id, control ?? null],
    )
  ).rows;

beforeAll(async () => {
  // A Monday, ten in the morning in Shanghai.
  t = await testApp("2026-06-15T02:00:00.000Z");
  // Before anybody signs in: what is in force is remembered from then on. T asks for need analysis, S for the end of the shift.
  for (const code of ["T", "S"])
    await write(t.services, { actor: systemActor("test") }, async (ctx) => {
      const { rows } = await t.pool.query(
        "select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = $1",
        [code],
      );
      await putInForce(ctx, rows[0].id, new Date("2026-01-01T00:00:00.000Z"));
    });
  [agent, lead] = [await t.as("agent"), await t.as("team_lead")];
  for (const row of (await t.pool.query("select email, id from identity.staff")).rows)
    staff[row.email.split("@")[0]] = row.id;
  await customer("欧阳小娟", "13812345678");
});
afterAll(() => t.close());

describe("a contact by hand", () => {
  test("stands in the inbox and on the customer's timeline", async () => {
    const made = await record({ customerId: customers["欧阳小娟"], subject: "资费", at: "2026-06-15T01:30:00Z" });
    expect(made).toMatchObject({
      channel: "counter",
      state: "open",
      direction: "in",
      customerName: "欧阳小娟",
      identified: true,
      staffName: "林晓燕",
      at: "2026-06-15T01:30:00Z",
    });
    const [event] = (await agent("GET", `/customers/${customers["欧阳小娟"]}/events`)).body.items;
    expect(event).toMatchObject({ kind: "service.contact.recorded", subjectId: made.id, data: { channel: "counter" } });
  });

  test("is recognised by its number, where one customer alone has it", async () => {
    const phone = (value: string) => ({ counterpart: { kind: "phone", value } });
    expect(await record(phone("138 1234 5678"))).toMatchObject({ customerId: customers["欧阳小娟"] });
    await customer("王一", "13700000000");
    await customer("王二", "13700000000");
    expect(await record(phone("13700000000"))).toMatchObject({
      customerId: nobody,
      identified: false,
      customerName: null,
    });
    expect(await record(phone("13799999999"))).toMatchObject({ customerId: nobody });
  });

  test("with a key of its source is one, however often and at once it is sent", async () => {
    const body = { channel: "social", content: "公众号留言", externalKey: "wx-1" };
    const replies = await Promise.all([1, 2, 3, 4].map(() => agent("POST", "/contacts", body)));
    expect(replies.map((one) => one.status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(replies.map((one) => one.body.id)).size).toBe(1);
    // The same key over another channel is another contact.
    expect((await agent("POST", "/contacts", { ...body, channel: "opinion_box" })).status).toBe(201);
  });

  test.each([
    ["no words", { content: "  " }],
    ["no channel", { channel: undefined }],
    ["an unknown channel", { channel: "pigeon" }],
    ["the future", { at: "2026-06-15T02:02:00Z" }],
    ["a phone that is none", { counterpart: { kind: "phone", value: "call me" } }],
    ["an e-mail that is none", { counterpart: { kind: "email", value: "not an address" } }],
    ["a state that it cannot have", { state: "missed" }],
    ["an unknown fact", { mood: "good" }],
  ])("is refused with %s", async (_, wrong) =>
    expect((await agent("POST", "/contacts", { channel: "counter", content: "x", ...wrong })).status).toBe(400),
  );

  test("of a customer who is not there is refused", async () =>
    expect((await agent("POST", "/contacts", { channel: "counter", content: "x", customerId: newId() })).status).toBe(
      404,
    ));
});

describe("the inbox", () => {
  test("is narrowed by channel, state, person and whether the customer is known", async () => {
    const list = async (query: string) => (await lead("GET", `/contacts?${query}`)).body.items;
    expect((await list("identified=false")).every((one: any) => one.customerId === nobody)).toBe(true);
    expect((await list("identified=false")).length).toBe(4);
    expect((await list("channel=social,opinion_box")).length).toBe(2);
    expect(await list(`staffId=${staff["team.lead"]}`)).toEqual([]);
    expect((await list("state=open")).length).toBe(6);
    expect((await list("at=2026-06-15..2026-06-15&channel=counter")).length).toBe(4);
    expect((await lead("GET", "/contacts/count?identified=false")).body).toEqual({ count: 4, estimated: false });
  });

  test("is searched by words and by whole numbers", async () => {
    const found = async (q: string) =>
      (await lead("GET", `/contacts?q=${encodeURIComponent(q)}`)).body.items.map((one: any) => one.content);
    expect(await found("公众号")).toEqual(["公众号留言", "公众号留言"]);
    expect(await found("宽带资")).toHaveLength(4);
    expect(await found("+86 137-0000-0000")).toHaveLength(1);
    expect(await found("1370000")).toEqual([]);
    expect(await found("没有这样的话")).toEqual([]);
  });

  test("comes page by page, the newest first", async () => {
    const first = (await lead("GET", "/contacts?limit=4")).body;
    const second = (await lead("GET", `/contacts?limit=4&cursor=${first.next}`)).body;
    const ids = [...first.items, ...second.items].map((one: any) => one.id);
    expect([first.items.length, new Set(ids).size, second.next]).toEqual([4, ids.length, null]);
    expect((await lead("GET", "/contacts?sort=-subject")).status).toBe(400);
    expect((await lead("GET", `/contacts?cursor=xx`)).status).toBe(400);
  });

  test("shows an account manager their own contacts and those of their customers, nothing else", async () => {
    const manager = await t.as("account_manager");
    const mine = await record({ content: "大客户来访" }, manager);
    expect((await manager("GET", "/contacts")).body.items.map((one: any) => one.id)).toEqual([mine.id]);
    const other = await record({ customerId: customers["欧阳小娟"] });
    expect((await manager("GET", `/contacts/${other.id}`)).status).toBe(404);
    expect((await manager("POST", `/contacts/${other.id}/completion`, {})).status).toBe(404);
    expect((await manager("GET", `/customers/${customers["欧阳小娟"]}/service-contacts`)).status).toBe(404);
    await lead("PUT", `/customers/${customers["欧阳小娟"]}/owner`, { ownerId: staff["account.manager"] });
    expect((await manager("GET", `/contacts/${other.id}`)).status).toBe(200);
    expect(
      (await manager("GET", `/customers/${customers["欧阳小娟"]}/service-contacts?limit=2`)).body.items.map(
        (one: any) => one.id,
      ),
    ).toContain(other.id);
  });

  test("of a customer who was merged stand with the one who stays", async () => {
    const [kept, gone] = [await customer("孙一"), await customer("孙二")];
    const made = await record({ customerId: gone });
    await (
      await t.as("data_group")
    )("POST", `/customers/${kept}/merges`, { otherId: gone, reason: "重复建档" });
    const { items } = (await agent("GET", `/customers/${kept}/service-contacts`)).body;
    expect(items.map((one: any) => one.id)).toEqual([made.id]);
  });

  test("of a customer, page by page", async () => {
    const path = `/customers/${customers["欧阳小娟"]}/service-contacts`;
    const first = (await agent("GET", `${path}?limit=2`)).body;
    const second = (await agent("GET", `${path}?limit=2&cursor=${first.next}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  });
});

describe("who it was", () => {
  test("moves the contact with its promises in one go, and leaves the event at the customer", async () => {
    const made = await record({ counterpart: { kind: "phone", value: "13655550000" } });
    expect(await promises(made.id)).toHaveLength(2);
    const done = await agent("POST", `/contacts/${made.id}/customer`, { customerId: customers["王一"] });
    expect(done).toMatchObject({ status: 200, body: { customerId: customers["王一"], customerName: "王一" } });
    const moved = await promises(made.id);
    expect(moved.map((one) => one.customer_id)).toEqual([customers["王一"], customers["王一"]]);
    const { rows } = await t.pool.query("select customer_id from service.contact where id = $1", [made.id]);
    expect(rows).toEqual([{ customer_id: customers["王一"] }]);
    const { items } = (await agent("GET", `/customers/${customers["王一"]}/events`)).body;
    expect(items[0]).toMatchObject({ kind: "service.contact.identified", subjectId: made.id });
    await agent("POST", `/contacts/${made.id}/need`, { needType: "price" });
    expect((await promises(made.id, "service.need-analysis"))[0]).toMatchObject({ state: "met" });
  });

  test("can be corrected, and both customers' timelines say so", async () => {
    const made = await record({ customerId: customers["王一"] });
    await agent("POST", `/contacts/${made.id}/customer`, { customerId: customers["王二"] });
    const kinds = async (name: string) =>
      (await agent("GET", `/customers/${customers[name]}/events`)).body.items
        .filter((one: any) => one.subjectId === made.id)
        .map((one: any) => one.kind);
    expect(await kinds("王二")).toEqual(["service.contact.identified"]);
    expect(await kinds("王一")).toEqual(["service.contact.taken-away", "service.contact.recorded"]);
  });

  test("two who say it at once: it stands once, with one of them", async () => {
    const made = await record({ externalKey: "at-once" });
    const both = await Promise.all(
      ["王一", "王二"].map((name) => agent("POST", `/contacts/${made.id}/customer`, { customerId: customers[name] })),
    );
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    const { rows } = await t.pool.query(
      "select c.customer_id = m.customer_id as agree, count(*) over ()::int as n from service.contact c join service.claim m on m.id = c.id where c.id = $1",
      [made.id],
    );
    expect(rows).toEqual([{ agree: true, n: 1 }]);
    expect((await promises(made.id)).map((one) => one.customer_id)).toHaveLength(2);
  });

  test("is nobody who is not there, or was merged", async () => {
    const made = await record();
    expect((await agent("POST", `/contacts/${made.id}/customer`, { customerId: newId() })).status).toBe(404);
    const [kept, gone] = [await customer("赵三"), await customer("赵四")];
    await (
      await t.as("data_group")
    )("POST", `/customers/${kept}/merges`, { otherId: gone, reason: "重复建档" });
    expect(await agent("POST", `/contacts/${made.id}/customer`, { customerId: gone })).toMatchObject({
      status: 409,
      body: { code: "customers.merged", survivorId: kept },
    });
  });
});

describe("what was said", () => {
  test("is written once a version", async () => {
    const made = await record();
    const body = { version: 1, subject: "宽带", content: "想改套餐" };
    expect((await agent("PATCH", `/contacts/${made.id}`, body)).body).toMatchObject({ subject: "宽带", version: 2 });
    expect(await agent("PATCH", `/contacts/${made.id}`, body)).toMatchObject({
      status: 409,
      body: { code: "service.contact_changed", version: 2 },
    });
    expect((await lead("GET", `/contacts?q=${encodeURIComponent("想改套餐")}`)).body.items).toHaveLength(1);
  });

  test("is finished once, and then stands", async () => {
    const made = await record();
    const done = await agent("POST", `/contacts/${made.id}/completion`, {});
    expect(done.body).toMatchObject({ state: "done", handledByName: "林晓燕", handledAt: "2026-06-15T02:00:00Z" });
    expect(await agent("POST", `/contacts/${made.id}/completion`, {})).toMatchObject({ status: 409 });
    expect(await agent("PATCH", `/contacts/${made.id}`, { version: 2, content: "改" })).toMatchObject({
      status: 409,
      body: { code: "service.contact_done" },
    });
  });
});

describe("the need (T2.3)", () => {
  test("is promised to whoever received the contact, in working time, and kept by recording it", async () => {
    const made = await record();
    expect(await promises(made.id, "service.need-analysis")).toMatchObject([
      { state: "open", term: "1wd", assignee_id: staff["agent"] },
    ]);
    const need = { needType: "change", needUrgency: "high", satisfaction: "dissatisfied", featuresWanted: "4K" };
    const { status, body } = await agent("POST", `/contacts/${made.id}/need`, need);
    expect([status, body]).toMatchObject([
      200,
      { ...need, followUp: "specialist", needRecordedByName: "林晓燕", needRecordedAt: "2026-06-15T02:00:00Z" },
    ]);
    expect(await promises(made.id, "service.need-analysis")).toMatchObject([{ state: "met", settled: true }]);
    const { rows } = await t.pool.query("select clause, value, facts from policy.decision where subject_id = $1", [
      made.id,
    ]);
    expect(rows).toEqual([
      { clause: "T2.3", value: "specialist", facts: { type: "change", urgency: "high", satisfaction: "dissatisfied" } },
    ]);
  });

  test.each([
    [{ needType: "none", needUrgency: "high" }, "none"],
    [{ needType: "price", needUrgency: "high" }, "priority"],
    [{ needType: "price", satisfaction: "dissatisfied" }, "priority"],
    [{ needType: "new_service" }, "priority"],
    [{ needType: "content", needUrgency: "low", satisfaction: "satisfied" }, "routine"],
  ])("%o asks for %s", async (need, level) => {
    const made = await record();
    expect((await agent("POST", `/contacts/${made.id}/need`, need)).body.followUp).toBe(level);
  });

  test("is analysed anew: the later one stands, both are kept as evidence", async () => {
    const made = await record();
    await agent("POST", `/contacts/${made.id}/need`, { needType: "price" });
    await agent("POST", `/contacts/${made.id}/need`, { needType: "none" });
    const { rows } = await t.pool.query("select value from policy.decision where subject_id = $1 order by id", [
      made.id,
    ]);
    expect(rows.map((row) => row.value)).toEqual(["routine", "none"]);
  });

  test.each([
    ["no kind", {}],
    ["an unknown kind", { needType: "yacht" }],
    ["an unknown urgency", { needType: "price", needUrgency: "asap" }],
    ["too many words", { needType: "price", latentNeeds: "很".repeat(1001) }],
  ])("is refused with %s", async (_, need) => {
    const made = await record();
    expect((await agent("POST", `/contacts/${made.id}/need`, need)).status).toBe(400);
  });
});

describe("the end of the shift (S2.1)", () => {
  test("is when it must be finished, by the rota; for others within the term of the clause", async () => {
    const { body: shift } = await lead("POST", "/rota/shifts", { name: "早班", starts: "08:00", ends: "16:00" });
    await lead("POST", "/rota/duties", { shiftId: shift.id, staffId: staff["agent"], days: ["2026-06-15"] });
    const made = await record();
    // Six hours are left of the shift.
    expect(await promises(made.id, "service.shift-close")).toMatchObject([
      { term: "360m", due_at: "2026-06-15T08:00:00Z", state: "open" },
    ]);
    const other = await record({}, lead);
    expect(await promises(other.id, "service.shift-close")).toMatchObject([{ term: "8h" }]);
    await agent("POST", `/contacts/${made.id}/completion`, {});
    expect(await promises(made.id, "service.shift-close")).toMatchObject([{ state: "met", settled: true }]);
  });

  test("is kept by handing over, which begins it anew for the colleague", async () => {
    const made = await record();
    const { status, body } = await agent("POST", "/contacts/handovers", {
      ids: [made.id],
      staffId: staff["team.lead"],
    });
    expect([status, body]).toEqual([200, { handed: 1 }]);
    expect((await agent("GET", `/contacts/${made.id}`)).body).toMatchObject({ staffName: "周建国", state: "open" });
    expect(await promises(made.id, "service.shift-close")).toMatchObject([
      { state: "met", settled: true },
      { state: "open", assignee_id: staff["team.lead"], term: "8h" },
    ]);
    expect(await promises(made.id, "service.need-analysis")).toMatchObject([{ assignee_id: staff["team.lead"] }]);
    // It is the colleague's now.
    expect(await agent("POST", "/contacts/handovers", { ids: [made.id], staffId: staff["agent"] })).toMatchObject({
      status: 403,
      body: { code: "service.not_yours" },
    });
  });

  test("cannot be handed to somebody who takes no contacts, and nothing finished is handed", async () => {
    const made = await record();
    expect((await agent("POST", "/contacts/handovers", { ids: [made.id], staffId: staff["finance"] })).status).toBe(
      400,
    );
    const other = await record();
    await agent("POST", `/contacts/${other.id}/completion`, {});
    const both = { ids: [made.id, other.id], staffId: staff["team.lead"] };
    expect((await agent("POST", "/contacts/handovers", both)).status).toBe(409);
    expect((await agent("GET", `/contacts/${made.id}`)).body.staffName).toBe("林晓燕");
  });
});

describe("a ticket", () => {
  test("of a contact finishes it and takes its customer; a complaint needs no need analysis", async () => {
    const made = await record({ customerId: customers["王一"] });
    const ticket = {
      kind: "complaint",
      categoryKey: "price",
      source: "counter",
      subject: "多扣费用",
      content: "上月多扣 20 元",
      contactId: made.id,
    };
    const { status, body } = await agent("POST", "/tickets", { ...ticket, customerId: customers["王一"] });
    expect([status, body.customerId]).toEqual([201, customers["王一"]]);
    expect((await agent("GET", `/contacts/${made.id}`)).body).toMatchObject({ state: "done", ticketId: body.id });
    expect((await promises(made.id)).map((one) => [one.control, one.state]).sort()).toEqual([
      ["service.need-analysis", "waived"],
      ["service.shift-close", "met"],
    ]);
  });

  test("tells whose contact it was", async () => {
    const made = await record();
    const ticket = { kind: "enquiry", source: "counter", subject: "咨询", content: "资费", contactId: made.id };
    await agent("POST", "/tickets", { ...ticket, customerId: customers["王二"] });
    expect((await agent("GET", `/contacts/${made.id}`)).body).toMatchObject({
      customerId: customers["王二"],
      state: "done",
    });
    expect((await promises(made.id)).map((one) => [one.control, one.state, one.customer_id]).sort()).toEqual([
      ["service.need-analysis", "open", customers["王二"]],
      ["service.shift-close", "met", customers["王二"]],
    ]);
  });
});

describe("the number on the other side", () => {
  test("is masked for an agent, who sees it once for a reason; the reason stays, the number does not", async () => {
    const made = await record({ customerId: customers["王一"], counterpart: { kind: "phone", value: "13699998888" } });
    expect(made.counterpart).toBe("136****8888");
    expect((await lead("GET", `/contacts/${made.id}`)).body.counterpart).toBe("13699998888");
    const asked = { field: "counterpart", reason: "回拨电话" };
    expect((await agent("POST", `/contacts/${made.id}/reveals`, asked)).body).toEqual({ value: "13699998888" });
    const { rows } = await t.pool.query(
      "select customer_id, data from platform.event where kind = 'customers.field.revealed' and subject_id = $1",
      [made.id],
    );
    expect(rows).toEqual([
      { customer_id: customers["王一"], data: { noun: "serviceContact", fields: ["counterpart"], reason: "回拨电话" } },
    ]);
    expect((await agent("POST", `/contacts/${made.id}/reveals`, { field: "counterpart", reason: " " })).status).toBe(
      400,
    );
    expect((await (await t.as("supervision"))("POST", `/contacts/${made.id}/reveals`, asked)).status).toBe(403);
    const { rows: stored } = await t.pool.query(
      "select counterpart, counterpart_exact from service.contact where id = $1",
      [made.id],
    );
    expect(Buffer.concat([stored[0].counterpart, stored[0].counterpart_exact]).includes("13699998888")).toBe(false);
  });
});

test("what comes in by itself and belongs to nobody promises nothing yet", async () => {
  const made = await write(t.services, { actor: systemActor("mail") }, (ctx) =>
    recordContact(ctx, { customerId: null, channel: "email", content: "您好", externalKey: "m-1" }),
  );
  expect(await promises(made.id)).toEqual([]);
});

test("each action needs its permission", async () => {
  const finance = await t.as("finance");
  const supervisor = await t.as("supervision");
  const made = await record();
  expect((await finance("GET", "/contacts")).status).toBe(403);
  expect((await supervisor("GET", `/contacts/${made.id}`)).status).toBe(200);
  expect((await supervisor("POST", `/contacts/${made.id}/completion`, {})).status).toBe(403);
  expect((await supervisor("POST", "/contacts", { channel: "counter", content: "x" })).status).toBe(403);
  expect((await agent("POST", `/contacts/${newId()}/completion`, {})).status).toBe(404);
});
