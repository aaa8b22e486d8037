import { randomUUID } from "node:crypto";
import { createServer, request as ask } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { openClient } from "../../../../widget/src/client.ts";

/** The client that pages run, against the real server, over a network that can be cut. */
let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let network: Awaited<ReturnType<typeof weakNetwork>>;
const clients: ReturnType<typeof openClient>[] = [];

/** Hands on to the server, unless it is cut; `loseAnswers` lets requests through and drops what comes back. */
async function weakNetwork(port: number) {
  let mode: "good" | "cut" | "loseAnswers" = "good";
  const sockets = new Set<import("node:net").Socket>();
  const proxy = createServer((incoming, outgoing) => {
    if (mode === "cut") return void incoming.socket.destroy();
    const { method, url, headers } = incoming;
    const onward = ask({ port, host: "127.0.0.1", method, path: url, headers, agent: false }, (reply) => {
      if (mode === "loseAnswers") return void outgoing.destroy();
      outgoing.writeHead(reply.statusCode!, reply.headers);
      reply.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
    outgoing.on("close", () => onward.destroy());
  });
  proxy.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
  const { port: own } = proxy.address() as { port: number };
  return {
    address: `http://127.0.0.1:${own}`,
    be: (next: typeof mode) => {
      mode = next;
      if (next === "cut") for (const socket of sockets) socket.destroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => proxy.close(done));
    },
  };
}

const storage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};
const visit = (store = storage()) => {
  const client = openClient({ server: network.address, language: "zh", storage: store });
  clients.push(client);
  return client;
};
function until(check: () => unknown, timeout = 8_000) {
  return expect.poll(check, { timeout, interval: 20 });
}
const bodies = (client: ReturnType<typeof openClient>) => client.now().messages.map((one) => one.body);
const say = (id: string, text: string) => agent("POST", `/chats/${id}/messages`, { clientId: randomUUID(), text });
async function taken(client: ReturnType<typeof openClient>) {
  await client.start({ text: "你好" });
  const { id } = client.now().chat!;
  await agent("POST", `/chats/${id}/taking`, {});
  await until(() => client.now().chat?.state).toBe("active");
  return id;
}

beforeAll(async () => {
  t = await testApp();
  const base = await t.app.listen({ port: 0, host: "127.0.0.1" });
  agent = await t.as("agent");
  network = await weakNetwork(Number(new URL(base).port));
});
afterAll(async () => {
  for (const client of clients) client.stop();
  await network.close();
  await t.close();
});
beforeEach(async () => {
  network.be("good");
  t.clock.advance(30 * 60_000);
  await t.pool.query("update identity.session set expires_at = $1::timestamptz + interval '1 day'", [t.clock.now()]);
  await t.pool.query("update service.chat set state = 'closed' where state <> 'closed'");
  await agent("PUT", "/chat-agents/me", { here: true });
});

