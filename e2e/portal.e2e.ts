import type { BrowserContext, Page } from "@playwright/test";
import { chatTexts } from "../console/src/service/chat/texts.ts";
import type { Text } from "../console/src/texts/text.ts";
import { texts } from "../portal/src/texts.ts";
import { speak } from "../widget/src/texts.ts";
import { enterCustomer, expect, expectNoSideways, header, test } from "./journey.ts";

type Say = (text: Text, values?: Record<string, string | number>) => string;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A customer's own browser, beside that of the staff. */
async function atHome(page: Page): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({
      viewport: page.viewportSize()!,
      locale: (await page.evaluate(() => navigator.language)) || "zh-CN",
      reducedMotion: "reduce",
    });
  return context.newPage();
}

/** Asks for a code; the demo company, which sends no text messages, shows it. */
async function askCode(mine: Page, say: Say, phone: string): Promise<string> {
  await mine.goto("/portal");
  await mine.getByLabel(say(texts.phone)).fill(phone);
  await mine.getByRole("button", { name: say(texts.sendCode) }).click();
  return /\d{6}/.exec((await mine.locator("form b").textContent())!)![0];
}

/** Calls a route as whoever of the staff is signed in. */
async function call(
  context: BrowserContext,
  method: "get" | "post" | "put",
  path: string,
  data?: object,
): Promise<any> {
  const reply = await context.request[method](`/api/v1${path}`, { headers: header, ...(data && { data }) });
  expect(reply.status(), await reply.text()).toBeLessThan(300);
  return reply.json();
}

