import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { paces } from "./flood.ts";
import { keyHash } from "./key.ts";
import { fileBody, newKey, visitorOf } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let base: string;
let agent: Awaited<ReturnType<typeof t.as>>;
const visitor = (key?: string, more?: Record<string, string>) => visitorOf(t, base, key, more);
const here = (is = true) => agent("PUT", "/chat-agents/me", { here: is });
const take = async (id: string) => expect((await agent("POST", `/chats/${id}/taking`, {})).status).toBe(200);
const end = (id: string) => agent("POST", `/chats/${id}/closure`, { outcome: "solved" });
const one = async (sql: string, values: unknown[] = []) => (await t.pool.query(sql, values)).rows[0];

beforeAll(async () => {
  t = await testApp();
  base = await t.app.listen({ port: 0, host: "127.0.0.1" });
  agent = await t.as("agent");
});
afterAll(() => t.close());
// Room to breathe for the paces, and an agent who is here.
beforeEach(async () => {
  t.clock.advance(30 * 60_000);
  await t.pool.query("update identity.session set expires_at = $1::timestamptz + interval '1 day'", [t.clock.now()]);
  await t.pool.query("update service.chat set state = 'closed' where state <> 'closed'");
  await here();
});

describe("starting", () => {
  test("joins the queue, is a contact, and tells the place", async () => {
    const [first, second] = [visitor(), visitor()];
    const { status, body } = await first.start("电视没有信号", { name: "小王" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      chat: { state: "waiting", place: 1, agent: null, isAnswered: false, hasContact: false },
      messages: [{ number: 1, side: "visitor", kind: "text", body: "电视没有信号" }],
    });
    expect((await second.start("宽带很慢")).body.chat.place).toBe(2);
    const contact = await one(
      "select c.channel, c.state, c.content from service.contact c join service.chat h on h.contact_id = c.id where h.id = $1",
      [body.chat.id],
    );
    expect(contact).toEqual({ channel: "chat", state: "open", content: "电视没有信号" });
    // Only the hash of the key is kept.
    const kept = await one("select value from service.claim where kind = 'chat.key' and id = $1", [body.chat.id]);
    expect(kept.value).toBe(keyHash(first.key));
  });

  test("the same key at the same moment is one chat", async () => {
    const one = visitor();
    const clientId = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => one.start("你好", { clientId })));
    expect(new Set(answers.map(({ body }) => body.chat.id)).size).toBe(1);
    expect((await one.call("GET", "/current")).body.messages.length).toBe(1);
  });

  test.each([
    ["a phone without consent", { contact: "13800138000" }, "consent"],
    ["what is no phone and no e-mail", { contact: "在公司门口", consent: true }, "contact"],
    ["nothing but spaces", { text: "  \n " }, "text"],
    ["a text that is too long", { text: "字".repeat(4_001) }, "text"],
    ["an unknown field", { html: "<b>" }, "html"],
    ["an id that is none", { clientId: "1" }, "clientId"],
  ])("refuses %s", async (_name, given, field) => {
    const { status, body } = await visitor().start("你好", given);
    expect([status, body.errors?.map((one: any) => one.field)]).toEqual([400, [field]]);
  });

  test("a phone is kept sealed, with the purpose that was consented to", async () => {
    const { body } = await visitor().start("查账单", { contact: "138 0013 8000", consent: true });
    const row = await one(
      "select counterpart, counterpart_kind, consent_purpose, consent_at is not null as consented from service.chat where id = $1",
      [body.chat.id],
    );
    expect(row).toMatchObject({ counterpart_kind: "phone", consented: true });
    expect(row.consent_purpose).toContain("仅用于答复");
    expect(row.counterpart.toString("latin1")).not.toContain("8000");
  });

  test("is refused where nobody is here, and a message can be left, which is a ticket", async () => {
    await here(false);
    const one = visitor();
    expect((await one.call("GET", "/greeting")).body.isOpen).toBe(false);
    expect((await one.start("有人吗")).body.code).toBe("service.chat_nobody");
    const leave = (given: object) =>
      one.call("POST", "/left-messages", { clientId: randomUUID(), text: "请回电", ...given });
    expect((await leave({})).status).toBe(400);
    const { status, body } = await leave({ contact: "a@example.com", consent: true });
    expect([status, body.chat.state, body.chat.outcome]).toEqual([201, "closed", "message"]);
    const number = body.messages.at(-1).body.replace("message ", "");
    const ticket = await t.pool.query("select kind, source, content from service.ticket where number = $1", [number]);
    expect(ticket.rows).toEqual([{ kind: "enquiry", source: "chat", content: "请回电" }]);
    // Sent again after a lost answer: the same ticket.
    const again = await leave({ contact: "a@example.com", consent: true });
    expect(again.body.messages.at(-1).body).toBe(`message ${number}`);
  });

  test("an agent whose browser is silent is not here", async () => {
    t.clock.advance(151_000);
    expect((await visitor().call("GET", "/greeting")).body.isOpen).toBe(false);
  });

  test("who waits may leave what they wrote as a message", async () => {
    const one = visitor();
    const { id } = (await one.start("第一句")).body.chat;
    await one.say("第二句");
    expect((await one.call("POST", "/current/left-message", {})).status).toBe(400);
    const { body } = await one.call("POST", "/current/left-message", { contact: "13800138001", consent: true });
    expect(body.chat).toMatchObject({ state: "closed", outcome: "message", hasContact: true });
    const { rows } = await t.pool.query(
      "select t.content, c.counterpart_kind as kind from service.ticket t join service.chat h on h.ticket_id = t.id join service.contact c on c.ticket_id = t.id where h.id = $1",
      [id],
    );
    expect(rows).toEqual([{ content: "第一句\n第二句", kind: "phone" }]);
  });
});

