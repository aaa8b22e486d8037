import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
});
afterAll(() => t.close());

test("what the desk keeps of a merged customer goes on at the one that stays, clocks and pauses included", async () => {
  const [agent, data] = [await t.as("agent"), await t.as("data_group")];
  const enter = async () =>
    (await data("POST", "/customers", newCustomer({ name: "夏侯敦" }))).body.customerId as string;
  const [kept, other] = [await enter(), await enter()];
  const ticket = (
    await agent("POST", "/tickets", {
      customerId: other,
      kind: "enquiry",
      categoryKey: "tariffs",
      source: "hotline",
      subject: "资费咨询",
      content: "询问套餐",
    })
  ).body;
  await agent("POST", `/tickets/${ticket.id}/entries`, { kind: "note", body: "已记录" });
  await agent("POST", `/tickets/${ticket.id}/waiting`, { reason: "等客户回电" });
  const merged = await data("POST", `/customers/${kept}/merges`, { otherId: other, reason: "重复建档" });
  expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
  const { rows } = await t.pool.query(
    `select o.customer_id, o.state, o.paused_since is not null as rests, (select count(*)::int from policy.pause p where p.customer_id = o.customer_id and p.obligation_id = o.id) as pauses
       from policy.obligation o where o.subject_id = $1`,
    [ticket.id],
  );
  expect(rows).toEqual([{ customer_id: kept, state: "open", rests: true, pauses: 1 }]);
  expect((await agent("GET", `/tickets/${ticket.id}`)).body).toMatchObject({ customerId: kept, state: "waiting" });
  expect((await agent("GET", `/tickets/${ticket.id}/entries`)).body.items).toHaveLength(1);
  expect((await agent("GET", `/tickets?q=${ticket.number}`)).body.items).toHaveLength(1);
  // It is worked on as before.
  const closed = await agent("POST", `/tickets/${ticket.id}/closure`, { outcome: "已答复" });
  expect([closed.status, closed.body.state]).toEqual([200, "closed"]);
  const left = await t.pool.query("select count(*)::int as n from service.ticket where customer_id = $1", [other]);
  expect(left.rows[0].n).toBe(0);
});
