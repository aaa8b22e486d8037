import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { sweepNotices } from "../../../platform/notice/index.ts";
import { findTicketBy } from "./ticket.actions.ts";
import { addEntry } from "./entry.actions.ts";
import { idsOf, runTask } from "../pack.testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let [agent, lead, finance]: Call[] = [];
let ids: Record<string, string>;
let customerId: string;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  [agent, lead, finance] = [await t.as("agent"), await t.as("team_lead"), await t.as("finance")];
  ids = await idsOf(t);
  customerId = (await agent!("POST", "/customers", newCustomer({ name: "慕容雪" }))).body.customerId;
});
afterAll(() => t.close());

const ok = async (call: Call, path: string, body: object = {}) => {
  const answer = await call("POST", path, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};
/** A ticket that the agent has; what its making told is read. */
const register = async (more: object = {}) => {
  const made = await ok(agent!, "/tickets", {
    customerId,
    kind: "enquiry",
    categoryKey: "how-to",
    source: "hotline",
    subject: "遥控器怎么配对",
    content: "没有反应。",
    assigneeId: ids.agent,
    ...more,
  });
  await t.pool.query("update platform.notice set read_at = now()");
  return made as { id: string; number: string };
};
const unread = async (call: Call) => (await call("GET", "/notices?state=unread")).body.items as any[];
const kinds = async (call: Call, id: string) =>
  (await unread(call)).filter((one) => one.subjectId === id).map((one) => one.kind);
const customerSays = (number: string) =>
  runTask(t, async (ctx) => {
    await addEntry(ctx, (await findTicketBy(ctx, number))!, { kind: "customer", body: "还是不行" });
  });

describe("who is told", () => {
  test("a mention waits at the bell with the number, what it is about and who called, not at that of who wrote", async () => {
    const { id, number } = await register();
    const before = (await lead!("GET", "/notices/count")).body.unread;
    const mentions = [ids.team_lead, ids.agent, ids.team_lead];
    await ok(agent!, `/tickets/${id}/entries`, { kind: "note", body: "请看", mentions });
    expect((await unread(lead!))[0]).toMatchObject({
      of: "subject",
      kind: "ticket.mention",
      text: { zh: "在工单中提到您" },
      subjectType: "ticket",
      subjectId: id,
      name: number,
      title: "遥控器怎么配对",
      by: "林晓燕",
      visible: true,
      readAt: null,
    });
    expect((await lead!("GET", "/notices/count")).body.unread).toBe(before + 1);
    expect(await kinds(agent!, id)).toEqual([]);
  });

  test("the customer's answer goes to who has it and who watches it; who stopped watching hears nothing", async () => {
    const { id, number } = await register();
    await ok(lead!, `/tickets/${id}/watching`, { on: true });
    await customerSays(number);
    expect([await kinds(agent!, id), await kinds(lead!, id)]).toEqual([["ticket.customer"], ["ticket.customer"]]);
    // A customer's name is no colleague's.
    expect((await unread(lead!))[0].by).toBeNull();
    await ok(lead!, "/notices/readings", { subjectId: id });
    await ok(agent!, "/notices/readings", { subjectId: id });
    await ok(lead!, `/tickets/${id}/watching`, { on: false });
    await customerSays(number);
    expect([await kinds(agent!, id), await kinds(lead!, id)]).toEqual([["ticket.customer"], []]);
  });

  test("changing hands: who has it now, who had it, who watches it, each once", async () => {
    const { id } = await register();
    const manager = await t.as("manager");
    await ok(manager, `/tickets/${id}/watching`, { on: true });
    await ok(finance!, "/notices/readings", { upTo: "ffffffff-ffff-ffff-ffff-ffffffffffff" });
    await ok(lead!, `/tickets/${id}/assignment`, { assigneeId: ids.finance });
    expect(await kinds(agent!, id)).toEqual(["ticket.taken"]);
    expect(await kinds(finance!, id)).toEqual(["ticket.assigned"]);
    expect(await kinds(manager, id)).toEqual(["ticket.reassigned"]);
    expect(await kinds(lead!, id)).toEqual([]);
    // To the same person again is no news.
    await ok(lead!, `/tickets/${id}/assignment`, { assigneeId: ids.finance });
    expect(await kinds(finance!, id)).toEqual(["ticket.assigned"]);
  });

  test("closed, opened again, merged", async () => {
    const [kept, gone] = [await register(), await register()];
    for (const { id } of [kept, gone]) await ok(lead!, `/tickets/${id}/watching`, { on: true });
    await ok(agent!, `/tickets/${kept.id}/closure`, { outcome: "已说明" });
    await ok(agent!, `/tickets/${kept.id}/reopening`, { reason: "客户又来电" });
    await ok(agent!, `/tickets/${kept.id}/merges`, { otherId: gone.id });
    expect(await kinds(lead!, kept.id)).toEqual(["ticket.reopened", "ticket.closed"]);
    expect(await kinds(lead!, gone.id)).toEqual(["ticket.merged"]);
  });

  test("contacts handed over", async () => {
    const { id } = await ok(agent!, "/contacts", { channel: "counter", customerId, subject: "问", content: "问" });
    await ok(agent!, "/contacts/handovers", { ids: [id], staffId: ids.team_lead });
    expect((await unread(lead!))[0]).toMatchObject({ kind: "contact.handed", values: { count: 1 }, by: "林晓燕" });
  });
});

test("what is not theirs to see any more is told by its number and nothing else", async () => {
  const { id, number } = await register();
  await ok(agent!, `/tickets/${id}/entries`, { kind: "note", body: "请财务看", mentions: [ids.finance] });
  const [hidden] = await unread(finance!);
  expect(hidden).toMatchObject({ name: number, visible: false, kind: null, title: null, by: null });
  expect(hidden.text).toEqual({ zh: "工单", en: "Ticket" });
  await ok(finance!, "/notices/readings", { ids: [hidden.id] });
  await ok(lead!, `/tickets/${id}/assignment`, { assigneeId: ids.finance });
  expect((await unread(finance!))[0]).toMatchObject({ visible: true, kind: "ticket.assigned", by: "周建国" });
});

test("one list with the promises' notices, in order, page by page, each once", async () => {
  const { id, number } = await register();
  await ok(lead!, `/tickets/${id}/watching`, { on: true });
  const { rows } = await t.pool.query("select id from policy.obligation where subject_id = $1 limit 1", [id]);
  const manager = await t.as("manager");
  const given = { items: [{ customerId, id: rows[0].id }], to: { assigneeId: ids.team_lead } };
  for (let round = 0; round < 3; round++) {
    await customerSays(number);
    await ok(manager, "/obligations/assignments", given);
  }
  const all: any[] = [];
  let cursor = "";
  do {
    const { body } = await lead!("GET", `/notices?limit=2&state=unread${cursor}`);
    expect(body.items.length).toBeLessThanOrEqual(2);
    all.push(...body.items);
    cursor = body.next && `&cursor=${body.next}`;
  } while (cursor);
  const own = all.map((one) => one.id);
  expect(own).toEqual([...new Set(own)].sort().toReversed());
  expect(all.slice(0, 6).map((one) => one.of)).toEqual([
    "promise",
    "subject",
    "promise",
    "subject",
    "promise",
    "subject",
  ]);
  expect((await lead!("GET", "/notices/count")).body.unread).toBe(all.length);
  // Up to one of them: that and all older ones, of both kinds.
  expect(await ok(lead!, "/notices/readings", { upTo: all[1].id })).toEqual({ unread: 1 });
  const { body } = await lead!("GET", "/notices?limit=6");
  expect(body.items.map((one: any) => one.readAt === null)).toEqual([true, false, false, false, false, false]);
});

test("nobody reads another's", async () => {
  const { id } = await register();
  await ok(agent!, `/tickets/${id}/entries`, { kind: "note", body: "看", mentions: [ids.team_lead] });
  const [mine] = await unread(lead!);
  await ok(agent!, "/notices/readings", { ids: [mine.id] });
  await ok(agent!, "/notices/readings", { subjectId: id });
  expect((await unread(lead!))[0].id).toBe(mine.id);
  expect((await unread(agent!)).some((one) => one.id === mine.id)).toBe(false);
});

test.each([
  ["POST", "/notices/readings", { subjectId: "x" }],
  ["POST", "/notices/readings", {}],
  ["POST", "/notices/readings", { ids: [] }],
  ["GET", "/notices?cursor=x", undefined],
  ["GET", "/notices?limit=0", undefined],
] as const)("refuses %s %s", async (method, path, body) => {
  expect((await lead!(method, path, body)).status).toBe(400);
});

test("the old ones are tidied away after their term, read or not", async () => {
  const { id } = await register();
  await ok(agent!, `/tickets/${id}/entries`, { kind: "note", body: "看", mentions: [ids.team_lead] });
  const count = async () =>
    (await t.pool.query("select count(*)::int n from platform.notice where subject_id = $1", [id])).rows[0].n;
  t.clock.set("2026-09-12T02:00:00.000Z");
  await runTask(t, (ctx) => sweepNotices(ctx, {}));
  expect(await count()).toBe(1);
  t.clock.set("2026-09-14T02:00:00.000Z");
  await runTask(t, (ctx) => sweepNotices(ctx, {}));
  expect(await count()).toBe(0);
  t.clock.set("2026-06-15T02:00:00.000Z");
});
