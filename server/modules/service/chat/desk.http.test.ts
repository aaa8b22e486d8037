import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { readEvents } from "../../../platform/live/testing.ts";
import { sweepChats } from "./sweep.ts";
import { fileBody, visitorOf } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let base: string;
let agent: Awaited<ReturnType<typeof t.as>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let data: Awaited<ReturnType<typeof t.as>>;
let ids: { agent: string; lead: string };

const minutes = (count: number) => t.clock.advance(count * 60_000);
const here = (who: typeof agent, is = true) => who("PUT", "/chat-agents/me", { here: is });
async function begin(text = "你好", given: object = {}) {
  const visitor = visitorOf(t, base);
  const { status, body } = await visitor.start(text, given);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { id: body.chat.id as string, visitor };
}
const take = (who: typeof agent, id: string) => who("POST", `/chats/${id}/taking`, {});
const say = (who: typeof agent, id: string, text = "您好", more = {}) =>
  who("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text, ...more });
const hand = (who: typeof agent, id: string, staffId: string | null, more = {}) =>
  who("POST", `/chats/${id}/handover`, { staffId, ...more });
const end = (who: typeof agent, id: string, outcome = "solved") => who("POST", `/chats/${id}/closure`, { outcome });
const list = async (who: typeof agent, query: string) => (await who("GET", `/chats?${query}`)).body.items as any[];
const row = async (id: string, columns = "*") =>
  (await t.pool.query(`select ${columns} from service.chat where id = $1`, [id])).rows[0];
const promises = async (id: string) =>
  (
    await t.pool.query(
      "select customer_id, state, term, assignee_id, settled_at is not null as settled from policy.obligation where control = 'service.chat-answer' and subject_id = $1",
      [id],
    )
  ).rows;
const sweep = () => write(t.services, { actor: systemActor("worker") }, sweepChats);
async function customer(facts: object, contacts: object[] = []): Promise<string> {
  const { status, body } = await data("POST", "/customers", newCustomer(facts, { contacts }));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.customerId;
}

beforeAll(async () => {
  t = await testApp();
  // Before anybody asks: what is in force is remembered from then on.
  await t.pool.query("update policy.version set effective_from = '2026-05-20' where effective_to is null");
  base = await t.app.listen({ port: 0, host: "127.0.0.1" });
  [agent, lead, data] = [await t.as("agent"), await t.as("team_lead"), await t.as("data_group")];
  ids = { agent: (await agent("GET", "/me")).body.id, lead: (await lead("GET", "/me")).body.id };
});
afterAll(() => t.close());
beforeEach(async () => {
  minutes(30);
  await t.pool.query("update identity.session set expires_at = $1::timestamptz + interval '1 day'", [t.clock.now()]);
  await t.pool.query("update service.chat set state = 'closed' where state <> 'closed'");
  await here(agent);
  await here(lead);
});

describe("the queue", () => {
  test("is served in the order of coming, gold customers first where one customer has that phone (B4.2.1)", async () => {
    const gold = await customer({ name: "金先生" }, [{ kind: "phone", value: "13911112222" }]);
    const manager = await t.as("manager");
    const graded = await manager("POST", `/customers/${gold}/grade`, { grade: "gold", reason: "战略合作客户" });
    expect(graded.status).toBe(200);
    for (const name of ["甲", "乙"]) await customer({ name }, [{ kind: "phone", value: "13933334444" }]);
    const first = await begin("先来");
    minutes(1);
    const two = await begin("两人共用", { contact: "139 3333 4444", consent: true });
    minutes(1);
    const golden = await begin("金牌", { contact: "139-1111-2222", consent: true });
    expect((await list(agent, "which=waiting")).map((chat) => chat.id)).toEqual([golden.id, first.id, two.id]);
    expect(await row(golden.id, "grade, customer_id")).toEqual({ grade: "gold", customer_id: nobody });
    expect((await first.visitor.call("GET", "/current")).body.chat.place).toBe(2);
  });

  test("shows a phone masked, and suggests whose it may be", async () => {
    const known = await customer({ name: "欧阳锋" }, [{ kind: "phone", value: "13755556666" }]);
    const { id } = await begin("查询", { contact: "13755556666", consent: true, name: "老欧" });
    const { body } = await agent("GET", `/chats/${id}`);
    expect(body.chat).toMatchObject({ visitorName: "老欧", counterpart: "137****6666", customerName: null });
    expect(body.candidates.map((one: any) => one.customerId)).toEqual([known]);
    expect((await lead("GET", `/chats/${id}`)).body.chat.counterpart).toBe("13755556666");
  });

  test("is not for those who do not chat", async () => {
    const { id } = await begin();
    for (const role of ["finance", "account_manager", "manager"]) {
      const who = await t.as(role);
      for (const path of ["/chats", `/chats/${id}`, `/chats/${id}/messages`, "/chat-agents"])
        expect((await who("GET", path)).status).toBe(403);
      expect((await take(who, id)).status).toBe(403);
    }
  });

  test("closed chats are listed page by page, the newest first", async () => {
    const made = [];
    for (let i = 0; i < 3; i += 1) {
      const { id } = await begin();
      await take(agent, id);
      await say(agent, id);
      await end(agent, id);
      made.push(id);
    }
    const one = (await agent("GET", `/chats?which=closed&limit=2&staffId=${ids.agent}`)).body;
    expect(one.items.map((chat: any) => chat.id)).toEqual([made[2], made[1]]);
    const two = (await agent("GET", `/chats?which=closed&limit=2&staffId=${ids.agent}&cursor=${one.next}`)).body;
    expect(two.items[0].id).toBe(made[0]);
  });
});

describe("taking", () => {
  test("is done by one of those who try at once", async () => {
    const { id } = await begin();
    const statuses = (await Promise.all([take(agent, id), take(lead, id)])).map((one) => one.status);
    expect(statuses.sort()).toEqual([200, 409]);
    const winner = (await row(id, "staff_id")).staff_id === ids.agent ? agent : lead;
    expect((await take(winner, id)).status).toBe(200);
    const { rows } = await t.pool.query(
      "select count(*)::int as notices from service.chat_message where chat_id = $1 and kind = 'notice'",
      [id],
    );
    expect(rows[0].notices).toBe(1);
  });

  test("keeps to the limit of the profile, also at the same moment", async () => {
    await t.pool.query(
      "insert into service.staff_profile (staff_id, chat_limit, updated_at) values ($1, 2, now()) on conflict (staff_id) do update set chat_limit = 2",
      [ids.agent],
    );
    const chats = [await begin(), await begin(), await begin(), await begin()];
    const answers = await Promise.all(chats.map(({ id }) => take(agent, id)));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 409, 409]);
    expect(answers.find((one) => one.status === 409)!.body).toMatchObject({ code: "service.chat_limit", limit: 2 });
    expect((await agent("GET", "/chat-agents")).body.me).toMatchObject({ here: true, chats: 2, limit: 2 });
    const mine = await list(agent, "which=mine");
    await end(agent, mine[0].id);
    const left = chats.find((_, i) => answers[i]!.status === 409)!;
    expect((await take(agent, left.id)).status).toBe(200);
    await t.pool.query("delete from service.staff_profile where staff_id = $1", [ids.agent]);
  });

  test("makes the contact the agent's, and the end finishes it", async () => {
    const { id } = await begin();
    minutes(1);
    await take(agent, id);
    await say(agent, id);
    minutes(4);
    await end(agent, id, "follow_up");
    const { rows } = await t.pool.query(
      "select c.state, c.staff_id, c.seconds, c.handled_by_name is not null as handled, h.outcome, h.closed_by from service.contact c join service.chat h on h.contact_id = c.id where h.id = $1",
      [id],
    );
    expect(rows).toEqual([
      { state: "done", staff_id: ids.agent, seconds: 300, handled: true, outcome: "follow_up", closed_by: "staff" },
    ]);
  });
});

