import { afterAll, beforeAll, expect, test } from "vitest";
import { type CallbackApp, callbackApp, runPlan } from "../../../../test/callbacks.ts";

let t: CallbackApp;
const contacts = (...values: [string, string][]) => ({ contacts: values.map(([kind, value]) => ({ kind, value })) });
let people: Record<string, string>;

/** The token that a customer got, as its message would show it. */
async function tokenOf(customerId: string): Promise<string> {
  const { rows } = await t.pool.query(
    "select secrets, body from service.message where customer_id = $1 and template = 'callback-link'",
    [customerId],
  );
  expect(rows[0].body).not.toContain("/answer/");
  const { places } = JSON.parse(t.services.vault.open(rows[0].secrets, "message.secrets"));
  return new URL(places.link).pathname.split("/").at(-1)!;
}

beforeAll(async () => {
  t = await callbackApp("M");
  const data = await t.as("data_group");
  const enter = async (name: string, more: object) => {
    const consent = { purpose: "service", notice: "2026-01", evidenceKind: "signature", evidence: "单" };
    const { body } = await data("POST", "/customers", {
      facts: { kind: "person", name },
      consents: [consent],
      ...more,
    });
    return body.customerId as string;
  };
  people = {
    mailed: await enter("有邮箱", contacts(["email", "a@customer.example"], ["phone", "13812345678"])),
    texted: await enter("有手机", contacts(["phone", "13912345678"])),
    silent: await enter("无联系", {}),
  };
  await runPlan(t, { way: "email" });
  await t.tick("service.callbacks.links");
  await t.tick("service.callbacks.links");
});
afterAll(() => t.close());

test("links go out once, by what reaches the customer; whom nothing reaches is to be phoned", async () => {
  const { rows } = await t.pool.query(
    "select customer_id, way, link_sent_at from service.callback where reason = 'plan'",
  );
  const by = new Map(rows.map((row) => [row.customer_id, row]));
  expect(by.get(people.mailed)).toMatchObject({ way: "email", link_sent_at: "2026-06-15T02:00:00Z" });
  expect(by.get(people.texted)).toMatchObject({ way: "sms", link_sent_at: "2026-06-15T02:00:00Z" });
  expect(by.get(people.silent)).toMatchObject({ way: "phone", link_sent_at: null });
  const messages = await t.pool.query(
    "select count(*)::int as n from service.message where template = 'callback-link'",
  );
  expect(messages.rows).toEqual([{ n: 2 }]);
});

test("the customer answers once, without signing in", async () => {
  const at = `/callback-answers/${await tokenOf(people.mailed!)}`;
  expect((await t.call("GET", at)).body).toMatchObject({ open: true, questions: [{ key: "speed" }, {}, {}, {}] });
  expect((await t.call("POST", at, { satisfaction: 7 })).status).toBe(400);
  expect((await t.call("POST", at, { satisfaction: 5, answers: [{ question: "no", score: 1 }] })).status).toBe(400);
  const said = { satisfaction: 5, answers: [{ question: "speed", score: 5 }], opinion: "很好" };
  const both = await Promise.all([t.call("POST", at, said), t.call("POST", at, said)]);
  expect(both.map((one) => one.status).sort()).toEqual([204, 409]);
  expect((await t.call("GET", at)).body.open).toBe(false);
  const { rows } = await t.pool.query(
    "select state, called_by, called_by_name, satisfaction, opinion from service.callback where customer_id = $1 and reason = 'plan'",
    [people.mailed],
  );
  expect(rows).toEqual([
    { state: "done", called_by: null, called_by_name: "客户自助", satisfaction: 5, opinion: "很好" },
  ]);
});

test("a dissatisfied answer is called back the next day", async () => {
  const at = `/callback-answers/${await tokenOf(people.texted!)}`;
  expect((await t.call("POST", at, { satisfaction: 1 })).status).toBe(204);
  const agent = await t.as("agent");
  const id = await t.due(people.texted!);
  // The call of the half-year is not needed any more.
  expect((await t.promises("service.key-callback")).filter((one) => one.customer_id === people.texted)).toMatchObject([
    { state: "met" },
  ]);
  expect((await agent("GET", `/callbacks/${id}`)).body.callback).toMatchObject({
    reason: "follow_up",
    way: "phone",
    role: "agent",
    dueAt: "2026-06-16T16:00:00Z",
  });
});

test.each(["x".repeat(32), "%00".repeat(8), "short"])("the link %s leads nowhere", async (token) => {
  expect([400, 404]).toContain((await t.call("GET", `/callback-answers/${token}`)).status);
  expect([400, 404]).toContain((await t.call("POST", `/callback-answers/${token}`, { satisfaction: 5 })).status);
});
