import { afterAll, beforeAll, expect, test } from "vitest";
import { type CallbackApp, callbackApp, runPlan } from "../../../../test/callbacks.ts";
import { customerAt } from "../portal/testing.ts";

let t: CallbackApp;
type Call = Awaited<ReturnType<typeof customerAt>>;
const phones = { one: "13812345678", two: "13912345678", three: "13712345678", four: "13612345678" };
const people = {} as Record<keyof typeof phones, string>;
const calls = {} as Record<keyof typeof phones, Call>;

/** The token that a customer got, as its message would show it. */
async function tokenOf(customerId: string): Promise<string> {
  const { rows } = await t.pool.query(
    "select secrets from service.message where customer_id = $1 and template = 'callback-link'",
    [customerId],
  );
  const { places } = JSON.parse(t.services.vault.open(rows[0].secrets, "message.secrets"));
  return new URL(places.link).pathname.split("/").at(-1)!;
}
const idOf = async (customerId: string): Promise<string> =>
  (await t.pool.query("select id from service.callback where customer_id = $1 and reason = 'plan'", [customerId]))
    .rows[0].id;
const kept = async (customerId: string) =>
  (
    await t.pool.query(
      `select c.state, c.way, c.called_by, c.called_by_name, c.satisfaction, c.opinion, o.state as promise, o.settled_at is not null as settled,
              (select count(*)::int from service.callback_answer a where a.customer_id = c.customer_id and a.callback_id = c.id) as answers,
              (select count(*)::int from policy.obligation r where r.customer_id = c.customer_id and r.subject_id = c.id and r.control = 'service.callback-review') as reviews
         from service.callback c join policy.obligation o on o.customer_id = c.customer_id and o.subject_id = c.id and o.control = 'service.callback'
        where c.customer_id = $1 and c.reason = 'plan'`,
      [customerId],
    )
  ).rows;

beforeAll(async () => {
  t = await callbackApp("M");
  const data = await t.as("data_group");
  for (const [key, value] of Object.entries(phones) as [keyof typeof phones, string][]) {
    const made = await data("POST", "/customers", {
      facts: { kind: "person", name: `客户${key}` },
      contacts: [{ kind: "phone", value }],
      consents: [{ purpose: "service", notice: "2026-01", evidenceKind: "signature", evidence: "单" }],
    });
    people[key] = made.body.customerId;
  }
  await runPlan(t, { way: "sms" });
  await t.tick("service.callbacks.links");
  for (const key of Object.keys(phones) as (keyof typeof phones)[]) calls[key] = await customerAt(t, phones[key]);
});
afterAll(() => t.close());

test("who is signed in finds what awaits an answer, answers it, and sees that it is answered", async () => {
  const id = await idOf(people.one);
  const waiting = await calls.one("GET", "/portal/callbacks");
  expect(waiting.body).toEqual({
    items: [
      {
        id,
        reason: "plan",
        openedAt: "2026-06-15T02:00:00Z",
        isOpen: true,
        answeredAt: null,
        satisfaction: null,
        opinion: null,
      },
    ],
    next: null,
  });
  const page = await calls.one("GET", `/portal/callbacks/${id}`);
  expect(page.body.questions.map((one: any) => one.key)).toEqual(["speed", "used", "first", "wish"]);
  expect(JSON.stringify(page.body)).not.toContain("您好");
  const at = `/portal/callbacks/${id}/answer`;
  for (const wrong of [
    {},
    { satisfaction: 7 },
    { satisfaction: 5, opinion: "x".repeat(2001) },
    { satisfaction: 5, by: "staff" },
    { satisfaction: 5, answers: [{ question: "no", score: 1 }] },
    { satisfaction: 5, answers: [{ question: "speed", choices: ["电视"] }] },
    { satisfaction: 5, answers: [{ question: "used", choices: ["电话"] }] },
  ])
    expect((await calls.one("POST", at, wrong)).status, JSON.stringify(wrong)).toBe(400);
  const said = {
    satisfaction: 4,
    answers: [
      { question: "speed", score: 5 },
      { question: "used", choices: ["宽带"] },
    ],
    opinion: "装得快",
  };
  const done = await calls.one("POST", at, said);
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  expect(done.body).toMatchObject({ isOpen: false, satisfaction: 4, answeredAt: "2026-06-15T02:00:00Z" });
  expect((await calls.one("GET", "/portal/callbacks")).body.items).toMatchObject([
    { id, isOpen: false, satisfaction: 4, opinion: "装得快" },
  ]);
  // The same evidence as under the link: the promise is kept, the review promised, the colleague reads it.
  expect(await kept(people.one)).toEqual([
    {
      state: "done",
      way: "sms",
      called_by: null,
      called_by_name: "客户自助",
      satisfaction: 4,
      opinion: "装得快",
      promise: "met",
      settled: true,
      answers: 2,
      reviews: 1,
    },
  ]);
  const events = await t.pool.query("select kind from platform.event where subject_id = $1 order by id", [id]);
  expect(events.rows.map((row) => row.kind)).toContain("service.callback.answered-in-portal");
});

