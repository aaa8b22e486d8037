import { knowledgeTexts } from "../console/src/service/knowledge/texts.ts";
import { ticketTexts } from "../console/src/service/tickets/texts.ts";
import { enterCustomer, expect, expectNoSideways, header, test } from "./journey.ts";

test("an article is written, found in Chinese by keyboard, edited and published anew; nothing in it runs", async ({
  page,
  signIn,
  say,
  mark,
  phone,
}) => {
  await signIn("team_lead");
  const publish = page.locator(".page-actions .ant-btn-primary");
  const title = `卫星锅${mark}结冰怎么办`;
  await page.goto("/knowledge/new");
  await page.locator("#title").fill(title);
  await page.locator("#category").fill("故障处理");
  await page.locator("#applies").fill(`冬天${mark}无画面`);
  await page.locator("#answer").fill("{customer}您好，{phone}");
  const hostile = "<script>window.ran = 1</script>\n<img src=x onerror='window.ran = 1'>";
  await page.locator("#body").fill(`## 步骤\n\n1. 先看**锅面**\n2. 用[温水](javascript:window.ran=1)\n\n${hostile}`);
  await expectNoSideways(page);
  await publish.click();
  // A place that nothing fills is named at its field.
  await expect(page.getByText("{phone}").and(page.locator(".ant-form-item-explain-error"))).toBeVisible();
  await page.locator("#answer").fill("{customer}您好，请先用温水化冰。");
  await publish.click();
  await expect(page).toHaveURL(/\/knowledge\?open=/);
  const article = page.locator(".knowledge-article");
  await expect(article.getByRole("heading", { level: 2, name: title })).toBeVisible();
  await expect(article.locator(".md li").first()).toHaveText("先看锅面");
  await expect(article.locator(".md")).toContainText("<script>window.ran = 1</script>");
  await expect(article.locator(".md a, .md img, .md script")).toHaveCount(0);
  expect(await page.evaluate("window.ran")).toBeUndefined();
  await expectNoSideways(page);

  // Found by what a customer would say, opened by keyboard.
  await signIn("agent");
  await page.goto("/knowledge");
  const search = page.getByRole("searchbox", { name: say(knowledgeTexts.searchArticles) });
  await expect(search).toBeFocused();
  await search.fill(`${mark}结冰`);
  await expect(page.locator(".knowledge-row").first()).toContainText(title);
  await search.press("Enter");
  await expect(article).toContainText("先看锅面");
  await article.getByRole("button", { name: new RegExp(`${say(knowledgeTexts.helps)}$`) }).click();
  await expect(article).toContainText(say(knowledgeTexts.helpful, { count: 1 }));
  await expect(page.getByRole("button", { name: say(knowledgeTexts.edit), exact: true })).toHaveCount(0);
  await expectNoSideways(page);
  const reading = page.url();

  // The next edition is a draft until it is published.
  await signIn("team_lead");
  await page.goto(reading);
  await article.getByRole("button", { name: say(knowledgeTexts.edit), exact: true }).click();
  await page.locator("#body").fill("## 步骤\n\n- 用**毛刷**");
  if (!phone) await expect(page.locator(".knowledge-preview li")).toHaveText("用毛刷");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(say(knowledgeTexts.saved), { exact: true })).toBeVisible();
  await signIn("agent");
  await page.goto(reading);
  await expect(article).toContainText("先看锅面");
  await signIn("team_lead");
  await page.goto(reading);
  await page.locator(".knowledge-article .ant-alert a").click();
  await expect(page.locator("#body")).toHaveValue(/毛刷/);
  await publish.click();
  await expect(article).toContainText("用毛刷");
  await expect(article).toContainText(say(knowledgeTexts.edition, { edition: 2 }));
});

test("a saved reply is filled for the ticket that it is used on", async ({ page, signIn, say, mark }) => {
  await signIn("agent");
  await page.goto("/knowledge?tab=replies");
  await page
    .getByRole("button", { name: say(knowledgeTexts.newReply) })
    .first()
    .click();
  const form = page.getByRole("dialog");
  const name = `投屏${mark}`;
  await form.getByLabel(say(knowledgeTexts.replyTitle)).fill(name);
  await form.locator("#body").fill(`您好，`);
  await form.getByRole("button", { name: say(knowledgeTexts.variables) }).click();
  await page.getByRole("menuitem", { name: /\{customer\}/ }).click();
  await expect(form.locator("#body")).toHaveValue("您好，{customer}");
  await form.locator("#body").fill(`{customer}您好，工单{ticket}：投屏${mark}请连同一无线网络。`);
  await form.getByLabel(say(knowledgeTexts.category)).fill("使用");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".knowledge-reply").filter({ hasText: name }).first()).toBeVisible();
  await expectNoSideways(page);

  const customerId = await enterCustomer(page, `司马${mark}`, "13655557777");
  const reply = await page.context().request.post("/api/v1/tickets", {
    headers: header,
    data: {
      customerId,
      kind: "enquiry",
      categoryKey: "how-to",
      source: "hotline",
      subject: `投屏${mark}连不上`,
      content: "手机投屏到电视一直转圈。",
    },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  const { id, number } = (await reply.json()) as { id: string; number: string };
  await page.goto(`/tickets/${id}`);
  await page.getByRole("button", { name: say(knowledgeTexts.insertNamed, { name }) }).click();
  await expect(page.getByRole("textbox", { name: say(ticketTexts.replyHint) })).toHaveValue(
    `司马${mark}您好，工单${number}：投屏${mark}请连同一无线网络。`,
  );
});
