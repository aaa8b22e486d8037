import { customerTexts } from "../console/src/customers/texts.ts";
import { frameTexts } from "../console/src/frame/texts.ts";
import { partTexts } from "../console/src/parts/texts.ts";
import { enterCustomer, expect, expectNoSideways, test } from "./journey.ts";

test("adds a customer; the draft is kept and Ctrl Enter saves", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  await page.goto("/customers/new");
  const name = `司马${mark}`;
  await page.locator("#facts_name").fill(name);
  await page.getByRole("textbox", { name: say(customerTexts.contact) }).fill("138");
  await page.locator("#address").focus();
  await expect(page.getByText(say(customerTexts.phoneWrong))).toBeVisible();
  await page.reload();
  await expect(page.locator("#facts_name")).toHaveValue(name);
  await page.getByRole("textbox", { name: say(customerTexts.contact) }).fill("138 1234 5678");
  // Without consent the policy refuses, and names its clause.
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("link", { name: /B3\.1\.2/ })).toBeVisible();
  await page.getByRole("checkbox", { name: /办理业务与服务|Providing the service/ }).check();
  await page.getByText(/^录音$|^Recording$/).click();
  await page.locator("#consent_evidence").fill("20261123-018");
  await page.locator("#consent_notice").fill("2026-01");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("heading", { name: say(customerTexts.timeline) })).toBeVisible();
  await expectNoSideways(page);
});

test("finds a customer by initials", async ({ page, signIn, say, phone }) => {
  await signIn("data_group");
  const id = await enterCustomer(page, "慕容雪颖", "13900001111");
  await page.goto("/customers");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  if (phone) await page.getByRole("button", { name: say(frameTexts.search) }).click();
  else await page.keyboard.press("/");
  await page.getByPlaceholder(say(frameTexts.searchHint)).fill("mrxy");
  await expect(page.getByRole("option", { name: /慕容雪颖/ }).first()).toBeVisible();
  await page.goto("/customers?q=mrxy");
  await page.locator(`a[href="/customers/${id}"]`).click();
  await expect(page.getByRole("heading", { level: 1, name: "慕容雪颖" })).toBeVisible();
});

test("shows a masked phone only for a reason, which is on the timeline", async ({ page, signIn, say }) => {
  await signIn("data_group");
  const id = await enterCustomer(page, "上官文博", "13712340987");
  await signIn("agent");
  await page.goto(`/customers/${id}`);
  await expect(page.getByText("137 **** 0987").first()).toBeVisible();
  await expect(page.getByText("137 1234 0987")).toHaveCount(0);
  await page
    .getByRole("button", { name: new RegExp(say(partTexts.reveal)) })
    .first()
    .click();
  await page.getByRole("button", { name: say(partTexts.revealCallback) }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(partTexts.revealDo), exact: true })
    .click();
  await expect(page.getByText("137 1234 0987")).toBeVisible();
  await expect(page.locator(".events").getByText(new RegExp(say(partTexts.revealCallback)))).toBeVisible();
});

test("a filtered list is a link that shows a colleague the same", async ({ page, signIn, say, phone }) => {
  await signIn("manager");
  await page.goto("/customers?class=enterprise");
  await expect(page.locator(".chip-set")).toContainText(/企业客户|Enterprise/);
  await page.getByRole("tab", { name: say(partTexts.all) }).click();
  await expect(page).not.toHaveURL(/class=/);
  if (phone) return;
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/open=/);
  await expect(page.getByRole("dialog")).toBeVisible();
});