describe("the key", () => {
  test.each([
    ["none", {}],
    ["one too short", { "x-chat-key": "abc" }],
    ["one of nobody", { "x-chat-key": newKey() }],
  ])("%s opens nothing", async (_name, headers) => {
    for (const [method, path] of [
      ["GET", "/current"],
      ["GET", "/current/live"],
      ["POST", "/current/closure"],
    ] as const) {
      const { status, body } = await t.call(method, `/chats${path}`, method === "POST" ? {} : undefined, headers);
      expect([status, body.code]).toEqual([401, "service.chat_key"]);
    }
  });

  test("whoever tries keys is slowed down", async () => {
    const statuses = [];
    for (let i = 0; i < paces.wrongKey.atOnce + 2; i += 1)
      statuses.push((await visitor().call("GET", "/current")).status);
    expect(statuses.slice(-1)).toEqual([429]);
  });

  test("of one chat does not open another's file", async () => {
    const [mine, other] = [visitor(), visitor()];
    await mine.start("我的");
    await other.start("别人的");
    const file = fileBody("a.txt", "hello");
    const sent = await t.app.inject({
      method: "POST",
      url: "/api/v1/chats/current/files",
      payload: file.payload,
      headers: { ...file.headers, "x-chat-key": mine.key },
    });
    const { id } = sent.json();
    expect((await mine.call("GET", `/current/files/${id}`)).status).toBe(200);
    expect((await other.call("GET", `/current/files/${id}`)).status).toBe(404);
  });
});

