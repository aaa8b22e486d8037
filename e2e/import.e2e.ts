import { importTexts } from "../console/src/imports/texts.ts";
import { expect, expectNoSideways, test } from "./journey.ts";

test("imports a file after a dry run, and gives back the refused rows", async ({ page, signIn, say, mark }) => {
  await signIn("data_group");
  await page.goto("/imports");
  const file = [
    `甲${mark},姓名,手机,入网日期`,
    `${mark}1,诸葛明,13812345678,2024-01-05`,
    `${mark}2,欧阳芳,13912345679,2023-07-11`,
    `${mark}3,,13712345670,2023-02-30`,
  ].join("\r\n");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: `${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from(file) });
  await expect(page.getByText("诸葛明").first()).toBeVisible();
  await expectNoSideways(page);
  // Nothing says yet which column tells customers apart.
  await expect(page.getByRole("button", { name: say(importTexts.tryIt), exact: true })).toBeDisabled();
  await page.locator(".required-open").getByRole("combobox").click();
  await page
    .locator(".ant-select-item-option")
    .filter({ hasText: `甲${mark}` })
    .first()
    .click();
  await page.getByRole("combobox", { name: /^凭证种类$|^Kind of evidence$/ }).click();
  await page
    .locator(".ant-select-item-option")
    .filter({ hasText: /^合同$|^Contract$/ })
    .click();
  await page.getByRole("textbox", { name: say(importTexts.consentEvidence) }).fill("2026 年入网合同");
  await page.getByRole("textbox", { name: /^告知书版本$|^Notice$/ }).fill("2026-01");
  await page.getByRole("button", { name: say(importTexts.tryIt), exact: true }).click();
  await expect(page.getByText(say(importTexts.dryDone))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("2023-02-30").first()).toBeVisible();
  await expectNoSideways(page);
  // The dry run is found again in the list and goes on from there.
  await page.goto("/imports");
  await page
    .getByRole("link", { name: `${mark}.csv` })
    .first()
    .click();
  await expect(page.getByText(say(importTexts.dryDone))).toBeVisible();
  await page.getByRole("button", { name: say(importTexts.runIt, { count: 2 }) }).click();
  await expect(page.getByText(say(importTexts.runDone))).toBeVisible({ timeout: 30_000 });
  const link = await page.getByRole("link", { name: say(importTexts.errorFile) }).getAttribute("href");
  const errors = await page.context().request.get(link!.replace("xlsx", "csv"));
  expect(await errors.text()).toContain(`${mark}3`);
  await page.getByRole("button", { name: say(importTexts.see) }).click();
  await expect(page.getByText("欧阳芳").first()).toBeVisible();
});
