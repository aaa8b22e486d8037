import type { Page } from "@playwright/test";
import { customerTexts } from "../console/src/customers/texts.ts";
import { liveTexts } from "../console/src/live/texts.ts";
import { noticeTexts } from "../console/src/notices/texts.ts";
import { ticketTexts } from "../console/src/service/tickets/texts.ts";
import { emailOf, enterCustomer, expect, expectNoSideways, header, password, test } from "./journey.ts";

type Made = { id: string; number: string };

async function register(page: Page, customerId: string, more: object = {}): Promise<Made> {
  const reply = await page.context().request.post("/api/v1/tickets", {
    headers: header,
    data: {
      customerId,
      kind: "enquiry",
      categoryKey: "how-to",
      source: "hotline",
      subject: "遥控器怎么配对",
      content: "新换的遥控器没有反应。",
      ...more,
    },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  return (await reply.json()) as Made;
}

const state = (page: Page, word: RegExp) =>
  expect(page.locator(".ticket-head .tag").filter({ hasText: word })).toBeVisible();

test("a ticket from the customer's page: registered, answered, waited for, closed and opened again", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  await signIn("agent");
  const customerId = await enterCustomer(page, `诸葛${mark}`, "13655556666");
  await page.goto(`/customers/${customerId}`);
  await page.locator(`a[href="/tickets/new?customer=${customerId}"]`).click();
  await page.locator("#ticket_subject").fill("两台电视怎么看");
  await page.reload();
  // What was typed is still there.
  await expect(page.locator("#ticket_subject")).toHaveValue("两台电视怎么看");
  await page.locator("#ticket_content").fill("想在卧室再接一台电视，问要不要再买机顶盒。");
  await expectNoSideways(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^T\d{6}-/ })).toBeVisible();
  // Who has it, and why: the department of the table, what everybody had in hand.
  await expect(page.locator(".reasons-places li").first()).toBeVisible();
  await expect(page.locator(".reasons-people li").first()).toBeVisible();
  await expect(page.locator(".reasons").getByRole("link", { name: /B5\.3\.1/ })).toBeVisible();
  await expectNoSideways(page);
  await page.getByRole("button", { name: say(ticketTexts.openIt) }).click();
  const box = page.locator(".ticket-composer textarea");
  await box.fill("每台电视需要一个机顶盒，第二台每月 10 元。");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".entry-reply")).toContainText("第二台每月 10 元");
  await page.locator(".ticket-actions").getByText(say(ticketTexts.wait), { exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("等客户决定要不要第二台");
  await page.keyboard.press("Control+Enter");
  await state(page, /^等待客户$|^Waiting for the customer$/);
  await page.locator(".ticket-composer").getByText(say(ticketTexts.customerTab), { exact: true }).click();
  await box.fill("要，下周来装。");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".entry-customer").first()).toContainText("要，下周来装。");
  // The customer spoke: it goes on by itself.
  await state(page, /^处理中$|^In work$/);
  await expectNoSideways(page);
  await page.locator(".ticket-actions").getByText(say(ticketTexts.close), { exact: true }).click();
  await dialog.getByRole("textbox").fill("已说明资费，客户同意加装");
  await dialog.locator(".ant-btn-primary").click();
  await state(page, /^已归档$|^Closed$/);
  await page.locator(".ticket-actions").getByText(say(ticketTexts.reopen), { exact: true }).click();
  await dialog.getByRole("textbox").fill("客户改变主意，不装了");
  await dialog.getByRole("button", { name: say(ticketTexts.reopen), exact: true }).click();
  await state(page, /^处理中$|^In work$/);
  await expect(page.locator(".entry-note")).toContainText("客户改变主意");
  await page.goto(`/customers/${customerId}`);
  await expect(page.getByRole("link", { name: "两台电视怎么看" })).toBeVisible();
});

test("a deadline says why, and what is bad is changed where it stands", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  const customerId = await enterCustomer(page, `司徒${mark}`, "13655557777");
  const { id } = await register(page, customerId, { kind: "complaint", categoryKey: "service" });
  await page.goto(`/tickets/${id}`);
  await page
    .locator(".ticket-due")
    .getByRole("button", { name: new RegExp(say(customerTexts.whyDue)) })
    .click();
  await expect(page.locator(".due-why").getByText("B5.3.3")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.locator(".ticket-choice-button").first().click();
  await page.getByRole("menuitem", { name: /^紧急$|^High$/ }).click();
  await expect(page.locator(".ticket-choice-button").first()).toContainText(/紧急|High/);
  await expectNoSideways(page);
});

test("many at once: given to one person, and whoever refuses is named with the reason", async ({
  page,
  signIn,
  say,
  phone,
  mark,
}) => {
  await signIn("team_lead");
  const customerId = await enterCustomer(page, `公冶${mark}`, "13655558888");
  const [one, other] = [
    await register(page, customerId),
    await register(page, customerId, { kind: "complaint", categoryKey: "service", subject: "安装人员态度不好" }),
  ];
  await page.goto(`/tickets?queue=all&sort=-openedAt&customerId=${customerId}`);
  await expect(page.getByText("安装人员态度不好")).toBeVisible();
  await expectNoSideways(page);
  if (phone) return;
  const tick = async () => {
    for (const { number } of [one, other]) await page.getByRole("checkbox", { name: new RegExp(number) }).check();
  };
  await tick();
  await page
    .getByRole("toolbar")
    .getByRole("button", { name: say(ticketTexts.assign), exact: true })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /林晓燕/ }).click();
  await dialog.getByRole("button", { name: say(ticketTexts.assign), exact: true }).click();
  await expect(page.getByText(say(ticketTexts.bulkDone, { count: 2 }))).toBeVisible();
  await expect(page.getByRole("cell", { name: "林晓燕" })).toHaveCount(2);
  await tick();
  await page
    .getByRole("toolbar")
    .getByRole("button", { name: say(ticketTexts.close), exact: true })
    .click();
  await dialog.getByRole("textbox").fill("已统一答复");
  await dialog.locator(".ant-btn-primary").click();
  await expect(page.locator(".ant-modal-confirm-title")).toHaveText(
    say(ticketTexts.bulkPartly, { count: 1, refused: 1 }),
  );
  await expect(page.locator(".refused")).toContainText(other.number);
});

