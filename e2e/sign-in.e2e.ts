import { frameTexts } from "../console/src/frame/texts.ts";
import { signInTexts } from "../console/src/sign-in/texts.ts";
import { emailOf, expect, expectNoSideways, password, test } from "./journey.ts";

test("signs in with e-mail and password, and out again", async ({ page, say }) => {
  await page.goto("/customers");
  await page.getByLabel(say(signInTexts.email)).fill(emailOf("agent"));
  await page.getByLabel(say(signInTexts.password), { exact: true }).fill("not this one");
  await page.locator("button[type=submit]").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel(say(signInTexts.password), { exact: true }).fill(password);
  await page.locator("button[type=submit]").click();
  await expect(page.getByRole("heading", { level: 1, name: say(frameTexts.customers) })).toBeVisible();
  await expectNoSideways(page);
  await page.getByRole("button", { name: say(frameTexts.me) }).click();
  await page.getByText(say(frameTexts.signOut)).click();
  await expect(page).toHaveURL(/sign-in/);
});

test("enters the demo company by one click", async ({ page, say }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /林晓燕/ }).click();
  await expect(page.getByRole("button", { name: say(frameTexts.me) })).toBeVisible();
});

test("a session that ended leads back to where one was", async ({ page, context, signIn, say }) => {
  await signIn("agent");
  await page.goto("/customers");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.clearCookies();
  // Whatever asks the server next finds out: this search, or the look for running jobs before it.
  await page.keyboard.press("/");
  await page.keyboard.type("zs");
  await expect(page).toHaveURL(/sign-in\?next=/);
  await page.getByLabel(say(signInTexts.email)).fill(emailOf("agent"));
  await page.getByLabel(say(signInTexts.password), { exact: true }).fill(password);
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(/\/customers/);
});
