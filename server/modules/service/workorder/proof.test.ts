import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jpeg, type OrderApp, orderApp, signature } from "./testing.ts";

let t: OrderApp;
let id: string;
beforeAll(async () => {
  t = await orderApp();
  id = await t.atWork();
});
afterAll(() => t.close());

describe("photos", () => {
  test("are kept with their step, seen by whoever sees the order, and taken back while at work", async () => {
    const [step] = (await t.installer("GET", `/work-orders/${id}`)).body.steps.filter((one: any) => one.photo);
    const { status, body } = await t.upload("installer", id, jpeg(), "../../etc/passwd.jpg", step.id);
    expect(status).toBe(201);
    const detail = (await t.lead("GET", `/work-orders/${id}`)).body;
    expect(detail.photos).toMatchObject([
      { id: body.id, stepId: step.id, mediaType: "image/jpeg", takenByName: "郑大勇" },
    ]);
    const shown = await t.lead("GET", `/work-orders/${id}/photos/${body.id}`);
    expect([shown.status, shown.headers["content-type"], shown.headers["x-content-type-options"]]).toEqual([
      200,
      "image/jpeg",
      "nosniff",
    ]);
    expect((await t.second("GET", `/work-orders/${id}/photos/${body.id}`)).status).toBe(404);
    const { rows } = await t.pool.query("select name, expires_at from platform.file");
    expect(rows).toEqual([{ name: expect.stringMatching(/^W260615-\w{5}-\w{6}$/), expires_at: null }]);
    expect((await t.installer("DELETE", `/work-orders/${id}/photos/${body.id}`)).status).toBe(204);
    expect((await t.lead("GET", `/work-orders/${id}/photos/${body.id}`)).status).toBe(404);
    expect((await t.pool.query("select 1 from platform.file")).rowCount).toBe(0);
  });

  test.each([
    ["of 60 MB", () => jpeg(60 * 1024 ** 2), 413, "files.photo_too_large"],
    ["that is a program", () => Buffer.concat([Buffer.from("MZ"), Buffer.alloc(3_000, 1)]), 415, "files.not_an_image"],
    ["that is a page", () => Buffer.from("<svg onload=alert(1)>"), 415, "files.not_an_image"],
    ["with nothing in it", () => Buffer.alloc(0), 415, "files.not_an_image"],
  ])("a photo %s is refused, and nothing of it stays", async (_, bytes, status, code) => {
    const answer = await t.upload("installer", id, bytes(), "IMG_0001.jpg");
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await t.pool.query("select 1 from platform.file")).rowCount).toBe(0);
    expect((await t.lead("GET", `/work-orders/${id}`)).body.photos).toEqual([]);
  });

  test("of somebody else's order, of an unknown step, or before departure are refused", async () => {
    expect((await t.upload("installer_two", id, jpeg())).status).toBe(404);
    expect((await t.upload("installer", id, jpeg(), "a.jpg", "0197aaaa-0000-7000-8000-000000000000")).status).toBe(404);
    const order = await t.order();
    await t.agree(order.id, 14);
    expect((await t.upload("installer", order.id, jpeg())).body.code).toBe("service.not_at_work");
    expect((await t.installer("POST", `/work-orders/${id}/photos`, { photo: "x" })).status).toBe(400);
    expect((await t.pool.query("select 1 from platform.file")).rowCount).toBe(0);
  });
});

describe("the signature", () => {
  test("is kept sealed, and shown to those who may see who signed", async () => {
    const signed = await t.sign(id);
    expect(signed.body).toMatchObject({ signerName: "欧阳小娟", signedAt: "2026-06-15T02:00:00Z" });
    expect(JSON.stringify(signed.body)).not.toContain(signature().toString("base64"));
    const { rows } = await t.pool.query("select signature from service.work_order where id = $1", [id]);
    expect(rows[0].signature.includes(signature())).toBe(false);
    const shown = await t.app.inject({
      method: "GET",
      url: `/api/v1/work-orders/${id}/signature`,
      headers: await bearer("manager"),
    });
    expect([shown.statusCode, shown.headers["content-type"], shown.rawPayload.equals(signature())]).toEqual([
      200,
      "image/png",
      true,
    ]);
    expect((await t.agent("GET", `/work-orders/${id}/signature`)).body.code).toBe("fields.forbidden");
    expect((await t.agent("GET", `/work-orders/${id}`)).body.signerName).toBe("欧**");
  });

  test.each([
    ["no picture", { signerName: "某人", png: "bm90IGEgcG5n" }, 400],
    ["a photo", { signerName: "某人", png: jpeg().toString("base64") }, 400],
    [
      "too large a picture",
      { signerName: "某人", png: Buffer.concat([signature(), Buffer.alloc(250_000)]).toString("base64") },
      400,
    ],
    ["nobody's name", { signerName: " ", png: signature().toString("base64") }, 400],
  ])("of %s is refused", async (_, body, status) => {
    expect((await t.installer("PUT", `/work-orders/${id}/signature`, body)).status).toBe(status);
  });
});

