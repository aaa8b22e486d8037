import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const gold = {
  list: "customers",
  name: "金牌企业客户",
  definition: { filters: { grade: "gold", class: "enterprise" }, sort: "-createdAt", columns: ["name", "grade"] },
};

test("a view is kept for oneself, shared, changed and removed by its maker only", async () => {
  const [data, finance] = [await t.as("data_group"), await t.as("finance")];
  const { status, body } = await data("POST", "/views", gold);
  expect([status, body.mine, body.shared, body.definition]).toEqual([201, true, false, gold.definition]);
  const listed = async (call: typeof data) => (await call("GET", "/views?list=customers")).body.items;
  expect(await listed(finance)).toEqual([]);
  expect((await finance("PATCH", `/views/${body.id}`, { name: "x" })).status).toBe(404);
  expect((await data("PATCH", `/views/${body.id}`, { shared: true, name: "金牌" })).body).toMatchObject({
    shared: true,
    name: "金牌",
  });
  expect(await listed(finance)).toMatchObject([{ name: "金牌", mine: false, definition: gold.definition }]);
  expect((await finance("PATCH", `/views/${body.id}`, { name: "x" })).status).toBe(403);
  expect((await finance("DELETE", `/views/${body.id}`)).status).toBe(403);
  expect((await data("DELETE", `/views/${body.id}`)).status).toBe(204);
  expect(await listed(data)).toEqual([]);
});

test("a shared view whose filters are beyond the reader's rights shows no filters", async () => {
  const data = await t.as("data_group");
  await data("POST", "/views", {
    ...gold,
    shared: true,
    name: "本季入网",
    definition: { filters: { joinedOn: "2026-04-01..2026-06-30" } },
  });
  const administrator = await t.as("administrator");
  expect((await administrator("GET", "/views?list=customers")).body.items).toMatchObject([
    { name: "本季入网", definition: null },
  ]);
});

test.each([
  ["an unknown list", { list: "nothing" }],
  ["an unknown filter", { definition: { filters: { nonsense: "x" } } }],
  ["a field that no list filters by", { definition: { filters: { budget: "1" } } }],
  ["a choice that is none", { definition: { filters: { grade: "diamond" } } }],
  ["a page for a filter", { definition: { filters: { cursor: "x" } } }],
  ["an order that is none", { definition: { sort: "budget" } }],
  ["a column that is none", { definition: { columns: ["birthplace"] } }],
  ["no name", { name: " " }],
])("is refused for %s", async (_, wrong) => {
  const data = await t.as("data_group");
  expect((await data("POST", "/views", { ...gold, ...wrong })).status).toBe(400);
});
