import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { canWriteTo, type NewMessage, sendMessage } from "./message.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let data: Awaited<ReturnType<typeof t.as>>;

beforeAll(async () => {
  t = await testApp();
  data = await t.as("data_group");
});
afterAll(() => t.close());

async function customer(...contacts: object[]): Promise<string> {
  const { body } = await data("POST", "/customers", newCustomer({ name: "欧阳小娟" }));
  for (const contact of contacts) {
    const reply = await data("POST", `/customers/${body.customerId}/contacts`, contact);
    expect(reply.status).toBe(201);
  }
  return body.customerId;
}
const phone = (value: string, isPrimary = false) => ({ kind: "phone", value, label: null, isPrimary });
const email = (value: string, isPrimary = false) => ({ kind: "email", value, label: null, isPrimary });
const act = <T>(work: Parameters<typeof write<T>>[2]) => write(t.services, { actor: systemActor("test") }, work);
const send = (given: Partial<NewMessage> & { customerId: string }) =>
  act((ctx) => sendMessage(ctx, { template: "reopened", values: { number: "G1", subject: "无信号" }, ...given }));
async function kept(id: string) {
  const { rows } = await t.pool.query("select * from service.message where id = $1", [id]);
  const { address, ...row } = rows[0];
  return { ...row, to: address && t.services.vault.open(address, "message.address") };
}
const sent = async (given: Parameters<typeof send>[0]) => kept((await send(given)).id);

describe("a message goes", () => {
  test("where the customer prefers, and leaves an event without personal data", async () => {
    const id = await customer(email("ou@example.com"), phone("138 1234 5678", true));
    const row = await sent({ customerId: id });
    expect(row).toMatchObject({ way: "sms", to: "13812345678", subject: null, state: "queued", attempts: 0 });
    expect(row.body).toBe("您反映的事项（编号G1）已重新处理，进展将及时告知您。");
    const { rows } = await t.pool.query("select kind, customer_id, data from platform.event where subject_id = $1", [
      row.id,
    ]);
    expect(rows).toEqual([
      { kind: "service.message.queued", customer_id: id, data: { template: "reopened", way: "sms" } },
    ]);
  });

  test("as it suits, where the customer prefers neither", async () => {
    const id = await customer(email("ou@example.com"), phone("13812345678"));
    const letter = await sent({ customerId: id });
    expect(letter).toMatchObject({ way: "email", to: "ou@example.com", subject: "[G1] 已重新处理：无信号" });
    expect(letter.body).toContain("尊敬的欧阳小娟：");
    const code = { template: "portal-code", values: { code: "482913", minutes: "5" } };
    expect(await sent({ customerId: id, ...code })).toMatchObject({ way: "sms", to: "13812345678" });
  });

  test("by e-mail to whoever has only a landline, and to the portal for whoever has neither", async () => {
    expect(await sent({ customerId: await customer(phone("0571-87654321"), email("a@example.com")) })).toMatchObject({
      way: "email",
    });
    const row = await sent({ customerId: await customer(phone("0571-87654321")) });
    expect(row).toMatchObject({ way: "portal", to: null, state: "sent", sent_at: expect.any(String) });
  });

  test("not to what is known to reach nobody", async () => {
    const id = await customer(email("old@example.com", true), email("new@example.com"));
    await t.pool.query("update customers.contact set reachable = false where customer_id = $1 and is_primary", [id]);
    expect(await sent({ customerId: id })).toMatchObject({ to: "new@example.com" });
  });

  test("over the way that is asked for, or not at all", async () => {
    const id = await customer(email("ou@example.com", true));
    expect(await sent({ customerId: id, way: "email" })).toMatchObject({ way: "email" });
    await expect(send({ customerId: id, way: "sms" })).rejects.toMatchObject({ code: "platform.invalid" });
    const elsewhere = { kind: "sms", address: "13900001111" } as const;
    expect(await sent({ customerId: id, to: elsewhere })).toMatchObject({ way: "sms", to: "13900001111" });
  });

  test("back to where an unknown person wrote from", async () => {
    const ticketId = newId();
    const counterpart = { kind: "email", value: "stranger@example.com" } as const;
    await act((ctx) => recordContact(ctx, { customerId: null, channel: "email", counterpart, ticketId }));
    expect(await sent({ customerId: nobody, ticketId })).toMatchObject({
      way: "email",
      to: "stranger@example.com",
      body: expect.stringContaining("尊敬的客户："),
    });
    // Somebody else who joins in does not draw the answers away.
    const other = { kind: "email", value: "other@example.com" } as const;
    await act((ctx) => recordContact(ctx, { customerId: null, channel: "email", counterpart: other, ticketId }));
    expect(await sent({ customerId: nobody, ticketId })).toMatchObject({ to: "stranger@example.com" });
    expect(await act((ctx) => canWriteTo(ctx, { customerId: nobody, id: ticketId }))).toBe(true);
  });

  test("to nobody, where nobody knows who asked: it fails, and is shown", async () => {
    const ticketId = newId();
    expect(await act((ctx) => canWriteTo(ctx, { customerId: nobody, id: ticketId }))).toBe(false);
    const row = await sent({ customerId: nobody, ticketId });
    expect(row).toMatchObject({ way: "portal", state: "failed", problem: "no_address", sent_at: null });
    const lead = await t.as("team_lead");
    expect((await lead("POST", "/messages/retries", { ids: [row.id] })).body).toEqual({ retried: 0 });
  });
});