test("steps are ticked off and on by the installer at work; the company changes them", async () => {
  const { steps } = (await t.installer("GET", `/work-orders/${id}`)).body;
  const [step] = steps;
  const tick = (done: boolean) => t.installer("PUT", `/work-orders/${id}/steps/${step.id}`, { done });
  expect((await tick(true)).body.steps[0]).toMatchObject({ doneByName: "郑大勇", doneAt: "2026-06-15T02:00:00Z" });
  expect((await tick(false)).body.steps[0].doneAt).toBeNull();
  await tick(true);
  const manager = await t.as("manager");
  const label = { zh: "核对光功率", en: "Check the optical power" };
  expect((await manager("PUT", "/work-order-steps/installation", { steps: [{ label, photo: true }] })).status).toBe(
    200,
  );
  // What was done on it before stays with the order.
  expect(
    (await t.installer("GET", `/work-orders/${id}`)).body.steps.map((one: any) => [one.label.zh, one.active]),
  ).toEqual(
    expect.arrayContaining([
      ["核对光功率", true],
      [step.label.zh, false],
    ]),
  );
  expect((await t.agent("PUT", "/work-order-steps/installation", { steps: [{ label }] })).status).toBe(403);
  expect((await manager("PUT", "/work-order-steps/installation", { steps: [] })).status).toBe(400);
});

describe("the feed of an installer's calendar", () => {
  const feed = (token: string) => t.call("GET", `/work-orders/calendar.ics?token=${token}`);

  test("shows number and area, no name, phone or street", async () => {
    const { body } = await t.installer("POST", "/me/work-calendar");
    const text = String((await feed(body.token)).body);
    const order = (await t.lead("GET", `/work-orders/${id}`)).body;
    expect(text).toContain("BEGIN:VEVENT");
    expect(text).toContain(order.number);
    expect(text).toContain("DTSTART:20260616T010000Z");
    expect(text.replaceAll("\r\n ", "")).toContain("西湖区");
    for (const hidden of ["欧阳小娟", "13712340987", "0987", "文三路", "新装宽带"]) expect(text).not.toContain(hidden);
    expect((await t.installer("GET", "/me/work-calendar")).body).toEqual({
      madeAt: "2026-06-15T02:00:00Z",
      readAt: "2026-06-15T02:00:00Z",
    });
    expect(
      (
        await t.pool.query("select feed_hash from service.installer where feed_hash is not null")
      ).rows[0].feed_hash.toString(),
    ).not.toContain(body.token);
  });

  test("opens with its token only: a wrong, an old and a revoked one are nothing", async () => {
    expect((await feed("yzc_wrong")).status).toBe(404);
    expect((await t.call("GET", "/work-orders/calendar.ics")).status).toBe(400);
    const first = (await t.installer("POST", "/me/work-calendar")).body.token;
    const second = (await t.installer("POST", "/me/work-calendar")).body.token;
    expect([(await feed(first)).status, (await feed(second)).status]).toEqual([404, 200]);
    expect((await t.installer("DELETE", "/me/work-calendar")).status).toBe(204);
    expect((await feed(second)).status).toBe(404);
    const third = (await t.installer("POST", "/me/work-calendar")).body.token;
    expect((await t.agent("DELETE", `/installers/${t.installerId}/work-calendar`)).status).toBe(403);
    expect((await t.lead("DELETE", `/installers/${t.installerId}/work-calendar`)).status).toBe(204);
    expect((await feed(third)).status).toBe(404);
  });

  test("ends when its owner leaves", async () => {
    const { token } = (await t.second("POST", "/me/work-calendar")).body;
    expect((await feed(token)).status).toBe(200);
    await t.pool.query("update identity.staff set state = 'disabled' where id = $1", [t.otherId]);
    expect((await feed(token)).status).toBe(404);
  });
});

async function bearer(role: string) {
  const { body } = await t.call("POST", "/sessions", { email: `${role}@demo.example`, password: "youzhang demo" });
  return { authorization: `Bearer ${body.token}` };
}
