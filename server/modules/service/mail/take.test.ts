import { readdir, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import type { IncomingMail } from "../../../platform/mail/index.ts";
import { takeMail } from "./take.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let customerId: string;
const folder = "/tmp/youzhang-test-mail";
const desk = "desk@youzhang.example";

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  t = await testApp("2026-06-15T02:00:00.000Z", {
    YOUZHANG_MAIL_FROM: `有章客服 <${desk}>`,
    YOUZHANG_DATA: folder,
    YOUZHANG_ATTACHMENT_MB: "1",
    YOUZHANG_MAIL_HOURLY: "40",
  });
  lead = await t.as("team_lead");
  customerId = await customer("ou@example.com");
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true, force: true });
});

async function customer(address: string): Promise<string> {
  const contacts = [{ kind: "email", value: address, label: null }];
  const { body } = await (
    await t.as("data_group")
  )("POST", "/customers", newCustomer({ name: "欧阳小娟" }, { contacts }));
  return body.customerId;
}

let uid = 0;
type Given = { from?: string; id?: string; subject?: string; headers?: string[]; body?: string };
const letter = ({
  from = "ou@example.com",
  id = `<${++uid}@example.com>`,
  subject = "无信号",
  headers = [],
  body = "从昨天起没有信号。",
}: Given) =>
  Buffer.from(
    [
      `Message-ID: ${id}`,
      `From: Ou <${from}>`,
      `To: ${desk}`,
      `Subject: ${subject}`,
      ...(headers.some((one) => /^content-type/i.test(one)) ? [] : ["Content-Type: text/plain; charset=utf-8"]),
      ...headers,
      "",
      body,
    ].join("\r\n"),
  );
const incoming = (raw: Buffer, more: Partial<IncomingMail> = {}): IncomingMail => ({
  position: { uidValidity: "1", lastUid: BigInt(++uid) },
  receivedAt: new Date("2026-06-15T01:30:00Z"),
  raw,
  whole: true,
  parts: [],
  ...more,
});
/** Takes a letter; answers its row, and its ticket where it has one. */
async function take(given: Given | Buffer, more: Partial<IncomingMail> = {}) {
  await takeMail(t.services, incoming(Buffer.isBuffer(given) ? given : letter(given), more));
  const { rows } = await t.pool.query("select * from service.mail order by id desc limit 1");
  const mail = rows[0];
  const ticket = mail.ticket_id && (await lead("GET", `/tickets/${mail.ticket_id}`)).body;
  const entries = ticket ? (await lead("GET", `/tickets/${ticket.id}/entries`)).body.items.toReversed() : [];
  return { mail, ticket, entries };
}
const count = async (table: string) =>
  Number((await t.pool.query(`select count(*) from service.${table}`)).rows[0].count);