describe("the client", () => {
  test("greets, starts, hears the place, the agent, typing and words", async () => {
    const client = visit();
    await client.greet();
    expect(client.now().greeting).toMatchObject({ isOpen: true });
    const id = await taken(client);
    await until(() => bodies(client)).toEqual(["你好", "taken"]);
    await agent("POST", `/chats/${id}/typing`, {});
    await until(() => client.now().isAgentTyping).toBe(true);
    await say(id, "您好");
    await until(() => bodies(client)).toEqual(["你好", "taken", "您好"]);
    expect(client.now().isAgentTyping).toBe(false);
    client.say("第二句");
    await until(() => bodies(client).at(-1)).toBe("第二句");
    await until(() => client.now().outgoing).toEqual([]);
  });

  test("says which field a form got wrong", async () => {
    const client = visit();
    await expect(client.start({ text: "你好", contact: "13800138000" })).rejects.toMatchObject({
      fields: { consent: expect.stringContaining("同意") },
    });
    expect(client.now().chat).toBeUndefined();
  });

  test("loses and doubles nothing when the network goes and comes", async () => {
    const client = visit();
    const id = await taken(client);
    network.be("cut");
    await until(() => client.now().isConnected).toBe(false);
    for (const text of ["断网一", "断网二"]) client.say(text);
    await say(id, "断网时客服说的");
    network.be("good");
    client.hurry();
    await until(() => bodies(client)).toEqual(["你好", "taken", "断网时客服说的", "断网一", "断网二"]);
    const { rows } = await t.pool.query(
      "select body from service.chat_message where chat_id = $1 and side <> 'program' order by number",
      [id],
    );
    expect(rows.map((row) => row.body)).toEqual(["你好", "断网时客服说的", "断网一", "断网二"]);
  });

  test("sends again what the server has and did not answer, and it is one message", async () => {
    const client = visit();
    const id = await taken(client);
    network.be("loseAnswers");
    client.say("答复丢了");
    await until(async () => {
      const { rows } = await t.pool.query("select count(*)::int as n from service.chat_message where chat_id = $1", [
        id,
      ]);
      return rows[0].n;
    }).toBe(3);
    network.be("good");
    await until(() => client.now().outgoing).toEqual([]);
    expect(bodies(client).filter((body) => body === "答复丢了").length).toBe(1);
    const { rows } = await t.pool.query(
      "select count(*)::int as n from service.chat_message where chat_id = $1 and body = '答复丢了'",
      [id],
    );
    expect(rows[0].n).toBe(1);
  });

  test("starts one chat although the first answer was lost", async () => {
    const client = visit();
    network.be("loseAnswers");
    await expect(client.start({ text: "第一次" })).rejects.toMatchObject({ code: "unreachable" });
    network.be("good");
    await client.start({ text: "第一次" });
    const { rows } = await t.pool.query("select count(*)::int as n from service.chat where state = 'waiting'");
    expect(rows[0].n).toBe(1);
  });

  test("goes on after the page was loaded anew, with what it had not sent", async () => {
    const store = storage();
    const before = visit(store);
    const id = await taken(before);
    network.be("cut");
    before.say("还没发出");
    before.stop();
    await say(id, "您还在吗");
    network.be("good");
    const after = visit(store);
    expect(await after.resume()).toBe(true);
    await until(() => bodies(after)).toEqual(["你好", "taken", "您还在吗", "还没发出"]);
    // The page that is gone had not heard that it was sent; the one that stayed sends it no second time.
    await until(() => after.now().outgoing).toEqual([]);
  });

  test("keeps what was refused, with the reason, and sends on", async () => {
    const client = visit();
    await taken(client);
    client.sendFile(new File(["<script>"], "a.html"));
    client.say("后面的");
    await until(() => bodies(client).at(-1)).toBe("后面的");
    expect(client.now().outgoing).toMatchObject([{ failed: expect.stringContaining("不能发送") }]);
  });

  test("sends and gets files", async () => {
    const client = visit();
    const id = await taken(client);
    client.sendFile(new File(["合同内容"], "合同.txt"));
    await until(() => client.now().messages.at(-1)).toMatchObject({
      kind: "file",
      body: "合同.txt",
      mediaType: "text/plain",
    });
    const url = await client.fileUrl(client.now().messages.at(-1)!);
    expect(await (await fetch(url)).text()).toBe("合同内容");
    expect((await agent("GET", `/chats/${id}/messages`)).body.items.at(-1).fileName).toBe("合同.txt");
  });

  test("ends, is rated, and begins anew with another key", async () => {
    const store = storage();
    const client = visit(store);
    const id = await taken(client);
    await say(id, "您好");
    await agent("POST", `/chats/${id}/closure`, { outcome: "solved" });
    await until(() => client.now().chat?.state).toBe("closed");
    expect(bodies(client).at(-1)).toBe("closed staff");
    await client.rate(5, "很好");
    expect(client.now().chat?.rating).toBe(5);
    const key = store.getItem("youzhang.chat");
    client.forget();
    expect([store.getItem("youzhang.chat"), client.now().chat]).toEqual([null, undefined]);
    await client.start({ text: "又来了" });
    expect(store.getItem("youzhang.chat")).not.toBe(key);
  });

  test("in the portal keeps its key apart, and forgets it where the session is over", async () => {
    const store = storage();
    const client = openClient({ server: network.address, language: "zh", storage: store, signedIn: true });
    // Nobody is signed in here: the portal's routes are asked, and refuse.
    await expect(client.start({ text: "您好" })).rejects.toMatchObject({ code: "platform.sign_in" });
    const kept = JSON.stringify({ key: "x".repeat(43), outgoing: [] });
    store.setItem("youzhang.portal.chat", kept);
    store.setItem("youzhang.chat", kept);
    await client.resume();
    await until(() => store.getItem("youzhang.portal.chat")).toBeNull();
    expect(store.getItem("youzhang.chat")).toBe(kept);
    client.stop();
  });

  test("a key that is no longer known is forgotten", async () => {
    const store = storage();
    store.setItem("youzhang.chat", JSON.stringify({ key: "x".repeat(43), outgoing: [] }));
    expect(await visit(store).resume()).toBe(false);
    expect(store.getItem("youzhang.chat")).toBeNull();
  });

  test("leaves a message where nobody is here, and instead of waiting", async () => {
    const waits = visit();
    await waits.start({ text: "等不及" });
    await expect(waits.leaveQueue()).rejects.toMatchObject({ fields: { contact: expect.any(String) } });
    await waits.leaveQueue("13800138000", true);
    expect(bodies(waits).at(-1)).toMatch(/^message T\d{6}-/);
    await agent("PUT", "/chat-agents/me", { here: false });
    const client = visit();
    await expect(client.start({ text: "有人吗" })).rejects.toMatchObject({ code: "service.chat_nobody" });
    await client.leaveMessage({ text: "请回电", contact: "a@example.com", consent: true });
    expect(client.now().chat).toMatchObject({ state: "closed", outcome: "message" });
  });
});
