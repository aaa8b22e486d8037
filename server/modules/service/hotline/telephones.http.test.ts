import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { hotlineDesk } from "./hotline.testing.ts";

type Desk = Awaited<ReturnType<typeof hotlineDesk>>;
let { t, lead, agent, staff, customerId, contact } = {} as Desk;

beforeAll(async () => {
  ({ t, lead, agent, staff, customerId, contact } = await hotlineDesk());
});
afterAll(() => t.close());

describe("telephones", () => {
  test("an agent sits down at one, and whoever sat there sits nowhere", async () => {
    expect((await agent("PUT", "/hotline/mine", { extension: "8002" })).body).toEqual({ extension: "8002" });
    expect((await agent("GET", "/hotline/mine")).body.extension).toBe("8002");
    expect((await lead("GET", "/hotline/mine")).body.extension).toBe(null);
    expect((await lead("GET", "/hotline/extensions")).body.items).toEqual([
      { extension: "8002", staffId: staff["agent"], staffName: "林晓燕" },
    ]);
    await agent("PUT", "/hotline/mine", { extension: null });
    expect((await lead("GET", "/hotline/extensions")).body.items).toEqual([]);
  });

  test("two who sit down at one at once: one of them has it", async () => {
    const both = await Promise.all([
      agent("PUT", "/hotline/mine", { extension: "8003" }),
      lead("PUT", "/hotline/mine", { extension: "8003" }),
    ]);
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    expect((await lead("GET", "/hotline/extensions")).body.items.length).toBe(1);
    expect((await lead("DELETE", "/hotline/extensions/8003")).status).toBe(204);
    expect((await lead("DELETE", "/hotline/extensions/8003")).status).toBe(404);
  });

  test.each([
    ["somebody who answers no calls", () => ({ staffId: staff["finance"] }), "8005"],
    ["nobody", () => ({ staffId: newId() }), "8005"],
    ["a number that is none", () => ({ staffId: staff["agent"] }), "80%2005"],
  ])("refuses %s", async (_, body, extension) =>
    expect((await lead("PUT", `/hotline/extensions/${extension}`, body())).status).toBe(400),
  );
});

test("a call can be simulated, and is recorded like a real one", async () => {
  const body = { from: "138 1234 5678", staffId: staff["agent"], seconds: 30 };
  const { status, body: made } = await lead("POST", "/hotline/simulations", body);
  expect(status).toBe(201);
  expect(await contact(made.id)).toMatchObject({ customerId, state: "ringing", staffName: "林晓燕" });
  const { rows } = await t.pool.query(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'service.call.simulated'",
  );
  expect(rows).toEqual([{ n: 2 }]);
  expect((await lead("POST", "/hotline/simulations", { ...body, from: "nobody" })).status).toBe(400);
  expect((await lead("POST", "/hotline/simulations", { ...body, staffId: staff["finance"] })).status).toBe(400);
});

test("each action needs its permission", async () => {
  expect((await agent("GET", "/hotline/switchboards")).status).toBe(403);
  expect((await agent("POST", "/hotline/switchboards", { name: "x" })).status).toBe(403);
  expect((await agent("POST", "/hotline/simulations", {})).status).toBe(403);
  expect((await agent("PUT", "/hotline/extensions/8001", { staffId: staff["agent"] })).status).toBe(403);
  expect((await (await t.as("finance"))("GET", "/hotline/mine")).status).toBe(403);
});
