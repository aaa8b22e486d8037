import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../test/app.ts";
import { systemActor } from "../actor.ts";
import { write } from "../context.ts";
import { newId } from "../ids.ts";
import { hubOf } from "./hub.ts";
import { publish } from "./publish.ts";
import { Ring } from "./ring.ts";
import { readEvents } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let base: string;
let token: string;
let me: string;
const actor = systemActor("test");
const say = (topic: string, type = "changed", more = {}) =>
  write(t.services, { actor }, (ctx) => publish(ctx, topic, { type, ...more }));
const listen = (topics: string, more: Record<string, string> = {}, with_ = token) =>
  readEvents(`${base}/api/v1/live?topics=${topics}`, { authorization: `Bearer ${with_}`, ...more });

beforeAll(async () => {
  t = await testApp();
  base = await t.app.listen({ port: 0, host: "127.0.0.1" });
  token = (await t.call("POST", "/sessions", { email: demoEmail("agent"), password: demoPassword })).body.token;
  me = (await t.callWith(token)("GET", "/me")).body.id;
});
afterAll(() => t.close());

describe("the stream", () => {
  test("brings what is published on its topics, after ready, and nothing else", async () => {
    const stream = await listen(`staff:${me}`);
    expect([stream.status, stream.headers["content-type"]]).toEqual([200, "text/event-stream; charset=utf-8"]);
    expect(stream.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(await stream.next()).toMatchObject({ event: "ready", data: { resync: true } });
    await say(`staff:${newId()}`);
    await say(`staff:${me}`, "called", { callId: "7" });
    expect(await stream.next()).toMatchObject({ data: { topic: `staff:${me}`, type: "called", callId: "7" } });
    await stream.close();
  });

  test("hears of nothing that was rolled back", async () => {
    const stream = await listen(`staff:${me}`);
    await stream.next();
    await write(t.services, { actor }, async (ctx) => {
      await publish(ctx, `staff:${me}`, { type: "never" });
      throw new Error("no");
    }).catch(() => {});
    await say(`staff:${me}`, "kept");
    expect((await stream.next()).data.type).toBe("kept");
    await stream.close();
  });

  test("goes on where a reader left, and says so where it cannot", async () => {
    const stream = await listen(`staff:${me}`);
    await stream.next();
    await say(`staff:${me}`, "one");
    const { id } = await stream.next();
    await stream.close();
    await say(`staff:${me}`, "two");
    await say(`staff:${newId()}`, "foreign");
    await say(`staff:${me}`, "three");
    const again = await listen(`staff:${me}`, { "last-event-id": id! });
    const got = [await again.next(), await again.next(), await again.next()];
    expect(got.map((one) => one.data.type ?? one.data)).toEqual([{ resync: false }, "two", "three"]);
    await again.close();
    const lost = await listen(`staff:${me}&since=0123456789ab-1`);
    expect((await lost.next()).data).toEqual({ resync: true });
    await lost.close();
  });

  test("tells to read anew after the database dropped the connection, and hears again", async () => {
    const stream = await listen(`staff:${me}`);
    await stream.next();
    await t.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'youzhang live'",
    );
    expect((await stream.next()).event).toBe("resync");
    await say(`staff:${me}`, "again");
    expect((await stream.next()).data.type).toBe("again");
    await stream.close();
  });

  test("is given up when its reader goes away", async () => {
    await expect.poll(() => hubOf(t.services).listeners).toBe(0);
    const stream = await listen(`staff:${me}`);
    await stream.next();
    expect(hubOf(t.services).listeners).toBe(1);
    await stream.close();
    await expect.poll(() => hubOf(t.services).listeners).toBe(0);
  });

  test("drops a reader that does not read", async () => {
    const { connect } = await import("node:net");
    const url = new URL(base);
    const socket = connect(Number(url.port), url.hostname);
    socket.write(`GET /api/v1/live?topics=staff:${me} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`);
    await new Promise((ready) => socket.once("data", ready));
    socket.pause();
    await expect.poll(() => hubOf(t.services).listeners).toBe(1);
    // More than the kernel's buffers and ours.
    const filler = "x".repeat(3_000);
    for (let i = 0; i < 60 && hubOf(t.services).listeners; i += 1)
      await write(t.services, { actor }, async (ctx) => {
        for (let j = 0; j < 50; j += 1) await publish(ctx, `staff:${me}`, { type: "much", filler, n: i * 50 + j });
      });
    await expect.poll(() => hubOf(t.services).listeners).toBe(0);
    socket.destroy();
  });
});

describe("who may listen", () => {
  test.each([
    ["an unknown topic", "weather", 403],
    ["a colleague's own topic", `staff:${newId()}`, 403],
    ["one good and one bad", `staff:ME,weather`, 403],
    ["what is no topic", "Ha%20lo", 400],
    ["nothing", "", 400],
    ["one topic too many", Array.from({ length: 51 }, (_, i) => `a:${i}`).join(), 400],
  ])("%s", async (_name, topics, status) => {
    const stream = await listen(topics.replace("ME", me));
    expect(stream.status).toBe(status);
    await stream.close();
  });

  test("nobody without a session", async () => {
    expect((await readEvents(`${base}/api/v1/live?topics=staff:${me}`)).status).toBe(401);
  });

  test("a person has so many streams and no more; one closed makes room", async () => {
    const streams = [];
    for (let i = 0; i < 12; i += 1) streams.push(await listen(`staff:${me}`));
    expect(streams.map((one) => one.status)).toEqual(Array(12).fill(200));
    expect((await listen(`staff:${me}`)).status).toBe(429);
    await streams.pop()!.close();
    await expect
      .poll(async () => {
        const one = await listen(`staff:${me}`);
        streams.push(one);
        return one.status;
      })
      .toBe(200);
    for (const one of streams) await one.close();
  });
});

test("a message is refused where it is too long to be ids", async () => {
  await expect(say(`staff:${me}`, "long", { text: "x".repeat(5_000) })).rejects.toThrow("ids only");
});

test("closing the server ends every stream at once", async () => {
  const own = await testApp();
  const address = await own.app.listen({ port: 0, host: "127.0.0.1" });
  const { body } = await own.call("POST", "/sessions", { email: demoEmail("agent"), password: demoPassword });
  const { id } = (await own.callWith(body.token)("GET", "/me")).body;
  const stream = await readEvents(`${address}/api/v1/live?topics=staff:${id}`, {
    authorization: `Bearer ${body.token}`,
  });
  await stream.next();
  const begun = Date.now();
  await own.close();
  await stream.done;
  expect(Date.now() - begun).toBeLessThan(3_000);
});

describe("what is remembered", () => {
  test("reaches back as far as there is room", () => {
    const ring = new Ring(3);
    const before = ring.last;
    const ids = ["a", "b", "c"].map((type) => ring.add({ topic: "x", type }).id);
    expect(ring.since(before)?.map((one) => one.message.type)).toEqual(["a", "b", "c"]);
    expect(ring.since(ids[2]!)).toEqual([]);
    ring.add({ topic: "x", type: "d" });
    expect(ring.since(before)).toBeUndefined();
    expect(ring.since(ids[0]!)?.map((one) => one.message.type)).toEqual(["b", "c", "d"]);
    expect(["", "x", `${ids[0]}9`, "zzz-1"].map((id) => ring.since(id))).toEqual(Array(4).fill(undefined));
    ring.restart();
    expect(ring.since(ids[2]!)).toBeUndefined();
  });
});
