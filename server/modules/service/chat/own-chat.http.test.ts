import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { customerAt, oneFile, png } from "../portal/testing.ts";
import { fileBody, newKey } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
type Call = Awaited<ReturnType<typeof customerAt>>;
let me: Call;
let other: Call;
let mine: string;
const phone = "13911112222";
const minutes = (count: number) => t.clock.set(new Date(t.clock.now().getTime() + count * 60_000).toISOString());
const anew = async () => {
  minutes(2);
  await agent("PUT", "/chat-agents/me", { here: true });
  return customerAt(t, phone);
};

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z", { YOUZHANG_DEMO: "none" });
  agent = await t.as("agent");
  const enter = async (name: string, value: string) =>
    (await agent("POST", "/customers", newCustomer({ name }, { contacts: [{ kind: "phone", value }] }))).body
      .customerId as string;
  mine = await enter("尉迟敬", phone);
  await enter("别人", "13933334444");
  [me, other] = [await customerAt(t, phone), await customerAt(t, "13933334444")];
});
beforeEach(async () => void (await agent("PUT", "/chat-agents/me", { here: true })));
afterAll(() => t.close());

/** The chat of somebody signed in, under a key. */
function chatOf(call: Call, key = newKey()) {
  const ask = (method: "GET" | "POST", path: string, body?: object, headers: Record<string, string> = {}) =>
    call(method, `/portal/chats${path}`, body, { "x-chat-key": key, ...headers });
  const start = (text: string, more: object = {}) => ask("POST", "", { clientId: randomUUID(), text, ...more });
  const say = (text: string) => ask("POST", "/current/messages", { clientId: randomUUID(), text });
  const sendFile = (name: string) => {
    const { payload, headers } = fileBody(name, png);
    return ask("POST", "/current/files", payload, headers);
  };
  return { key, ask, start, say, sendFile };
}

