import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { newCustomer } from "../../../test/customers.ts";
import { seedBasics, seedCompany } from "../../demo/company.ts";

let t: Awaited<ReturnType<typeof testApp>>;
// The telecom policy says nothing of classes.
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z", {}, true);
  await seedBasics(t.services);
  await seedCompany(t.services, "T");
});
afterAll(() => t.close());

test.each([
  ["person", "household"],
  ["organisation", "enterprise"],
])(
  "where no clause sorts customers, a %s is classed %s by nature, and nothing is kept as decided",
  async (kind, is) => {
    const data = await t.as("data_group");
    const { status, body } = await data("POST", "/customers", newCustomer({ name: "上官云", kind }));
    expect([status, body.class]).toEqual([201, is]);
    const { rowCount } = await t.pool.query("select 1 from policy.decision where customer_id = $1", [body.customerId]);
    expect(rowCount).toBe(0);
    const changed = await data("PATCH", `/customers/${body.customerId}`, {
      version: body.version,
      facts: { kind: kind === "person" ? "organisation" : "person" },
    });
    expect(changed.body.class).toBe(is === "household" ? "enterprise" : "household");
  },
);