test("once, whichever way: in the portal and under the link at the same moment only one is kept", async () => {
  const id = await idOf(people.two);
  const link = `/callback-answers/${await tokenOf(people.two)}`;
  const both = await Promise.all([
    calls.two("POST", `/portal/callbacks/${id}/answer`, { satisfaction: 5 }),
    t.call("POST", link, { satisfaction: 3 }),
    calls.two("POST", `/portal/callbacks/${id}/answer`, { satisfaction: 4 }),
  ]);
  const codes = both.map((one) => one.status).sort();
  expect(codes[0]).toBeLessThan(300);
  expect(codes.slice(1)).toEqual([409, 409]);
  expect(both.find((one) => one.status === 409)!.body.code).toBe("service.callback_over");
  expect((await calls.two("POST", `/portal/callbacks/${id}/answer`, { satisfaction: 5 })).status).toBe(409);
  expect((await t.call("POST", link, { satisfaction: 5 })).status).toBe(409);
  expect(await kept(people.two)).toHaveLength(1);
});

test("somebody else's is not there, nor one that is made by phone", async () => {
  const id = await idOf(people.three);
  expect((await calls.one("GET", `/portal/callbacks/${id}`)).status).toBe(404);
  expect((await calls.one("POST", `/portal/callbacks/${id}/answer`, { satisfaction: 1 })).status).toBe(404);
  expect((await calls.three("GET", `/portal/callbacks/${people.three}`)).status).toBe(404);
  expect((await calls.three("GET", "/portal/callbacks/1")).status).toBe(400);
  const { rows } = await t.pool.query(
    "update service.callback set way = 'phone' where customer_id = $1 and reason = 'plan' returning id",
    [people.three],
  );
  expect(rows).toEqual([{ id }]);
  expect((await calls.three("GET", "/portal/callbacks")).body.items).toEqual([]);
  expect((await calls.three("POST", `/portal/callbacks/${id}/answer`, { satisfaction: 5 })).status).toBe(404);
  expect((await t.pool.query("select state from service.callback where id = $1", [id])).rows).toEqual([
    { state: "due" },
  ]);
});

test("a dissatisfied answer is called back the next day, as under the link", async () => {
  const id = await idOf(people.four);
  expect((await calls.four("POST", `/portal/callbacks/${id}/answer`, { satisfaction: 1 })).status).toBe(200);
  const agent = await t.as("agent");
  const again = await t.due(people.four);
  expect((await agent("GET", `/callbacks/${again}`)).body.callback).toMatchObject({
    reason: "follow_up",
    way: "phone",
    dueAt: "2026-06-16T16:00:00Z",
  });
  // What is called is not asked in writing.
  expect((await calls.four("GET", "/portal/callbacks")).body.items.map((one: any) => one.id)).toEqual([id]);
});
