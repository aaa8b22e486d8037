import { handoverTexts } from "../console/src/service/handovers/texts.ts";
import { qualityTexts } from "../console/src/service/quality/texts.ts";
import { reportTexts } from "../console/src/service/reports/texts.ts";
import { enterCustomer, expect, expectNoSideways, header, test } from "./journey.ts";

test("a handled contact is scored beside its words; the agent sees the result and disputes it", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  await signIn("agent");
  const words = `质检${mark}：客户问移机，已说明三个工作日。`;
  const made = await page.context().request.post("/api/v1/contacts", {
    headers: header,
    data: { channel: "counter", state: "done", content: words },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id: subjectId } = (await made.json()) as { id: string };

  await signIn("supervision");
  const sheets = await page.context().request.get("/api/v1/quality/sheets");
  const sheet = ((await sheets.json()) as { items: { id: string; key: string }[] }).items.find(
    (one) => one.key === "conduct",
  )!;
  const chosen = await page.context().request.post("/api/v1/quality-checks", {
    headers: header,
    data: { subjectType: "contact", subjectId, sheetId: sheet.id },
  });
  expect(chosen.status(), await chosen.text()).toBe(201);
  const { id } = (await chosen.json()) as { id: string };
  await page.goto(`/quality?mine=yes&kind=conduct`);
  await page.locator(`a[href="/quality/${id}"]`).click();
  await expect(page.locator(".quality-handled")).toContainText(words);
  const items = page.locator(".quality-sheet .quality-item");
  await expect(items).toHaveCount(5);
  for (let at = 0; at < 5; at++)
    await items
      .nth(at)
      .getByText(say(at === 3 ? qualityTexts.notKept : qualityTexts.kept), { exact: true })
      .click();
  const give = page.getByRole("button", { name: say(qualityTexts.giveScore) });
  // A breach needs a word on what happened.
  await expect(give).toBeDisabled();
  await items.nth(3).getByRole("textbox").fill("与客户争对错");
  await expect(page.locator(".quality-sum")).toHaveText("80");
  await expectNoSideways(page);
  await give.click();
  await expect(page.getByText(say(qualityTexts.scoredDone), { exact: true })).toBeVisible();

  await signIn("agent");
  await page.goto("/quality");
  await page.locator(`a[href="/quality/${id}"]`).click();
  await expect(page.locator(".quality-items")).toContainText("与客户争对错");
  await expect(page.getByText(say(qualityTexts.failed), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: say(qualityTexts.dispute) }).click();
  await page.getByRole("dialog").getByLabel(say(qualityTexts.reason)).fill("是客户先挂断的");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(qualityTexts.dispute) })
    .click();
  await expect(page.locator(".quality-said-warn")).toContainText("是客户先挂断的");
  await expectNoSideways(page);

  // Whoever scored it does not review it; somebody else does, and that holds.
  await signIn("supervision");
  await page.goto(`/quality/${id}`);
  await expect(page.getByText(say(qualityTexts.notYourself))).toBeVisible();
  await signIn("manager");
  await page.goto(`/quality?tab=disputed`);
  await page.locator(`a[href="/quality/${id}"]`).click();
  await items.nth(3).getByText(say(qualityTexts.kept), { exact: true }).click();
  await page.getByRole("textbox", { name: say(qualityTexts.reviewComment) }).fill("录音显示并未争执");
  await page.getByRole("button", { name: say(qualityTexts.giveReview) }).click();
  await expect(page.getByText(say(qualityTexts.passed), { exact: true })).toBeVisible();
  await expect(page.getByText(say(qualityTexts.firstScore, { score: 80 }))).toBeVisible();
});

test("a daily report holds the day's contacts already, is filed, read, and an owner is named", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  // Each project files as somebody else: a day has one report of each person.
  const author = { zh1440: "agent", zh390: "account_manager", en1440: "installer", en390: "data_group" }[mark]!;
  await signIn(author);
  await page.goto("/reports");
  await expect(page.locator(".report-figures")).toBeVisible();
  await page.getByRole("button", { name: say(reportTexts.addMatter) }).click();
  await page.getByRole("textbox", { name: say(reportTexts.matter, { count: 1 }) }).fill(`等线路检测${mark}`);
  await page.locator("#plan").fill(`跟进无信号${mark}`);
  await expectNoSideways(page);
  await page.getByRole("button", { name: say(reportTexts.save) }).click();
  await expect(page.getByText(say(reportTexts.saved), { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator("#plan")).toHaveValue(`跟进无信号${mark}`);
  await page.getByRole("button", { name: say(reportTexts.file), exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say(reportTexts.file), exact: true })
    .click();
  await expect(page.getByText(say(reportTexts.filedDone), { exact: true })).toBeVisible();

  await signIn("manager");
  await page.goto("/reports?tab=unread");
  await page.locator("a.table-name").first().click();
  await expect(page.getByText(`跟进无信号${mark}`)).toBeVisible();
  await page.getByRole("combobox", { name: say(reportTexts.owner) }).fill("林晓燕");
  await page.getByTitle("林晓燕").click();
  await page.getByRole("textbox", { name: say(reportTexts.comment) }).fill("先联系运维");
  await page.getByRole("button", { name: say(reportTexts.markRead) }).click();
  await expect(page.getByText(say(reportTexts.ownerOf, { name: "林晓燕" }))).toBeVisible();
  await expectNoSideways(page);
  await signIn(author);
  await page.goto("/reports");
  await expect(page.getByText(say(reportTexts.readByName, { name: "沈明辉" })).first()).toBeVisible();
});

test("customers are handed over to another team, which acknowledges", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  const name = `皇甫${mark}`;
  const customerId = await enterCustomer(page, name, "13655558888");
  await page.goto(`/handovers?new=yes&customer=${customerId}`);
  const form = page.getByRole("dialog");
  await form.getByLabel(say(handoverTexts.situation)).fill("搬到新小区，要核对地址");
  await form.getByLabel(say(handoverTexts.department)).click();
  await page.getByTitle(/^(客户数据组|Customer data group)$/).click();
  const title = `核对地址${mark}`;
  await form.getByLabel(say(handoverTexts.what)).fill(title);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(say(handoverTexts.givenDone), { exact: true })).toBeVisible();

  await signIn("data_group");
  await page.goto("/handovers");
  await page.getByRole("link", { name: title }).click();
  const panel = page.getByRole("dialog");
  await expect(panel).toContainText("搬到新小区");
  await panel.getByRole("button", { name: say(handoverTexts.acknowledge) }).click();
  await expect(page.getByText(say(handoverTexts.acknowledgedDone), { exact: true }).first()).toBeVisible();
  await expectNoSideways(page);
  // On the customer's timeline.
  await page.goto(`/customers/${customerId}`);
  await expect(page.getByText(/^(接收林晓燕的移交|Taken over from 林晓燕)/).first()).toBeVisible();
});