test("two tickets about one thing become one, after a look at what moves", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  const customerId = await enterCustomer(page, `闻人${mark}`, "13655559999");
  const [kept, other] = [await register(page, customerId), await register(page, customerId, { subject: "又说遥控器" })];
  await page.goto(`/tickets/${kept.id}?do=merge`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.locator(".ant-select-item-option").filter({ hasText: other.number }).click();
  await expect(dialog.getByText(say(ticketTexts.mergeMoves))).toBeVisible();
  await expect(dialog.getByRole("cell", { name: "又说遥控器" })).toBeVisible();
  await expectNoSideways(page);
  await dialog.getByRole("button", { name: say(ticketTexts.merge), exact: true }).click();
  await expect(page.getByRole("link", { name: other.number })).toBeVisible();
  await page.getByRole("link", { name: other.number }).click();
  await state(page, /^已合并$|^Merged$/);
});

test("two colleagues on one ticket see each other, and each other's words", async ({
  page,
  browser,
  baseURL,
  locale,
  viewport,
  signIn,
  say,
  mark,
}) => {
  await signIn("agent");
  const customerId = await enterCustomer(page, `澹台${mark}`, "13655550000");
  const { id } = await register(page, customerId);
  await page.goto(`/tickets/${id}`);
  const context = await browser.newContext({ baseURL, locale, viewport, reducedMotion: "reduce" });
  const reply = await context.request.post("/api/v1/sessions", { data: { email: emailOf("team_lead"), password } });
  expect(reply.status()).toBe(201);
  const theirs = await context.newPage();
  await theirs.goto(`/tickets/${id}`);
  await expect(page.locator(".presence")).toContainText(say(liveTexts.looking, { names: "周建国" }));
  await expect(theirs.locator(".presence")).toContainText("林晓燕");
  await theirs.locator(".ticket-composer").getByText(say(ticketTexts.noteTab), { exact: true }).click();
  await theirs.locator(".ticket-composer textarea").pressSequentially("我来处理这件");
  await expect(page.locator(".presence")).toContainText(say(liveTexts.typing, { names: "周建国" }));
  // A colleague is called by name, chosen from the list below the cursor.
  await theirs.locator(".ticket-composer textarea").pressSequentially(" @");
  await theirs.locator(".ant-mentions-dropdown-menu-item").filter({ hasText: "林晓燕" }).click();
  await theirs.keyboard.press("Control+Enter");
  await expect(page.locator(".entry-note")).toContainText("我来处理这件");
  await expect(page.locator(".entry-note mark")).toHaveText("@林晓燕");
  await context.close();
});

test("a mention rings the bell of the other at once, waits there, and opens the ticket", async ({
  page,
  browser,
  baseURL,
  locale,
  viewport,
  signIn,
  say,
  mark,
}) => {
  await signIn("agent");
  const customerId = await enterCustomer(page, `濮阳${mark}`, "13655551111");
  const subject = `遥控器配对 ${mark}`;
  const { id, number } = await register(page, customerId, { subject });
  const context = await browser.newContext({ baseURL, locale, viewport, reducedMotion: "reduce" });
  const signed = await context.request.post("/api/v1/sessions", { data: { email: emailOf("team_lead"), password } });
  expect(signed.status()).toBe(201);
  const me = (await (await context.request.get("/api/v1/me")).json()) as { id: string };
  // What waited before is read.
  const upTo = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  await context.request.post("/api/v1/notices/readings", { headers: header, data: { upTo } });
  const theirs = await context.newPage();
  await theirs.goto("/customers");
  const bell = theirs.locator(".top-tools .ant-badge").filter({ has: theirs.locator(".anticon-bell") });
  await expect(bell).toBeVisible();
  const stream = theirs.waitForResponse((reply) => reply.url().includes("/api/v1/live"));
  await theirs.reload();
  await stream;
  const said = await page.context().request.post(`/api/v1/tickets/${id}/entries`, {
    headers: header,
    data: { kind: "note", body: "请看一下", mentions: [me.id] },
  });
  expect(said.status()).toBe(201);
  const ring = theirs.getByRole("button", { name: new RegExp(say(noticeTexts.openCount, { count: 1 })) });
  await expect(ring).toBeVisible();
  await ring.click();
  const notice = theirs.locator(".notice-new").filter({ hasText: number });
  await expect(notice).toContainText(subject);
  await expect(notice).toContainText("林晓燕");
  await expectNoSideways(theirs);
  await notice.getByRole("link").click();
  await expect(theirs).toHaveURL(new RegExp(`/tickets/${id}`));
  await expect(theirs.locator(".entry-note")).toContainText("请看一下");
  // Whoever opened it has read it.
  await expect(theirs.getByRole("button", { name: say(noticeTexts.open), exact: true })).toBeVisible();
  await context.close();
});
