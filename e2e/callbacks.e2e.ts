import { readFile } from "node:fs/promises";
import type { BrowserContext } from "@playwright/test";
import { callbackTexts as texts } from "../console/src/service/callbacks/texts.ts";
import { enterCustomer, expect, expectNoSideways, header, test } from "./journey.ts";

/** Calls a route as whoever is signed in. */
async function call(context: BrowserContext, method: "get" | "post", path: string, data?: object): Promise<any> {
  const reply = await context.request[method](`/api/v1${path}`, { headers: header, ...(data && { data }) });
  expect(reply.status(), await reply.text()).toBeLessThan(300);
  return reply.json();
}

test("a dissatisfied customer: recorded, corrected by the department, reviewed, reported", async ({
  page,
  context,
  signIn,
  say,
  phone,
  mark,
}) => {
  // Five people take part, one after the other.
  test.slow();
  // A plan that calls this customer alone, by the agent, within the hour.
  const name = `东方${mark}${String(Date.now()).slice(-4)}`;
  const since = new Date().toISOString();
  await signIn("agent");
  await enterCustomer(page, name, `139${String(Date.now()).slice(-8)}`);
  const agent = (await call(context, "get", "/me")).id as string;
  await signIn("team_lead");
  const plan = await call(context, "post", "/callback-plans", {
    name: `回访${mark}`,
    occasion: "cycle",
    cycle: "once",
    filters: { createdAt: `${since}..` },
    way: "phone",
    doer: "person",
    doerStaffId: agent,
    term: "1h",
    fromOn: since.slice(0, 8) + "01",
    questions: [{ key: "speed", kind: "score", label: "响应速度" }],
  });
  await signIn("manager");
  await call(context, "post", `/callback-plans/${plan.id}/approval`);

  // The agent works the list.
  await signIn("agent");
  await expect(async () => {
    const list = await call(context, "get", "/callbacks?only=mine&state=due&limit=200");
    expect(JSON.stringify(list)).toContain(name);
  }).toPass();
  await page.goto("/callbacks");
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await expect(page.getByText(say(texts.standardScript))).toBeVisible();
  await expectNoSideways(page);
  if (phone) await page.locator(".call-level-2").click();
  else await page.keyboard.press("2");
  await page.getByLabel(say(texts.opinion)).fill("安装师傅迟到了两小时");
  await page.getByLabel(say(texts.explanation)).fill("说明了当天的排班情况");
  const next = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(say(texts.nextOn)).fill(next);
  await page.keyboard.press("Enter");
  await page.getByLabel(say(texts.remedyFor)).fill(say({ zh: "运维部", en: "Field operations" }));
  await page.keyboard.press("Enter");
  await page.getByLabel(say(texts.problem)).fill(`装机迟到 ${name}`);
  await page.getByRole("button", { name: say(texts.saveNext) }).click();
  await expect(page.getByText(say(texts.saved))).toBeVisible();

  // The department answers.
  await signIn("installer");
  await page.goto("/callbacks/remedies");
  const order = page.getByRole("listitem").filter({ hasText: `装机迟到 ${name}` });
  await order.getByRole("button", { name: say(texts.answerIt) }).click();
  await order.getByLabel(say(texts.answerWords)).fill("已调整排班，提前一天电话确认");
  await order.getByRole("button", { name: say(texts.answerSave) }).click();
  await expect(order).toBeHidden();
  await expectNoSideways(page);

  // The manager reads it all and signs.
  await signIn("manager");
  await page.goto("/callbacks?list=unreviewed");
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await expect(page.getByText("安装师傅迟到了两小时")).toBeVisible();
  await expect(page.getByText("已调整排班，提前一天电话确认")).toBeVisible();
  await page.getByLabel(say(texts.reviewComment)).first().fill("处理得当");
  await page.getByRole("button", { name: say(texts.review), exact: true }).click();
  await expect(page.getByText(say(texts.reviewedBy, { name: "沈明辉" }))).toBeVisible();

  // The sheet of the month, on paper.
  await page.goto(`/callbacks/statistics?month=${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)}`);
  await expect(page.getByRole("table", { name: say(texts.statistics) })).toContainText("林晓燕");
  await expectNoSideways(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: say(texts.pdf) }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe("%PDF-");
});