describe("messages", () => {
  test("the same one twice is one, also at the same moment, and numbers have no gap", async () => {
    const one = visitor();
    await one.start("你好");
    const clientId = randomUUID();
    const twice = await Promise.all([1, 2, 3, 4].map(() => one.say("一句", clientId)));
    expect(new Set(twice.map(({ body }) => body.number))).toEqual(new Set([2]));
    await Promise.all(Array.from({ length: 8 }, (_, i) => one.say(`第${i}句`)));
    const { messages } = (await one.call("GET", "/current?after=2")).body;
    expect(messages.map((row: any) => row.number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("stay text: markup and scripts come back as they were written, control characters do not", async () => {
    const one = visitor();
    const script = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
    await one.start(`${script}\u0000\u0007\r\n下一行`);
    expect((await one.call("GET", "/current")).body.messages[0].body).toBe(`${script}\n下一行`);
  });

  test("a flood is slowed down, and goes on later", async () => {
    const one = visitor();
    await one.start("你好");
    const statuses = [];
    for (let i = 0; i < paces.message.atOnce + 3; i += 1) statuses.push((await one.say(`${i}`)).status);
    expect(statuses.filter((status) => status === 429).length).toBe(3);
    t.clock.advance(60_000);
    expect((await one.say("后来")).status).toBe(201);
  });

  test("so are starts from one address", async () => {
    const statuses = [];
    for (let i = 0; i < paces.start.atOnce + 2; i += 1) statuses.push((await visitor().start("你好")).status);
    expect(statuses.slice(-3)).toEqual([201, 429, 429]);
  });

  test("a body larger than a text is refused before it is read", async () => {
    const one = visitor();
    await one.start("你好");
    expect(
      (await one.call("POST", "/current/messages", { clientId: randomUUID(), text: "字".repeat(20_000) })).status,
    ).toBe(413);
  });

  test("after the end nothing more is taken, and a rating once it was answered", async () => {
    const one = visitor();
    const { id } = (await one.start("你好")).body.chat;
    expect((await one.call("POST", "/current/rating", { rating: 5 })).status).toBe(409);
    await take(id);
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text: "您好" });
    expect((await one.call("POST", "/current/closure", {})).body.chat).toMatchObject({
      state: "closed",
      isAnswered: true,
    });
    expect((await one.call("POST", "/current/closure", {})).status).toBe(200);
    const late = await one.say("还有一句");
    expect([late.status, late.body.code]).toEqual([409, "service.chat_closed"]);
    expect((await one.call("POST", "/current/rating", { rating: 6 })).status).toBe(400);
    expect((await one.call("POST", "/current/rating", { rating: 4, note: "很快" })).body.chat.rating).toBe(4);
    expect(await one_("rating, rating_note, closed_by", id)).toEqual({
      rating: 4,
      rating_note: "很快",
      closed_by: "visitor",
    });
  });
});
const one_ = (columns: string, id: string) => one(`select ${columns} from service.chat where id = $1`, [id]);

describe("files", () => {
  const send = (key: string, name: string, content: Buffer | string, clientId: string = randomUUID()) => {
    const { payload, headers } = fileBody(name, content, clientId);
    return t.app.inject({
      method: "POST",
      url: "/api/v1/chats/current/files",
      payload,
      headers: { ...headers, "x-chat-key": key },
    });
  };
  const png = Buffer.from("89504e470d0a1a0a0000000d", "hex");

  test("come to the other side, with a type by their content, once", async () => {
    const one = visitor();
    const { id } = (await one.start("看图")).body.chat;
    const clientId = randomUUID();
    const sent = await send(one.key, "..\\..\\截图.png", png, clientId);
    expect(sent.json()).toMatchObject({ number: 2, kind: "file", body: "截图.png", mediaType: "image/png", size: 12 });
    expect((await send(one.key, "截图.png", png, clientId)).json().number).toBe(2);
    const { rows } = await t.pool.query("select count(*)::int as files from platform.file where name = '截图.png'");
    expect(rows[0].files).toBe(1);
    const [, message] = (await agent("GET", `/chats/${id}/messages`)).body.items;
    const got = await t.app.inject({
      url: `/api/v1/chats/current/files/${message.id}`,
      headers: { "x-chat-key": one.key },
    });
    expect(got.rawPayload.equals(png)).toBe(true);
    expect(got.headers).toMatchObject({
      "content-type": "image/png",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
  });

  test.each([
    ["a page", "a.html", "<script>alert(1)</script>", 415],
    ["a drawing that runs scripts", "a.svg", "<svg onload='alert(1)'/>", 415],
    ["a program under a picture's name", "a.png", "MZ\u0090", 415],
    ["a page under a text's name with a NUL", "a.txt", "a\u0000b", 415],
    ["a page under a text's name", "a.txt", "<!doctype html><script>1</script>", 415],
    ["bytes of no known kind", "a.pdf", Buffer.from("0001020304", "hex"), 415],
    ["nothing at all", "a.txt", "", 415],
    ["one that is too large", "a.txt", Buffer.alloc(10 * 1024 * 1024 + 1, 97), 413],
  ])("refuses %s, and keeps nothing", async (_name, name, content, status) => {
    const one = visitor();
    await one.start("你好");
    expect((await send(one.key, name, content)).statusCode).toBe(status);
    expect((await one.call("GET", "/current")).body.messages.length).toBe(1);
  });

  test("refuses what is no multipart, and a part without an id", async () => {
    const one = visitor();
    await one.start("你好");
    expect((await one.call("POST", "/current/files", {})).status).toBe(400);
    expect((await send(one.key, "a.txt", "x", "no-id")).statusCode).toBe(400);
  });
});

describe("the live stream", () => {
  test("brings the place, the agent, words, typing and the end, in order", async () => {
    const [before, one] = [visitor(), visitor()];
    const first = (await before.start("先来")).body.chat;
    const { id } = (await one.start("你好")).body.chat;
    const stream = await one.live(1);
    expect((await stream.next()).data).toMatchObject({ state: "waiting", place: 2 });
    await take(first.id);
    expect((await stream.next((event) => event.event === "place")).data).toEqual({ place: 1 });
    await take(id);
    expect((await stream.next((event) => event.event === "message")).data).toMatchObject({
      number: 2,
      kind: "notice",
      body: "taken",
    });
    expect((await stream.next((event) => event.event === "chat")).data).toMatchObject({ state: "active" });
    await agent("POST", `/chats/${id}/typing`, {});
    await stream.next((event) => event.event === "typing");
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text: "您好，请讲" });
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), kind: "note", text: "他上周来过" });
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text: "在吗" });
    const words = [await stream.next((e) => e.event === "message"), await stream.next((e) => e.event === "message")];
    expect(words.map((event) => [event.id, event.data.body])).toEqual([
      ["3", "您好，请讲"],
      ["5", "在吗"],
    ]);
    await end(id);
    expect((await stream.next((event) => event.event === "chat" && event.data.state === "closed")).data.outcome).toBe(
      "other",
    );
    await stream.close();
    await end(first.id);
  });

  test("goes on after the network was lost: nothing is missed, nothing comes twice", async () => {
    const one = visitor();
    const { id } = (await one.start("你好")).body.chat;
    await take(id);
    const stream = await one.live(0);
    const last = await stream.next((event) => event.data.number === 2);
    await stream.close();
    for (const text of ["一", "二", "三"])
      await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text });
    const again = await one.live(Number(last.id));
    await agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text: "四" });
    const got = [];
    for (let i = 0; i < 4; i += 1) got.push((await again.next((event) => event.event === "message")).data);
    expect(got.map((message) => [message.number, message.body])).toEqual([
      [3, "一"],
      [4, "二"],
      [5, "三"],
      [6, "四"],
    ]);
    await again.close();
    await end(id);
  });

  test("goes on when it becomes known whose chat it is", async () => {
    const data = await t.as("data_group");
    const { newCustomer } = await import("../../../../test/customers.ts");
    const { customerId } = (await data("POST", "/customers", newCustomer({ name: "欧阳娜娜" }))).body;
    const one = visitor();
    const { id } = (await one.start("你好")).body.chat;
    await take(id);
    const stream = await one.live(2);
    await stream.next();
    expect((await agent("POST", `/chats/${id}/customer`, { customerId })).status).toBe(200);
    await one.say("我还在");
    expect((await stream.next((event) => event.event === "message")).data.body).toBe("我还在");
    await stream.close();
    await end(id);
  });

  test("one chat has so many windows and no more", async () => {
    const one = visitor();
    await one.start("你好");
    const streams = [];
    for (let i = 0; i < 5; i += 1) streams.push(await one.live());
    expect(streams.map((stream) => stream.status)).toEqual([200, 200, 200, 200, 429]);
    for (const stream of streams) await stream.close();
  });
});