const files = () => readdir(`${folder}/files`).catch(() => [] as string[]);
const mixed = (...parts: string[]): Pick<Given, "headers" | "body"> => ({
  headers: ["Content-Type: multipart/mixed; boundary=b"],
  body:
    ["Content-Type: text/plain; charset=utf-8\r\n\r\n见附件", ...parts].map((part) => `--b\r\n${part}\r\n`).join("") +
    "--b--\r\n",
});
const part = (name: string, content: Buffer) =>
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString("base64")}`;

describe("a new letter", () => {
  test("becomes a contact and an enquiry of its customer, and is confirmed", async () => {
    const { mail, ticket } = await take({});
    expect(ticket).toMatchObject({
      customerId,
      kind: "enquiry",
      source: "email",
      subject: "无信号",
      content: "从昨天起没有信号。",
      openedAt: "2026-06-15T01:30:00Z",
    });
    const { rows: contacts } = await t.pool.query("select * from service.contact where id = $1", [mail.contact_id]);
    expect(contacts[0]).toMatchObject({
      customer_id: customerId,
      channel: "email",
      state: "done",
      ticket_id: ticket.id,
    });
    const { rows } = await t.pool.query("select * from service.message where ticket_id = $1", [ticket.id]);
    expect(rows).toMatchObject([
      { template: "ticket-received", way: "email", in_reply_to: mail.message_id, thread: [mail.message_id] },
    ]);
    expect(rows[0].subject).toBe(`[${ticket.number}] 我们已收到您的来件：无信号`);
  });

  test("is one, however often it comes", async () => {
    const raw = letter({ id: "<same@example.com>" });
    await take(raw);
    const before = [await count("contact"), await count("ticket"), await count("mail"), await count("message")];
    await take(raw);
    await Promise.all([take(raw), take(raw)]);
    expect([await count("contact"), await count("ticket"), await count("mail"), await count("message")]).toEqual(
      before,
    );
  });

  test("of somebody unknown, or of an address that two have, waits for a person to say who it was", async () => {
    const { ticket, mail } = await take({ from: "stranger@example.com" });
    expect(ticket.customerName).toBeNull();
    const { rows } = await t.pool.query("select address from service.message where ticket_id = $1", [mail.ticket_id]);
    expect(t.services.vault.open(rows[0].address, "message.address")).toBe("stranger@example.com");
    const reply = { kind: "reply", way: "preferred", body: "请问您的电话？" };
    expect((await lead("POST", `/tickets/${ticket.id}/entries`, reply)).status).toBe(201);
    await customer("twice@example.com");
    await customer("twice@example.com");
    expect((await take({ from: "twice@example.com" })).ticket.customerName).toBeNull();
  });

  test("without words or subject is one all the same", async () => {
    const { ticket } = await take({ subject: "", body: "" });
    expect(ticket).toMatchObject({ subject: "（无主题）", content: "（无正文）" });
  });
});

describe("an answer", () => {
  test("to our letter stands on its ticket, without what it quotes", async () => {
    const { ticket } = await take({ subject: "慢" });
    const { rows } = await t.pool.query("select id from service.message where ticket_id = $1", [ticket.id]);
    const answered = await take({
      from: "other@example.com",
      subject: "Re: 慢",
      headers: [`In-Reply-To: <${rows[0].id}@youzhang.example>`],
      body: "还是慢\r\n\r\n在 2026年6月15日，有章客服 写道：\r\n> 您好",
    });
    expect(answered.ticket.id).toBe(ticket.id);
    expect(answered.entries).toMatchObject([{ kind: "customer", body: "还是慢", channel: "email" }]);
    expect(answered.mail.entry_id).toBe(answered.entries[0].id);
  });

  test("to the customer's own letter, or with the number in its subject, finds it too", async () => {
    const { ticket } = await take({ id: "<first@example.com>", subject: "卡顿" });
    const second = await take({ headers: ["References: <first@example.com>"] });
    const third = await take({ subject: `Re: [${ticket.number.toLowerCase()}] 卡顿`, from: "work@example.com" });
    expect([second.ticket.id, third.ticket.id]).toEqual([ticket.id, ticket.id]);
    expect(third.entries).toHaveLength(2);
  });

  test("to a message of another house, or a number that is none, opens a ticket", async () => {
    const before = await count("ticket");
    await take({ headers: [`In-Reply-To: <${crypto.randomUUID()}@youzhang.example>`] });
    await take({ subject: "Re: [T260615-AAAAA]" });
    expect(await count("ticket")).toBe(before + 2);
  });

  test("to a ticket that was merged goes to the one that stayed", async () => {
    const [first, second] = [await take({ subject: "一" }), await take({ subject: "二" })];
    await t.pool.query("update service.ticket set state = 'merged', merged_into = $2 where id = $1", [
      first.ticket.id,
      second.ticket.id,
    ]);
    expect((await take({ subject: first.ticket.number })).ticket.id).toBe(second.ticket.id);
  });

  test("to a closed ticket is kept with it", async () => {
    const { ticket } = await take({ subject: "已好" });
    await t.pool.query("update service.ticket set state = 'closed', closed_at = now() where id = $1", [ticket.id]);
    const answered = await take({
      subject: ticket.number,
      ...mixed(part("a.exe", Buffer.from("MZ..."))),
    });
    expect(answered.entries).toMatchObject([
      { kind: "customer", body: "见附件\n\n附件未保留：a.exe（1 KB，可执行程序）" },
    ]);
  });
});

describe("what nobody wrote", () => {
  test.each([
    ["automatic", { headers: ["Auto-Submitted: auto-replied"] }],
    ["automatic", { headers: ["X-Auto-Response-Suppress: OOF"] }],
    ["bulk", { headers: ["Precedence: bulk"] }],
    ["bulk", { headers: ["List-Id: <news.example.com>"] }],
    ["own", { from: desk }],
    ["own", { from: "DESK@youzhang.example" }],
  ])("is held off as %s: %o", async (held, given) => {
    const before = [await count("contact"), await count("ticket"), await count("message")];
    expect((await take(given)).mail).toMatchObject({ held, contact_id: null, ticket_id: null });
    expect([await count("contact"), await count("ticket"), await count("message")]).toEqual(before);
  });

  test("is held off when one sender writes too often, and no longer an hour later", async () => {
    const held: unknown[] = [];
    const storm = () => letter({ from: "storm@example.com" });
    const early = { receivedAt: new Date("2026-06-15T00:25:00Z") };
    for (let i = 0; i < 42; i++) held.push((await take(storm(), early)).mail.held);
    expect(held).toEqual([...Array(40).fill(null), "flood", "flood"]);
    expect((await take(storm())).mail.held).toBeNull();
  });

  test("says that a message of ours did not arrive", async () => {
    const { ticket } = await take({});
    const { rows } = await t.pool.query("update service.message set state = 'sent' where ticket_id = $1 returning id", [
      ticket.id,
    ]);
    await take({
      from: "mailer-daemon@example.com",
      headers: [
        "Auto-Submitted: auto-replied",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      ],
      body: `--b\r\n\r\nno such user\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${rows[0].id}@youzhang.example>\r\n\r\n--b--`,
    });
    const message = (await lead("GET", `/messages/${rows[0].id}`)).body;
    expect(message).toMatchObject({ state: "failed", problem: "refused" });
  });
});

describe("attachments", () => {
  test("are kept with the ticket, by what they are", async () => {
    const before = (await files()).length;
    const { ticket, mail } = await take(mixed(part("bill.jpg", Buffer.from("%PDF-1.7 ..."))));
    const { items } = (await lead("GET", `/tickets/${ticket.id}/attachments`)).body;
    expect(items).toMatchObject([{ name: "bill.jpg", mediaType: "application/pdf", size: "12" }]);
    expect(mail.refused).toEqual([]);
    expect((await files()).length).toBe(before + 1);
    const path = `/tickets/${ticket.id}/attachments/${items[0].id}/file`;
    const file = await lead("GET", path);
    expect([file.status, file.body, file.headers["content-type"]]).toEqual([200, "%PDF-1.7 ...", "application/pdf"]);
    expect(file.headers["content-disposition"]).toBe("attachment; filename*=UTF-8''bill.jpg");
    const other = (await take({})).ticket.id;
    expect((await lead("GET", path.replace(ticket.id, other))).status).toBe(404);
    expect((await (await t.as("installer"))("GET", path)).status).toBe(404);
    const { rows } = await t.pool.query("select expires_at from platform.file where id = $1", [items[0].fileId]);
    expect(rows[0].expires_at).toBeNull();
  });

  test("that run, or are too large, are not kept, and the ticket says so", async () => {
    const before = await files();
    const { ticket, mail, entries } = await take(
      mixed(part("photo.jpg.exe", Buffer.from("MZ...")), part("film.bin", Buffer.alloc(1_100_000, 1))),
    );
    expect(mail.refused).toEqual([
      { name: "photo.jpg.exe", size: 5, reason: "program" },
      { name: "film.bin", size: 1_100_000, reason: "too_large" },
    ]);
    expect(entries).toMatchObject([
      { kind: "note", body: "附件未保留：photo.jpg.exe（1 KB，可执行程序）\n附件未保留：film.bin（1.0 MB，文件太大）" },
    ]);
    expect((await lead("GET", `/tickets/${ticket.id}/attachments`)).body.items).toEqual([]);
    expect(await files()).toEqual(before);
  });

  test("of a letter that came without its end are all told of", async () => {
    const raw = letter(mixed(part("film.mp4", Buffer.alloc(3000))));
    const parts = [{ name: "film.mp4", size: 62_914_560 }];
    const { ticket, entries } = await take(raw.subarray(0, raw.length - 1500), { whole: false, parts });
    expect(ticket.content).toBe("见附件");
    expect(entries[0].body).toBe("附件未保留：film.mp4（60.0 MB，文件太大）");
    expect((await lead("GET", `/tickets/${ticket.id}/attachments`)).body.items).toEqual([]);
  });
});

describe("a hostile letter", () => {
  test("leaves no script behind", async () => {
    const { ticket, mail } = await take({
      headers: ["Content-Type: text/html"],
      body: "<p onclick=alert(1)>hi<script>alert(1)</script><img src=x onerror=alert(1)></p>",
    });
    expect(mail.html).toBe('<p>hi<img data-held="yes" alt="" /></p>');
    expect(ticket.content).toBe("hi");
  });

  test("of a hundred thousand elements is cut to text, and kept as it came", async () => {
    const { ticket, mail } = await take({
      headers: ["Content-Type: text/html"],
      body: `${"<div>".repeat(100_000)}hello`,
    });
    expect(ticket.content).toBe("hello");
    expect(mail).toMatchObject({ html: null, cut: true, raw_file_id: expect.any(String) });
    const raw = await lead("GET", `/received-mails/${mail.id}/raw`);
    expect([raw.status, raw.headers["content-type"]]).toEqual([200, "application/octet-stream"]);
    expect(raw.body).toContain("<div><div>");
  });

  test("that cannot be read is kept as it came, once, and the next is taken", async () => {
    const bad = incoming(Buffer.from(`Subject: ${"x".repeat(300_000)}`));
    await takeMail(t.services, bad);
    await takeMail(t.services, bad);
    const { items } = (await lead("GET", "/received-mails?state=problem&limit=1")).body;
    expect(items).toMatchObject([{ problem: "unreadable", hasRaw: true, ticketId: null }]);
    const { rows } = await t.pool.query("select count(*)::int as count from service.mail where problem is not null");
    expect(rows[0].count).toBe(1);
    expect((await take({})).mail.problem).toBeNull();
    const position = await t.pool.query("select uid_validity, last_uid from service.mailbox where name = 'inbox'");
    expect(position.rows[0]).toEqual({ uid_validity: "1", last_uid: BigInt(uid) });
  });

  test("that breaks us is kept as it came, and leaves nothing half-done", async () => {
    const before = [await count("contact"), await count("ticket")];
    await t.pool.query("alter table service.attachment add constraint broken check (name <> 'break.pdf')");
    const left = (await files()).length;
    const { mail } = await take(mixed(part("break.pdf", Buffer.from("%PDF-1.7"))));
    await t.pool.query("alter table service.attachment drop constraint broken");
    expect(mail).toMatchObject({ problem: "broken", raw_file_id: expect.any(String) });
    expect([await count("contact"), await count("ticket")]).toEqual(before);
    expect((await files()).length).toBe(left + 1);
  });
});

test("letters are listed for those who look after mail", async () => {
  const { items, next } = (await lead("GET", "/received-mails?limit=2")).body;
  expect(items).toHaveLength(2);
  expect((await lead("GET", `/received-mails?limit=2&cursor=${next}`)).body.items[0].id).not.toBe(items[1].id);
  const held = (await lead("GET", "/received-mails?state=held")).body.items;
  expect(held.length).toBeGreaterThan(5);
  expect(held.every((row: any) => row.held)).toBe(true);
  expect((await (await t.as("agent"))("GET", "/received-mails")).status).toBe(403);
  expect((await lead("GET", `/received-mails/${crypto.randomUUID()}/raw`)).status).toBe(404);
});
