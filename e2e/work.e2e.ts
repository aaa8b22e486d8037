import { TOTP } from "otpauth";
import { frameTexts } from "../console/src/frame/texts.ts";
import { settingsTexts } from "../console/src/settings/texts.ts";
import { signInTexts } from "../console/src/sign-in/texts.ts";
import { staffTexts } from "../console/src/staff/texts.ts";
import { worklistTexts } from "../console/src/worklist/texts.ts";
import { expect, expectNoSideways, test } from "./journey.ts";

const chosenPassword = "纸上得来终觉浅-2026";

test("a team lead sees what is late, reads why, and gives it to somebody", async ({ page, signIn, say, phone }) => {
  await signIn("team_lead");
  await page.goto("/");
  await expect(page).toHaveURL(/\/work/);
  await page.goto("/work?scope=all&state=late");
  await expect(page.locator(".due-bad").first()).toBeVisible();
  await expectNoSideways(page);
  if (phone) await page.locator(".work-card .work-what").first().click();
  else {
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
  }
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { name: say(worklistTexts.why) })).toBeVisible();
  await expect(drawer.locator(".sum-clause a")).toHaveText(/^[A-Z]?\d/);
  await expect(drawer.locator(".sum-lines li").first()).toBeVisible();
  await expect(page).toHaveURL(/open=/);
  await drawer.getByRole("button", { name: say(worklistTexts.assign) }).click();
  await page.getByRole("combobox", { name: say(worklistTexts.choosePerson) }).fill("林晓燕");
  await page.getByTitle("林晓燕").click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: say(worklistTexts.assignDo) })
    .click();
  await expect(page.getByText(say(worklistTexts.assigned), { exact: true })).toBeVisible();
  await expect(drawer.getByText("林晓燕")).toBeVisible();
  // Whoever was given the work finds it among theirs, and is told.
  await signIn("agent");
  await page.goto("/work");
  await expect(page.locator(".due-bad").first()).toBeVisible();
  await expect(
    page.getByRole("button", { name: /(\d+) (条未读提醒|unread notices)/ }).filter({ visible: true }),
  ).toBeVisible();
});

test("an administrator adds a colleague, who must choose a password of their own", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  await signIn("administrator");
  await page.goto("/staff?add=yes");
  const name = `公孙${mark}`;
  const email = `${mark}@demo.example`.toLowerCase();
  const form = page.getByRole("dialog");
  await form.getByLabel(say(staffTexts.name)).fill(name);
  await form.getByLabel(say(staffTexts.email)).fill(email);
  await form.getByLabel(say(staffTexts.department)).click();
  await page.locator(".ant-select-tree-title").first().click();
  await form.getByLabel(say(staffTexts.roles)).click();
  await page.getByTitle(/^(客服代表|Agent)$/).click();
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: say(staffTexts.add) })
    .last()
    .click();
  await expect(page.getByText(say(staffTexts.firstTitle))).toBeVisible();
  const first = (await page.locator(".secret code").textContent())!;
  expect(first).toMatch(/^(\w{4}-){3}\w{4}$/);
  await page.getByRole("button", { name: say(staffTexts.told) }).click();
  await expect(page.getByText(first)).toHaveCount(0);
  await expect(page.getByRole("dialog").getByText(say(staffTexts.mustChange))).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByLabel(say(signInTexts.email)).fill(email);
  await page.getByLabel(say(signInTexts.password), { exact: true }).fill(first);
  await page.locator("button[type=submit]").click();
  await expect(page.getByRole("heading", { name: say(signInTexts.changeTitle) })).toBeVisible();
  await page.getByLabel(say(signInTexts.next), { exact: true }).fill(chosenPassword);
  await page.getByLabel(say(signInTexts.again), { exact: true }).fill(chosenPassword);
  await page.getByRole("button", { name: say(signInTexts.change) }).click();
  await expect(page.getByRole("heading", { level: 1, name: say(worklistTexts.title) })).toBeVisible();
});

test("two-step sign-in is set up with a code, asked for, and switched off again", async ({ page, signIn, say }) => {
  await signIn("finance");
  await page.goto("/settings?tab=security");
  await page.getByRole("button", { name: say(settingsTexts.totpStart) }).click();
  await expect(page.locator(".two-step-code svg")).toBeVisible();
  await page.getByText(say(settingsTexts.totpSecret)).click();
  const secret = (await page.locator(".secret code").textContent())!;
  const totp = new TOTP({ secret });
  const field = page.getByLabel(say(settingsTexts.totpCode));
  await field.fill("000000");
  await page.getByRole("button", { name: say(settingsTexts.totpConfirm) }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await field.fill(totp.generate());
  await page.getByRole("button", { name: say(settingsTexts.totpConfirm) }).click();
  await expect(page.getByText(say(settingsTexts.totpOn), { exact: true })).toBeVisible();
  await expectNoSideways(page);

  await page.getByRole("button", { name: say(settingsTexts.totpRemove) }).click();
  await page.getByLabel(say(settingsTexts.totpRemoveLead)).fill("youzhang demo");
  await page.getByRole("button", { name: say(settingsTexts.totpRemove) }).click();
  await expect(page.getByText(say(settingsTexts.totpOff), { exact: true })).toBeVisible();
});

test("rights of a role are searched, changed and saved", async ({ page, signIn, say, phone }) => {
  await signIn("administrator");
  await page.goto("/staff/roles");
  await expect(page.getByRole("heading", { name: /客服代表|Agent/ })).toBeVisible();
  await expectNoSideways(page);
  const search = page.getByRole("textbox", { name: say(staffTexts.searchGrants) });
  await search.fill(/English|en/.test((await page.locator("html").getAttribute("lang")) ?? "") ? "Export" : "导出");
  const box = page.getByRole("checkbox", { name: /批量导出|Export lists/ });
  const before = await box.isChecked();
  await box.click();
  await page.getByRole("button", { name: say(staffTexts.saveGrants) }).click();
  await expect(page.getByText(say(staffTexts.grantsSaved))).toBeVisible();
  await page.reload();
  await search.fill("");
  await expect(page.getByRole("checkbox", { name: /批量导出|Export lists/ })).toBeChecked({ checked: !before });
  // Back as it was, for the journeys after this one.
  await page.getByRole("checkbox", { name: /批量导出|Export lists/ }).click();
  await page.getByRole("button", { name: say(staffTexts.saveGrants) }).click();
  await expect(page.getByText(say(staffTexts.grantsSaved))).toBeVisible();
  if (!phone) await expect(page.getByRole("link", { name: say(frameTexts.people) })).toBeVisible();
});
