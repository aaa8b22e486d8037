import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";
import { systemActor } from "../../platform/actor.ts";
import { reading } from "../../platform/context.ts";
import { namesOfCustomers } from "./customer.names.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let customerId: string;
beforeAll(async () => {
  t = await testApp();
  const { body } = await (await t.as("data_group"))("POST", "/customers", newCustomer({ name: "欧阳小娟" }));
  customerId = body.customerId;
});
afterAll(() => t.close());

test.each([
  [["customers.rows:all", "customer.basic:read", "customer.basic:clear"], "欧阳小娟"],
  [["customers.rows:all", "customer.basic:read"], "欧**"],
  [["customers.rows:own", "customer.basic:read", "customer.basic:clear"], undefined],
  [["customers.rows:all"], undefined],
  [["customer.basic:read", "customer.basic:clear"], undefined],
])("whoever holds %o reads %s", async (grants, name) => {
  const ctx = reading(t.services, { actor: { ...systemActor("reader", grants), kind: "staff" } });
  expect((await namesOfCustomers(ctx, [customerId])).get(customerId)).toBe(name);
});

test("a worklist names the customer to those who have it", async () => {
  const { body } = await (await t.as("data_group"))("GET", "/obligations");
  expect(body.items).toEqual([
    expect.objectContaining({ customerId, customerName: "欧阳小娟", control: "customers.second-check", late: false }),
  ]);
});
