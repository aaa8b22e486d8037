import { customerTexts } from "../console/src/customers/texts.ts";
import { partTexts } from "../console/src/parts/texts.ts";
import { enterCustomer, expect, expectNoSideways, header, test } from "./journey.ts";

test("a fact is edited in its place, taken back, and a colleague's edit is not overwritten", async ({
  page,
  signIn,
  say,
}) => {
  await signIn("data_group");
  const id = await enterCustomer(page, "东方朔", "13611112222");
  await page.goto(`/customers/${id}`);
  const edit = page.getByRole("button", { name: new RegExp(`^${say(partTexts.edit)}.*(外部编号|External key)`) });
  const editor = page.locator(".fact-editor");
  await edit.click();
  await editor.getByRole("textbox").fill(`${id.slice(-6)}A`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".facts").getByText(`${id.slice(-6)}A`)).toBeVisible();
  await page.getByRole("button", { name: say(partTexts.undo), exact: true }).click();
  await expect(page.locator(".facts").getByText(`${id.slice(-6)}A`)).toHaveCount(0);
  // A colleague changes the same fact while the editor is open.
  await edit.click();
  await editor.getByRole("textbox").fill(`${id.slice(-6)}M`);
  const now = (await (await page.context().request.get(`/api/v1/customers/${id}`)).json()) as { version: number };
  const theirs = await page.context().request.patch(`/api/v1/customers/${id}`, {
    headers: header,
    data: { version: now.version, facts: { externalKey: `${id.slice(-6)}T` } },
  });
  expect(theirs.status(), await theirs.text()).toBe(200);
  await page.keyboard.press("Enter");
  await expect(editor.getByText(say(customerTexts.clashNow))).toBeVisible();
  await expect(editor.getByText(`${id.slice(-6)}T`)).toBeVisible();
  await editor.getByRole("button", { name: say(customerTexts.clashMine) }).click();
  await editor.getByRole("button", { name: say(partTexts.save), exact: true }).click();
  await expect(page.locator(".facts").getByText(`${id.slice(-6)}M`)).toBeVisible();
});

test("a contact is added and changed; an identity number without consent is refused with its clause", async ({
  page,
  signIn,
  say,
}) => {
  await signIn("data_group");
  const id = await enterCustomer(page, "公孙大娘", "13622223333");
  await page.goto(`/customers/${id}?edit=contacts`);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/^邮箱$|^E-mail$/).click();
  await dialog.locator("input[type=text]").first().fill("gongsun@mail.example");
  await dialog.getByRole("button", { name: say(partTexts.save), exact: true }).click();
  await expect(page.getByText("gongsun@mail.example")).toBeVisible();
  await expectNoSideways(page);
  await page.goto(`/customers/${id}?edit=identifiers`);
  await dialog.locator("#value").fill("330102199003077731");
  await dialog.getByRole("button", { name: say(partTexts.save), exact: true }).click();
  await expect(dialog.getByRole("link", { name: /B3\.1\.2/ })).toBeVisible();
});

test("a duplicate is found, shown beside the one that stays, and merged", async ({ page, signIn, say, mark }) => {
  await signIn("data_group");
  const digits = String(Date.now()).slice(-8);
  const kept = await enterCustomer(page, `钟离权${mark}`, `136${digits}`);
  const other = await enterCustomer(page, `钟离泉${mark}`, `137${digits}`);
  await page.goto(`/customers/${kept}?do=merge`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").fill(`钟离泉${mark}`);
  await page
    .locator(".ant-select-item-option")
    .filter({ hasText: `钟离泉${mark}` })
    .first()
    .click();
  await expect(dialog.getByText(say(customerTexts.mergeMoves))).toBeVisible();
  await dialog.getByRole("textbox").last().fill("同一位客户重复登记");
  await expectNoSideways(page);
  await dialog.getByRole("button", { name: say(customerTexts.merge), exact: true }).click();
  await expect(page.getByText(`137 ${digits.slice(0, 4)} ${digits.slice(4)}`)).toBeVisible();
  await page.goto(`/customers/${other}`);
  await expect(page.getByRole("link", { name: say(customerTexts.mergedInto) })).toBeVisible();
});

test("closes a customer for a reason, and prints the file", async ({ page, signIn, say }) => {
  await signIn("data_group");
  const id = await enterCustomer(page, "南宫适", "13633334444");
  await page.goto(`/customers/${id}/file`);
  await expect(page.getByRole("heading", { level: 1, name: /南宫适/ })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: say(customerTexts.print) })).toBeHidden();
  await expect(page.getByText(say(customerTexts.fileSigned))).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.goto(`/customers/${id}?do=close`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("客户迁往外地");
  await dialog.getByRole("button", { name: say(customerTexts.close), exact: true }).click();
  await expect(page.getByText(/^已销户$|^Closed$/).first()).toBeVisible();
});

test("personal information is erased once somebody else approves", async ({ page, signIn, say }) => {
  await signIn("data_group");
  const id = await enterCustomer(page, "钟离春", "13611113333");
  const erase = async () => {
    await page.goto(`/customers/${id}?do=erase`);
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(say(customerTexts.reason)).fill("客户来函要求删除");
    await dialog.getByRole("button", { name: say(customerTexts.erase) }).click();
  };
  await erase();
  await expect(page.getByText(say(customerTexts.eraseAsked))).toBeVisible();
  await signIn("manager");
  const request = page.context().request;
  const { items } = (await (await request.get("/api/v1/approvals?scope=all&state=asked")).json()) as {
    items: { id: string; subjectId: string }[];
  };
  const asked = items.find((one) => one.subjectId === id)!;
  const granted = await request.post(`/api/v1/approvals/${id}/${asked.id}/decision`, {
    headers: header,
    data: { granted: true },
  });
  expect(granted.status(), await granted.text()).toBe(200);
  await signIn("data_group");
  await erase();
  await expect(page.getByText(say(customerTexts.eraseDone))).toBeVisible();
  await expect(page.getByText("钟离春")).toHaveCount(0);
  await expect(page.locator(".facts").getByRole("button")).toHaveCount(0);
  await expectNoSideways(page);
});