describe("a chat begun in the portal", () => {
  test("belongs to the customer from its first word: the agent sees who it is, the contact stands with them", async () => {
    const chat = chatOf(me);
    const begun = await chat.start("账单看不懂");
    expect([begun.status, begun.body.chat]).toMatchObject([201, { state: "waiting", hasContact: true }]);
    const { id } = begun.body.chat;
    const waiting = (await agent("GET", "/chats")).body.items.find((one: any) => one.id === id);
    expect(waiting).toMatchObject({ customerId: mine, customerName: "尉迟敬", sessionId: expect.any(String) });
    await agent("POST", `/chats/${id}/taking`, {});
    const { chat: seen, candidates } = (await agent("GET", `/chats/${id}`)).body;
    expect([seen.visitorName, seen.counterpart, candidates]).toEqual([null, null, []]);
    const contacts = await t.pool.query(
      "select channel, state from service.contact where customer_id = $1 and id = $2",
      [mine, seen.contactId],
    );
    expect(contacts.rows).toEqual([{ channel: "chat", state: "open" }]);
    const events = (await agent("GET", `/customers/${mine}/events`)).body.items.map((one: any) => one.kind);
    expect(events).toEqual(expect.arrayContaining(["service.chat.started", "service.contact.recorded"]));
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text: "您好，我来看一下" });
    // Taken up again, as after a reload.
    const again = await chat.ask("GET", "/current");
    expect(again.body.messages.map((one: any) => one.body)).toEqual(["账单看不懂", "taken", "您好，我来看一下"]);
    expect((await chat.say("谢谢")).status).toBe(201);
    await chat.ask("POST", "/current/closure", {});
    expect((await chat.ask("POST", "/current/rating", { rating: 5 })).body.chat.rating).toBe(5);
  });

  test("a visitor of a page is merely who they say they are", async () => {
    const key = newKey();
    const begun = await t.call(
      "POST",
      "/chats",
      { clientId: randomUUID(), text: "我是尉迟敬", name: "尉迟敬", contact: phone, consent: true },
      { "x-chat-key": key },
    );
    const { chat } = (await agent("GET", `/chats/${begun.body.chat.id}`)).body;
    expect([chat.sessionId, chat.customerName]).toEqual([null, null]);
    // Nor does it become a customer's by the header of somebody signed in.
    expect((await chatOf(me, key).ask("GET", "/current")).status).toBe(401);
    await t.call("POST", "/chats/current/closure", {}, { "x-chat-key": key });
  });

  test("its key opens nothing without the session in which it was begun", async () => {
    const chat = chatOf(me);
    expect((await chat.start("这是我的")).status).toBe(201);
    const tries = [
      t.call("GET", "/chats/current", undefined, { "x-chat-key": chat.key }),
      t.call("GET", "/portal/chats/current", undefined, { "x-chat-key": chat.key }),
      chatOf(other, chat.key).ask("GET", "/current"),
      chatOf(other, chat.key).say("冒充"),
      chatOf(await anew(), chat.key).ask("GET", "/current"),
      chatOf(me, newKey()).ask("GET", "/current"),
      chatOf(me, "short").ask("GET", "/current"),
      agent("GET", "/portal/chats/current", undefined, { "x-chat-key": chat.key }),
    ];
    for (const tried of await Promise.all(tries)) expect(tried.status).toBe(401);
    // The same key of another customer is another chat.
    const theirs = await chatOf(other, chat.key).start("这是别人的");
    const own = await chat.ask("GET", "/current");
    expect(theirs.body.chat.id).not.toBe(own.body.chat.id);
    expect(own.body.messages.map((one: any) => one.body)).toEqual(["这是我的"]);
    await chat.ask("POST", "/current/closure", {});
    await chatOf(other, chat.key).ask("POST", "/current/closure", {});
  });

  test("asks neither name nor phone, and takes none; the same start twice is one chat", async () => {
    const chat = chatOf(me);
    for (const more of [{ name: "某人" }, { contact: phone, consent: true }, { customerId: mine }, { text: " " }])
      expect((await chat.start("您好", more)).status, JSON.stringify(more)).toBe(400);
    const given = { clientId: randomUUID(), text: "您好" };
    const both = await Promise.all([chat.ask("POST", "", given), chat.ask("POST", "", given)]);
    expect(both.map((one) => one.status)).toEqual([201, 201]);
    expect(both[0]!.body.chat.id).toBe(both[1]!.body.chat.id);
    await chat.ask("POST", "/current/closure", {});
  });

  test("who does not want to wait, or finds nobody, leaves a message: a ticket of theirs, without a contact", async () => {
    const chat = chatOf(me);
    await chat.start("想改套餐");
    expect((await chat.sendFile("套餐.png")).status).toBe(201);
    const left = await chat.ask("POST", "/current/left-message", {});
    expect([left.status, left.body.chat?.outcome]).toEqual([200, "message"]);
    await agent("PUT", "/chat-agents/me", { here: false });
    const late = chatOf(me);
    expect((await late.start("有人吗")).body.code).toBe("service.chat_nobody");
    expect((await late.ask("POST", "/left-messages", { clientId: randomUUID(), text: "夜里断网了" })).status).toBe(201);
    const { items } = (await me("GET", "/portal/tickets")).body;
    expect(items.map((one: any) => one.content)).toEqual(["夜里断网了", "想改套餐\n套餐.png"]);
    const page = (await me("GET", `/portal/tickets/${items[1].id}`)).body;
    expect(page.files).toMatchObject([{ name: "套餐.png", givenBy: "customer" }]);
  });

  test("ends for the agent when its customer signs out; another session's goes on", async () => {
    const [first, second] = [await anew(), await anew()];
    const [leaving, staying] = [chatOf(first), chatOf(second)];
    const ids = [(await leaving.start("要走的")).body.chat.id, (await staying.start("留下的")).body.chat.id];
    await agent("POST", `/chats/${ids[0]}/taking`, {});
    expect((await first("DELETE", "/portal/sessions/current")).status).toBe(204);
    const state = async (id: string) => (await agent("GET", `/chats/${id}`)).body.chat;
    expect(await state(ids[0])).toMatchObject({ state: "closed", closedBy: "visitor" });
    expect(await state(ids[1])).toMatchObject({ state: "waiting" });
    expect((await leaving.ask("GET", "/current")).status).toBe(401);
    expect((await leaving.say("还在吗")).status).toBe(401);
    expect((await staying.say("我在")).status).toBe(201);
    await staying.ask("POST", "/current/closure", {});
  });
});

