import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { qualityDesk } from "./quality.testing.ts";

type Desk = Awaited<ReturnType<typeof qualityDesk>>;
let { t, lead, manager, list, sheet, scoredByHand } = {} as Desk;
beforeAll(async () => {
  ({ t, lead, manager, list, sheet, scoredByHand } = await qualityDesk());
  await scoredByHand();
});
afterAll(() => t.close());

describe("sheets", () => {
  const item = (key: string, more: object = {}) => ({
    key,
    label: { zh: key, en: key },
    kind: "check",
    weight: 10,
    ...more,
  });
  const title = { zh: "表", en: "Sheet" };
  test("change as new versions; what was scored keeps its own", async () => {
    const before = await sheet("handling");
    const given = { version: 1, kind: "handling", title, items: [item("fast", { kind: "mark" })] };
    expect((await lead("PUT", "/quality/sheets/handling", given)).body).toMatchObject({ version: 2, inUse: true });
    expect((await lead("PUT", "/quality/sheets/handling", given)).body.code).toBe("service.changed");
    expect((await sheet("handling")).items).toHaveLength(1);
    const scored = (await list("results", manager, "&kind=handling"))[0];
    expect((await manager("GET", `/quality-checks/${scored.id}`)).body.sheet.id).toBe(before.id);
    const versions = (await lead("GET", "/quality/sheets/handling/versions")).body.items;
    expect(versions.map((one: any) => [one.version, one.inUse])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test.each([
    ["two items of one key", { items: [item("a"), item("a")] }],
    ["a checklist without an item of conduct", { kind: "conduct", items: [item("a")] }],
    ["no items", { items: [] }],
    ["a weight of nothing", { items: [item("a", { weight: 0 })] }],
    ["a key that no place could hold", { items: [item("A b")] }],
  ])("with %s are refused", async (_, wrong) => {
    const given = { version: 0, kind: "handling", title, ...wrong };
    expect((await lead("PUT", "/quality/sheets/own", given)).status).toBe(400);
  });
});
