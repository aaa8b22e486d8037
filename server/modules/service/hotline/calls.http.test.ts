import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { hubOf } from "../../../platform/live/index.ts";
import { endStaleCalls } from "./desk.actions.ts";
import { after, hotlineDesk, start } from "./hotline.testing.ts";

type Desk = Awaited<ReturnType<typeof hotlineDesk>>;
let { t, lead, agent, staff, customerId, send, contact, promises } = {} as Desk;
let calls = 0;
let call: string;
const told = (event: string, more: object = {}) => ({ event, call, ...more });

beforeAll(async () => {
  ({ t, lead, agent, staff, customerId, send, contact, promises } = await hotlineDesk());
});
afterAll(() => t.close());
beforeEach(() => {
  t.clock.set(start);
  call = `c-${++calls}`;
});

describe("a call", () => {
  test("rings, is answered and ends: one contact of the customer whose number it is", async () => {
    const from = "+86 138 1234 5678";
    const { id } = (await send(told("ringing", { from, extension: "8001" }))).body;
    expect(await contact(id)).toMatchObject({ customerId, channel: "hotline", state: "ringing", staffName: "林晓燕" });
    t.clock.set(after(12));
    await send(told("answered", { extension: "8001" }));
    expect(await contact(id)).toMatchObject({ state: "open", answeredAt: "2026-06-15T02:00:12Z" });
    t.clock.set(after(72));
    await send(told("ended", { seconds: 60, recording: "https://pbx.example/r/1.mp3" }));
    expect(await contact(id)).toMatchObject({
      state: "open",
      seconds: 60,
      endedAt: "2026-06-15T02:01:12Z",
      recordingUrl: "https://pbx.example/r/1.mp3",
      counterpart: "+8613812345678",
    });
    expect(await promises(id)).toMatchObject([
      {
        state: "met",
        clause: "B5.3.1",
        assignee_id: staff["agent"],
        customer_id: customerId,
        settled_by_name: "林晓燕",
      },
    ]);
    const { rows } = await t.pool.query("select kind, customer_id from platform.event where subject_id = $1", [id]);
    expect(rows).toEqual([{ kind: "service.contact.recorded", customer_id: customerId }]);
  });

  test("is one contact however often and at once its events come", async () => {
    const event = told("ringing", { from: "13812345678", extension: "8001" });
    const ids = new Set<string>();
    for (let round = 0; round < 3; round++) ids.add((await send(event)).body.id);
    const burst = await Promise.all(
      [event, event, told("answered"), told("ended", { seconds: 5 }), event].map((one) => send(one)),
    );
    for (const one of burst) {
      expect(one.status).toBe(200);
      ids.add(one.body.id);
    }
    expect(ids.size).toBe(1);
    const [id] = ids;
    expect(await contact(id!)).toMatchObject({ state: "open", seconds: 5 });
    expect(await promises(id!)).toMatchObject([{ state: "met" }]);
    const { rows } = await t.pool.query("select count(*)::int as n from platform.event where subject_id = $1", [id]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  test("begins at once with all its events, and is one contact", async () => {
    const events = [
      told("ended", { seconds: 9, at: after(20) }),
      told("ringing", { at: after(0), from: "13812345678" }),
      told("answered", { at: after(3), extension: "8001" }),
      told("ringing", { at: after(0), from: "13812345678" }),
    ];
    const replies = await Promise.all(events.map((one) => send(one)));
    expect(new Set(replies.map((one) => one.body.id)).size).toBe(1);
    expect(await contact(replies[0]!.body.id)).toMatchObject({
      customerId,
      state: "open",
      seconds: 9,
      staffName: "林晓燕",
    });
    expect(await promises(replies[0]!.body.id)).toMatchObject([{ state: "met", customer_id: customerId }]);
  });

  test("is understood in whatever order its events come", async () => {
    t.clock.set(after(100));
    const { id } = (await send(told("ended", { at: after(70), seconds: 58 }))).body;
    expect(await contact(id)).toMatchObject({ customerId: nobody, state: "open", counterpart: null });
    await send(told("answered", { at: after(12), extension: "8002" }));
    expect(await promises(id)).toEqual([]);
    await send(told("ringing", { at: after(0), from: "13812345678", extension: "8001" }));
    expect(await contact(id)).toMatchObject({
      customerId,
      at: "2026-06-15T02:00:00Z",
      rangAt: "2026-06-15T02:00:00Z",
      staffName: "周建国",
      state: "open",
    });
    expect(await promises(id)).toMatchObject([
      { state: "met", customer_id: customerId, assignee_id: staff["team.lead"] },
    ]);
  });

  test("that is answered late is a broken promise", async () => {
    const { id } = (await send(told("ringing"))).body;
    t.clock.set(after(61));
    await send(told("answered", { extension: "8001" }));
    expect(await promises(id)).toMatchObject([{ state: "breached", settled: true }]);
  });

  test("that is missed breaks the promise at once and waits for somebody to call back", async () => {
    const { id } = (await send(told("ringing", { from: "13700000001", extension: "8001" }))).body;
    t.clock.set(after(20));
    await send(told("missed"));
    expect(await contact(id)).toMatchObject({ state: "missed", customerId: nobody });
    expect(await promises(id)).toMatchObject([{ state: "breached", settled: false }]);
    const done = await agent("POST", `/contacts/${id}/completion`, { content: "已回电，客户询问资费" });
    expect(done.body).toMatchObject({ state: "done", content: "已回电，客户询问资费", handledByName: "林晓燕" });
    expect(await promises(id)).toMatchObject([{ state: "breached", settled: true }]);
    await send(told("ended", { seconds: 0 }));
    expect(await contact(id)).toMatchObject({ state: "done" });
  });

  test("to an extension that nobody holds names nobody", async () => {
    const { id } = (await send(told("ringing", { extension: "9999", from: "13812345678" }))).body;
    expect(await contact(id)).toMatchObject({ state: "ringing", staffId: null, staffName: null });
  });

  test.each([["withheld"], ["anonymous"], ["110"]])("from %s has no number", async (from) => {
    const { id } = (await send(told("ringing", { from }))).body;
    expect(await contact(id)).toMatchObject({ customerId: nobody, counterpart: null });
  });

  test("of a number that several customers have belongs to nobody yet, and offers them", async () => {
    const data = await t.as("data_group");
    const two = [];
    for (const name of ["张三", "张四"]) {
      const given = newCustomer({ name }, { contacts: [{ kind: "phone", value: "13900001111" }] });
      two.push((await data("POST", "/customers", given)).body.customerId);
    }
    const { id } = (await send(told("ringing", { from: "13900001111", extension: "8001" }))).body;
    expect(await contact(id)).toMatchObject({ customerId: nobody });
    expect((await agent("GET", `/contacts/${id}/matches`)).body.items.map((one: any) => one.customerId).sort()).toEqual(
      [...two].sort(),
    );
    const chosen = await agent("POST", `/contacts/${id}/customer`, { customerId: two[1] });
    expect(chosen.body).toMatchObject({ customerId: two[1], customerName: "张四", identified: true });
    await send(told("answered", { extension: "8001" }));
    expect(await promises(id)).toMatchObject([{ state: "met", customer_id: two[1] }]);
  });

  test("is told of while somebody says whose it is: nothing is lost, and neither waits for the other", async () => {
    for (let round = 0; round < 5; round++) {
      call = `race-${round}`;
      const { id } = (await send(told("ringing", { from: "13633330000", extension: "8001" }))).body;
      const replies = await Promise.all([
        agent("POST", `/contacts/${id}/customer`, { customerId }),
        send(told("answered", { extension: "8001" })),
        agent("POST", `/contacts/${id}/need`, { needType: "other" }),
        send(told("ended", { seconds: 7 })),
        send(told("answered", { extension: "8001" })),
      ]);
      expect(replies.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
      expect(await contact(id)).toMatchObject({ customerId, state: "open", seconds: 7, needType: "other" });
      expect(await promises(id)).toMatchObject([{ state: "met", customer_id: customerId }]);
    }
  });

  test("and many at once do not wait for each other for ever", async () => {
    // By then what is in force is read anew, by more writers than the pool has connections.
    await new Promise((done) => setTimeout(done, 3_100));
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, at) => send({ event: "ringing", call: `burst-${at}`, from: "13644440000" })),
    );
    expect(new Set(replies.map((one) => one.status))).toEqual(new Set([200]));
  });

  test("of one switchboard is no call of another with the same name", async () => {
    const other = (await lead("POST", "/hotline/switchboards", { name: "分局" })).body;
    const [here, there] = [await send(told("ringing")), await send(told("ringing"), { by: other })];
    expect(here.body.id).not.toBe(there.body.id);
  });

  test("that we make promises nothing", async () => {
    const { id } = (await send(told("ringing", { direction: "out", from: "13812345678" }))).body;
    await send(told("answered", { direction: "out", extension: "8001" }));
    expect(await contact(id)).toMatchObject({ direction: "out", state: "open" });
    expect(await promises(id)).toEqual([]);
  });

  test("whose end nobody told does not ring for ever", async () => {
    const { id } = (await send(told("ringing"))).body;
    t.clock.set(after(29 * 60));
    const sweep = () => write(t.services, { actor: systemActor("cron") }, endStaleCalls);
    await sweep();
    expect(await contact(id)).toMatchObject({ state: "ringing" });
    t.clock.set(after(31 * 60));
    await sweep();
    expect(await contact(id)).toMatchObject({ state: "missed" });
    await send(told("answered", { at: after(5) }));
    expect(await contact(id)).toMatchObject({ state: "open" });
  });

  test("tells the screen of whose telephone it is, and no other", async () => {
    const heard: any[] = [];
    const hub = hubOf(t.services);
    await hub.ready();
    const stop = hub.listen([`staff:${staff["agent"]}`, `staff:${staff["team.lead"]}`], {
      hear: ({ message }) => void heard.push(message),
      resync: () => {},
      end: () => {},
    });
    const { id } = (await send(told("ringing", { from: "13812345678", extension: "8001" }))).body;
    await send(told("answered", { extension: "8002" }));
    await expect.poll(() => heard.length).toBe(3);
    stop();
    expect(heard).toEqual([
      { topic: `staff:${staff["agent"]}`, type: "call", id, state: "ringing", ended: false, yours: true },
      { topic: `staff:${staff["agent"]}`, type: "call", id, state: "open", ended: false, yours: false },
      { topic: `staff:${staff["team.lead"]}`, type: "call", id, state: "open", ended: false, yours: true },
    ]);
    expect(JSON.stringify(heard)).not.toContain("138");
    expect((await lead("GET", "/hotline/mine")).body.calls.map((one: any) => one.id)).toContain(id);
    expect((await agent("GET", "/hotline/mine")).body.calls.map((one: any) => one.id)).not.toContain(id);
  });
});

test("figures of a span, by the clause's term", async () => {
  const day = Date.parse("2026-07-01T02:00:00.000Z");
  for (const seconds of [10, 60, 61, undefined]) {
    call = `f-${seconds}`;
    t.clock.set(new Date(day).toISOString());
    await send(told("ringing"));
    t.clock.set(new Date(day + (seconds ?? 5) * 1000).toISOString());
    await send(told(seconds ? "answered" : "missed"));
  }
  const { body } = await agent("GET", "/hotline/figures?from=2026-07-01T00:00:00Z&to=2026-07-02T00:00:00Z");
  expect(body).toEqual({ calls: 4, answered: 3, missed: 1, inTime: 2, seconds: 60, share: null });
});

test("the compliance report shows how calls were answered", async () => {
  t.clock.set("2026-07-02T02:00:00.000Z");
  const supervisor = await t.as("supervision");
  const { body } = await supervisor("GET", "/compliance?document=B&from=2026-06-01T00:00:00Z&to=2026-07-02T00:00:00Z");
  const clauses = body.chapters.flatMap((chapter: any) => chapter.clauses);
  const clause = clauses.find((one: any) => one.number === "B5.3.1");
  const control = clause.controls.find((one: any) => one.key === "service.hotline-answer");
  expect(control.met).toBeGreaterThan(5);
  expect(control.breached).toBeGreaterThan(3);
});
