import type { Locator, Page } from "@playwright/test";
import { complianceTexts } from "../console/src/compliance/texts.ts";
import { complaintTexts as words } from "../console/src/service/complaint/texts.ts";
import { improvementTexts } from "../console/src/service/improvements/texts.ts";
import type { Text } from "../console/src/texts/text.ts";
import { emailOf, expect, expectNoSideways, header, password, test } from "./journey.ts";

type Say = (text: Text, values?: Record<string, string | number>) => string;

async function send(page: Page, path: string, data: object): Promise<any> {
  const reply = await page.context().request.post(`/api/v1${path}`, { headers: header, data });
  expect(reply.ok(), await reply.text()).toBe(true);
  return reply.json();
}
const read = async (page: Page, path: string): Promise<any> =>
  (await page.context().request.get(`/api/v1${path}`)).json();

const dialog = (page: Page): Locator => page.getByRole("dialog");
/** Antd puts a space between the two characters of a Chinese button. */
const named = (text: string): RegExp => new RegExp(`^${[...text].join("\\s?").replace(/[()]/g, "\\$&")}$`);
const press = (where: Page | Locator, text: string) =>
  where
    .getByRole("button", { name: named(text) })
    .first()
    .click();

/** Chooses in a list by typing. */
async function choose(page: Page, say: Say, label: Text, what: string) {
  await dialog(page).getByLabel(say(label), { exact: true }).fill(what);
  await page.locator(".ant-select-item-option-active").filter({ hasText: what }).last().waitFor();
  await page.keyboard.press("Enter");
}

/** Opens a step's form, fills it, and saves it. */
async function step(page: Page, open: string, save: string, fill: (form: Locator) => Promise<void>) {
  await press(page.locator(".steps"), open);
  await expect(dialog(page)).toBeVisible();
  await fill(dialog(page));
  await press(dialog(page), save);
  await expect(dialog(page)).toHaveCount(0);
}

const state = async (page: Page, id: string) => (await read(page, `/tickets/${id}`)).state;