describe("talking", () => {
  test("is for its agent alone, and the same message twice is one", async () => {
    const { id } = await begin();
    expect((await say(agent, id)).body.code).toBe("service.chat_not_yours");
    await take(agent, id);
    expect((await say(lead, id)).body.code).toBe("service.chat_not_yours");
    const clientId = randomUUID();
    const twice = await Promise.all(
      [1, 2, 3].map(() => agent("POST", `/chats/${id}/messages`, { clientId, text: "您好" })),
    );
    expect(new Set(twice.map(({ body }) => body.number))).toEqual(new Set([3]));
    expect((await say(agent, id, "  ")).status).toBe(400);
    expect((await end(lead, id)).status).toBe(403);
  });

  test("tells both what is unread and read, and the agent who writes", async () => {
    const { id, visitor } = await begin("一");
    await take(agent, id);
    await visitor.say("二");
    expect((await list(agent, "which=mine"))[0]).toMatchObject({ id, unread: 2 });
    await lead("POST", `/chats/${id}/readings`, { upTo: 9 });
    expect((await list(agent, "which=mine"))[0].unread).toBe(2);
    await agent("POST", `/chats/${id}/readings`, { upTo: 99 });
    expect((await list(agent, "which=mine"))[0].unread).toBe(0);
    expect((await visitor.call("GET", "/current")).body.chat).toMatchObject({ lastNumber: 3, staffRead: 3 });
    const { token } = (await t.call("POST", "/sessions", { email: demoEmail("agent"), password: demoPassword })).body;
    const stream = await readEvents(`${base}/api/v1/live?topics=chat:${id},staff:${ids.agent}`, {
      authorization: `Bearer ${token}`,
    });
    await stream.next();
    await visitor.call("POST", "/current/typing", {});
    expect((await stream.next()).data).toMatchObject({ type: "typing", side: "visitor" });
    await visitor.say("三");
    const heard = [await stream.next(), await stream.next()].map(({ data: { topic, type } }) => `${topic} ${type}`);
    expect(heard.sort()).toEqual([`chat:${id} message`, `staff:${ids.agent} chat.message`]);
    await stream.close();
  });

  test("files go both ways", async () => {
    const { id, visitor } = await begin();
    await take(agent, id);
    const { token } = (await t.call("POST", "/sessions", { email: demoEmail("agent"), password: demoPassword })).body;
    const { payload, headers } = fileBody("资费.txt", "每月 30 元");
    const send = (authorization: string) =>
      t.app.inject({
        method: "POST",
        url: `/api/v1/chats/${id}/files`,
        payload,
        headers: { ...headers, authorization },
      });
    const sent = await send(`Bearer ${token}`);
    expect([sent.statusCode, sent.json().fileName]).toEqual([201, "资费.txt"]);
    const got = await visitor.call("GET", `/current/files/${sent.json().id}`);
    expect(got.body).toBe("每月 30 元");
    expect((await agent("GET", `/chats/${id}/files/${newId()}`)).status).toBe(404);
    // The agent's file is an answer too.
    expect((await row(id, "answered_at is not null as answered")).answered).toBe(true);
  });
});

