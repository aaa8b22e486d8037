import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
beforeAll(async () => {
  t = await testApp();
  lead = await t.as("team_lead");
});
afterAll(() => t.close());

const add = async (name: string, steps: object = { urgency: "high" }) =>
  (await lead("POST", "/macros", { name, steps })).body as { id: string; version: number };

test("a macro is changed, of the version that was seen; whoever was slower is told the present one", async () => {
  const { id, version } = await add("加急");
  const changed = await lead("PUT", `/macros/${id}`, {
    version,
    name: "加急处理",
    steps: { note: "已催办", take: true },
  });
  expect([changed.status, changed.body]).toEqual([
    200,
    { id, version: 2, name: "加急处理", steps: { note: "已催办", take: true } },
  ]);
  const stale = await lead("PUT", `/macros/${id}`, { version, name: "别的", steps: { take: true } });
  expect([stale.status, stale.body.code, stale.body.version]).toEqual([409, "service.changed", 2]);
  const listed = (await lead("GET", "/macros")).body.items.find((one: { id: string }) => one.id === id);
  expect(listed).toEqual(changed.body);
});

test("two who save at once: one of them", async () => {
  const { id, version } = await add("并发");
  const answers = await Promise.all(
    ["甲", "乙", "丙"].map((name) => lead("PUT", `/macros/${id}`, { version, name, steps: { take: true } })),
  );
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409]);
});

test("no two of one name, whatever its letters, nor when both come at once; its own it may keep", async () => {
  const { id, version } = await add("Call back");
  const twice = await lead("POST", "/macros", { name: "CALL BACK", steps: { take: true } });
  expect([twice.status, twice.body.code, twice.body.errors[0].field]).toEqual([409, "service.macro_name", "name"]);
  const other = await add("另一个");
  const taken = await lead("PUT", `/macros/${other.id}`, { version: 1, name: "call back", steps: { take: true } });
  expect([taken.status, taken.body.errors[0].field]).toEqual([409, "name"]);
  expect((await lead("PUT", `/macros/${id}`, { version, name: "Call back", steps: { wait: "回电" } })).status).toBe(
    200,
  );
  const both = await Promise.all([1, 2].map(() => lead("POST", "/macros", { name: "同时", steps: { take: true } })));
  expect(both.map((one) => one.status).sort()).toEqual([201, 409]);
});

test.each([
  [{ name: "无版本", steps: { take: true } }, 400],
  [{ version: 1, name: "", steps: { take: true } }, 400],
  [{ version: 1, name: "空", steps: {} }, 400],
  [{ version: 1, name: "怪", steps: { urgency: "now" } }, 400],
  [{ version: 1, name: "多", steps: { take: true }, createdBy: null }, 400],
])("refuses %o", async (body, status) => {
  const { id } = await add(`试 ${JSON.stringify(body).slice(0, 40)}`);
  expect((await lead("PUT", `/macros/${id}`, body)).status).toBe(status);
});

test("what is gone is not changed, and only those who set up the desk change any", async () => {
  const { id, version } = await add("删掉");
  const body = { version, name: "改名", steps: { take: true } };
  expect((await (await t.as("agent"))("PUT", `/macros/${id}`, body)).status).toBe(403);
  expect((await lead("DELETE", `/macros/${id}`)).status).toBe(204);
  expect((await lead("PUT", `/macros/${id}`, body)).status).toBe(404);
});