test("goes on at the customer that stays when two are merged, session, key and what was uploaded", async () => {
  const [first, second] = ["13711110001", "13711110002"];
  const enter = async (name: string, value: string) =>
    (await agent("POST", "/customers", newCustomer({ name }, { contacts: [{ kind: "phone", value }] }))).body
      .customerId as string;
  const [stays, goes] = [await enter("留下", first), await enter("并入", second)];
  const call = await customerAt(t, second);
  const chat = chatOf(call);
  const { id } = (await chat.start("合并之前")).body.chat;
  const file = await call("POST", "/portal/files", ...oneFile("合并前.png", png));
  const data = await t.as("data_group");
  const merged = await data("POST", `/customers/${stays}/merges`, { otherId: goes, reason: "重复建档" });
  expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
  expect((await chat.say("合并之后")).status).toBe(201);
  expect((await agent("GET", `/chats/${id}`)).body.chat.customerId).toBe(stays);
  const given = { kind: "enquiry", subject: "合并后", content: "内容", files: [file.body.id] };
  expect((await call("POST", "/portal/tickets", given)).body.files).toMatchObject([{ name: "合并前.png" }]);
  await chat.ask("POST", "/current/closure", {});
});

describe("files of a chat", () => {
  const kept = async (ticketId: string) =>
    (await agent("GET", `/tickets/${ticketId}/attachments`)).body.items.map((one: any) => [one.name, one.givenBy]);

  test("follow into the ticket made of it, each once and without its bytes twice; what comes later follows too", async () => {
    const chat = chatOf(me);
    const { id } = (await chat.start("路由器坏了")).body.chat;
    await chat.sendFile("路由器.png");
    await agent("POST", `/chats/${id}/taking`, {});
    const { payload, headers } = fileBody("说明.png", png);
    expect((await agent("POST", `/chats/${id}/files`, payload, headers)).status).toBe(201);
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), kind: "note", text: "内部备注" });
    const before = (await t.pool.query("select count(*)::int as n from platform.file")).rows;
    const ticket = { kind: "fault", subject: "路由器坏了", content: "客户报修" };
    const made = await agent("POST", `/chats/${id}/ticket`, ticket);
    expect([made.status, made.body.customerId]).toEqual([201, mine]);
    expect(await kept(made.body.id)).toEqual([
      ["路由器.png", "customer"],
      ["说明.png", "staff"],
    ]);
    expect((await t.pool.query("select count(*)::int as n from platform.file")).rows).toEqual(before);
    expect((await agent("POST", `/chats/${id}/ticket`, ticket)).status).toBe(409);
    await chat.sendFile("再一张.png");
    expect(await kept(made.body.id)).toHaveLength(3);
    const { items } = (await agent("GET", `/tickets/${made.body.id}/attachments`)).body;
    const file = await agent("GET", `/tickets/${made.body.id}/attachments/${items[0].id}/file`);
    expect([file.status, file.headers["content-type"]]).toEqual([200, "image/png"]);
    // The customer finds them at their ticket, and still in the chat.
    expect((await me("GET", `/portal/tickets/${made.body.id}`)).body.files).toHaveLength(3);
    const said = (await chat.ask("GET", "/current")).body.messages.find((one: any) => one.kind === "file");
    expect((await chat.ask("GET", `/current/files/${said.id}`)).status).toBe(200);
    expect((await chatOf(other).ask("GET", `/current/files/${said.id}`)).status).toBe(401);
    await agent("POST", `/tickets/${made.body.id}/closure`, { outcome: "已换" });
    // An archived ticket takes nothing more; the chat does.
    expect((await chat.sendFile("太晚.png")).status).toBe(201);
    expect(await kept(made.body.id)).toHaveLength(3);
    await chat.ask("POST", "/current/closure", {});
  });

  test("of a visitor nobody knows stand with the ticket as well", async () => {
    const headers = { "x-chat-key": newKey() };
    const begun = await t.call("POST", "/chats", { clientId: randomUUID(), text: "网页来的" }, headers);
    const file = fileBody("截图.png", png);
    await t.call("POST", "/chats/current/files", file.payload, { ...headers, ...file.headers });
    await agent("POST", `/chats/${begun.body.chat.id}/taking`, {});
    const ticket = { kind: "enquiry", subject: "截图", content: "见截图" };
    const made = await agent("POST", `/chats/${begun.body.chat.id}/ticket`, ticket);
    expect(await kept(made.body.id)).toEqual([["截图.png", "customer"]]);
  });
});
