import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";
import { systemActor } from "../../platform/actor.ts";
import { reading, write } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { opinionsAsSeen } from "../customers/index.ts";
import { findFeedback } from "./feedback.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let supervisor: Awaited<ReturnType<typeof t.as>>;
let data: Awaited<ReturnType<typeof t.as>>;
let customerId: string;

const look = () => write(t.services, { actor: systemActor("cron") }, findFeedback);
const unread = async () => (await supervisor("GET", "/feedback?state=unread")).body.items;
const promises = async (where = "true") =>
  (
    await t.pool.query(
      `select state, role, calendar, term, opened_at, due_at, settled_at is not null as settled
         from policy.obligation where control = 'supervision.feedback-reading' and ${where} order by opened_at, id`,
    )
  ).rows;
async function customer(name: string): Promise<string> {
  const { status, body } = await data("POST", "/customers", newCustomer({ name }));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.customerId;
}
async function say(at: string, opinion: string | null, of = customerId): Promise<string> {
  const given = { at, way: "phone", content: "回访", opinion, place: null, need: null, nextStep: null };
  const { status, body } = await data("POST", `/customers/${of}/communications`, given);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

beforeAll(async () => {
  // A Monday, ten in the morning in Shanghai.
  t = await testApp("2026-06-15T02:00:00.000Z");
  // Before anybody signs in: what is in force is remembered from then on.
  await t.pool.query("update policy.version set effective_from = '2026-05-20' where effective_to is null");
  [supervisor, data] = [await t.as("supervision"), await t.as("data_group")];
  customerId = await customer("欧阳小娟");
});
afterAll(() => t.close());

describe("what customers say", () => {
  test("is found once, only opinions, and only since a clause promises that they are read", async () => {
    await say("2026-06-15T01:00:00Z", "希望更快");
    await say("2026-06-12T01:00:00Z", "满意");
    await say("2026-06-14T01:00:00Z", null);
    await say("2026-05-19T01:00:00Z", "在制度生效之前");
    await say("2026-04-01T01:00:00Z", "很久以前");
    await look();
    await look();
    expect((await unread()).map((one: any) => one.opinion)).toEqual(["希望更快", "满意"]);
    // Two working days by the office calendar, from when it was said; the Friday's is due by this Tuesday.
    expect(await promises()).toMatchObject([
      { state: "open", role: "supervision", calendar: "office", term: "2wd", opened_at: "2026-06-12T01:00:00Z" },
      { state: "open", opened_at: "2026-06-15T01:00:00Z" },
    ]);
  });

  test("is listed page by page, with the customer's name", async () => {
    const first = (await supervisor("GET", "/feedback?limit=1")).body;
    expect(first.items).toMatchObject([
      { customerId, customerName: "欧阳小娟", source: "communication", opinion: "希望更快", readAt: null, note: null },
    ]);
    const second = (await supervisor("GET", `/feedback?limit=1&cursor=${first.next}`)).body;
    expect([second.items[0].opinion, second.next]).toEqual(["满意", null]);
  });

  test("is marked as read once, which keeps its promise and leaves an event", async () => {
    const [, friday] = await unread();
    const read = { ids: [friday.id], note: "转客服部改进" };
    expect(await supervisor("POST", "/feedback/readings", read)).toMatchObject({ status: 200, body: { read: 1 } });
    t.clock.set("2026-06-15T03:00:00.000Z");
    expect((await supervisor("POST", "/feedback/readings", { ...read, note: "再读" })).body).toEqual({ read: 0 });
    expect((await unread()).map((one: any) => one.opinion)).toEqual(["希望更快"]);
    expect((await supervisor("GET", "/feedback?state=all")).body.items[1]).toMatchObject({
      note: "转客服部改进",
      readByName: "何正",
      readAt: "2026-06-15T02:00:00Z",
    });
    expect((await promises()).map((one) => [one.state, one.settled])).toEqual([
      ["met", true],
      ["open", false],
    ]);
    const { rows } = await t.pool.query(
      "select customer_id, subject_id, data from platform.event where kind = 'supervision.feedback.read'",
    );
    expect(rows).toEqual([{ customer_id: customerId, subject_id: friday.id, data: {} }]);
  });

  test("is late when it was read after its time", async () => {
    t.clock.set("2026-06-19T02:00:00.000Z");
    const ids = (await unread()).map((one: any) => one.id);
    expect((await supervisor("POST", "/feedback/readings", { ids })).body).toEqual({ read: 1 });
    expect((await promises()).map((one) => one.state)).toEqual(["met", "breached"]);
  });
});

test("the compliance report shows the clause with its evidence", async () => {
  const { body } = await supervisor("GET", "/compliance?document=B&from=2026-06-01T00:00:00Z&to=2026-06-30T00:00:00Z");
  const clauses = body.chapters.flatMap((chapter: any) => chapter.clauses);
  const clause = clauses.find((one: any) => one.number === "B8.1.2");
  expect(clause.controls).toMatchObject([{ key: "supervision.feedback-reading", met: 1, breached: 1 }]);
});

test("words that were removed can still be marked, and what is merged is read at the survivor, each once", async () => {
  const [kept, gone] = [await customer("张三"), await customer("张三")];
  const removed = await say("2026-06-19T01:00:00Z", "后来删除", kept);
  await say("2026-06-19T01:10:00Z", "合并前已读", gone);
  await say("2026-06-19T01:20:00Z", "合并前未读", gone);
  await look();
  await data("DELETE", `/customers/${kept}/communications/${removed}`);
  const before = await unread();
  expect(before.map((one: any) => one.opinion)).toEqual(["合并前未读", "合并前已读", null]);
  await supervisor("POST", "/feedback/readings", { ids: [before[1].id] });
  const merged = await data("POST", `/customers/${kept}/merges`, { otherId: gone, reason: "重复建档" });
  expect(merged.status).toBeLessThan(300);
  await look();
  await look();
  const after = await unread();
  expect(after.map((one: any) => [one.opinion, one.customerId])).toEqual([
    ["合并前未读", kept],
    [null, kept],
  ]);
  const all = (await supervisor("GET", "/feedback")).body.items;
  expect(all.find((one: any) => one.id === before[1].id).opinion).toBe("合并前已读");
  const ids = after.map((one: any) => one.id);
  expect((await supervisor("POST", "/feedback/readings", { ids })).body).toEqual({ read: 2 });
  expect((await promises("state = 'open'")).length).toBe(0);
});

test.each([
  ["no ids", { ids: [] }, 400],
  ["something that is no id", { ids: ["x"] }, 400],
  ["an empty note", { ids: [newId()], note: " " }, 400],
  ["a field that is not known", { ids: [newId()], read: true }, 400],
  ["feedback that is not there", { ids: [newId()] }, 404],
])("a reading of %s is refused", async (_, body, status) => {
  expect((await supervisor("POST", "/feedback/readings", body)).status).toBe(status);
});

test("one unknown id leaves the others unread", async () => {
  await say("2026-06-19T01:30:00Z", "一条");
  await look();
  const [one] = await unread();
  expect((await supervisor("POST", "/feedback/readings", { ids: [one.id, newId()] })).status).toBe(404);
  expect((await unread()).length).toBe(1);
});

test("who may read and mark", async () => {
  const [agent, lead] = [await t.as("agent"), await t.as("team_lead")];
  expect((await agent("GET", "/feedback")).status).toBe(403);
  expect((await lead("GET", "/feedback")).status).toBe(200);
  expect((await lead("POST", "/feedback/readings", { ids: [newId()] })).status).toBe(403);
});

test.each([
  [["customers.rows:all", "communication.service:read"], true],
  [["customers.rows:all"], false],
  [["customers.rows:own", "communication.service:read"], false],
])("of an opinion's words, whoever holds %o sees them: %s", async (grants, sees) => {
  const sourceId = await say("2026-06-19T01:40:00Z", "密语");
  const ctx = reading(t.services, { actor: { ...systemActor("reader", grants), kind: "staff" } });
  const words = await opinionsAsSeen(ctx, [{ customerId, sourceId }]);
  expect(words.get(sourceId)).toBe(sees ? "密语" : undefined);
});
