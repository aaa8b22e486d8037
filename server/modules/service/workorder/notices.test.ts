import { afterAll, beforeAll, expect, test } from "vitest";
import { type Call, type OrderApp, orderApp } from "./testing.ts";

let t: OrderApp;
beforeAll(async () => {
  t = await orderApp();
});
afterAll(() => t.close());

const ok = async (as: Call, path: string, body: object = {}) => {
  const answer = await as("POST", path, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
};
const bell = async (as: Call, id: string) =>
  (await as("GET", "/notices")).body.items.filter((one: any) => one.subjectId === id);
const kinds = async (as: Call, id: string) => (await bell(as, id)).map((one: any) => one.kind);

test("an installer hears of what is sent to them, moved, given to another and called off; not of their own steps", async () => {
  const { id, number } = await t.order();
  const agree = (installerId: string, from: string, to: string) =>
    ok(t.lead, `/work-orders/${id}/appointment`, { installerId, from, to, askedBy: "customer" });
  await agree(t.installerId, "2026-06-16T01:00:00.000Z", "2026-06-16T02:00:00.000Z");
  expect(await bell(t.installer, id)).toEqual([]);
  await ok(t.lead, `/work-orders/${id}/dispatch`);
  expect(await bell(t.installer, id)).toMatchObject([{ kind: "workorder.dispatched", name: number, by: "周建国" }]);
  const { id: second } = (await t.second("GET", "/me")).body;
  await agree(second, "2026-06-16T03:00:00.000Z", "2026-06-16T04:00:00.000Z");
  // It is not theirs any more: they hear of it by its number.
  expect(await bell(t.installer, id)).toMatchObject([
    { kind: null, name: number, visible: false },
    { kind: null, name: number, visible: false },
  ]);
  expect(await kinds(t.second, id)).toEqual([]);
  await ok(t.lead, `/work-orders/${id}/dispatch`);
  await agree(second, "2026-06-16T05:00:00.000Z", "2026-06-16T06:00:00.000Z");
  await ok(t.lead, `/work-orders/${id}/dispatch`);
  await ok(t.second, `/work-orders/${id}/departure`);
  expect(await kinds(t.second, id)).toEqual(["workorder.dispatched", "workorder.moved", "workorder.dispatched"]);
});

test("a visit that is called off rings at its installer", async () => {
  const { id } = await t.order();
  const times = { from: "2026-06-17T01:00:00.000Z", to: "2026-06-17T02:00:00.000Z" };
  await ok(t.lead, `/work-orders/${id}/appointment`, { installerId: t.installerId, ...times });
  await ok(t.lead, `/work-orders/${id}/cancellation`, { reason: "客户不装了" });
  expect(await kinds(t.installer, id)).toEqual(["workorder.cancelled"]);
});
