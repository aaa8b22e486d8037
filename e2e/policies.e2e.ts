import type { Page } from "@playwright/test";
import { complianceTexts } from "../console/src/compliance/texts.ts";
import { partTexts } from "../console/src/parts/texts.ts";
import { policyTexts } from "../console/src/policies/texts.ts";
import { replayTexts } from "../console/src/replay/texts.ts";
import { expect, expectNoSideways, test } from "./journey.ts";

/** Each project of the journeys sets another threshold, so that each changes something. */
const thresholds: Record<string, number> = { zh1440: 7200, zh390: 7300, en1440: 7400, en390: 7500 };

async function versionInForce(page: Page): Promise<string> {
  const reply = await page.context().request.get("/api/v1/policies/B");
  return ((await reply.json()) as { inForce: { id: string } }).inForce.id;
}

const goldSpend = /金牌年消费额|Yearly spend for gold/;

test("a threshold is drafted, sent, and approved by somebody else", async ({ page, signIn, say, mark }) => {
  const threshold = thresholds[mark] ?? 7600;
  const shown = threshold.toLocaleString("en-US");
  await signIn("manager");
  await page.goto("/policies/B");
  await page.getByRole("button", { name: say(policyTexts.newDraft) }).click();
  await page.getByLabel(say(policyTexts.draftNote)).fill(`门槛 ${mark}`);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(policyTexts.draftDo) })
    .click();
  await expect(page).toHaveURL(/version=/);

  // A clause weaker than the law is refused, and the law is named.
  await page.getByRole("button", { name: /^告知与同意$|^Notice and consent$/ }).click();
  const consent = page.getByRole("dialog");
  const own = consent.getByRole("switch").nth(2);
  await own.click();
  await consent.getByRole("button", { name: say(policyTexts.saveControl) }).click();
  await expect(consent.getByRole("alert").getByRole("link", { name: /N/ }).first()).toBeVisible();
  await consent.getByRole("button", { name: say(policyTexts.discard) }).click();
  await consent
    .getByRole("button", { name: "Close" })
    .or(consent.getByLabel(say(partTexts.close)))
    .first()
    .click();

  // Ctrl Enter saves the threshold, and the text of the clause says it at once.
  await page.getByRole("button", { name: /^客户分级$|^Customer grades$/ }).click();
  const panel = page.getByRole("dialog");
  await panel.getByRole("spinbutton", { name: goldSpend }).fill(String(threshold));
  await page.keyboard.press("Control+Enter");
  await expect(panel.locator(".clause-words")).toContainText(shown);
  await expectNoSideways(page);
  const draft = page.url().replace(/[?&]clause=[^&]*/, "");

  await page.goto(draft);
  await page.getByRole("button", { name: say(policyTexts.send) }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(policyTexts.send) })
    .click();
  await expect(page.getByText(say(policyTexts.awaiting))).toBeVisible();

  // Who wrote it cannot approve it.
  await page.getByRole("button", { name: say(policyTexts.approve), exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(policyTexts.approve), exact: true })
    .click();
  await expect(page.getByRole("dialog").getByText(/不能自己批准|cannot approve it/)).toBeVisible();

  await signIn("supervision");
  await page.goto(draft);
  await page.getByRole("tab", { name: say(policyTexts.tabChanges) }).click();
  await expect(page.locator(".sides ins").filter({ hasText: shown }).first()).toBeVisible();
  await page.getByRole("button", { name: say(policyTexts.approve), exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(policyTexts.approve), exact: true })
    .click();
  await expect(page.locator(".page-head").getByText(say(policyTexts.in_force))).toBeVisible();
  await expectNoSideways(page);
});

test("a table is checked while it is written, and a trial lights the row up", async ({ page, signIn, say }) => {
  await signIn("manager");
  const drafted = await page.context().request.post("/api/v1/policies/B/drafts", {
    headers: { "x-requested-by": "youzhang" },
    data: { from: await versionInForce(page) },
  });
  const { id } = (await drafted.json()) as { id: string };
  await page.goto(`/policies/B/table?version=${id}&clause=B4.2&control=customers.grade`);
  await expect(page.getByText(say(policyTexts.checkFine))).toBeVisible();
  const cell = page.locator('[data-cell="1,0"]');
  await cell.fill(">= 9,900");
  await expect(page.locator("tr.grid-error")).toHaveCount(1);
  await cell.press("Enter");
  await expect(page.locator('[data-cell="2,0"]')).toBeFocused();
  await cell.fill(">= {silverSpend}");
  await expect(page.getByText(say(policyTexts.checkFine))).toBeVisible();

  const trial = page.locator(".trial");
  await trial.getByRole("combobox").click();
  await page.locator(".ant-select-item-option").first().click();
  for (const [at, fact] of ["9000", "1", "3", "1", "0"].entries()) await trial.getByRole("textbox").nth(at).fill(fact);
  await trial.getByRole("button", { name: say(policyTexts.trial) }).click();
  await expect(trial.getByText(say(policyTexts.trialHit, { row: 1 }))).toBeVisible();
  await expect(page.locator("tr.grid-hit")).toHaveCount(1);
  await expectNoSideways(page);
});

test("a compliance figure opens its rows", async ({ page, signIn, say }) => {
  await signIn("supervision");
  await page.goto("/compliance");
  await expect(page.locator(".compliance-figure")).toContainText("%");
  await page.locator("#B3\\.2\\.1 .control-share").first().click();
  await expect(page).toHaveURL(/control=customers\.entry/);
  // An import is entered once for the whole file: its row is the company's own and has no customer.
  const rows = page.getByRole("dialog").locator(".evidence-row");
  const row = rows.filter({ has: page.getByRole("link") }).first();
  await expect(row.getByRole("link")).toBeVisible();
  await expect(row).toContainText(
    new RegExp([complianceTexts.met, complianceTexts.breached, complianceTexts.open].map((one) => say(one)).join("|")),
  );
  await page.goto("/compliance?tab=metrics");
  await expect(page.getByRole("heading", { name: /B8\.2\.4/ })).toBeVisible();
  await expectNoSideways(page);
});

test("a replay shows before and after side by side", async ({ page, signIn, say }) => {
  await signIn("manager");
  await page.goto(`/replays?start=yes&version=${await versionInForce(page)}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: say(replayTexts.start) }).click();
  await expect(page).toHaveURL(/\/replays\/[0-9a-f-]{36}/);
  await expect(page.locator(".page-head").getByText(say(replayTexts.done), { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: say(replayTexts.late), exact: true })).toBeVisible();
  await expectNoSideways(page);
});