describe("handing over", () => {
  test("to a colleague who is here: only they can take it, with the note, and the visitor goes on", async () => {
    const { id, visitor } = await begin();
    await take(agent, id);
    expect((await hand(agent, id, ids.lead, { note: "要退费，需要您批" })).status).toBe(200);
    expect((await take(agent, id)).body.code).toBe("service.chat_taken");
    expect((await visitor.say("还在吗")).status).toBe(201);
    expect((await take(lead, id)).body).toMatchObject({ state: "active", staffId: ids.lead, wantedStaffId: null });
    const said = (await lead("GET", `/chats/${id}/messages`)).body.items.map((one: any) => [one.kind, one.body]);
    expect(said).toContainEqual(["note", "要退费，需要您批"]);
    const seen = (await visitor.call("GET", "/current")).body.messages.map((one: any) => one.body);
    expect(seen).toEqual(["你好", "taken", "handed", "还在吗", "taken"]);
  });

  test.each([
    ["oneself", () => ids.agent],
    ["nobody we know", () => newId()],
    ["a colleague who is away", () => ids.lead],
  ])("not to %s", async (_name, to) => {
    await here(lead, false);
    const { id } = await begin();
    await take(agent, id);
    const { status, body } = await hand(agent, id, to());
    expect([status, body.errors[0].field]).toEqual([400, "staffId"]);
    expect((await row(id, "state")).state).toBe("active");
  });

  test("back to the queue: it keeps its place before those who came later", async () => {
    const { id } = await begin();
    await take(agent, id);
    minutes(2);
    const later = await begin();
    await hand(agent, id, null);
    expect((await list(agent, "which=waiting")).map((chat) => chat.id)).toEqual([id, later.id]);
    expect((await take(lead, id)).status).toBe(200);
  });

  test("what is not taken in two minutes is open to all", async () => {
    const { id } = await begin();
    await take(agent, id);
    await hand(agent, id, ids.lead);
    minutes(3);
    await here(agent);
    await here(lead);
    await t.pool.query("update service.chat set visitor_seen_at = $1", [t.clock.now()]);
    await sweep();
    expect((await take(agent, id)).status).toBe(200);
  });

  test("chats of an agent whose browser is silent go back to the queue", async () => {
    const { id } = await begin();
    await take(agent, id);
    minutes(3);
    await here(lead);
    await t.pool.query("update service.chat set visitor_seen_at = $1", [t.clock.now()]);
    await sweep();
    expect(await row(id, "state, staff_id")).toEqual({ state: "waiting", staff_id: null });
    expect((await lead("GET", "/chat-agents")).body.items.map((one: any) => one.staffId)).toEqual([ids.lead]);
  });
});

