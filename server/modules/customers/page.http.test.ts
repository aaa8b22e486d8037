import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { identityConsent, newCustomer, serviceConsent } from "../../../test/customers.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let data: Call;
let lead: Call;
let agent: Call;
let id: string;
beforeAll(async () => {
  t = await testApp();
  [data, lead, agent] = [await t.as("data_group"), await t.as("team_lead"), await t.as("agent")];
});
afterAll(() => t.close());
beforeEach(async () => {
  const { body } = await data(
    "POST",
    "/customers",
    newCustomer({ name: "李晓明", division: "440106" }, { contacts: [{ kind: "phone", value: "13912345678" }] }),
  );
  id = body.customerId;
});
const obligations = async (control: string) =>
  (await data("GET", `/customers/${id}/obligations`)).body.items.filter((one: any) => one.control === control);
const events = async () => (await data("GET", `/customers/${id}/events?limit=200`)).body.items as any[];

test("facts carry the name of their region, and the tree of regions is served", async () => {
  expect((await agent("GET", `/customers/${id}`)).body).toMatchObject({
    name: "李晓明",
    divisionName: "广东省广州市天河区",
  });
  const { body } = await agent("GET", "/divisions");
  expect(
    body.items.find((one: any) => one.code === "440000").children.find((one: any) => one.code === "440100").name,
  ).toBe("广州市");
});

test("nothing is entered without consent; the refusal names the clause and is kept as evidence", async () => {
  const { status, body } = await agent("POST", "/customers", { facts: { name: "无名", kind: "person" } });
  expect(status).toBe(403);
  expect(body).toMatchObject({ code: "policy.guarded", clause: { document: "B", number: "B3.1.2" } });
  const { rows } = await t.pool.query(
    "select outcome from policy.guard_check where control = 'customers.collection-consent' and outcome = 'refused'",
  );
  expect(rows.length).toBeGreaterThan(0);
});

test("a change needs the version one saw; who comes second is told who was first, and what changed", async () => {
  const { body: seen } = await agent("GET", `/customers/${id}`);
  const first = await data("PATCH", `/customers/${id}`, {
    version: seen.version,
    facts: { name: "李小明", budget: "500000" },
  });
  expect(first.body).toMatchObject({ name: "李小明", budget: "500000", version: seen.version + 1 });
  const second = await agent("PATCH", `/customers/${id}`, { version: seen.version, facts: { name: "李明" } });
  expect(second.status).toBe(409);
  expect(second.body).toMatchObject({
    code: "customers.changed",
    version: seen.version + 1,
    changedBy: "许静",
    changedFields: ["name", "budget"],
  });
  expect((await agent("GET", "/customers?q=lixiaoming")).body.items.map((one: any) => one.customerId)).toContain(id);
});

test("the class follows the facts", async () => {
  const { body } = await data("PATCH", `/customers/${id}`, {
    version: 1,
    facts: { kind: "organisation", organisationType: "school" },
  });
  expect(body.class).toBe("special");
  expect((await events())[0]).toMatchObject({
    kind: "customers.customer.changed",
    data: { fields: ["kind", "organisationType", "class"] },
  });
});

test("a field that a role may not write is refused by name", async () => {
  const { status, body } = await agent("PATCH", `/customers/${id}`, { version: 1, facts: { budget: "1" } });
  expect([status, body.code, body.errors[0].field]).toEqual([403, "fields.forbidden", "budget"]);
  expect((await data("PATCH", `/customers/${id}`, { version: 1, facts: { nonsense: 1 } })).status).toBe(400);
});

test("contacts come, change and go; a wrong number is refused; only one is preferred", async () => {
  const wrong = await agent(
    "POST",
    `/customers/${id}/contacts`,
    { kind: "phone", value: "1391234567" },
    { "accept-language": "en" },
  );
  expect([wrong.status, wrong.body.errors]).toEqual([
    400,
    [{ field: "value", reason: "a mobile number has 11 digits, this one has 10" }],
  ]);
  const added = await agent("POST", `/customers/${id}/contacts`, {
    kind: "phone",
    value: "13800001111",
    isPrimary: true,
  });
  expect([added.status, added.body.value]).toEqual([201, "138****1111"]);
  expect(
    (await lead("GET", `/customers/${id}/contacts`)).body.items.map((one: any) => [one.value, one.isPrimary]),
  ).toEqual([
    ["13800001111", true],
    ["13912345678", false],
  ]);
  const replaced = await agent("PUT", `/customers/${id}/contacts/${added.body.id}`, {
    kind: "phone",
    value: "13800002222",
  });
  expect(replaced.status).toBe(200);
  expect((await data("GET", "/customers?q=2222")).body.items.map((one: any) => one.customerId)).toEqual([id]);
  expect((await data("GET", "/customers?q=13800001111")).body.items).toEqual([]);
  expect((await agent("DELETE", `/customers/${id}/contacts/${added.body.id}`)).status).toBe(204);
  expect((await agent("DELETE", `/customers/${id}/contacts/${added.body.id}`)).status).toBe(404);
  const told = await events();
  expect(told.slice(0, 3).map((one) => one.kind)).toEqual([
    "customers.contact.removed",
    "customers.contact.changed",
    "customers.contact.added",
  ]);
  expect(JSON.stringify(told)).not.toContain("13800001111");
});

