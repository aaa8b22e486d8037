import { deflateSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { workOrderTexts } from "../console/src/service/work-orders/texts.ts";
import { expect, expectNoSideways, header, test } from "./journey.ts";

/** A picture of 64 by 48 dots, as a phone would send one, only smaller. */
function picture(): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    let value = n;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const sum = body.reduce((value, byte) => (value >>> 8) ^ table[(value ^ byte) & 255]!, 0xffffffff) ^ 0xffffffff;
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(sum >>> 0);
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(64, 0);
  head.writeUInt32BE(48, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.concat(
    Array.from({ length: 48 }, (_, y) =>
      Buffer.from([0, ...Array.from({ length: 192 }, (__, x) => (x * 5 + y) & 255)]),
    ),
  );
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A customer with a phone and an address, and a repair for them that nobody has scheduled; answers its number. */
async function openRepair(page: Page, name: string): Promise<{ id: string; number: string }> {
  const { request } = page.context();
  const made = await request.post("/api/v1/customers", {
    headers: header,
    data: {
      facts: { kind: "person", name },
      contacts: [{ kind: "phone", value: "13712340987", isPrimary: true }],
      addresses: [{ division: "330106", detail: "文三路123号4幢501室", isPrimary: true }],
      consents: [{ purpose: "service", notice: "2026-01", evidenceKind: "signature", evidence: "受理单" }],
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { customerId } = (await made.json()) as { customerId: string };
  const addresses = await request.get(`/api/v1/customers/${customerId}/addresses`);
  const [address] = ((await addresses.json()) as { items: { id: string }[] }).items;
  const order = await request.post("/api/v1/work-orders", {
    headers: header,
    data: { customerId, addressId: address!.id, kind: "repair", description: "电视无信号", urgency: "high" },
  });
  expect(order.status(), await order.text()).toBe(201);
  return (await order.json()) as { id: string; number: string };
}

/** A button whose picture stands before its words. */
const ends = (words: string) => new RegExp(`${words}$`);

async function write(page: Page, canvas: Locator): Promise<void> {
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + box.height / 2);
  await page.mouse.down();
  for (let at = 1; at <= 20; at++)
    await page.mouse.move(box.x + 30 + at * 10, box.y + box.height / 2 + Math.sin(at) * 30, { steps: 2 });
  await page.mouse.up();
}

test("a dispatcher agrees a time on the board; the installer goes there, has it signed, and it is done", async ({
  page,
  signIn,
  say,
  phone,
  mark,
}) => {
  const name = `夏侯${mark}`;
  await signIn("agent");
  const { id, number } = await openRepair(page, name);

  await signIn("team_lead");
  await page.goto("/work-orders");
  if (phone) {
    const card = page.locator(".board-list li", { hasText: name });
    await card.getByRole("button", { name: say(workOrderTexts.schedule) }).click();
  } else {
    const card = page.locator(".board-waiting .order-card", { hasText: name });
    const today = page.locator("td.board-today").first();
    if (mark.startsWith("zh")) await card.dragTo(today);
    else {
      await card.focus();
      await page.keyboard.press("Space");
      await expect(page.locator(".board-target")).toHaveCount(1);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
    }
  }
  await expectNoSideways(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(say(workOrderTexts.scheduleTitle, { number }))).toBeVisible();
  await dialog.getByRole("radio").first().click();
  const reason = dialog.getByRole("textbox", { name: say(workOrderTexts.reasonLate) });
  if (await reason.isVisible()) await reason.fill("备件在途");
  await dialog.getByRole("button", { name: say(workOrderTexts.schedule) }).click();
  await expect(dialog).toHaveCount(0);

  await page.goto(`/work-orders/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(number) })).toBeVisible();
  await page.getByRole("button", { name: ends(say(workOrderTexts.dispatch)) }).click();
  await expect(page.getByText(/已派发|Dispatched/).first()).toBeVisible();
  await expectNoSideways(page);
  const { windowFrom } = (await (await page.context().request.get(`/api/v1/work-orders/${id}`)).json()) as {
    windowFrom: string;
  };
  const date = new Date(Date.parse(windowFrom) + 8 * 3_600_000).toISOString().slice(0, 10);

  // The installer holds a phone, whatever the dispatcher sat at.
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("installer");
  await page.goto(`/work-orders/today?date=${date}&order=${id}`);
  const stop = page.locator(".stop", { hasText: number });
  await expect(stop.getByText(/文三路/)).toHaveCount(0);
  await stop.getByRole("button", { name: say(workOrderTexts.showPlace) }).click();
  await expect(stop.getByText("文三路123号4幢501室")).toBeVisible();
  await expect(stop.getByRole("link", { name: /137 1234 0987/ })).toHaveAttribute("href", "tel:13712340987");
  await stop.getByRole("button", { name: ends(say(workOrderTexts.depart)) }).click();
  await stop.getByRole("button", { name: ends(say(workOrderTexts.arrive)) }).click();
  await expectNoSideways(page);

  const steps = stop.locator(".site-steps > li");
  await expect(steps).toHaveCount(4);
  await stop
    .locator("input[type=file]")
    .nth(1)
    .setInputFiles({ name: "现场.png", mimeType: "image/png", buffer: picture() });
  await expect(stop.locator(".photos img")).toBeVisible();
  for (const box of await stop.locator(".site-steps input[type=checkbox]").all()) await box.check();
  await stop.getByText(say(workOrderTexts.testPassed), { exact: true }).click();
  await stop.getByRole("combobox", { name: say(workOrderTexts.cause) }).click();
  await page.getByTitle(/^(线路|Line)$/).click();

  // Without a signature the policy refuses, and names its clause.
  const finish = stop.getByRole("button", { name: ends(say(workOrderTexts.finish)) });
  await finish.click();
  await expect(stop.getByRole("link", { name: /B5\.2\.1/ })).toBeVisible();
  await stop.getByRole("button", { name: say(workOrderTexts.sign) }).click();
  await page.getByRole("textbox", { name: say(workOrderTexts.signer) }).fill(name);
  await write(page, page.locator(".signature-pad canvas"));
  await page.getByRole("button", { name: say(workOrderTexts.signSave) }).click();
  await expect(stop.locator(".signature-image")).toBeVisible();
  await finish.click();
  await expect(page.getByText(say(workOrderTexts.finished, { number }), { exact: true })).toBeVisible();
  await expectNoSideways(page);

  await signIn("manager");
  await page.goto(`/work-orders/${id}`);
  await expect(page.getByText(say(workOrderTexts.signedBy, { name }))).toBeVisible();
  await expect(page.locator(".signature-image")).toBeVisible();
  await expect(page.getByText(say(workOrderTexts.promiseMet), { exact: true })).toBeVisible();
  await expectNoSideways(page);
  await page.goto(`/work-orders/${id}/print`);
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(number) })).toBeVisible();
  await expectNoSideways(page);
});

test("an installer's calendar feed is shown once and taken back", async ({ page, signIn, say, playwright }) => {
  await signIn("installer");
  await page.goto("/settings?tab=access");
  await page
    .getByRole("button", { name: new RegExp(`${say(workOrderTexts.feedMake)}|${say(workOrderTexts.feedAnew)}`) })
    .click();
  const field = page.getByRole("textbox", { name: say(workOrderTexts.feed) });
  const address = await field.inputValue();
  // Whoever holds the address needs no session.
  const stranger = await playwright.request.newContext();
  const shown = await stranger.get(address);
  expect([shown.status(), (await shown.text()).includes("BEGIN:VCALENDAR")]).toEqual([200, true]);
  await page.getByRole("button", { name: say(workOrderTexts.feedRevoke) }).click();
  await expect(page.getByText(say(workOrderTexts.feedRevoked))).toBeVisible();
  expect((await stranger.get(address)).status()).toBe(404);
  await stranger.dispose();
  await expectNoSideways(page);
});