test("a gold customer's complaint: found, solved, compensated, reviewed, told, opened again, and closed", async ({
  page,
  signIn,
  say,
  mark,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await signIn("agent");
  const golds = (await read(page, "/customers?grade=gold&state=active&limit=20")).items;
  const gold = golds[[...mark].reduce((sum, one) => sum + one.charCodeAt(0), 0) % golds.length];
  const me = (await read(page, "/me")).id;
  const { id, number } = await send(page, "/tickets", {
    customerId: gold.customerId,
    kind: "complaint",
    categoryKey: "product-quality",
    source: "hotline",
    severity: "moderate",
    subject: `宽带中断三天 ${mark}`,
    content: "报修后三天没有人联系，周末无法上网。",
    assigneeId: me,
  });

  await page.goto(`/tickets/${id}`);
  const steps = page.locator(".steps");
  await expect(steps.getByText(say(words.compensationFirst))).toBeVisible();
  await expectNoSideways(page);
  await step(page, say(words.investigate), say(words.investigate), async (form) => {
    await choose(page, say, words.cause, say({ zh: "网络中断", en: "Network outage" }));
    await form.getByLabel(say(words.finding)).fill("主干光缆被挖断，修复后未逐户核实。");
    await choose(page, say, words.department, say({ zh: "运维部", en: "Field operations" }));
    await form.getByText(say(words.faultYes), { exact: true }).click();
    await expectNoSideways(page);
  });
  await expect(steps.getByText("主干光缆被挖断，修复后未逐户核实。")).toBeVisible();

  // What the policy gives for damage above the supervisor's level waits for an approval.
  await step(page, say(words.compensate), say(words.compensate), async (form) => {
    await form.getByText(say(words.lossProperty), { exact: true }).click();
    await form.getByLabel(say(words.lossAmount)).fill("350");
  });
  await expect(steps.locator(".compensation")).toContainText("¥350.00");
  await press(steps, say(words.instruct));
  await expect(steps.getByRole("link", { name: /B5\.3\.3/ })).toBeVisible();
  await step(page, say(words.askApproval), say(words.askApproval), async (form) => {
    await expect(form.getByRole("textbox")).toHaveValue(new RegExp(number));
  });
  await expect(steps.getByText(say(words.approvalAsked))).toBeVisible();
  const other = await browser.newContext({ baseURL: baseURL! });
  await other.request.post("/api/v1/sessions", { data: { email: emailOf("team_lead"), password } });
  const compensation = (await read(page, `/tickets/${id}/complaint`)).compensations[0];
  const asked = (await (await other.request.get("/api/v1/approvals?scope=all&state=asked&limit=100")).json()).items;
  const wish = asked.find((one: { subjectId: string }) => one.subjectId === compensation.id);
  const granted = await other.request.post(`/api/v1/approvals/${wish.customerId}/${wish.id}/decision`, {
    headers: header,
    data: { granted: true },
  });
  expect(granted.status()).toBe(200);
  await other.close();
  await page.reload();
  await expect(steps.getByText(say(words.approvalGranted))).toBeVisible();
  await press(steps, say(words.instruct));
  await expect(steps.getByText(say(words.stateInstructed), { exact: true })).toBeVisible();

  await step(page, say(words.solve), say(words.solve), async (form) => {
    await form.getByLabel(say(words.solutionText)).fill("致歉，赔付损失，修复后逐户回访。");
    await form.getByLabel(say(words.measure)).fill("修复后逐户回访");
    await choose(page, say, words.owner, "周建国");
    await form.getByLabel(say(words.dueOn)).fill("2099-12-20");
    await page.keyboard.press("Enter");
    await expectNoSideways(page);
  });
  await expect(steps.locator(".measure")).toContainText("周建国");
  expect(await state(page, id)).toBe("solved");
  await expect(steps.getByText(say(words.awaitsReview))).toBeVisible();

  // Quality control, which had no part in it.
  await signIn("supervision");
  await page.goto(`/tickets/${id}`);
  await step(page, say(words.reviewDo), say(words.reviewDo), async (form) => {
    for (const check of await form.getByRole("checkbox").all()) await check.check();
    await form.getByText(say(words.passed), { exact: true }).click();
    await form.getByLabel(say(words.notes)).fill("处理得当，措施明确。");
  });
  expect(await state(page, id)).toBe("reviewed");

  await signIn("agent");
  await page.goto(`/tickets/${id}`);
  await step(page, say(words.tell), say(words.tell), async (form) => {
    // What is told begins with the solution.
    await expect(form.getByLabel(say(words.tellText))).toHaveValue(/逐户回访/);
  });
  await step(page, say(words.answerDo), say(words.answerDo), async (form) => {
    await form.getByRole("radio", { name: say(words.dissatisfied) }).check();
    await form.getByLabel(say(words.words)).fill("三天的损失不止这些。");
  });
  await expect(steps.getByText(say(words.reopenedTimes, { count: 1 }))).toBeVisible();
  expect(await state(page, id)).toBe("working");

  // The second round, up to its end on the screen.
  await send(page, `/tickets/${id}/solution`, {
    text: "另抵减三天月费。",
    apology: true,
    measures: [{ what: "核对抵减", ownerId: me, dueOn: "2099-12-20" }],
  });
  await signIn("supervision");
  await send(page, `/tickets/${id}/review`, {
    passed: true,
    notes: "第二次处理得当",
    checklist: { facts: true, conclusion: true, measures: true, compensation: true, words: true },
  });
  await signIn("agent");
  await send(page, `/tickets/${id}/telling`, { way: "phone", text: "电话说明另抵减三天月费。" });
  await page.goto(`/tickets/${id}`);
  await step(page, say(words.answerDo), say(words.answerDo), async (form) => {
    await form.getByRole("radio", { name: new RegExp(`^${say(words.satisfied)}`) }).check();
  });
  await expect(page.locator(".ticket-outcome")).toBeVisible();
  expect(await read(page, `/tickets/${id}`)).toMatchObject({ state: "closed", satisfied: true, reopened: 1 });
  await expectNoSideways(page);

  // Each step left its evidence, clause by clause.
  await signIn("manager");
  const now = Date.now();
  const span = `from=${new Date(now - 86_400_000).toISOString()}&to=${new Date(now + 86_400_000).toISOString()}`;
  const { chapters } = await read(page, `/compliance?document=B&${span}`);
  const line = chapters
    .flatMap((one: { clauses: { number: string }[] }) => one.clauses)
    .find((one: { number: string }) => one.number === "B5.3.3");
  const kept = line.controls.filter((one: { met: number }) => one.met > 0).map((one: { key: string }) => one.key);
  for (const control of [
    "complaint-investigation",
    "complaint-solution",
    "closing-review",
    "complaint-result",
    "remedy",
  ])
    expect(kept).toContain(`service.${control}`);
  await page.goto("/compliance?document=B");
  await expect(page.getByRole("heading", { name: say(complianceTexts.title) })).toBeVisible();
  await expect(page.getByText("B5.3.3").first()).toBeVisible();
});

test("a team lead sees where complaints come from, and plans an improvement against a cause", async ({
  page,
  signIn,
  say,
  mark,
}) => {
  await signIn("agent");
  const me = (await read(page, "/me")).id;
  const [customer] = (await read(page, "/customers?state=active&limit=1")).items;
  const staff = await read(page, "/ticket-staff");
  const { id } = await send(page, "/tickets", {
    customerId: customer.customerId,
    kind: "complaint",
    categoryKey: "service",
    source: "counter",
    subject: `师傅迟到 ${mark}`,
    content: "约好上午，下午才到。",
    assigneeId: me,
  });
  await send(page, `/tickets/${id}/investigation`, {
    cause: "late-visit",
    finding: "派单冲突",
    responsibleDepartmentId: staff.departments.find((one: { code: string }) => one.code === "OPS").id,
    ourFault: "yes",
  });
  await signIn("team_lead");
  await page.goto("/improvements");
  await expect(page.getByText(say(improvementTexts.question))).toBeVisible();
  await expect(page.locator(".chart svg").first()).toBeVisible();
  await expectNoSideways(page);
  // The same as a table, from which a cause leads to its complaints.
  await page.locator(".chart-ways").first().locator("label").nth(1).click();
  await page.getByRole("button", { name: say({ zh: "上门延误", en: "Late visit" }), exact: true }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText(`师傅迟到 ${mark}`)).toBeVisible();
  await expect(page).toHaveURL(/bar=/);
  await drawer.getByRole("button", { name: say(improvementTexts.improveThis) }).click();
  const form = page.getByRole("dialog").filter({ hasText: say(improvementTexts.addLead) });
  await form.getByLabel(say(improvementTexts.name)).fill(`减少迟到 ${mark}`);
  await form.getByLabel(say(improvementTexts.measure)).fill("派单间隔改为两小时");
  await form.getByLabel(say(improvementTexts.owner)).fill("周建国");
  await page.locator(".ant-select-item-option-active").filter({ hasText: "周建国" }).last().waitFor();
  await page.keyboard.press("Enter");
  await form.getByLabel(say(improvementTexts.dueOn)).fill("2099-12-20");
  await page.keyboard.press("Enter");
  await form.getByRole("button", { name: say(improvementTexts.add) }).click();
  const card = page.locator(".improvement").filter({ hasText: `减少迟到 ${mark}` });
  await expect(card).toContainText(say({ zh: "上门延误", en: "Late visit" }));
  await card.getByRole("button", { name: say(improvementTexts.implement) }).click();
  await dialog(page).getByLabel(say(improvementTexts.implementation)).fill("规则已改");
  await dialog(page)
    .getByRole("button", { name: say(improvementTexts.implement) })
    .click();
  await expect(card.getByText(say(improvementTexts.stateImplemented))).toBeVisible();
  await expect(card.locator(".effect")).toBeVisible();
  await expectNoSideways(page);
});

test("a category keeps what it means when something else of it is changed", async ({ page, signIn, say }) => {
  await signIn("team_lead");
  const named = async () =>
    (await read(page, "/ticket-categories")).items.find((one: any) => one.key === "false-advertising");
  const before = await named();
  expect(before.definition.zh).toBeTruthy();
  await page.goto("/tickets/settings");
  const line = page.locator(".category-line").filter({ hasText: say(before.label) });
  await line.getByRole("button").nth(1).click();
  await expect(dialog(page).locator("textarea").first()).toHaveValue(before.definition.zh);
  await dialog(page)
    .getByRole("spinbutton")
    .fill(String(before.position + 1));
  await dialog(page).locator(".ant-btn-primary").click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await named()).toMatchObject({ definition: before.definition, position: before.position + 1 });
});
