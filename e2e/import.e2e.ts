import { importTexts } from "../console/src/imports/texts.ts";
import { expect, expectNoSideways, test } from "./journey.ts";

test("imports a file after a dry run, and gives back the refused rows", async ({ page, signIn, say, mark }) => {
  await signIn("data_group");
  await page.goto("/imports");
  const file = [
    "编号,姓名,手机,入网日期",
    `${mark}1,诸葛明,13812345678,2024-01-05`,
    `${mark}2,欧阳芳,13912345679,2023-07-11`,
    `${mark}3,,13712345670,2023-02-30`,
  ].join("\r\n");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: `${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from(file) });
  await expect(page.getByText("诸葛明").first()).toBeVisible();
  await expectNoSideways(page);
  await page.getByRole("button", { name: say(importTexts.tryIt) }).click();
  await expect(page.getByText(say(importTexts.dryDone))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("2023-02-30").first()).toBeVisible();
  await expectNoSideways(page);
  await page.getByRole("button", { name: say(importTexts.runIt, { count: 2 }) }).click();
  await expect(page.getByText(say(importTexts.runDone))).toBeVisible({ timeout: 30_000 });
  const link = await page.getByRole("link", { name: say(importTexts.errorFile) }).getAttribute("href");
  const errors = await page.context().request.get(link!.replace("xlsx", "csv"));
  expect(await errors.text()).toContain(`${mark}3`);
  await page.getByRole("button", { name: say(importTexts.see) }).click();
  await expect(page.getByText("欧阳芳").first()).toBeVisible();
});