describe("what it says", () => {
  test("holds no code in clear", async () => {
    const id = await customer(phone("13812345678"));
    const row = await sent({ customerId: id, template: "portal-code", values: { code: "482913", minutes: "5" } });
    expect(row.body).toBe("您的登录验证码是{code}，5分钟内有效，请勿告知他人。");
    expect(t.services.vault.open(row.secrets, "message.secrets")).toBe('{"places":{"code":"482913"}}');
    const list = (await (await t.as("manager"))("GET", `/messages?customerId=${id}`)).body.items;
    expect(list[0].body).toBe("您的登录验证码是••••••，5分钟内有效，请勿告知他人。");
  });

  test("stays one line in a subject, whatever a value brings", async () => {
    const id = await customer(email("ou@example.com"));
    const values = { number: "G1", subject: "a\r\nBcc: everybody@example.com" };
    expect((await sent({ customerId: id, values })).subject).toBe("[G1] 已重新处理：a Bcc: everybody@example.com");
  });

  test("may be words of one's own", async () => {
    const id = await customer(email("ou@example.com"));
    const own = { template: "reply", values: {}, subject: "[G1] 无信号", body: "师傅明早上门。" };
    expect(await sent({ customerId: id, ...own })).toMatchObject({ subject: "[G1] 无信号", body: "师傅明早上门。" });
  });

  test("lacks no value, and is of a known template", async () => {
    const id = await customer(email("ou@example.com"));
    await expect(send({ customerId: id, values: { number: "G1" } })).rejects.toThrow("lacks subject");
    await expect(send({ customerId: id, template: "greeting" })).rejects.toThrow("No template greeting");
  });
});

describe("templates", () => {
  const wording = (more: object = {}) => ({
    emailSubject: "{number}",
    emailBody: "{subject}",
    smsBody: "重开{number}",
    smsNumber: null,
    version: 0,
    ...more,
  });

  test("are shown with their variables, as shipped", async () => {
    const { items } = (await (await t.as("team_lead"))("GET", "/message-templates")).body;
    const by = (key: string) => items.find((one: any) => one.key === key);
    expect(by("complaint-result").label).toEqual({ zh: "投诉处理结果", en: "Complaint: result" });
    expect(by("portal-code").variables).toMatchObject([
      { name: "customer", secret: false },
      { name: "code", secret: true },
      { name: "minutes", secret: false },
    ]);
    expect(new Set(items.map((one: any) => one.version))).toEqual(new Set([0]));
  });

  test("use no place but their own in every shipped text", async () => {
    const lead = await t.as("team_lead");
    for (const { key, emailSubject, emailBody, smsBody } of (await lead("GET", "/message-templates")).body.items) {
      const same = { emailSubject, emailBody, smsBody, smsNumber: null, version: 0 };
      expect([key, (await lead("PUT", `/message-templates/${key}`, same)).status]).toEqual([key, 200]);
      expect((await lead("DELETE", `/message-templates/${key}`)).body.version).toBe(0);
    }
  });

  test("say what the company writes, and again what was shipped", async () => {
    const lead = await t.as("team_lead");
    const id = await customer(phone("13812345678"));
    const changed = await lead("PUT", "/message-templates/reopened", wording({ smsNumber: "88" }));
    expect(changed.body).toMatchObject({ version: 1, smsBody: "重开{number}", changedByName: expect.any(String) });
    const row = await sent({ customerId: id });
    expect(row.body).toBe("重开G1");
    expect(JSON.parse(t.services.vault.open(row.secrets, "message.secrets"))).toEqual({
      places: {},
      registered: { number: "88", values: ["G1"] },
    });
    expect((await lead("PUT", "/message-templates/reopened", wording())).body).toMatchObject({
      code: "service.changed",
      version: 1,
    });
    expect((await lead("PUT", "/message-templates/reopened", wording({ version: 1 }))).body.version).toBe(2);
    await lead("DELETE", "/message-templates/reopened");
    expect((await sent({ customerId: id })).body).toContain("已重新处理");
    // A version of words that were taken back is no version any more.
    expect((await lead("PUT", "/message-templates/reopened", wording({ version: 2 }))).status).toBe(409);
  });

  test.each([
    ["reopened", { smsBody: "{due}" }, "smsBody", "没有这个变量「{due}」"],
    ["reopened", { emailSubject: "{}" }, "emailSubject", "没有这个变量「{}」"],
    [
      "portal-code",
      { emailSubject: "{code}", emailBody: "{code}", smsBody: "{code}" },
      "emailSubject",
      "主题中不能使用「{code}」",
    ],
    [
      "portal-code",
      { emailSubject: "码", emailBody: "{code}", smsBody: "您的码" },
      "smsBody",
      "正文必须包含「{code}」",
    ],
    ["reopened", { smsBody: " " }, "smsBody", expect.any(String)],
  ])("refuse what cannot be said: %s %o", async (key, given, field, reason) => {
    const reply = await (await t.as("team_lead"))("PUT", `/message-templates/${key}`, wording(given));
    expect(reply.status).toBe(400);
    expect(reply.body.errors).toContainEqual({ field, reason });
  });

  test("are there or not", async () => {
    expect((await (await t.as("team_lead"))("PUT", "/message-templates/none", wording())).status).toBe(404);
    expect((await (await t.as("agent"))("GET", "/message-templates")).status).toBe(403);
  });
});
