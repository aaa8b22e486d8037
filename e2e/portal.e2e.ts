import { enterCustomer, expect, expectNoSideways, header, test } from "./journey.ts";
import { texts } from "../portal/src/texts.ts";

test("a customer signs in by a code, files a complaint, reads the reply, and takes back a consent", async ({
  page,
  signIn,
  say,
  mark,
  browser,
  baseURL,
  viewport,
  locale,
}) => {
  await signIn("data_group");
  const phone = `139${String(Date.now()).slice(-8)}`;
  await enterCustomer(page, `令狐冲${mark}`, phone);
  const portal = await page
    .context()
    .browser()!
    .newContext({
      viewport: page.viewportSize()!,
      locale: (await page.evaluate(() => navigator.language)) || "zh-CN",
      reducedMotion: "reduce",
    });
  const mine = await portal.newPage();
  await mine.goto("/portal");
  await mine.getByLabel(say(texts.phone)).fill(phone);
  await mine.getByRole("button", { name: say(texts.sendCode) }).click();
  const code = /\d{6}/.exec((await mine.locator("form b").textContent())!)![0];
  await mine.getByLabel(say(texts.code)).fill("000000" === code ? "111111" : "000000");
  await mine.getByRole("button", { name: say(texts.enter), exact: true }).click();
  await expect(mine.getByRole("alert")).toBeVisible();
  await mine.getByLabel(say(texts.code)).fill(code);
  await mine.getByRole("button", { name: say(texts.enter), exact: true }).click();
  await expect(mine.getByText(say(texts.noTickets))).toBeVisible();
  await expectNoSideways(mine);

  await mine.getByRole("link", { name: say(texts.newTicket) }).click();
  await mine.getByLabel(say(texts.complaint), { exact: true }).check();
  await mine.getByLabel(say(texts.subject)).fill("扣费不明");
  await mine.getByLabel(say(texts.content)).fill("<img src=x onerror=alert(1)> 上月多扣了三十元");
  // What was typed is still there after a reload.
  await mine.reload();
  await expect(mine.getByLabel(say(texts.subject))).toHaveValue("扣费不明");
  await mine.getByRole("button", { name: say(texts.send), exact: true }).click();
  await expect(mine.getByRole("heading", { level: 1, name: "扣费不明" })).toBeVisible();
  await expect(mine.locator(".thread img")).toHaveCount(0);
  await expectNoSideways(mine);

  await signIn("agent");
  const request = page.context().request;
  const number = /T\d{6}-\w{5}/.exec((await mine.locator("article").textContent())!)![0];
  const found = (await (await request.get(`/api/v1/tickets?q=${number}`)).json()) as { items: { id: string }[] };
  const id = found.items[0]!.id;
  const reply = await request.post(`/api/v1/tickets/${id}/entries`, {
    headers: header,
    data: { kind: "reply", body: "您好，正在核实这笔费用。", way: "told" },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  await mine.reload();
  await expect(mine.getByText("您好，正在核实这笔费用。")).toBeVisible();
  await mine.getByLabel(say(texts.add)).fill("是五月的账单");
  await mine.getByRole("button", { name: say(texts.addSend), exact: true }).click();
  await expect(mine.getByText("是五月的账单")).toBeVisible();

  await mine.getByRole("link", { name: say(texts.file) }).click();
  await expect(mine.getByText(phone)).toBeVisible();
  await mine
    .getByRole("button", { name: say(texts.withdraw), exact: true })
    .first()
    .click();
  await mine.getByRole("button", { name: say(texts.yes) }).click();
  await expect(mine.getByText(say(texts.withdrawn)).first()).toBeVisible();
  await expectNoSideways(mine);

  // A link opens this one ticket without an account; what is beside it does not.
  const link = (await (
    await request.post(`/api/v1/tickets/${id}/customer-link`, { headers: header, data: {} })
  ).json()) as { path: string };
  const guest = await (await browser.newContext({ viewport, locale, baseURL })).newPage();
  await guest.goto(link.path);
  await expect(guest.getByText("扣费不明")).toBeVisible();
  await guest.goto(`${link.path.slice(0, -2)}zz`);
  await expect(guest.getByRole("alert")).toBeVisible();
  await guest.context().close();
  await portal.close();
});