test("an ID number needs its own consent, a right check digit, and is shown in clear for a reason only", async () => {
  const manager = await t.as("account_manager");
  const { body: own } = await manager("POST", "/customers", newCustomer({ name: "王芳" }));
  const put = () =>
    manager("POST", `/customers/${own.customerId}/identifiers`, { kind: "id_card", value: "11010519491231002X" });
  expect((await put()).body).toMatchObject({ code: "policy.guarded", clause: { number: "B3.1.2" } });
  expect(
    (await manager("POST", `/customers/${own.customerId}/consents`, { ...identityConsent, evidenceKind: "contract" }))
      .status,
  ).toBe(403);
  expect((await manager("POST", `/customers/${own.customerId}/consents`, identityConsent)).status).toBe(201);
  expect(
    (
      await manager("POST", `/customers/${own.customerId}/identifiers`, {
        kind: "id_card",
        value: "110105194912310021",
      })
    ).status,
  ).toBe(400);
  const { status, body } = await put();
  expect([status, body.value]).toEqual([201, "110***********002X"]);
  const reveal = (who: Call, more: object) =>
    who("POST", `/customers/${own.customerId}/reveals`, {
      noun: "identifier",
      id: body.id,
      field: "value",
      reason: "开户核对",
      ...more,
    });
  expect((await reveal(manager, {})).body).toEqual({ value: "11010519491231002X" });
  expect((await reveal(manager, { reason: "" })).status).toBe(400);
  expect((await reveal(agent, {})).body.code).toBe("fields.not_revealable");
  expect((await reveal(manager, { id: own.customerId })).status).toBe(404);
  expect((await reveal(manager, { field: "kind" })).status).toBe(403);
  const [event] = (await data("GET", `/customers/${own.customerId}/events`)).body.items;
  expect(event).toMatchObject({
    kind: "customers.field.revealed",
    actorName: "陈思远",
    data: { noun: "identifier", fields: ["value"], reason: "开户核对" },
  });
});

test("a child's guardian consents", async () => {
  const child = { name: "小宝", birthDate: "2018-05-01" };
  expect((await data("POST", "/customers", newCustomer(child))).body.code).toBe("policy.guarded");
  expect(
    (
      await data("POST", "/customers", {
        ...newCustomer(child),
        consents: [{ ...serviceConsent, givenBy: "guardian" }],
      })
    ).status,
  ).toBe(201);
});

test("a consent is withdrawn once; a newer one takes the place of the older", async () => {
  const first = (await agent("GET", `/customers/${id}/consents`)).body.items[0];
  const renewed = await agent("POST", `/customers/${id}/consents`, { ...serviceConsent, notice: "2026-06" });
  expect(renewed.status).toBe(201);
  const withdrawal = (consent: string) => agent("POST", `/customers/${id}/consents/${consent}/withdrawal`);
  expect((await withdrawal(first.id)).body.code).toBe("customers.consent_ended");
  expect((await withdrawal(renewed.body.id)).body.withdrawnAt).toBe("2026-06-15T02:00:00Z");
  const { body } = await agent("GET", `/customers/${id}/consents`);
  expect(body.items.filter((one: any) => one.withdrawnAt === null)).toEqual([]);
});

