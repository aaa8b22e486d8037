import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, testApp } from "../../../test/app.ts";
import { forgetActors } from "./actor.ts";

let t: Awaited<ReturnType<typeof testApp>>;
const ids = new Map<string, string>();
beforeAll(async () => {
  t = await testApp();
  const { rows } = await t.pool.query<{ id: string; email: string }>("select id, email from identity.staff");
  for (const { id, email } of rows) ids.set(email, id);
});
afterAll(() => t.close());

const id = (role: string) => ids.get(demoEmail(role))!;
const days = (count: number) => new Date(t.clock.now().getTime() + count * 86_400_000).toISOString();

test("a colleague works with the giver's rights until the end date, and sees whose", async () => {
  const manager = await t.as("manager");
  const installer = await t.as("installer");
  expect((await installer("GET", "/staff")).status).toBe(403);
  const given = await manager("POST", "/delegations", {
    toStaffId: id("installer"),
    reason: "出差代管",
    endsAt: days(1 / 24),
  });
  expect(given).toMatchObject({
    status: 201,
    body: { fromName: "沈明辉", toName: "郑大勇", reason: "出差代管", revokedAt: null },
  });
  expect((await installer("GET", "/staff")).status).toBe(200);
  expect((await installer("GET", "/me")).body).toMatchObject({
    actingFor: [{ id: id("manager"), name: "沈明辉", until: given.body.endsAt }],
  });
  expect((await installer("GET", "/delegations")).body.items.map((one: { id: string }) => one.id)).toEqual([
    given.body.id,
  ]);
  t.clock.advance(61 * 60_000);
  forgetActors(t.services);
  expect((await installer("GET", "/staff")).status).toBe(403);
  expect((await installer("GET", "/me")).body.actingFor).toEqual([]);
  expect((await installer("GET", "/delegations")).body.items).toEqual([]);
  expect((await installer("GET", "/delegations?state=all")).body.items).toHaveLength(1);
});

test("what was received is not handed on", async () => {
  const manager = await t.as("manager");
  const { body } = await manager("POST", "/delegations", {
    toStaffId: id("account_manager"),
    reason: "年假",
    endsAt: days(5),
  });
  const through = await (
    await t.as("account_manager")
  )("POST", "/delegations", { toStaffId: id("marketing"), reason: "转手", endsAt: days(5) });
  expect(through.status).toBe(201);
  expect((await (await t.as("marketing"))("GET", "/me")).body.grants).not.toContain("customers.grade.approve");
  expect((await (await t.as("account_manager"))("GET", "/me")).body.grants).toContain("customers.grade.approve");
  await manager("POST", `/delegations/${body.id}/revocation`);
  expect((await (await t.as("marketing"))("POST", `/delegations/${through.body.id}/revocation`)).status).toBe(200);
});

test("the giver, the receiver and who manages may end it early; others do not even see it", async () => {
  const manager = await t.as("manager");
  const enders = [manager, await t.as("supervision"), await t.as("administrator")];
  for (const ender of enders) {
    const { body } = await manager("POST", "/delegations", {
      toStaffId: id("supervision"),
      reason: "培训期间",
      endsAt: days(2),
    });
    expect((await (await t.as("agent"))("POST", `/delegations/${body.id}/revocation`)).status).toBe(404);
    expect((await (await t.as("supervision"))("GET", "/me")).body.grants).toContain("customers.grade.approve");
    expect((await ender("POST", `/delegations/${body.id}/revocation`)).body.revokedAt).toBe(
      t.clock.now().toISOString().replace(".000Z", "Z"),
    );
    expect((await (await t.as("supervision"))("GET", "/me")).body.grants).not.toContain("customers.grade.approve");
  }
  const { rows } = await t.pool.query(
    "select kind from platform.event where subject_id = $1 and kind like 'identity.delegation.%' order by id desc limit 2",
    [id("manager")],
  );
  expect(rows.map((one) => one.kind)).toEqual(["identity.delegation.revoked", "identity.delegation.granted"]);
});

test.each([
  ["an end before the start", () => ({ endsAt: days(-1) }), "endsAt"],
  ["a start in the past", () => ({ startsAt: days(-2), endsAt: days(1) }), "startsAt"],
  ["more than 30 days", () => ({ endsAt: days(31) }), "endsAt"],
  ["oneself", () => ({ toStaffId: id("manager"), endsAt: days(1) }), "toStaffId"],
  ["somebody unknown", () => ({ toStaffId: "0197aaaa-0000-7000-8000-000000000000", endsAt: days(1) }), "toStaffId"],
  ["no reason", () => ({ reason: " ", endsAt: days(1) }), "reason"],
])("refuses %s", async (_, change, field) => {
  const { status, body } = await (
    await t.as("manager")
  )("POST", "/delegations", { toStaffId: id("agent"), reason: "出差", ...change() });
  expect(status).toBe(400);
  expect(body.errors.map((one: { field: string }) => one.field)).toEqual([field]);
});

test("the longest time is a setting of the company", async () => {
  const manager = await t.as("manager");
  await t.pool.query("insert into platform.setting (name, value) values ('identity.delegation', '{\"maxDays\": 3}')");
  const asked = { toStaffId: id("agent"), reason: "出差", endsAt: days(4) };
  expect((await manager("POST", "/delegations", asked)).body.errors[0].reason).toBe("授权最长 3 天");
  await t.pool.query("delete from platform.setting where name = 'identity.delegation'");
  const { body } = await manager("POST", "/delegations", asked);
  await manager("POST", `/delegations/${body.id}/revocation`);
});

test("for others only who manages delegations, and never to their own good", async () => {
  const admin = await t.as("administrator");
  const asked = { toStaffId: id("team_lead"), reason: "突发病假", endsAt: days(3) };
  expect((await (await t.as("manager"))("POST", `/staff/${id("agent")}/delegations`, asked)).status).toBe(403);
  expect((await admin("POST", `/staff/${id("finance")}/delegations`, asked)).status).toBe(201);
  const own = await admin("POST", `/staff/${id("manager")}/delegations`, { ...asked, toStaffId: id("administrator") });
  expect([own.status, own.body.code]).toEqual([403, "identity.own_rights"]);
  expect((await admin("GET", "/delegations?of=all")).body.items).toHaveLength(1);
  expect((await (await t.as("agent"))("GET", "/delegations?of=all")).body.items).toEqual([]);
});

test("a disabled giver's rights are no longer lent", async () => {
  const admin = await t.as("administrator");
  const lead = await t.as("team_lead");
  expect((await lead("GET", "/me")).body.actingFor).toHaveLength(1);
  await admin("POST", `/staff/${id("finance")}/disablement`);
  expect((await lead("GET", "/me")).body).toMatchObject({ actingFor: [], roles: ["team_lead"] });
});

test("who works with somebody's rights may not enlarge them", async () => {
  const admin = await t.as("administrator");
  await (
    await t.as("manager")
  )("POST", "/delegations", { toStaffId: id("administrator"), reason: "年假", endsAt: days(1) });
  const refused = await admin("PUT", `/staff/${id("manager")}/roles`, { roles: ["manager", "data_group"] });
  expect([refused.status, refused.body.code]).toEqual([403, "identity.own_rights"]);
  expect((await admin("PUT", `/staff/${id("agent")}/roles`, { roles: ["agent"] })).status).toBe(200);
});
