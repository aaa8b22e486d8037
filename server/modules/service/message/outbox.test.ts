import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { DeliveryProblem } from "../../../platform/delivery.ts";
import { newId } from "../../../platform/ids.ts";
import { type NewMessage, sendMessage } from "./message.actions.ts";
import { sendDue } from "./outbox.ts";
import { rememberingCarriers } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let carriers: ReturnType<typeof rememberingCarriers>;
let customerId: string;
const start = "2026-06-15T02:00:00.000Z";
const minutes = (count: number) => t.clock.advance(count * 60_000);

beforeAll(async () => {
  t = await testApp(start, { YOUZHANG_MAIL_FROM: "有章客服 <desk@youzhang.example>" });
  const { body } = await (await t.as("data_group"))("POST", "/customers", newCustomer({ name: "欧阳小娟" }));
  customerId = body.customerId;
  lead = await t.as("team_lead");
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.pool.query("delete from service.message");
  carriers = rememberingCarriers(t.services);
  t.clock.set(start);
});

const put = async (given: Partial<NewMessage> = {}) =>
  (
    await write(t.services, { actor: systemActor("test") }, (ctx) =>
      sendMessage(ctx, {
        customerId,
        template: "reopened",
        values: { number: "G1", subject: "无信号" },
        to: { kind: "email", address: "ou@example.com" },
        ...given,
      }),
    )
  ).id;
const sms = { to: { kind: "sms", address: "13812345678" } } as const;
const one = async (id: string) => (await lead("GET", `/messages/${id}`)).body;
const events = async (id: string) =>
  (await t.pool.query("select kind from platform.event where subject_id = $1 order by id", [id])).rows.map(
    (row) => row.kind.split(".").at(-1) as string,
  );

describe("what is due", () => {
  test("is sent once, however often it is looked at", async () => {
    const [letter, text] = [await put(), await put(sms)];
    await Promise.all([sendDue(t.services), sendDue(t.services), sendDue(t.services)]);
    await sendDue(t.services);
    expect(carriers.mails).toMatchObject([
      { id: letter, to: "ou@example.com", subject: "[G1] 已重新处理：无信号", automatic: true, references: [] },
    ]);
    expect(carriers.texts).toMatchObject([{ id: text, to: "13812345678" }]);
    expect(await one(letter)).toMatchObject({
      state: "sent",
      address: "ou@example.com",
      customerName: "欧阳小娟",
      attempts: 1,
      problem: null,
      sentAt: "2026-06-15T02:00:00Z",
    });
    expect(await events(letter)).toEqual(["queued", "sent"]);
  });

  test("a code leaves in clear, and nothing of it stays", async () => {
    const id = await put({ ...sms, template: "portal-code", values: { code: "482913", minutes: "5" } });
    await sendDue(t.services);
    expect(carriers.texts[0]!.text).toContain("482913");
    const { rows } = await t.pool.query("select body, secrets from service.message where id = $1", [id]);
    expect(rows[0]).toEqual({ body: expect.not.stringContaining("482913"), secrets: null });
  });

  test("waits as long as no mail server is set up", async () => {
    const { installCarriers } = await import("./carriers.ts");
    installCarriers(t.services, { mail: undefined, sms: { send: async () => ({ providerId: null }) } });
    const [letter, text] = [await put(), await put(sms)];
    await sendDue(t.services);
    expect(await one(letter)).toMatchObject({ state: "queued", attempts: 0, problem: null });
    expect(await one(text)).toMatchObject({ state: "sent" });
  });

  test("refers to the letters before it on its ticket", async () => {
    const ticketId = newId();
    const first = await put({ ticketId });
    await put({ ticketId, template: "reply", values: {}, subject: "[G1] 无信号", body: "已修复" });
    await sendDue(t.services);
    expect(carriers.mails.map((mail) => [mail.automatic, mail.inReplyTo, mail.references])).toEqual([
      [true, undefined, []],
      [false, `<${first}@youzhang.example>`, [`<${first}@youzhang.example>`]],
    ]);
  });
});

