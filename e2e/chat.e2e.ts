import { createServer } from "node:http";
import type { BrowserContext, Page } from "@playwright/test";
import { chatTexts } from "../console/src/service/chat/texts.ts";
import { speak } from "../widget/src/texts.ts";
import { emailOf, expect, expectNoSideways, header, password, test } from "./journey.ts";

/** Somebody else in a browser of their own. */
async function another(page: Page, role?: string): Promise<BrowserContext> {
  const size = page.viewportSize();
  const context = await page
    .context()
    .browser()!
    .newContext({
      reducedMotion: "reduce",
      locale: await page.evaluate<string>("navigator.language"),
      ...(size && { viewport: size }),
    });
  if (role) {
    const { origin } = new URL(page.url());
    const reply = await context.request.post(`${origin}/api/v1/sessions`, { data: { email: emailOf(role), password } });
    expect(reply.status(), await reply.text()).toBe(201);
  }
  return context;
}

/** Counts every script that a chat would manage to run. */
async function watchScripts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript("window.ran = 0; window.alert = () => { window.ran += 1; };");
  return () => page.evaluate<number>("window.ran ?? 0");
}

const script = `<img src=x onerror="alert(1)"><script>alert(2)</script><svg onload=alert(3)>`;

test("a visitor chats from a page: an answer, a file, a script that stays text, a hand-over, the end with a ticket", async ({
  page,
  signIn,
  say,
  mark,
  locale,
}) => {
  test.setTimeout(120_000);
  const language = locale?.startsWith("en") ? "en" : "zh";
  const t = speak(language);
  const ranAtDesk = await watchScripts(page);
  await signIn("agent");
  await page.goto("/chats");
  const { origin } = new URL(page.url());
  const here = page.getByRole("switch", { name: say(chatTexts.here) });
  await expect(here).toBeVisible();
  if ((await here.getAttribute("aria-checked")) !== "true") await here.click();
  await expect(here).toHaveAttribute("aria-checked", "true");

  // The visitor asks, with a phone and the consent that it needs.
  const visitors = await another(page);
  const visitor = await visitors.newPage();
  const ranAtVisitor = await watchScripts(visitor);
  await visitor.goto(`${origin}/widget-demo?language=${language}`);
  await visitor.getByRole("button", { name: t("open") }).click();
  const chat = visitor.getByRole("dialog", { name: t("title") });
  const question = `${mark} 电视没有信号`;
  await chat.getByLabel(t("question")).fill(question);
  await chat.getByLabel(t("name")).fill(`访客${mark}`);
  await chat.getByRole("textbox", { name: t("contact") }).fill("13800138000");
  await chat.getByRole("button", { name: t("start") }).click();
  await expect(chat.getByText(/请勾选|tick the consent/)).toBeVisible();
  await chat.getByLabel(t("consent")).check();
  await chat.getByRole("button", { name: t("start") }).click();
  await expect(chat.getByText(t("placeFirst"))).toBeVisible();
  await expectNoSideways(visitor);

  // The agent takes it and answers; both see each other write.
  const write = chat.getByLabel(t("write"));
  await page.getByRole("button", { name: say(chatTexts.takeNamed, { name: `访客${mark}` }) }).click();
  await expect(chat.getByText(/已接入|has joined/)).toBeVisible();
  const answer = page.getByLabel(say(chatTexts.writeShort));
  await answer.pressSequentially("您好");
  await expect(chat.getByText(t("typing"))).toBeVisible();
  await answer.press("Enter");
  await expect(chat.getByText("您好", { exact: true })).toBeVisible();
  await write.pressSequentially("指示灯是红色的");
  await expect(page.getByText(say(chatTexts.visitorTyping))).toBeVisible();
  await write.press("Enter");
  await expect(page.getByText("指示灯是红色的", { exact: true })).toBeVisible();
  await expectNoSideways(page);

  // What looks like markup is text on both sides, and runs on neither.
  await write.fill(script);
  await write.press("Enter");
  await expect(page.getByText(script, { exact: true })).toBeVisible();
  await answer.fill(script);
  await answer.press("Enter");
  await expect(chat.getByText(script, { exact: true })).toHaveCount(2);

  // Files go both ways; a page is no file to send.
  await chat
    .locator("input[type=file]")
    .setInputFiles({ name: `照片${mark}.txt`, mimeType: "text/plain", buffer: Buffer.from("红灯闪") });
  const file = page.getByRole("link", { name: say(chatTexts.download, { name: `照片${mark}.txt` }) });
  const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
  expect(download.suggestedFilename()).toBe(`照片${mark}.txt`);
  await chat
    .locator("input[type=file]")
    .setInputFiles({ name: "a.html", mimeType: "text/html", buffer: Buffer.from("<script>alert(4)</script>") });
  await expect(chat.getByText(/不能发送|cannot be sent/)).toBeVisible();
  await page
    .locator(".chat-composer input[type=file]")
    .setInputFiles({ name: "说明.txt", mimeType: "text/plain", buffer: Buffer.from("重启步骤") });
  await expect(chat.getByRole("button", { name: t("download", { name: "说明.txt" }) })).toBeVisible();

  // The network of the visitor goes and comes: what they wrote meanwhile arrives, once.
  await visitors.setOffline(true);
  await write.fill("断网时写的");
  await write.press("Enter");
  await visitors.setOffline(false);
  await expect(page.getByText("断网时写的", { exact: true })).toHaveCount(1);

  // A colleague takes over, with a note that the visitor never sees, and ends it with a ticket.
  const leads = await another(page, "team_lead");
  const lead = await leads.newPage();
  const ranAtLead = await watchScripts(lead);
  await lead.goto(`${origin}/chats`);
  const leadHere = lead.getByRole("switch", { name: say(chatTexts.here) });
  await expect(leadHere).toBeVisible();
  if ((await leadHere.getAttribute("aria-checked")) !== "true") await leadHere.click();
  await expect(leadHere).toHaveAttribute("aria-checked", "true");
  const leadName = ((await (await leads.request.get(`${origin}/api/v1/me`)).json()) as { name: string }).name;
  await page.getByRole("button", { name: say(chatTexts.handOver) }).click();
  const handing = page.getByRole("dialog", { name: say(chatTexts.handOver) });
  await handing.getByRole("radio", { name: new RegExp(leadName) }).check();
  await handing.getByLabel(say(chatTexts.handNote)).fill(`已核实身份${mark}`);
  await handing.getByRole("button", { name: say(chatTexts.handOver) }).click();
  await expect(chat.getByText(t("handed"))).toBeVisible();
  await lead.getByRole("button", { name: say(chatTexts.takeNamed, { name: `访客${mark}` }) }).click();
  await expect(lead.getByText(`已核实身份${mark}`)).toBeVisible();
  await expect(chat.getByText(leadName).first()).toBeVisible();
  await lead.getByRole("button", { name: say(chatTexts.ticket) }).click();
  const registering = lead.getByRole("dialog", { name: say(chatTexts.ticket) });
  await registering.getByText(/^报障$|^Fault$/).click();
  await registering.getByRole("button", { name: say(chatTexts.register) }).click();
  await expect(lead.getByText(/已登记工单|registered/).first()).toBeVisible();
  await lead.getByRole("button", { name: say(chatTexts.close) }).click();
  const closing = lead.getByRole("dialog", { name: say(chatTexts.close) });
  await closing.getByRole("button", { name: say(chatTexts.close) }).click();

  // The visitor rates it.
  await expect(chat.getByText(t("closedByStaff"))).toBeVisible();
  await expect(chat.getByText(`已核实身份${mark}`)).toHaveCount(0);
  await chat.getByRole("radio", { name: t("stars", { count: 5 }) }).check({ force: true });
  await chat.getByRole("button", { name: t("sendRating") }).click();
  await expect(chat.getByText(t("thanks"))).toBeVisible();
  await lead.goto(`${origin}/chats?view=ended`);
  await expect(lead.getByText(say(chatTexts.ratingOf, { rating: 5 })).first()).toBeVisible();

  expect([await ranAtDesk(), await ranAtVisitor(), await ranAtLead()]).toEqual([0, 0, 0]);
  for (const one of [page.request, leads.request])
    await one.put(`${origin}/api/v1/chat-agents/me`, { headers: header, data: { here: false } });
  await visitors.close();
  await leads.close();
});