test("somebody else checks an entry; a wrong one goes back to who entered it, and its correction is checked again", async () => {
  const own = await data("POST", `/customers/${id}/checks`, { accurate: true });
  expect([own.status, own.body.code, own.body.clause?.number]).toEqual([403, "customers.own_entry", "B3.2.1"]);
  expect((await lead("POST", `/customers/${id}/checks`, { accurate: false })).status).toBe(400);
  expect((await agent("POST", `/customers/${id}/checks`, { accurate: true })).status).toBe(403);
  expect(
    (await lead("POST", `/customers/${id}/checks`, { accurate: false, wrongFields: ["name"], note: "与身份证不符" }))
      .status,
  ).toBe(201);
  expect((await obligations("customers.second-check")).map((one: any) => one.state)).toEqual(["met"]);
  const [correction] = await obligations("customers.correction");
  const { rows } = await t.pool.query("select name from identity.staff where id = $1", [correction.assigneeId]);
  expect([correction.state, rows[0].name]).toEqual(["open", "许静"]);
  await data("PATCH", `/customers/${id}`, { version: 1, facts: { name: "李晓铭" } });
  expect((await obligations("customers.correction"))[0].state).toBe("met");
  expect((await obligations("customers.second-check")).map((one: any) => one.state).sort()).toEqual(["met", "open"]);
});

test("departments that a change concerns are told, and acknowledge it themselves", async () => {
  await data("PATCH", `/customers/${id}`, { version: 1, facts: { division: "440305", interests: ["足球"] } });
  const { items } = (await data("GET", `/customers/${id}/notices`)).body;
  expect(items.map((one: any) => [one.departmentName, one.fields]).sort()).toEqual([
    ["市场部", ["customer.interests"]],
    ["运维部", ["customer.division"]],
  ]);
  const notice = items.find((one: any) => one.departmentName === "市场部");
  const at = `/customers/${id}/notices/${notice.id}/acknowledgement`;
  expect((await agent("POST", at)).body.code).toBe("customers.not_your_notice");
  const marketing = await t.as("marketing");
  expect((await marketing("POST", at)).body.acknowledgedByName).toBe("黄佳怡");
  expect((await marketing("POST", at)).status).toBe(409);
  expect((await obligations("customers.change-notice")).map((one: any) => one.state).sort()).toEqual(["met", "open"]);
});

test("services, key persons, communications and purchases stand in the file", async () => {
  const service = { kind: "broadband", name: "千兆宽带", startedOn: "2025-01-01", monthlyFee: "19900" };
  expect((await lead("POST", `/customers/${id}/services`, service)).status).toBe(201);
  expect((await lead("POST", `/customers/${id}/services`, service)).body.code).toBe("platform.duplicate");
  expect(
    (
      await lead("POST", `/customers/${id}/services`, {
        kind: "tv",
        name: "电视",
        startedOn: "2025-01-02",
        endedOn: "2025-01-01",
      })
    ).status,
  ).toBe(400);
  expect(
    (await data("POST", `/customers/${id}/key-persons`, { name: "周总", title: "总经理", isDecider: true })).status,
  ).toBe(201);
  const talk = {
    at: "2026-06-14T02:00:00Z",
    way: "visit",
    place: "客户公司",
    content: "了解组网需求",
    opinion: "希望尽快",
    need: "两条专线",
  };
  expect((await agent("POST", `/customers/${id}/communications`, talk)).body).toMatchObject({
    staffName: "林晓燕",
    need: "两条专线",
  });
  expect((await agent("POST", `/customers/${id}/communications`, { ...talk, at: "2026-06-16T02:00:00Z" })).status).toBe(
    400,
  );
  for (const day of ["01", "02", "03"])
    expect(
      (
        await lead("POST", `/customers/${id}/purchases`, {
          at: `2026-06-${day}T00:00:00Z`,
          amount: "1050",
          what: "点播",
        })
      ).status,
    ).toBe(201);
  const first = (await lead("GET", `/customers/${id}/purchases?limit=2`)).body;
  expect([first.items.length, first.sums]).toEqual([
    2,
    [{ currency: "CNY", count: 3, total: "3150", lastYear: "3150" }],
  ]);
  const second = (await lead("GET", `/customers/${id}/purchases?limit=2&cursor=${first.next}`)).body;
  expect([second.items.map((one: any) => one.at), second.next]).toEqual([["2026-06-01T00:00:00Z"], null]);
  const installer = await t.as("installer");
  expect((await installer("GET", `/customers/${id}/purchases`)).status).toBe(404);
  const file = (await agent("GET", `/customers/${id}/file`)).body;
  expect(file).toMatchObject({
    customer: { name: "李晓明" },
    keyPersons: [{ name: "周*" }],
    services: [{ name: "千兆宽带" }],
    purchases: [{}, {}, {}],
    printedBy: "林晓燕",
  });
  expect((await events())[0].kind).toBe("customers.file.printed");
});

