import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { hubOf } from "../../../platform/live/index.ts";
import { endStaleCalls } from "./desk.actions.ts";
import { signatureOf } from "./signature.rules.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let board: { id: string; secret: string };
let customerId: string;
const staff: Record<string, string> = {};
const start = "2026-06-15T02:00:00.000Z";
let calls = 0;
let call: string;

type Sending = { body?: string | Buffer; headers?: Record<string, string | undefined>; by?: typeof board; at?: Date };
/** What a switchboard sends, byte by byte. */
async function send(event: object, { body, headers, by = board, at = t.clock.now() }: Sending = {}) {
  const payload = body ?? JSON.stringify(event);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const reply = await t.app.inject({
    method: "POST",
    url: "/api/v1/hotline/events",
    payload,
    headers: Object.fromEntries(
      Object.entries({
        "content-type": "application/json",
        "x-hotline-switchboard": by.id,
        "x-hotline-timestamp": timestamp,
        "x-hotline-signature": signatureOf(by.secret, timestamp, payload),
        ...headers,
      }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  });
  return { status: reply.statusCode, body: reply.json() as any };
}
const told = (event: string, more: object = {}) => ({ event, call, ...more });
const after = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();
const contact = async (id: string) => (await lead("GET", `/contacts/${id}`)).body;
const promises = async (id: string) =>
  (
    await t.pool.query(
      "select state, clause, assignee_id, customer_id, settled_at is not null as settled, settled_by_name, due_at from policy.obligation where subject_id = $1 and control = 'service.hotline-answer'",
      [id],
    )
  ).rows;

beforeAll(async () => {
  t = await testApp(start);
  [lead, agent] = [await t.as("team_lead"), await t.as("agent")];
  for (const row of (await t.pool.query("select email, id from identity.staff")).rows)
    staff[row.email.split("@")[0]] = row.id;
  board = (await lead("POST", "/hotline/switchboards", { name: "总机" })).body;
  await lead("PUT", "/hotline/extensions/8001", { staffId: staff["agent"] });
  await lead("PUT", "/hotline/extensions/8002", { staffId: staff["team.lead"] });
  const given = newCustomer({ name: "欧阳小娟" }, { contacts: [{ kind: "phone", value: "13812345678" }] });
  customerId = (await (await t.as("data_group"))("POST", "/customers", given)).body.customerId;
});
afterAll(() => t.close());
beforeEach(() => {
  t.clock.set(start);
  call = `c-${++calls}`;
});

describe("who is heard", () => {
  test("a switchboard whose signature is right", async () => {
    expect(await send(told("ringing"))).toMatchObject({ status: 200, body: { id: expect.any(String) } });
  });

  test.each([
    ["no signature", () => ({ headers: { "x-hotline-signature": undefined } })],
    ["a wrong signature", () => ({ headers: { "x-hotline-signature": "0".repeat(64) } })],
    ["another secret", () => ({ by: { ...board, secret: "yzs_other" } })],
    ["an unknown switchboard", () => ({ by: { ...board, id: newId() } })],
    ["no switchboard", () => ({ headers: { "x-hotline-switchboard": "总机' or true" } })],
    ["a message of six minutes ago", () => ({ at: new Date(Date.parse(start) - 360_000) })],
    ["a message of the future", () => ({ at: new Date(Date.parse(start) + 360_000) })],
    ["no time", () => ({ headers: { "x-hotline-timestamp": undefined } })],
    ["a signature of another body", () => ({ body: '{"event":"ringing","call":"x"}', headers: { "x-hotline-signature": signatureOf(board.secret, "1781488800", "{}") } })], // prettier-ignore
  ] as [string, () => Sending][])("not with %s, and nothing is kept", async (_, how) => {
    const before = await t.pool.query("select count(*)::int as n from service.contact");
    expect(await send(told("ringing"), how())).toMatchObject({ status: 401, body: { code: "service.unsigned" } });
    expect((await t.pool.query("select count(*)::int as n from service.contact")).rows).toEqual(before.rows);
  });

  test("with either secret after a rotation, for a day; at once only with the new one where others know the former", async () => {
    const made = (await lead("POST", "/hotline/switchboards", { name: "第二台" })).body;
    const next = (await lead("POST", `/hotline/switchboards/${made.id}/secret`, {})).body;
    expect(next.secret).not.toBe(made.secret);
    expect((await send(told("ringing"), { by: made })).status).toBe(200);
    expect((await send(told("ringing"), { by: next })).status).toBe(200);
    t.clock.set("2026-06-16T02:00:01.000Z");
    expect((await send(told("ringing"), { by: made })).status).toBe(401);
    expect((await send(told("ringing"), { by: next })).status).toBe(200);
    const third = (await lead("POST", `/hotline/switchboards/${made.id}/secret`, { atOnce: true })).body;
    expect((await send(told("ringing"), { by: next })).status).toBe(401);
    expect((await send(told("ringing"), { by: third })).status).toBe(200);
    expect((await lead("POST", `/hotline/switchboards/${made.id}/disablement`)).body).toMatchObject({ active: false });
    expect((await send(told("ringing"), { by: third })).status).toBe(401);
    expect((await lead("POST", `/hotline/switchboards/${made.id}/secret`, {})).status).toBe(409);
  });

  test("secrets are sealed and shown once", async () => {
    const { rows } = await t.pool.query("select secret from service.switchboard where id = $1", [board.id]);
    expect(rows[0].secret.includes(Buffer.from(board.secret.slice(4, 20)))).toBe(false);
    expect(JSON.stringify((await lead("GET", "/hotline/switchboards")).body)).not.toMatch(/secret|yzs_/);
  });
});

describe("what is heard", () => {
  const latin = Buffer.from(JSON.stringify({ event: "ringing", call: "caf\u00e9" }), "latin1");
  test.each([
    ["no JSON", { body: "event=ringing" }, 400],
    ["an empty body", { body: "" }, 400],
    ["no UTF-8", { body: latin }, 400],
    ["another charset", { headers: { "content-type": "application/json; charset=gbk" } }, 415],
    ["a packed body", { headers: { "content-encoding": "gzip" } }, 415],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415],
    ["no media type", { headers: { "content-type": undefined } }, 415],
    ["a huge body", { body: JSON.stringify({ event: "ringing", call: "x", note: "x".repeat(40_000) }) }, 413],
    ["a list", { body: "[]" }, 400],
    ["an unknown event", { body: '{"event":"exploded","call":"x"}' }, 400],
    ["no call", { body: '{"event":"ringing"}' }, 400],
    ["a call without a name", { body: '{"event":"ringing","call":" "}' }, 400],
    [
      "a recording that is not https",
      { body: '{"event":"recording","call":"x","recording":"http://a.example/1"}' },
      400,
    ],
    ["a script as recording", { body: '{"event":"recording","call":"x","recording":"javascript:alert(1)"}' }, 400],
    ["a length below nothing", { body: '{"event":"ended","call":"x","seconds":-1}' }, 400],
    ["a day that is none", { body: '{"event":"ended","call":"x","at":"2026-02-30T00:00:00Z"}' }, 400],
    ["an event of tomorrow", { body: '{"event":"ended","call":"x","at":"2026-06-16T02:00:00Z"}' }, 400],
    ["a NUL in the call's name", { body: '{"event":"ringing","call":"a\\u0000b"}' }, 400],
  ] as [string, Sending, number][])("refuses %s", async (_, how, status) =>
    expect((await send({}, how)).status).toBe(status),
  );

  test("takes what it does not know, and a mark before the text", async () => {
    const body = Buffer.from(`\ufeff${JSON.stringify(told("ringing", { queue: "sales", nested: { a: 1 } }))}`);
    expect((await send({}, { body })).status).toBe(200);
  });
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

describe("telephones", () => {
  test("an agent sits down at one, and whoever sat there sits nowhere", async () => {
    expect((await agent("PUT", "/hotline/mine", { extension: "8002" })).body).toEqual({ extension: "8002" });
    expect((await agent("GET", "/hotline/mine")).body.extension).toBe("8002");
    expect((await lead("GET", "/hotline/mine")).body.extension).toBe(null);
    expect((await lead("GET", "/hotline/extensions")).body.items).toEqual([
      { extension: "8002", staffId: staff["agent"], staffName: "林晓燕" },
    ]);
    await agent("PUT", "/hotline/mine", { extension: null });
    expect((await lead("GET", "/hotline/extensions")).body.items).toEqual([]);
  });

  test("two who sit down at one at once: one of them has it", async () => {
    const both = await Promise.all([
      agent("PUT", "/hotline/mine", { extension: "8003" }),
      lead("PUT", "/hotline/mine", { extension: "8003" }),
    ]);
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    expect((await lead("GET", "/hotline/extensions")).body.items.length).toBe(1);
    expect((await lead("DELETE", "/hotline/extensions/8003")).status).toBe(204);
    expect((await lead("DELETE", "/hotline/extensions/8003")).status).toBe(404);
  });

  test.each([
    ["somebody who answers no calls", () => ({ staffId: staff["finance"] }), "8005"],
    ["nobody", () => ({ staffId: newId() }), "8005"],
    ["a number that is none", () => ({ staffId: staff["agent"] }), "80%2005"],
  ])("refuses %s", async (_, body, extension) =>
    expect((await lead("PUT", `/hotline/extensions/${extension}`, body())).status).toBe(400),
  );
});

test("a call can be simulated, and is recorded like a real one", async () => {
  const body = { from: "138 1234 5678", staffId: staff["agent"], seconds: 30 };
  const { status, body: made } = await lead("POST", "/hotline/simulations", body);
  expect(status).toBe(201);
  expect(await contact(made.id)).toMatchObject({ customerId, state: "ringing", staffName: "林晓燕" });
  const { rows } = await t.pool.query(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'service.call.simulated'",
  );
  expect(rows).toEqual([{ n: 2 }]);
  expect((await lead("POST", "/hotline/simulations", { ...body, from: "nobody" })).status).toBe(400);
  expect((await lead("POST", "/hotline/simulations", { ...body, staffId: staff["finance"] })).status).toBe(400);
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

test("each action needs its permission", async () => {
  expect((await agent("GET", "/hotline/switchboards")).status).toBe(403);
  expect((await agent("POST", "/hotline/switchboards", { name: "x" })).status).toBe(403);
  expect((await agent("POST", "/hotline/simulations", {})).status).toBe(403);
  expect((await agent("PUT", "/hotline/extensions/8001", { staffId: staff["agent"] })).status).toBe(403);
  expect((await (await t.as("finance"))("GET", "/hotline/mine")).status).toBe(403);
});