describe("the promise to answer (B5.3.1)", () => {
  test("is kept by the first words in time, and is the agent's once taken", async () => {
    const { id } = await begin();
    expect(await promises(id)).toMatchObject([{ state: "open", term: "2m", assignee_id: null }]);
    minutes(1);
    await take(agent, id);
    await say(agent, id, "内部", { kind: "note" });
    expect(await promises(id)).toMatchObject([{ state: "open", assignee_id: ids.agent }]);
    await say(agent, id);
    expect(await promises(id)).toMatchObject([{ state: "met", settled: true }]);
  });

  test("is broken by words that come late", async () => {
    const { id } = await begin();
    minutes(3);
    await take(agent, id);
    await say(agent, id);
    expect(await promises(id)).toMatchObject([{ state: "breached", settled: true }]);
  });

  test.each([
    ["in time: nobody was let down", 1, "waived"],
    ["too late: it was broken", 3, "breached"],
  ])("ends with a visitor who leaves %s", async (_name, after, state) => {
    const { id, visitor } = await begin();
    minutes(after);
    await visitor.call("POST", "/current/closure", {});
    expect(await promises(id)).toMatchObject([{ state }]);
    expect(await row(id, "outcome, closed_by")).toEqual({ outcome: "abandoned", closed_by: "visitor" });
  });

  test("ends with a visitor who vanishes; the contact is missed", async () => {
    const { id } = await begin();
    minutes(2);
    await sweep();
    expect((await row(id, "state")).state).toBe("waiting");
    minutes(2);
    await sweep();
    expect(await row(id, "state, outcome, closed_by")).toEqual({
      state: "closed",
      outcome: "abandoned",
      closed_by: "program",
    });
    const { rows } = await t.pool.query(
      "select c.state from service.contact c join service.chat h on h.contact_id = c.id where h.id = $1",
      [id],
    );
    expect(rows).toEqual([{ state: "missed" }]);
    // They were last seen when they came, before it was due.
    expect(await promises(id)).toMatchObject([{ state: "waived" }]);
  });
});