describe("a carrier that is away", () => {
  test("for an hour: tried with growing pauses, shown, then sent once", async () => {
    carriers.fails = (at) => (at === "open" ? new DeliveryProblem("away") : undefined);
    const id = await put();
    const tried: number[] = [];
    for (let minute = 0; minute < 60; minute++) {
      const before = carriers.opened;
      await sendDue(t.services);
      if (carriers.opened > before) tried.push(minute);
      minutes(1);
    }
    expect(tried).toEqual([0, 1, 3, 7, 15, 25, 35, 45, 55]);
    expect(await one(id)).toMatchObject({ state: "queued", problem: "away", attempts: 9 });
    const status = await t.pool.query("select problem, problem_at from service.mailbox where name = 'smtp'");
    expect(status.rows).toEqual([{ problem: "away", problem_at: "2026-06-15T02:00:00Z" }]);
    carriers.fails = () => undefined;
    // Another letter finds the door open; what waits need not sit out its pause.
    await put({ template: "answer-expected", values: { number: "G2", subject: "慢", due: "明天" } });
    await sendDue(t.services);
    await sendDue(t.services);
    expect(carriers.mails.map((mail) => mail.subject.slice(0, 4)).sort()).toEqual(["[G1]", "[G2]"]);
    expect(await one(id)).toMatchObject({ state: "sent", problem: null });
    expect(await events(id)).toEqual(["queued", "sent"]);
  });

  test("for days: given up, shown, and sent again by hand", async () => {
    carriers.fails = (at) => (at === "open" ? new DeliveryProblem("sign_in") : undefined);
    const id = await put();
    await t.pool.query("update service.message set attempts = 299 where id = $1", [id]);
    await sendDue(t.services);
    expect(await one(id)).toMatchObject({ state: "failed", problem: "sign_in", attempts: 300 });
    expect(await events(id)).toEqual(["queued", "failed"]);
    carriers.fails = () => undefined;
    expect((await lead("POST", "/messages/retries", { ids: [id] })).body).toEqual({ retried: 1 });
    await sendDue(t.services);
    expect(await one(id)).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("does not keep others waiting, and is knocked at once", async () => {
    carriers.fails = (at) => (at === "sms" ? new DeliveryProblem("away") : undefined);
    const texts = [await put(sms), await put(sms)];
    const letter = await put();
    await sendDue(t.services);
    expect((await one(letter)).state).toBe("sent");
    expect(await Promise.all(texts.map(one))).toMatchObject([{ problem: "away" }, { problem: "away" }]);
  });
});

describe("one that is refused", () => {
  test("fails at once, and the next one goes", async () => {
    carriers.fails = (at, to) =>
      at === "send" && to === "no@example.com" ? new DeliveryProblem("refused") : undefined;
    const refused = await put({ to: { kind: "email", address: "no@example.com" } });
    const next = await put();
    await sendDue(t.services);
    expect(await one(refused)).toMatchObject({ state: "failed", problem: "refused", attempts: 1 });
    expect((await one(next)).state).toBe("sent");
  });

  test("for now is tried a dozen times over half a day", async () => {
    carriers.fails = (at) => (at === "send" ? new DeliveryProblem("deferred") : undefined);
    const id = await put();
    let tries = 0;
    for (; (await one(id)).state === "queued" && tries < 50; tries++) {
      await sendDue(t.services);
      minutes(120);
    }
    expect([tries, (await one(id)).state]).toEqual([12, "failed"]);
  });
});

describe("a sender that dies", () => {
  const lost = (id: string, handed: boolean) =>
    t.pool.query(
      `update service.message set state = 'sending', attempts = 1, lease_until = $2, handed_at = case when $3 then $2::timestamptz end where id = $1`,
      [id, start, handed],
    );

  test("before it handed over: sent by the next", async () => {
    const id = await put();
    await lost(id, false);
    minutes(1);
    await sendDue(t.services);
    expect(await one(id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("after it handed over: never sent again by itself, and shown", async () => {
    const id = await put();
    await lost(id, true);
    minutes(1);
    await sendDue(t.services);
    expect(carriers.mails).toEqual([]);
    expect(await one(id)).toMatchObject({ state: "failed", problem: "unsure" });
    expect(await events(id)).toEqual(["queued", "failed"]);
  });

  test("and comes back late does not send what another took over", async () => {
    const id = await put();
    // While the first sends a letter before it, its lease is over and a second one takes both... only what is not handed over.
    const first = await put({ to: { kind: "email", address: "first@example.com" } });
    await t.pool.query("update service.message set next_at = $2 where id = $1", [first, "2026-06-15T01:00:00Z"]);
    carriers.during = async () => {
      carriers.during = async () => {};
      minutes(11);
      await sendDue(t.services);
    };
    await sendDue(t.services);
    expect(carriers.mails.filter((mail) => mail.id === id)).toHaveLength(1);
    expect(await one(id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("a broken connection after the handing over is not tried again", async () => {
    carriers.fails = (at) => (at === "send" ? new DeliveryProblem("unsure") : undefined);
    const id = await put();
    await sendDue(t.services);
    minutes(600);
    await sendDue(t.services);
    expect(await one(id)).toMatchObject({ state: "failed", problem: "unsure", attempts: 1 });
  });
});

describe("the outbox", () => {
  test("is listed by state and kind, page by page, the newest first", async () => {
    const ids = [await put(), await put(sms), await put()];
    await lead("POST", "/messages/cancellations", { ids: [ids[0]] });
    const list = async (query: string) => (await lead("GET", `/messages?${query}`)).body;
    expect((await list("state=queued")).items.map((row: any) => row.id)).toEqual([ids[2], ids[1]]);
    expect((await list("way=sms&template=reopened")).items.map((row: any) => row.id)).toEqual([ids[1]]);
    const first = await list("limit=2");
    expect(first.items.map((row: any) => row.id)).toEqual([ids[2], ids[1]]);
    expect((await list(`limit=2&cursor=${first.next}`)).items.map((row: any) => row.id)).toEqual([ids[0]]);
    expect((await lead("GET", "/messages?state=lost")).status).toBe(400);
  });

  test("is searched by a ticket's number, or a whole phone or e-mail of the customer", async () => {
    const data = await t.as("data_group");
    const contacts = [{ kind: "phone", value: "13900002222", label: null }];
    const { body } = await data("POST", "/customers", newCustomer({ name: "司马" }, { contacts }));
    const other = await put({ customerId: body.customerId });
    const ticket = await lead("POST", "/tickets", {
      customerId,
      kind: "enquiry",
      source: "hotline",
      subject: "无信号",
      content: "无信号",
    });
    const own = await put({ ticketId: ticket.body.id });
    const found = async (words: string) =>
      (await lead("GET", `/messages?q=${encodeURIComponent(words)}`)).body.items.map((row: any) => row.id);
    expect(await found("139 0000 2222")).toEqual([other]);
    expect(await found(ticket.body.number.toLowerCase())).toContain(own);
    expect(await found(ticket.body.number)).not.toContain(other);
    expect(await found("nobody@example.com")).toEqual([]);
    expect((await lead("GET", `/messages/${own}`)).body.ticketNumber).toBe(ticket.body.number);
    expect((await lead("GET", "/messages/count?q=13900002222")).body).toEqual({ count: 1, estimated: false });
  });

  test("masks addresses for those who only set the desk up", async () => {
    const id = await put();
    const seen = (await (await t.as("administrator"))("GET", `/messages/${id}`)).body;
    expect(seen).toMatchObject({ address: "o***@example.com", customerName: null });
  });

  test("holds back what waits, and leaves alone what is gone", async () => {
    const [waiting, gone] = [
      await put({ template: "ticket-link", values: { number: "G1", link: "https://x/y" } }),
      await put(),
    ];
    await t.pool.query("update service.message set state = 'sent' where id = $1", [gone]);
    const ids = [waiting, gone, newId()];
    expect((await lead("POST", "/messages/cancellations", { ids })).body).toEqual({ cancelled: 1 });
    expect((await lead("POST", "/messages/retries", { ids })).body).toEqual({ retried: 0 });
    await sendDue(t.services);
    expect(carriers.mails).toEqual([]);
    expect(await events(waiting)).toEqual(["queued", "cancelled"]);
    const { rows } = await t.pool.query("select secrets from service.message where id = $1", [waiting]);
    expect(rows[0].secrets).toBeNull();
  });

  test("belongs to whoever sets the desk up", async () => {
    const agent = await t.as("agent");
    expect((await agent("GET", "/messages")).status).toBe(403);
    expect((await agent("POST", "/messages/retries", { ids: [newId()] })).status).toBe(403);
    expect((await lead("POST", "/messages/retries", { ids: [] })).status).toBe(400);
    expect((await lead("GET", `/messages/${newId()}`)).status).toBe(404);
  });
});
