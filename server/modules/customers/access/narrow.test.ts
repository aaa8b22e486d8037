import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newCustomer } from "../../../../test/customers.ts";
import { type Actor, systemActor } from "../../../platform/actor.ts";
import { narrow } from "./narrow.ts";

const grants = ["customers.read", "contact.contact:read", "contact.contact:reveal", "address.address:clear"];
const actor = (...roles: string[]): Actor => ({ ...systemActor("x", grants), roles });
const left = (who: Actor, lines: string[]) => [...narrow(who, lines).grants];

test.each<[string, string[], string[], string[]]>([
  ["nothing", ["agent"], [], grants],
  ["another role's line", ["agent"], ["finance contact.contact:read"], grants],
  [
    "one level",
    ["agent"],
    ["agent contact.contact:reveal"],
    ["customers.read", "contact.contact:read", "address.address:clear"],
  ],
  [
    "reading takes revealing along",
    ["agent"],
    ["agent contact.contact:read"],
    ["customers.read", "address.address:clear"],
  ],
  ["everybody", ["manager"], ["* address.address:clear"], grants.slice(0, 3)],
  ["one of several roles is enough", ["manager", "agent"], ["agent address.address:clear"], grants.slice(0, 3)],
  ["what one does not have is not given", ["agent"], ["agent identifier.identity:clear"], grants],
])("narrowing by %s", (_, roles, lines, expected) => {
  expect(left(actor(...roles), lines)).toEqual(expected);
});

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
  // As a later version of the clause would say it.
  await t.pool.query(`
    update policy.version set content = replace(content::text, '"without": []', '"without": ["agent customer.contact:read", "agent contact.contact:reveal", "* customer.basic:clear"]')::jsonb
     where document_id = (select id from policy.document where code = 'B')`);
});
afterAll(() => t.close());

test("a clause narrows what is seen on the screen, at once and on every route", async () => {
  const { rows } = await t.pool.query(
    "select content::text like '%agent customer.contact:read%' as set from policy.version v join policy.document d on d.id = v.document_id where d.code = 'B'",
  );
  expect(rows).toEqual([{ set: true }]);
  const data = await t.as("data_group");
  const { body } = await data(
    "POST",
    "/customers",
    newCustomer({ name: "欧阳娜" }, { contacts: [{ kind: "phone", value: "13912345678" }] }),
  );
  const agent = await t.as("agent");
  const seen = (await agent("GET", `/customers/${body.customerId}`)).body;
  expect([seen.name, "phone" in seen]).toEqual(["欧**", false]);
  expect((await data("GET", `/customers/${body.customerId}`)).body).toMatchObject({
    name: "欧**",
    phone: "13912345678",
  });
  const [contact] = (await agent("GET", `/customers/${body.customerId}/contacts`)).body.items;
  const reveal = await agent("POST", `/customers/${body.customerId}/reveals`, {
    noun: "contact",
    id: contact.id,
    field: "value",
    reason: "回电核实",
  });
  expect([reveal.status, reveal.body.code]).toEqual([403, "fields.not_revealable"]);
});
