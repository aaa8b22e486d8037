import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Awaited<ReturnType<typeof t.as>>;
let mine: string;
let other: string;
const phone = "13911112222";
const minutes = (count: number) => t.clock.set(new Date(t.clock.now().getTime() + count * 60_000).toISOString());

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z", { YOUZHANG_DEMO: "none" });
  agent = await t.as("agent");
  const enter = async (name: string, value: string) =>
    (await agent("POST", "/customers", newCustomer({ name }, { contacts: [{ kind: "phone", value }] }))).body
      .customerId as string;
  [mine, other] = [await enter("尉迟敬", phone), await enter("别人", "13933334444")];
});
afterAll(() => t.close());

const codeSent = async () => {
  const { rows } = await t.pool.query(
    "select customer_id, body, secrets from service.message where template = 'portal-code' order by id desc limit 1",
  );
  expect(rows[0].body).not.toMatch(/\d{6}/);
  return {
    customerId: rows[0].customer_id,
    code: JSON.parse(t.services.vault.open(rows[0].secrets, "message.secrets")).places.code as string,
  };
};
async function signIn(as = phone) {
  minutes(2);
  expect((await t.call("POST", "/portal/codes", { phone: as })).status).toBe(202);
  const { code } = await codeSent();
  const { status, body } = await t.call("POST", "/portal/sessions", { phone: as, code });
  expect(status, JSON.stringify(body)).toBe(201);
  return t.callWith(body.token);
}

describe("signing in by a code", () => {
  test("opens the customer's own file, in clear, and nothing of the staff's", async () => {
    const me = await signIn("139 1111 2222");
    const { body } = await me("GET", "/portal/file");
    expect(body).toMatchObject({
      name: "尉迟敬",
      contacts: [{ kind: "phone", value: phone }],
      consents: [{ purpose: "service" }],
    });
    for (const url of ["/customers", "/tickets", "/me", `/customers/${mine}`])
      expect((await me("GET", url)).status).toBe(401);
    expect((await agent("GET", "/portal/file")).status).toBe(401);
    await me("DELETE", "/portal/sessions/current");
    expect((await me("GET", "/portal/file")).status).toBe(401);
  });

  test("nobody learns whether a number is a customer's", async () => {
    minutes(2);
    const known = await t.call("POST", "/portal/codes", { phone });
    const unknown = await t.call("POST", "/portal/codes", { phone: "13799998888" });
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    const wrong = await t.call("POST", "/portal/sessions", { phone: "13799998888", code: "000000" });
    expect([wrong.status, wrong.body.code]).toEqual([401, "service.code_wrong"]);
  });

  test("codes are few, short-lived, and end after five wrong tries, even at once", async () => {
    minutes(90);
    await t.call("POST", "/portal/codes", { phone });
    expect((await t.call("POST", "/portal/codes", { phone })).body.code).toBe("service.code_soon");
    const { code } = await codeSent();
    const guess = code === "111111" ? "222222" : "111111";
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => t.call("POST", "/portal/sessions", { phone, code: guess })),
    );
    expect(new Set(tries.map((one) => one.status))).toEqual(new Set([401]));
    expect((await t.call("POST", "/portal/sessions", { phone, code })).status).toBe(401);
    minutes(2);
    await t.call("POST", "/portal/codes", { phone });
    const next = (await codeSent()).code;
    minutes(11);
    expect((await t.call("POST", "/portal/sessions", { phone, code: next })).status).toBe(401);
    for (let i = 0; i < 3; i++) {
      minutes(2);
      await t.call("POST", "/portal/codes", { phone });
    }
    minutes(2);
    expect((await t.call("POST", "/portal/codes", { phone })).body.code).toBe("service.code_many");
    minutes(90);
  });

  test("who shares a phone chooses; the code opens once", async () => {
    const shared = "13955556666";
    const enter = async (name: string) =>
      (await agent("POST", "/customers", newCustomer({ name }, { contacts: [{ kind: "phone", value: shared }] }))).body
        .customerId as string;
    const [one] = [await enter("母亲"), await enter("女儿")];
    await t.call("POST", "/portal/codes", { phone: shared });
    const { code } = await codeSent();
    const first = await t.call("POST", "/portal/sessions", { phone: shared, code });
    expect(first.body.choices.map((choice: any) => choice.hint).sort()).toEqual(["女*", "母*"].sort());
    const chosen = await t.call("POST", "/portal/sessions", { phone: shared, code, customerId: one });
    expect((await t.callWith(chosen.body.token)("GET", "/portal/file")).body.name).toBe("母亲");
    expect((await t.call("POST", "/portal/sessions", { phone: shared, code, customerId: one })).status).toBe(401);
  });
});