describe("sites", () => {
  const from = (origin: string, method: "GET" | "OPTIONS" = "GET") =>
    t.app.inject({ method, url: "/api/v1/chats/greeting", headers: { origin, host: "desk.example" } });

  test("of the list are let in, with their own name and no cookies; others are refused", async () => {
    const lead = await t.as("team_lead");
    const settings = (await lead("GET", "/chat-settings")).body;
    expect((await from("https://shop.example")).json().code).toBe("service.chat_origin");
    const saved = await lead("PUT", "/chat-settings", { ...settings, origins: ["https://Shop.example"] });
    expect(saved.body.origins).toEqual(["https://shop.example"]);
    const reply = await from("https://shop.example");
    expect([reply.statusCode, reply.headers["access-control-allow-origin"], reply.headers.vary]).toEqual([
      200,
      "https://shop.example",
      "origin",
    ]);
    expect(reply.headers["access-control-allow-credentials"]).toBeUndefined();
    const asked = await from("https://shop.example", "OPTIONS");
    expect([asked.statusCode, asked.headers["access-control-allow-headers"]]).toEqual([
      204,
      "content-type, accept-language, x-chat-key",
    ]);
    for (const origin of ["https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null"]) {
      const refused = await from(origin);
      expect([refused.statusCode, refused.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
      expect((await from(origin, "OPTIONS")).statusCode).toBe(403);
    }
    // Our own pages need no entry; staff's routes answer no other site whatever the list says.
    expect((await from("https://desk.example")).statusCode).toBe(200);
    const staff = await t.app.inject({ url: "/api/v1/chats", headers: { origin: "https://shop.example" } });
    expect(staff.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test.each([["https://a.example/path"], ["*"], ["javascript:alert(1)"], ["https://a.example/"]])(
    "%s is no site",
    async (origin) => {
      const lead = await t.as("team_lead");
      const settings = (await lead("GET", "/chat-settings")).body;
      expect((await lead("PUT", "/chat-settings", { ...settings, origins: [origin] })).status).toBe(400);
    },
  );
});
