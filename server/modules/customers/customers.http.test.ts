import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const zhang = newCustomer({ name: "张三" }, { contacts: [{ kind: "phone", value: "138 1234 5678" }] });

test("a new customer is classed, its entry kept in time, and a second check promised", async () => {
  const call = await t.as("data_group");
  const { status, body } = await call("POST", "/customers", zhang);
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: "张三", class: "household", phone: "138 1234 5678", grade: null });
  const { rows } = await t.pool.query(
    "select control, state, clause from policy.obligation where customer_id = $1 order by control",
    [body.customerId],
  );
  expect(rows).toEqual([
    { control: "customers.entry", state: "met", clause: "B3.2.1" },
    { control: "customers.second-check", state: "open", clause: "B3.2.1" },
  ]);
});

test("a role sees what its fields allow: masked, or not at all", async () => {
  const { body: made } = await (await t.as("data_group"))("POST", "/customers", zhang);
  const agent = (await (await t.as("agent"))("GET", `/customers/${made.customerId}`)).body;
  expect(agent.phone).toBe("138******5678");
  expect(agent).not.toHaveProperty("budget");
  const finance = (await (await t.as("finance"))("GET", `/customers/${made.customerId}`)).body;
  expect(finance).not.toHaveProperty("gender");
});

test.each(["张三", "zhangsan", "zhangs", "zs", "13812345678", "5678", "三"])("is found by %s", async (words) => {
  const call = await t.as("data_group");
  if (!(await call("GET", `/customers?q=${encodeURIComponent("张三")}`)).body.items.length)
    await call("POST", "/customers", zhang);
  const { status, body } = await call("GET", `/customers?q=${encodeURIComponent(words)}`);
  expect(status).toBe(200);
  if (words === "三") expect(body.items).toEqual([]);
  else expect(body.items[0]).toMatchObject({ name: "张三" });
});

test("a wrong field is named with its reason, in the reader's language", async () => {
  const call = await t.as("data_group");
  const { status, body } = await call(
    "POST",
    "/customers",
    { facts: { name: "张三", kind: "animal" } },
    { "accept-language": "en" },
  );
  expect(status).toBe(400);
  expect(body.errors).toEqual([{ field: "facts.kind", reason: expect.stringContaining("person") }]);
});