test("a page of another site holds the chat once the company allows it; with nobody here a message becomes a ticket", async ({
  page,
  signIn,
  mark,
  locale,
}) => {
  const language = locale?.startsWith("en") ? "en" : "zh";
  const t = speak(language);
  await signIn("team_lead");
  await page.goto("/work");
  const { origin } = new URL(page.url());
  const site = createServer((_, reply) =>
    reply
      .setHeader("content-type", "text/html; charset=utf-8")
      .end(
        `<!doctype html><html lang="${language}"><body><h1>别的网站</h1><script src="${origin}/widget.js" data-youzhang="${origin}"></script></body></html>`,
      ),
  );
  await new Promise<void>((ready) => site.listen(0, "localhost", ready));
  const address = `http://localhost:${(site.address() as { port: number }).port}`;
  const visitors = await another(page);
  const visitor = await visitors.newPage();
  const chat = visitor.getByRole("dialog", { name: t("title") });
  const openChat = async () => {
    await visitor.goto(address);
    await visitor.getByRole("button", { name: t("open") }).click();
  };
  // Nobody is here, whatever stayed behind.
  const agents = await another(page, "agent");
  for (const one of [agents.request, page.request])
    await one.put(`${origin}/api/v1/chat-agents/me`, { headers: header, data: { here: false } });
  await agents.close();
  // Before it is allowed the page cannot even read why.
  await openChat();
  await expect(chat.getByText(/暂时连不上|Not reachable/)).toBeVisible();

  const settings = (await (await page.request.get("/api/v1/chat-settings")).json()) as { origins: string[] };
  const saved = await page.request.put("/api/v1/chat-settings", {
    headers: header,
    data: { ...settings, origins: [...settings.origins, address] },
  });
  expect(saved.status(), await saved.text()).toBe(200);
  await openChat();
  await expect(chat.getByText(t("nobody"))).toBeVisible({ timeout: 10_000 });
  await chat.getByLabel(t("question")).fill(`${mark} 请回电`);
  await chat.getByRole("textbox", { name: t("contactNeeded") }).fill("wang@example.com");
  await chat.getByLabel(t("consent")).check();
  await chat.getByRole("button", { name: t("leave") }).click();
  const told = chat.getByText(/T\d{6}-[A-Z2-9]{5}/);
  await expect(told).toBeVisible();
  const number = /T\d{6}-[A-Z2-9]{5}/.exec((await told.textContent())!)![0];
  const found = (await (await page.request.get(`/api/v1/tickets?number=${number}`)).json()) as {
    items: { source: string }[];
  };
  expect(found.items.map((one) => one.source)).toEqual(["chat"]);
  await visitors.close();
  await new Promise((done) => site.close(done));
});
