import { afterAll, beforeAll, expect, test } from "vitest";
import { record, runPlan } from "../../../../test/callbacks.ts";
import { newId } from "../../../platform/ids.ts";
import { callbackDesk } from "./callback.testing.ts";

type Desk = Awaited<ReturnType<typeof callbackDesk>>;
let { t, lead, agent, toCall } = {} as Desk;
beforeAll(async () => {
  ({ t, lead, agent, toCall } = await callbackDesk());
});
afterAll(() => t.close());

test("a callback is given to a colleague, with its promise", async () => {
  const { id } = await toCall();
  const to = (who: string) => lead("POST", `/callbacks/${id}/assignment`, { assigneeId: who });
  expect((await to(t.staffOf("account_manager"))).body.callback).toMatchObject({
    assigneeName: "陈思远",
    departmentId: t.ids.SALES,
  });
  expect(await t.promises("service.callback", id)).toMatchObject([{ assignee_id: t.staffOf("account_manager") }]);
  expect((await to(newId())).status).toBe(400);
  expect((await agent("POST", `/callbacks/${id}/assignment`, { assigneeId: newId() })).status).toBe(403);
  const sales = await t.as("account_manager");
  // Of a customer who is not theirs they see the work, not the name.
  expect((await sales("GET", `/callbacks/${id}`)).body).toMatchObject({ customerName: null, callback: { id } });
});

test("whoever takes back the consent to callbacks is not called any more", async () => {
  const { id, customerId } = await toCall();
  const data = await t.as("data_group");
  const evidence = { purpose: "survey", notice: "2026-01", evidenceKind: "signature", evidence: "单" };
  const { body } = await data("POST", `/customers/${customerId}/consents`, evidence);
  await t.tick("service.callbacks.end");
  expect(await t.due(customerId)).toBe(id);
  await data("POST", `/customers/${customerId}/consents/${body.id}/withdrawal`, {});
  await t.tick("service.callbacks.end");
  expect((await agent("GET", `/callbacks/${id}`)).body.callback.state).toBe("cancelled");
  expect(await t.promises("service.callback", id)).toMatchObject([{ state: "waived" }]);
});

test("callbacks follow a merged customer; of two of one turn one is made", async () => {
  const data = await t.as("data_group");
  const [kept, other] = [
    await t.customer("欧阳锋", { channel: "partner" }),
    await t.customer("欧阳锋", { channel: "partner" }),
  ];
  const planned = await runPlan(t, { name: "合并", cycle: "once", filters: { channel: "partner" } });
  const again = await runPlan(t, { name: "合并再访", cycle: "once", filters: { channel: "partner" } });
  const idOf = async (planId: string, customerId: string) =>
    (
      await t.pool.query("select id from service.callback where plan_id = $1 and customer_id = $2", [
        planId,
        customerId,
      ])
    ).rows[0].id;
  const [made, left] = [await idOf(planned, other), await idOf(again, other)];
  await agent("POST", `/callbacks/${made}/record`, record({ opinion: "两处建档", opinionCategory: "other" }));
  const merged = await data("POST", `/customers/${kept}/merges`, { otherId: other, reason: "重复建档" });
  expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
  expect((await agent("GET", `/callbacks/${made}`)).body.callback).toMatchObject({
    customerId: kept,
    state: "done",
    opinion: "两处建档",
  });
  expect((await agent("GET", `/callbacks/${left}`)).body.callback).toMatchObject({
    customerId: kept,
    state: "cancelled",
  });
  expect(await t.promises("service.callback", left)).toMatchObject([{ state: "waived" }]);
  expect((await agent("GET", `/callbacks/${await idOf(again, kept)}`)).body.callback.state).toBe("due");
});
