import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { newId } from "../../../platform/ids.ts";
import { takeMail } from "./take.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
const folder = "/tmp/youzhang-test-letters";

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  t = await testApp("2026-06-15T02:00:00.000Z", {
    YOUZHANG_MAIL_FROM: "有章客服 <desk@youzhang.example>",
    YOUZHANG_DATA: folder,
    YOUZHANG_MAIL_HOURLY: "100",
  });
  lead = await t.as("team_lead");
  const contacts = [{ kind: "email", value: "ou@example.com", label: null }];
  await (
    await t.as("data_group")
  )("POST", "/customers", newCustomer({ name: "欧阳小娟" }, { contacts }));
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true, force: true });
});

let uid = 0;
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
type Given = { html?: string; subject?: string; from?: string; headers?: string[]; body?: string };
/** Takes a letter with HTML; answers its row. */
async function take({ html = "<p>没有<b>信号</b></p>", subject = "无信号", from = "ou@example.com", ...more }: Given) {
  const headers = more.headers ?? ["Content-Type: text/html; charset=utf-8"];
  const raw = [
    `Message-ID: <${++uid}@example.com>`,
    `From: Ou <${from}>`,
    "To: desk@youzhang.example",
    `Subject: ${subject}`,
    ...headers,
    "",
    more.body ?? html,
  ];
  await takeMail(t.services, {
    position: { uidValidity: "1", lastUid: BigInt(uid) },
    receivedAt: new Date(`2026-06-15T01:${String(uid).padStart(2, "0")}:00Z`),
    raw: Buffer.from(raw.join("\r\n")),
    whole: true,
    parts: [],
  });
  const { rows } = await t.pool.query("select * from service.mail order by id desc limit 1");
  return rows[0];
}
const related = (html: string) => ({
  headers: ["Content-Type: multipart/related; boundary=b"],
  body: [
    `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
    `--b\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename="shot.png"\r\nContent-ID: <shot@a>\r\nContent-Transfer-Encoding: base64\r\n\r\n${png}`,
    "--b--\r\n",
  ].join("\r\n"),
});
const letterOf = async (mail: any, as = lead) => as("GET", `/tickets/${mail.ticket_id}/letters/${mail.id}`);

describe("a letter with HTML", () => {
  test("is shown as it was written, from its ticket and from its contact", async () => {
    const mail = await take({});
    const letter = await letterOf(mail);
    expect(letter.body).toEqual({
      id: mail.id,
      html: "<p>没有<b>信号</b></p>",
      heldBack: 0,
      cut: false,
      pictures: [],
    });
    expect((await lead("GET", `/contacts/${mail.contact_id}/letter`)).body).toEqual({ letter: letter.body });
    expect((await lead("GET", `/tickets/${mail.ticket_id}/letters`)).body.items).toEqual([
      { id: mail.id, entryId: null, receivedAt: "2026-06-15T01:01:00Z" },
    ]);
  });

  test("that answers a ticket stands at its entry", async () => {
    const first = await take({});
    const { number } = (await lead("GET", `/tickets/${first.ticket_id}`)).body;
    const answer = await take({ subject: `Re: [${number}]`, html: "<p>又断了</p>" });
    expect(answer.ticket_id).toBe(first.ticket_id);
    const { items } = (await lead("GET", `/tickets/${first.ticket_id}/letters`)).body;
    expect(items.map((one: any) => one.entryId)).toEqual([null, answer.entry_id]);
  });

  test("goes with its words when two tickets become one", async () => {
    const [kept, other] = [await take({}), await take({})];
    await lead("POST", `/tickets/${kept.ticket_id}/merges`, { otherId: other.ticket_id });
    const { items } = (await lead("GET", `/tickets/${kept.ticket_id}/letters`)).body;
    expect(items.map((one: any) => one.id).sort()).toEqual([kept.id, other.id].sort());
    expect((await lead("GET", `/contacts/${other.contact_id}/letter`)).body.letter.id).toBe(other.id);
  });

  test("of somebody unknown is shown, also once they are known", async () => {
    const mail = await take({ from: "stranger@example.com" });
    expect((await letterOf(mail)).status).toBe(200);
    const { body } = await lead("GET", "/customers?limit=1");
    await lead("POST", `/contacts/${mail.contact_id}/customer`, { customerId: body.items[0].customerId });
    expect((await lead("GET", `/contacts/${mail.contact_id}/letter`)).body.letter.id).toBe(mail.id);
  });

  test("shows pictures that came with it, and holds back those from elsewhere", async () => {
    const mail = await take(
      related('<p>见图 <img src="cid:shot@a" alt="截图"></p><img src="https://track.example/1.gif" width="1">'),
    );
    const { body } = await letterOf(mail);
    expect(body.html).toBe('<p>见图 <img src="cid:shot@a" alt="截图" /></p><img data-held="yes" alt="" />');
    expect(body.heldBack).toBe(1);
    expect(body.pictures).toEqual([
      { contentId: "shot@a", attachmentId: expect.any(String), ticketId: mail.ticket_id },
    ]);
    const [{ attachmentId }] = body.pictures;
    expect((await lead("GET", `/tickets/${mail.ticket_id}/attachments/${attachmentId}/file`)).status).toBe(200);
  });

  test.each([
    ["https://bank.example", "https://bank.example/", "bank.example"],
    ["https://bank.example@evil.example/login?a=1#x", "https://evil.example/login?a=1#x", "evil.example/login?a=1"],
    ["http://аррӏе.example/", "http://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example"],
    ["HTTPS://A.EXAMPLE/%E4%B8%AD", "https://a.example/%E4%B8%AD", "a.example/%E4%B8%AD"],
    [`https://a.example/${"x".repeat(200)}`, `https://a.example/${"x".repeat(200)}`, `a.example/${"x".repeat(70)}…`],
    ["mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example"],
  ])("says where its link to %s truly leads", async (href, to, where) => {
    const mail = await take({ html: `<p><a href="${href}">您的银行</a></p>` });
    expect((await letterOf(mail)).body.html).toBe(
      `<p><a href="${to}" rel="noopener noreferrer nofollow" target="_blank" title="${to}" data-where="${where}">您的银行</a></p>`,
    );
  });

  test.each([
    "/api/v1/sessions",
    "sessions",
    "//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
  ])("has no link to %s", async (href) => {
    const mail = await take({ html: `<p><a href="${href}">点这里</a></p>` });
    expect((await letterOf(mail)).body.html).toBe("<p><a>点这里</a></p>");
  });

  test("tamed by older rules is tamed again", async () => {
    const mail = await take({});
    const old =
      '<p onclick="x()">好<script>alert(1)</script><a data-where="bank.example" href="https://evil.example">x</a></p>';
    await t.pool.query("update service.mail set html = $2 where id = $1", [mail.id, old]);
    expect((await letterOf(mail)).body.html).toMatch(
      /^<p>好<a href="https:\/\/evil.example\/"[^>]*data-where="evil.example">x<\/a><\/p>$/,
    );
  });

  test("just below the limits is answered quickly", async () => {
    const mail = await take({ html: `${"<div>".repeat(9_000)}内容${"</div>".repeat(9_000)}` });
    const start = performance.now();
    const { body } = await letterOf(mail);
    expect(body.html).toContain("内容");
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

describe("no letter is shown", () => {
  test("where there is none: words without HTML, too much HTML, another ticket, nothing at all", async () => {
    const plain = await take({ headers: ["Content-Type: text/plain; charset=utf-8"], body: "没有信号" });
    const bomb = await take({ html: "<b>".repeat(30_000) });
    const other = await take({});
    for (const [ticketId, id] of [
      [plain.ticket_id, plain.id],
      [bomb.ticket_id, bomb.id],
      [plain.ticket_id, other.id],
      [plain.ticket_id, newId()],
      [newId(), other.id],
    ])
      expect((await lead("GET", `/tickets/${ticketId}/letters/${id}`)).status).toBe(404);
    expect((await lead("GET", `/contacts/${plain.contact_id}/letter`)).body).toEqual({ letter: null });
    expect((await lead("GET", `/contacts/${newId()}/letter`)).status).toBe(404);
    expect((await lead("GET", `/tickets/${plain.ticket_id}/letters`)).body.items).toEqual([]);
    expect((await lead("GET", `/tickets/${plain.ticket_id}/letters/x`)).status).toBe(400);
  });

  test("to whoever may not see the ticket, or not its words", async () => {
    const mail = await take({});
    expect((await letterOf(mail, await t.as("installer"))).status).toBe(404);
    expect((await (await t.as("data_group"))("GET", `/tickets/${mail.ticket_id}/letters`)).status).toBe(403);
    await t.pool.query(
      "update service.ticket set department_id = (select id from identity.department where code = 'FIN') where id = $1",
      [mail.ticket_id],
    );
    const finance = await t.as("finance");
    const readable = (await finance("GET", `/tickets/${mail.ticket_id}`)).body.content !== undefined;
    expect((await letterOf(mail, finance)).status).toBe(readable ? 200 : 404);
  });
});