describe("own tickets", () => {
  test("are filed, followed and written on; colleagues' notes stay inside, and other customers' tickets are not there", async () => {
    const me = await signIn();
    const filed = await me("POST", "/portal/tickets", {
      kind: "complaint",
      categoryKey: "price",
      subject: "扣费不明",
      content: "上月多扣了30元",
    });
    expect(filed.status, JSON.stringify(filed.body)).toBe(201);
    const { id, number } = filed.body;
    const seen = (await agent("GET", `/tickets?q=${number}`)).body.items[0];
    expect(seen).toMatchObject({ id, source: "portal", customerName: "尉迟敬", kind: "complaint" });
    await agent("POST", `/tickets/${id}/entries`, { kind: "note", body: "内部：疑似系统问题" });
    await agent("POST", `/tickets/${id}/entries`, { kind: "reply", body: "我们正在核实。" });
    const added = await me("POST", `/portal/tickets/${id}/entries`, {
      body: "<script>alert(1)</script>补充：账期是五月",
    });
    expect(added.body.entries.map((one: any) => one.kind)).toEqual(["reply", "customer"]);
    expect(JSON.stringify(added.body)).not.toContain("内部");
    expect((await me("GET", "/portal/tickets")).body.items.map((one: any) => one.id)).toEqual([id]);
    expect((await me("POST", `/portal/tickets/${id}/answer`, { satisfied: true })).body.code).toBe("service.not_told");
    const foreign = (
      await agent("POST", "/tickets", {
        customerId: other,
        kind: "enquiry",
        source: "counter",
        subject: "别人的事",
        content: "内容",
      })
    ).body;
    for (const [method, url] of [
      ["GET", `/portal/tickets/${foreign.id}`],
      ["POST", `/portal/tickets/${foreign.id}/entries`],
    ] as const)
      expect((await me(method, url, method === "POST" ? { body: "看看" } : undefined)).status).toBe(404);
    const { rows } = await t.pool.query("select channel, ticket_id from service.contact where customer_id = $1", [
      mine,
    ]);
    expect(rows).toEqual([{ channel: "portal", ticket_id: id }]);
  });

  test("a consent is taken back; one of another customer cannot be", async () => {
    const me = await signIn();
    const consentOf = async (id: string) =>
      (await t.pool.query("select id from customers.consent where customer_id = $1", [id])).rows[0].id;
    expect((await me("POST", `/portal/consents/${await consentOf(other)}/withdrawal`)).status).toBe(404);
    const { body } = await me("POST", `/portal/consents/${await consentOf(mine)}/withdrawal`);
    expect(body.consents[0].withdrawnAt).toMatch(/^2026/);
  });

  test("a link opens one ticket and nothing else; a wrong one is as good as none", async () => {
    const ticket = (
      await agent("POST", "/tickets", {
        customerId: mine,
        kind: "enquiry",
        source: "counter",
        subject: "换套餐",
        content: "想换套餐",
      })
    ).body;
    const made = (await agent("POST", `/tickets/${ticket.id}/customer-link`, { send: true })).body;
    expect(made.path).toBe(`/portal/t/${made.token}`);
    const page = await t.call("GET", `/ticket-links/${made.token}`);
    expect(page.body).toMatchObject({ number: ticket.number, subject: "换套餐" });
    expect(JSON.stringify(page.body)).not.toMatch(/尉迟敬|1391111/);
    expect((await t.call("POST", `/ticket-links/${made.token}/entries`, { body: "请下午联系" })).status).toBe(201);
    expect((await agent("GET", `/tickets/${ticket.id}/entries`)).body.items[0]).toMatchObject({
      kind: "customer",
      body: "请下午联系",
      authorName: "客户",
    });
    const wrong = made.token.slice(0, -1) + (made.token.endsWith("A") ? "B" : "A");
    expect((await t.call("GET", `/ticket-links/${wrong}`)).status).toBe(404);
    await agent("POST", `/tickets/${ticket.id}/customer-link`, {});
    expect((await t.call("GET", `/ticket-links/${made.token}`)).status).toBe(404);
    const kept = await t.pool.query("select count(*)::int as n from service.message where body like '%' || $1 || '%'", [
      made.token,
    ]);
    expect(kept.rows[0].n).toBe(0);
  });
});