describe("who it is, and what follows", () => {
  test("a customer who becomes known takes chat, words, contact and promise along, in one step", async () => {
    const customerId = await customer({ name: "诸葛亮" });
    const { id, visitor } = await begin();
    await take(agent, id);
    const { status, body } = await agent("POST", `/chats/${id}/customer`, { customerId });
    expect([status, body.customerId]).toEqual([200, customerId]);
    expect(body.customerName).toMatch(/^诸/);
    await visitor.say("好的");
    await say(agent, id);
    const { rows } = await t.pool.query(
      `select (select count(*)::int from service.chat_message where customer_id = $1 and chat_id = $2) as messages,
              (select count(*)::int from service.chat_message where customer_id = $3 and chat_id = $2) as left_behind,
              (select customer_id from service.claim where kind = 'chat.key' and id = $2) as claim,
              (select c.customer_id from service.contact c join service.chat h on h.contact_id = c.id where h.id = $2) as contact`,
      [customerId, id, nobody],
    );
    expect(rows).toEqual([{ messages: 4, left_behind: 0, claim: customerId, contact: customerId }]);
    expect(await promises(id)).toMatchObject([{ customer_id: customerId, state: "met" }]);
    expect((await list(agent, `which=active&customerId=${customerId}`)).map((chat) => chat.id)).toEqual([id]);
    const other = await customer({ name: "周瑜" });
    expect((await agent("POST", `/chats/${id}/customer`, { customerId: other })).body.code).toBe(
      "service.chat_identified",
    );
    expect((await agent("POST", `/chats/${id}/customer`, { customerId })).status).toBe(200);
  });

  test("messages sent while it becomes known are neither lost nor doubled", async () => {
    const customerId = await customer({ name: "司马懿" });
    const { id, visitor } = await begin();
    await take(agent, id);
    const sent = await Promise.all([
      ...Array.from({ length: 6 }, (_, i) => visitor.say(`第${i}句`)),
      agent("POST", `/chats/${id}/customer`, { customerId }),
      ...Array.from({ length: 6 }, (_, i) => visitor.say(`又${i}句`)),
    ]);
    expect(new Set(sent.map((one) => one.status))).toEqual(new Set([200, 201]));
    const numbers = (await agent("GET", `/chats/${id}/messages`)).body.items.map((one: any) => one.number);
    expect(numbers).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
  });

  test("an unknown customer is refused", async () => {
    const { id } = await begin();
    expect((await agent("POST", `/chats/${id}/customer`, { customerId: newId() })).status).toBe(404);
  });

  test("it becomes a ticket, once", async () => {
    const customerId = await customer({ name: "黄月英" });
    const { id } = await begin("机顶盒坏了");
    const ticket = { kind: "fault", subject: "机顶盒故障", content: "访客：机顶盒坏了" };
    expect((await agent("POST", `/chats/${id}/ticket`, ticket)).status).toBe(400);
    await take(agent, id);
    await agent("POST", `/chats/${id}/customer`, { customerId });
    const made = await agent("POST", `/chats/${id}/ticket`, ticket);
    expect(made).toMatchObject({ status: 201, body: { customerId } });
    const { rows } = await t.pool.query(
      "select t.source, t.kind, c.ticket_id = t.id as linked from service.ticket t join service.chat h on h.ticket_id = t.id join service.contact c on c.id = h.contact_id where h.id = $1",
      [id],
    );
    expect(rows).toEqual([{ source: "chat", kind: "fault", linked: true }]);
    expect((await agent("POST", `/chats/${id}/ticket`, ticket)).body.code).toBe("service.chat_ticketed");
    expect((await end(agent, id, "follow_up")).status).toBe(200);
  });
});

test("events name no person and no word of the chat", async () => {
  const { rows } = await t.pool.query(
    "select distinct kind, data::text from platform.event where kind like 'service.chat.%' and kind not like '%ticketed' and kind not like '%left'",
  );
  const allowed = new Set(["{}", '{"by": "staff"}', '{"by": "visitor"}', '{"by": "program"}']);
  expect(rows.filter((one) => !allowed.has(one.data))).toEqual([]);
  expect(rows.length).toBeGreaterThan(6);
});