test("two customers become one: everything moves, numbers are found at the survivor, the other points to it", async () => {
  const other = (
    await data(
      "POST",
      "/customers",
      newCustomer(
        { name: "李晓明", memberNumber: `M${id}`, gender: "male" },
        {
          contacts: [{ kind: "phone", value: "13700001234" }],
          consents: [serviceConsent, identityConsent],
          identifiers: [{ kind: "passport", value: "E12345678" }],
        },
      ),
    )
  ).body.customerId;
  for (const [who, amount] of [
    [id, "100"],
    [other, "250"],
  ])
    await data("POST", `/customers/${who}/purchases`, { at: "2026-06-01T00:00:00Z", amount });
  expect((await agent("POST", `/customers/${id}/merges`, { otherId: other, reason: "重复建档" })).status).toBe(403);
  expect((await data("POST", `/customers/${id}/merges`, { otherId: id, reason: "重复建档" })).status).toBe(400);
  const { status, body } = await data("POST", `/customers/${id}/merges`, { otherId: other, reason: "重复建档" });
  expect([status, body.moved, body.filled, body.ended.consents]).toEqual([
    200,
    { contact: 1, identifier: 1, consent: 2, purchase: 1 },
    ["member_number", "gender"],
    1,
  ]);
  expect(body.customer).toMatchObject({ memberNumber: `M${id}`, gender: "male" });
  expect((await data("GET", `/customers?q=M${id}`)).body.items.map((one: any) => one.customerId)).toEqual([id]);
  expect((await data("GET", "/customers?q=13700001234")).body.items.map((one: any) => one.customerId)).toEqual([id]);
  expect((await data("GET", `/customers/${id}/purchases`)).body.sums[0].total).toBe("350");
  expect((await data("GET", `/customers/${other}`)).body).toMatchObject({ state: "merged", mergedInto: id });
  const open = await t.pool.query(
    "select 1 from policy.obligation where customer_id = $1 and settled_at is null and state <> 'waived'",
    [other],
  );
  expect(open.rows).toEqual([]);
  const late = await data("PATCH", `/customers/${other}`, { version: 2, facts: { name: "x" } });
  expect([late.status, late.body.code, late.body.survivorId]).toEqual([409, "customers.merged", id]);
  const kinds = (await events()).map((one) => one.kind);
  expect(kinds).toContain("customers.customer.absorbed");
  expect(kinds.filter((kind) => kind === "customers.customer.created")).toHaveLength(2);
});

test("a customer is closed with its services, one or many at a time; owners are assigned in bulk", async () => {
  const staff = (await t.pool.query("select id from identity.staff where email = 'account.manager@demo.example'"))
    .rows[0].id;
  expect((await lead("PUT", `/customers/${id}/owner`, { ownerId: id })).status).toBe(400);
  expect((await lead("PUT", `/customers/${id}/owner`, { ownerId: staff })).body.ownerName).toBe("陈思远");
  expect((await agent("PATCH", `/customers/${id}`, { version: 2, facts: { ownerId: null } })).status).toBe(403);
  const more = (await data("POST", "/customers", newCustomer({ name: "批量一", channel: "counter" }))).body.customerId;
  const bulk = await lead("POST", "/customers/bulk/assignments", { query: { channel: "counter" }, ownerId: staff });
  expect([bulk.status, bulk.body]).toEqual([200, { asked: 1, done: 1 }]);
  expect((await lead("POST", "/customers/bulk/assignments", { ownerId: staff })).status).toBe(400);
  await lead("POST", `/customers/${id}/services`, { kind: "tv", name: "电视" });
  expect((await lead("POST", `/customers/${id}/closure`, { reason: "客户申请销户" })).body).toMatchObject({
    state: "closed",
    closedAt: "2026-06-15T02:00:00Z",
  });
  expect((await lead("GET", `/customers/${id}/services`)).body.items[0].endedOn).toBe("2026-06-15");
  expect((await lead("POST", `/customers/${id}/contacts`, { kind: "phone", value: "13800001111" })).body.code).toBe(
    "customers.closed",
  );
  expect((await lead("POST", "/customers/bulk/closures", { ids: [id, more], reason: "批量销户" })).body).toEqual({
    asked: 2,
    done: 1,
  });
});

test("nobody touches customers that are not theirs", async () => {
  const installer = await t.as("installer");
  for (const path of ["", "/contacts", "/consents", "/events", "/obligations", "/notices", "/checks", "/file"])
    expect((await installer("GET", `/customers/${id}${path}`)).status).toBe(404);
  const manager = await t.as("account_manager");
  expect((await manager("PATCH", `/customers/${id}`, { version: 1, facts: { name: "x" } })).status).toBe(404);
  expect(
    (await manager("POST", `/customers/${id}/reveals`, { noun: "customer", field: "phone", reason: "不该看到" }))
      .status,
  ).toBe(404);
});
