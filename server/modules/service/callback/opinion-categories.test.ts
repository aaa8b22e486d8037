import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let lead: Awaited<ReturnType<typeof t.as>>;
let manager: Awaited<ReturnType<typeof t.as>>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  [lead, manager] = [await t.as("team_lead"), await t.as("manager")];
});
afterAll(() => t.close());

const items = async () => (await lead("GET", "/opinion-categories")).body.items as any[];
const keys = async () => (await items()).map((one) => one.key);
const add = (key: string, zh: string, en: string, more: object = {}) =>
  lead("POST", "/opinion-categories", { key, label: { zh, en }, ...more });
const measure = (category: string) =>
  manager("POST", "/callback-measures", {
    periodKey: "2026-05",
    category,
    what: "每日检查",
    ownerId: me,
    finishOn: "2026-07-01",
  });
let me: string;
beforeAll(async () => {
  me = (await lead("GET", "/me")).body.id;
});

describe("categories of opinions", () => {
  test("are there from the start, in their order, with the keys that opinions hold already", async () => {
    expect(await keys()).toEqual(["quality", "service", "speed", "visit", "price", "publicity", "praise", "other"]);
  });

  test("are added in their place, renamed and moved", async () => {
    expect((await add("app", "手机应用", "App", { position: 45 })).body).toEqual({
      key: "app",
      label: { zh: "手机应用", en: "App" },
      position: 45,
      active: true,
      used: false,
    });
    expect(await keys()).toContain("app");
    const patched = await lead("PATCH", "/opinion-categories/app", {
      label: { zh: "手机营业厅", en: "App" },
      position: 80,
    });
    expect(patched.body).toMatchObject({ label: { zh: "手机营业厅" }, position: 80 });
    expect((await keys()).slice(-2)).toEqual(["app", "other"]);
  });

  test.each([
    ["a key that is taken", ["praise", "称赞", "Commended"], 409],
    ["a name that is taken", ["thanks", "表扬", "Thanks"], 409],
    ["a name that is taken but for its case", ["thanks", "感谢", "PRAISE"], 409],
    ["a key that is none", ["Thanks!", "感谢", "Thanks"], 400],
    ["no name", ["thanks", " ", "Thanks"], 400],
  ] as const)("are not added with %s", async (_, [key, zh, en], status) => {
    expect((await add(key, zh, en)).status).toBe(status);
    expect(await keys()).not.toContain("thanks");
  });

  test("one that nothing holds can be deleted, one that is held cannot: it is retired and takes nothing new", async () => {
    await add("queue", "排队", "Queues");
    expect((await measure("queue")).status).toBe(201);
    const held = await lead("DELETE", "/opinion-categories/queue");
    expect([held.status, held.body.code]).toEqual([409, "service.category_used"]);
    expect((await lead("PATCH", "/opinion-categories/queue", { active: false })).body).toMatchObject({
      active: false,
      used: true,
    });
    await add("typo", "打错字", "Typo");
    expect((await lead("DELETE", "/opinion-categories/typo")).status).toBe(204);
    expect((await lead("DELETE", "/opinion-categories/typo")).status).toBe(404);
    expect(await keys()).not.toContain("typo");
    expect((await lead("PATCH", "/opinion-categories/typo", { active: false })).status).toBe(404);
  });

  test("a measure may answer what was said under a retired one, but not under none", async () => {
    expect((await measure("queue")).status).toBe(201);
    const wrong = await measure("nothing");
    expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([400, "category"]);
  });

  test("of two who add the same one is told that it is there", async () => {
    const both = await Promise.all([add("twice", "两次", "Twice"), add("twice", "再次", "Again")]);
    expect(both.map((one) => one.status).sort()).toEqual([201, 409]);
  });

  test("are changed by those who may set up the desk, and read by those who read callbacks", async () => {
    const agent = await t.as("agent");
    expect((await agent("GET", "/opinion-categories")).status).toBe(200);
    expect((await agent("POST", "/opinion-categories", { key: "x1", label: { zh: "甲", en: "A" } })).status).toBe(403);
    expect((await agent("PATCH", "/opinion-categories/other", { active: false })).status).toBe(403);
    expect((await agent("DELETE", "/opinion-categories/other")).status).toBe(403);
  });
});