test("a customer signs in by a code, files a complaint, reads the reply, and takes back a consent", async ({
  page,
  signIn,
  say,
  mark,
  browser,
  baseURL,
  viewport,
  locale,
}) => {
  await signIn("data_group");
  const phone = `139${String(Date.now()).slice(-8)}`;
  await enterCustomer(page, `令狐冲${mark}`, phone);
  const mine = await atHome(page);
  const code = await askCode(mine, say, phone);
  await mine.getByLabel(say(texts.code)).fill("000000" === code ? "111111" : "000000");
  await mine.getByRole("button", { name: say(texts.enter), exact: true }).click();
  await expect(mine.getByRole("alert")).toBeVisible();
  await mine.getByLabel(say(texts.code)).fill(code);
  await mine.getByRole("button", { name: say(texts.enter), exact: true }).click();
  await expect(mine.getByText(say(texts.noTickets))).toBeVisible();
  await expectNoSideways(mine);

  await mine.getByRole("link", { name: say(texts.newTicket) }).click();
  await mine.getByLabel(say(texts.complaint), { exact: true }).check();
  await mine.getByLabel(say(texts.subject)).fill("扣费不明");
  await mine.getByLabel(say(texts.content)).fill("<img src=x onerror=alert(1)> 上月多扣了三十元");
  // What was typed is still there after a reload.
  // A photo goes along, and what only looks like one is refused by its name.
  await mine.getByLabel(say(texts.addFiles)).setInputFiles([
    { name: "账单.png", mimeType: "image/png", buffer: png },
    { name: "假的.png", mimeType: "image/png", buffer: Buffer.from(`MZ${"\0".repeat(200)}`) },
  ]);
  await expect(mine.getByRole("alert")).toContainText("假的.png");
  await mine.getByRole("button", { name: say(texts.dropFile, { name: "假的.png" }) }).click();
  await expectNoSideways(mine);
  await mine.reload();
  await expect(mine.getByLabel(say(texts.subject))).toHaveValue("扣费不明");
  await expect(mine.getByText("账单.png")).toBeVisible();
  await mine.getByRole("button", { name: say(texts.send), exact: true }).click();
  await expect(mine.getByRole("heading", { level: 1, name: "扣费不明" })).toBeVisible();
  // What was typed stays text: the one picture is the photo.
  const photo = mine.locator(".thread img");
  await expect(photo).toHaveCount(1);
  await expect.poll(() => photo.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
  await expectNoSideways(mine);

  await signIn("agent");
  const request = page.context().request;
  const number = /T\d{6}-\w{5}/.exec((await mine.locator("article").textContent())!)![0];
  const found = (await (await request.get(`/api/v1/tickets?q=${number}`)).json()) as { items: { id: string }[] };
  const id = found.items[0]!.id;
  const reply = await request.post(`/api/v1/tickets/${id}/entries`, {
    headers: header,
    data: { kind: "reply", body: "您好，正在核实这笔费用。", way: "told" },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  await mine.reload();
  await expect(mine.getByText("您好，正在核实这笔费用。")).toBeVisible();
  await mine.getByLabel(say(texts.add)).fill("是五月的账单");
  await mine.getByLabel(say(texts.addFiles)).setInputFiles({ name: "五月.png", mimeType: "image/png", buffer: png });
  await expect(mine.getByRole("progressbar")).toHaveCount(0);
  await mine.getByRole("button", { name: say(texts.addSend), exact: true }).click();
  await expect(mine.getByText("是五月的账单")).toBeVisible();
  await expect(photo).toHaveCount(2);

  await mine.getByRole("link", { name: say(texts.file) }).click();
  await expect(mine.getByText(phone)).toBeVisible();
  await mine
    .getByRole("button", { name: say(texts.withdraw), exact: true })
    .first()
    .click();
  await mine.getByRole("button", { name: say(texts.yes) }).click();
  await expect(mine.getByText(say(texts.withdrawn)).first()).toBeVisible();
  await expectNoSideways(mine);

  // A link opens this one ticket without an account; what is beside it does not.
  const link = (await (
    await request.post(`/api/v1/tickets/${id}/customer-link`, { headers: header, data: {} })
  ).json()) as { path: string };
  const guest = await (await browser.newContext({ viewport, locale, baseURL })).newPage();
  await guest.goto(link.path);
  await expect(guest.getByText("扣费不明")).toBeVisible();
  await expect(guest.locator(".thread img")).toHaveCount(2);
  await guest.getByLabel(say(texts.addFiles)).setInputFiles({ name: "扫码.png", mimeType: "image/png", buffer: png });
  await guest.getByRole("button", { name: say(texts.addSend), exact: true }).click();
  await expect(guest.locator(".thread img")).toHaveCount(3);
  await expectNoSideways(guest);
  await guest.goto(`${link.path.slice(0, -2)}zz`);
  await expect(guest.getByRole("alert")).toBeVisible();
  await guest.context().close();
  await mine.context().close();
});

test("a customer answers a callback inside, and chats as who they are until they sign out", async ({
  page,
  context,
  signIn,
  say,
  mark,
  locale,
}) => {
  test.slow();
  const t = speak(locale?.startsWith("en") ? "en" : "zh");
  const name = `任盈盈${mark}`;
  const phone = `138${String(Date.now()).slice(-8)}`;
  const since = new Date().toISOString();
  await signIn("data_group");
  await enterCustomer(page, name, phone);
  await signIn("team_lead");
  const plan = await call(context, "post", "/callback-plans", {
    name: `短信回访${mark}`,
    occasion: "cycle",
    cycle: "once",
    filters: { createdAt: `${since}..` },
    way: "sms",
    doer: "role",
    doerRole: "agent",
    term: "3d",
    fromOn: `${since.slice(0, 8)}01`,
    questions: [
      { key: "speed", kind: "score", label: "响应速度" },
      { key: "used", kind: "multiple", label: "使用的业务", choices: ["电视", "宽带"] },
    ],
  });
  await signIn("manager");
  await call(context, "post", `/callback-plans/${plan.id}/approval`);

  const mine = await atHome(page);
  const code = await askCode(mine, say, phone);
  await mine.getByLabel(say(texts.code)).fill(code);
  await mine.getByRole("button", { name: say(texts.enter), exact: true }).click();
  await expect(mine.getByRole("button", { name: say(texts.signOut) })).toBeVisible();
  await expect(async () => {
    await mine.reload();
    await expect(mine.getByText(say(texts.callbackOpen))).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await mine.getByText(say(texts.callbackOpen)).click();
  await mine.getByRole("button", { name: say(texts.callbackSend) }).click();
  await expect(mine.getByRole("alert")).toHaveText(say(texts.callbackChoose));
  await mine.getByLabel(say(texts.level_4), { exact: true }).check();
  await mine.getByLabel(say(texts.scoreOf, { score: 5 })).check();
  await mine.getByLabel("宽带").check();
  await mine.getByLabel(say(texts.callbackOpinion)).fill("师傅很准时");
  await expectNoSideways(mine);
  await mine.getByRole("button", { name: say(texts.callbackSend) }).click();
  await expect(mine.getByText(say(texts.callbackThanks))).toBeVisible();
  await mine.getByRole("link", { name: say(texts.callbacks), exact: true }).click();
  await expect(mine.getByText(say(texts.callbackAnswered))).toBeVisible();
  await expectNoSideways(mine);

  // The chat asks neither name nor phone, and the agent sees who it is.
  await signIn("agent");
  await call(context, "put", "/chat-agents/me", { here: true });
  await mine.getByRole("button", { name: t("open") }).click();
  const chat = mine.getByRole("dialog", { name: t("title") });
  await expect(chat.getByRole("textbox")).toHaveCount(1);
  await chat.getByLabel(t("question")).fill(`${mark} 想换个套餐`);
  await chat.getByRole("button", { name: t("start") }).click();
  await page.goto("/chats");
  await page.getByRole("button", { name: say(chatTexts.takeNamed, { name }) }).click();
  await expect(page.getByText(say(chatTexts.signedIn)).first()).toBeVisible();
  await expectNoSideways(page);
  // Taken up after a reload.
  await mine.reload();
  await mine.getByRole("button", { name: t("open") }).click();
  await expect(chat.getByText(`${mark} 想换个套餐`)).toBeVisible();
  await chat.getByRole("button", { name: t("minimise") }).click();
  await mine.getByRole("button", { name: say(texts.signOut) }).click();
  await expect(mine.getByLabel(say(texts.phone))).toBeVisible();
  await expect(mine.getByRole("button", { name: t("open") })).toHaveCount(0);
  await expect(page.getByText(say(chatTexts.noticeClosedVisitor))).toBeVisible();
  await mine.context().close();
});
