import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { type Sending, hotlineDesk, start } from "./hotline.testing.ts";
import { signatureOf } from "./signature.rules.ts";

type Desk = Awaited<ReturnType<typeof hotlineDesk>>;
let { t, lead, board, send } = {} as Desk;
let calls = 0;
let call: string;
const told = (event: string, more: object = {}) => ({ event, call, ...more });

beforeAll(async () => {
  ({ t, lead, board, send } = await hotlineDesk());
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
