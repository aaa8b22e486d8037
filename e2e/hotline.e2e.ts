import { createHmac } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { contactTexts } from "../console/src/service/contacts/texts.ts";
import { hotlineTexts } from "../console/src/service/hotline/texts.ts";
import { rotaTexts } from "../console/src/service/rota/texts.ts";
import { emailOf, expect, expectNoSideways, header, password, test } from "./journey.ts";

type Board = { id: string; secret: string };

/** Somebody else, beside whoever sits at the page. */
async function colleague(page: Page, role: string): Promise<APIRequestContext> {
  const context = await page.context().browser()!.newContext();
  const { origin } = new URL(page.url());
  const request = context.request;
  const reply = await request.post(`${origin}/api/v1/sessions`, { data: { email: emailOf(role), password } });
  expect(reply.status(), await reply.text()).toBe(201);
  return request;
}

/** What a switchboard tells, signed. */
async function tell(request: APIRequestContext, origin: string, board: Board, event: object): Promise<string> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", board.secret).update(`${timestamp}.${body}`).digest("hex");
  const reply = await request.post(`${origin}/api/v1/hotline/events`, {
    headers: {
      "content-type": "application/json",
      "x-hotline-switchboard": board.id,
      "x-hotline-timestamp": timestamp,
      "x-hotline-signature": signature,
    },
    data: Buffer.from(body),
  });
  expect(reply.status(), await reply.text()).toBe(200);
  return ((await reply.json()) as { id: string }).id;
}

test("a gold customer calls: the screen opens them, the call is written up with its need, and finished", async ({
  page,
  signIn,
  say,
  phone,
  mark,
}) => {
  await signIn("agent");
  await page.goto("/work");
  const { origin } = new URL(page.url());
  const lead = await colleague(page, "team_lead");
  const ask = async (method: string, path: string, data?: object) => {
    const reply = await lead.fetch(`${origin}/api/v1${path}`, { method, headers: header, ...(data && { data }) });
    expect(reply.ok(), await reply.text()).toBe(true);
    return (await reply.json()) as any;
  };
  const board = (await ask("POST", "/hotline/switchboards", { name: `总机 ${mark}` })) as Board;
  const me = ((await (await page.context().request.get("/api/v1/me")).json()) as { id: string }).id;
  await ask("PUT", "/hotline/extensions/8101", { staffId: me });
  const gold = (await ask("GET", "/customers?grade=gold&limit=10")).items.find((one: any) => one.phone);

  const call = `${mark}-${Date.now()}`;
  const id = await tell(lead, origin, board, { event: "ringing", call, from: gold.phone, extension: "8101" });
  const card = page.locator(".call").filter({ hasText: gold.name });
  await expect(card.getByText(say(hotlineTexts.incoming))).toBeVisible();
  await expect(card.getByText(/^金牌$|^Gold$/)).toBeVisible();
  // An agent sees a part of the number.
  await expect(card.locator(".call-number")).toContainText("****");
  await expectNoSideways(page);
  await tell(lead, origin, board, { event: "answered", call, extension: "8101" });
  if (phone) await card.getByRole("button", { name: say(hotlineTexts.open) }).click();
  else await page.keyboard.press("F2");
  await expect(page).toHaveURL(new RegExp(`/customers/${gold.customerId}\\?.*call=${id}`));

  const panel = page.getByRole("dialog");
  const words = `客户询问 4K 频道包的资费 ${call}`;
  await panel.getByRole("textbox", { name: say(contactTexts.content) }).fill(words);
  await panel.getByRole("button", { name: say(contactTexts.needAdd) }).click();
  await panel.getByRole("combobox", { name: say(contactTexts.needType) }).click();
  await page
    .locator(".ant-select-item-option")
    .filter({ hasText: /^内容与功能$|^Content and features$/ })
    .click();
  await panel.getByText(/^不急$|^Not urgent$/).click();
  await panel.getByRole("button", { name: say(contactTexts.needSave) }).click();
  await expect(panel.getByText(/^内容与功能$|^Content and features$/)).toBeVisible();
  await tell(lead, origin, board, { event: "ended", call, seconds: 42 });
  await expect(panel.getByText(say(contactTexts.seconds, { count: 42 }))).toBeVisible();
  // What is not saved yet is saved with it.
  await panel.getByRole("button", { name: say(contactTexts.complete) }).click();
  await expect(panel.getByText(/^已处理$|^Handled$/)).toBeVisible();
  await expect(panel.getByText(words)).toBeVisible();

  const kept = await ask("GET", `/contacts/${id}`);
  expect(kept).toMatchObject({ customerId: gold.customerId, state: "done", needType: "content", needUrgency: "low" });
  await page.goto(`/customers/${gold.customerId}`);
  await expect(page.getByText(/^登记来件（热线）$|^Contact recorded \(Hotline\)$/).first()).toBeVisible();
  await page.goto(`/desk?q=${encodeURIComponent(call)}`);
  await expect(page.getByText(gold.name).first()).toBeVisible();
});

test("a week of duty is laid out, and what nobody covers is said in words", async ({
  page,
  signIn,
  say,
  phone,
  mark,
}) => {
  await signIn("team_lead");
  const request = page.context().request;
  const made = await request.post("/api/v1/rota/shifts", {
    headers: header,
    data: { name: `早班${mark}`, starts: "08:00", ends: "16:00" },
  });
  expect(made.status(), await made.text()).toBe(201);
  // Each project in a week of its own.
  const week = { zh1440: "2031-01-06", zh390: "2031-01-13", en1440: "2031-01-20", en390: "2031-01-27" }[mark]!;
  await page.goto(`/rota?week=${week}`);
  await expect(page.getByText(say(rotaTexts.gapAll)).first()).toBeVisible();
  const place = say(rotaTexts.addTo, { day: week, shift: `早班${mark}` });
  if (phone) {
    await page.getByRole("button", { name: place }).click();
    await page.getByRole("combobox", { name: say(rotaTexts.person) }).click();
    await page.locator(".ant-select-item-option").filter({ hasText: "林晓燕" }).click();
    await page.getByRole("button", { name: say(rotaTexts.thisDay) }).click();
  } else {
    // Choose a colleague, then walk to the place with the keyboard.
    await page.locator(".rota-person").filter({ hasText: "林晓燕" }).click();
    await page.getByRole("button", { name: place }).focus();
    await page.keyboard.press("Enter");
  }
  await expect(page.getByText(say(rotaTexts.gap, { from: "00:00", to: "08:00" })).first()).toBeVisible();
  await expect(page.getByText(say(rotaTexts.covered, { covered: 8, all: 168 }))).toBeVisible();
  await expectNoSideways(page);
});
