import { readdir, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { smtpCarrier } from "../../../platform/mail/index.ts";
import { sendDue } from "../message/outbox.ts";
import { pollInbox } from "./poll.ts";
import { hasMailServers, startMailServers } from "./servers.testing.ts";

if (!hasMailServers)
  console.warn("skipped: the tests on real mail servers need Debian's packages exim4-daemon-light and dovecot-imapd");

describe.skipIf(!hasMailServers)("with real mail servers", () => {
  let servers: Awaited<ReturnType<typeof startMailServers>>;
  let t: Awaited<ReturnType<typeof testApp>>;
  let lead: Awaited<ReturnType<typeof t.as>>;
  let customerId: string;
  const folder = "/tmp/youzhang-test-real-mail";
  const desk = "desk@youzhang.example";
  const ou = "ou@customer.example";
  const app = (more: Record<string, string> = {}) =>
    testApp("2026-06-15T02:00:00.000Z", {
      YOUZHANG_SMTP_URL: servers.smtpUrl(),
      YOUZHANG_IMAP_URL: servers.imapUrl(),
      YOUZHANG_MAIL_FROM: `有章客服 <${desk}>`,
      YOUZHANG_DATA: folder,
      YOUZHANG_ATTACHMENT_MB: "5",
      ...more,
    });

  beforeAll(async () => {
    await rm(folder, { recursive: true, force: true });
    servers = await startMailServers();
    t = await app();
    lead = await t.as("team_lead");
    const contacts = [{ kind: "email", value: ou, label: null }];
    const data = await t.as("data_group");
    customerId = (await data("POST", "/customers", newCustomer({ name: "欧阳小娟" }, { contacts }))).body.customerId;
  });
  afterAll(async () => {
    await t?.close();
    await servers?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (table: string) =>
    Number((await t.pool.query(`select count(*) from service.${table}`)).rows[0].count);
  const header = (letter: string, name: string) =>
    new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(letter)?.[1]?.replace(/\s+/g, " ");
  /** Looks into the inbox until so many letters were taken. */
  async function poll(atLeast: number) {
    for (let tries = 0; tries < 100 && (await count("mail")) < atLeast; tries++) {
      await pollInbox(t.services);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await count("mail")).toBe(atLeast);
    const { rows } = await t.pool.query("select * from service.mail order by id desc limit 1");
    return rows[0];
  }
  /** The customer's mail program sends over SMTP, without a password as mail from outside comes. */
  async function write(subject: string, text: string, more: { inReplyTo?: string } = {}) {
    const line = await smtpCarrier(`smtp://127.0.0.1:${servers.smtpPort}`, ou).open();
    await line.send({ id: crypto.randomUUID(), to: desk, subject, text, at: new Date(), automatic: false, ...more });
    line.close();
  }
  const drop = (headers: string[], body: string | Buffer) =>
    servers.drop(
      desk,
      Buffer.concat([
        Buffer.from(
          [`Message-ID: <${crypto.randomUUID()}@customer.example>`, `From: ${ou}`, ...headers, "", ""].join("\r\n"),
        ),
        Buffer.from(body),
      ]),
    );

  test("a letter comes in, is confirmed, answered by a colleague, and the thread holds both ways", async () => {
    await write("家里无信号", "从昨天起没有信号。");
    const mail = await poll(1);
    const ticket = (await lead("GET", `/tickets/${mail.ticket_id}`)).body;
    expect(ticket).toMatchObject({ customerId, source: "email", subject: "家里无信号", content: "从昨天起没有信号。" });

    await sendDue(t.services);
    const [confirmation] = await servers.letters(ou, 1);
    expect(header(confirmation!, "In-Reply-To")).toBe(mail.message_id);
    expect(header(confirmation!, "Auto-Submitted")).toBe("auto-generated");

    const reply = { kind: "reply", way: "email", body: "师傅明天上午上门。" };
    expect((await lead("POST", `/tickets/${ticket.id}/entries`, reply)).status).toBe(201);
    await sendDue(t.services);
    const letters = await servers.letters(ou, 2);
    const answer = letters.find((letter) => !header(letter, "Auto-Submitted"))!;
    expect(header(answer, "References")).toBe(`${mail.message_id} ${header(confirmation!, "Message-ID")}`);
    expect(header(answer, "Subject")).toBeDefined();

    await write("回复", "谢谢，等师傅。", { inReplyTo: header(answer, "Message-ID")! });
    expect((await poll(2)).ticket_id).toBe(ticket.id);
    const { items } = (await lead("GET", `/tickets/${ticket.id}/entries`)).body;
    expect(items.map((one: any) => [one.kind, one.body])).toEqual([
      ["customer", "谢谢，等师傅。"],
      ["reply", "师傅明天上午上门。"],
    ]);
    const events = (await lead("GET", `/customers/${customerId}/events`)).body.items.map((one: any) => one.kind);
    expect(events.filter((kind: string) => kind === "service.message.sent")).toHaveLength(2);
  });

  test("read twice it is one contact", async () => {
    const before = [await count("mail"), await count("contact"), await count("ticket")];
    await t.pool.query("update service.mailbox set last_uid = 0 where name = 'inbox'");
    await Promise.all([pollInbox(t.services), pollInbox(t.services)]);
    // As if the server had dealt its numbers anew.
    await t.pool.query("update service.mailbox set uid_validity = 'other', polled_at = now() where name = 'inbox'");
    await pollInbox(t.services);
    expect([await count("mail"), await count("contact"), await count("ticket")]).toEqual(before);
  });

  test("an automatic answer is held off, and an attachment kept", async () => {
    const before = await count("ticket");
    const mails = await count("mail");
    await drop(["Subject: Out of office", "Auto-Submitted: auto-replied"], "I am away");
    expect((await poll(mails + 1)).held).toBe("automatic");
    await drop(
      ["Subject: bill", "Content-Type: multipart/mixed; boundary=b"],
      `--b\r\n\r\nsee there\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=bill.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from("%PDF-1.7").toString("base64")}\r\n--b--\r\n`,
    );
    const mail = await poll(mails + 2);
    expect((await lead("GET", `/tickets/${mail.ticket_id}/attachments`)).body.items).toMatchObject([
      { name: "bill.pdf", mediaType: "application/pdf" },
    ]);
    expect(await count("ticket")).toBe(before + 1);
  });

  test("sixty megabytes are refused with a note, nothing half-kept, and others are taken", async () => {
    const mails = await count("mail");
    const files = (await readdir(`${folder}/files`)).length;
    const line = `${Buffer.alloc(57, 1).toString("base64")}\r\n`;
    const film = line.repeat(Math.ceil((60 * 1024 * 1024) / 57));
    const multipart = ["Subject: film", "Content-Type: multipart/mixed; boundary=b"];
    await drop(
      multipart,
      `--b\r\n\r\nlook\r\n--b\r\nContent-Type: video/mp4\r\nContent-Disposition: attachment; filename=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n${film}--b--\r\n`,
    );
    await drop(["Subject: next"], "after it");
    const next = await poll(mails + 2);
    const { rows } = await t.pool.query("select * from service.mail order by id desc offset 1 limit 1");
    expect(rows[0].refused).toMatchObject([{ name: "film.mp4", reason: "too_large" }]);
    const { items } = (await lead("GET", `/tickets/${rows[0].ticket_id}/entries`)).body;
    expect(items[0].body).toMatch(/^附件未保留：film\.mp4（6\d\.\d MB，文件太大）$/);
    expect((await lead("GET", `/tickets/${rows[0].ticket_id}`)).body.content).toBe("look");
    expect((await lead("GET", `/tickets/${next.ticket_id}`)).body.content).toBe("after it");
    expect((await readdir(`${folder}/files`)).length).toBe(files);
  });

  test("a letter that cannot be read does not stop the next", async () => {
    const mails = await count("mail");
    await servers.drop(desk, Buffer.from(`Subject: ${"x".repeat(300_000)}`));
    await drop(["Subject: after"], "still here");
    await poll(mails + 2);
    const { rows } = await t.pool.query("select problem from service.mail order by id desc limit 2");
    expect(rows.map((row) => row.problem)).toEqual([null, "unreadable"]);
  });

  async function send(to: string) {
    const { sendMessage } = await import("../message/message.actions.ts");
    const { write: transaction } = await import("../../../platform/context.ts");
    const { systemActor } = await import("../../../platform/actor.ts");
    return transaction(t.services, { actor: systemActor("test") }, (ctx) =>
      sendMessage(ctx, {
        customerId,
        template: "reopened",
        values: { number: "G1", subject: "s" },
        to: { kind: "email", address: to },
      }),
    );
  }
  const message = async (id: string) => (await lead("GET", `/messages/${id}`)).body;

  test("while the server is down messages wait, and go once when it is up", async () => {
    await servers.stopSmtp();
    const { id } = await send(ou);
    for (let minute = 0; minute < 60; minute++) {
      await sendDue(t.services);
      t.clock.advance(60_000);
    }
    expect(await message(id)).toMatchObject({ state: "queued", problem: "away", attempts: 9 });
    expect((await lead("GET", "/mail-status")).body.out).toMatchObject({
      problem: "away",
      problemAt: "2026-06-15T02:00:00Z",
    });
    await servers.startSmtp();
    t.clock.advance(600_000);
    await Promise.all([sendDue(t.services), sendDue(t.services)]);
    await sendDue(t.services);
    expect(await message(id)).toMatchObject({ state: "sent", problem: null });
    const arrived = async () => (await servers.letters(ou)).filter((letter) => letter.includes(`Message-ID: <${id}@`));
    await expect.poll(arrived).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await arrived()).toHaveLength(1);
    expect((await lead("GET", "/mail-status")).body.out).toMatchObject({
      isSetUp: true,
      problem: null,
      problemAt: null,
    });
  });

  test("an address that is refused is shown, and so is one that comes back", async () => {
    const refused = await send("full@customer.example");
    const nowhere = await send("nobody@customer.example");
    await sendDue(t.services);
    expect(await message(refused.id)).toMatchObject({ state: "failed", problem: "refused" });
    expect((await message(nowhere.id)).state).toBe("sent");
    expect((await poll((await count("mail")) + 1)).held).toBe("automatic");
    expect(await message(nowhere.id)).toMatchObject({ state: "failed", problem: "refused" });
  });

  test("a wrong password is shown, and breaks nothing", async () => {
    const other = await app({
      YOUZHANG_SMTP_URL: servers.smtpUrl("wrong"),
      YOUZHANG_IMAP_URL: servers.imapUrl("wrong"),
    });
    try {
      const manager = await other.as("manager");
      await pollInbox(other.services);
      const { status, body } = await manager("POST", "/mail-status/checks");
      expect(status).toBe(200);
      expect(body).toMatchObject({
        out: { isSetUp: true, problem: "sign_in", problemAt: "2026-06-15T02:00:00Z" },
        in: { isSetUp: true, problem: "sign_in", wentAt: null },
      });
    } finally {
      await other.close();
    }
  });

  test("without servers set up the status says so, and nothing is tried", async () => {
    const other = await testApp();
    try {
      await Promise.all([pollInbox(other.services), sendDue(other.services)]);
      const { body } = await (await other.as("administrator"))("POST", "/mail-status/checks");
      expect(body).toMatchObject({
        out: { isSetUp: false, triedAt: null },
        in: { isSetUp: false, triedAt: null },
        from: null,
        texts: "stand_in",
        waiting: 0,
        failed: 0,
      });
    } finally {
      await other.close();
    }
  });
});
