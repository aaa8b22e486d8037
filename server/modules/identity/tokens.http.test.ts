import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, testApp } from "../../../test/app.ts";
import { forgetActors } from "./actor.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let admin: Awaited<ReturnType<typeof t.as>>;
beforeAll(async () => {
  t = await testApp();
  admin = await t.as("administrator");
});
afterAll(() => t.close());

const make = async (grants: string[], expiresInDays = 30) =>
  (await admin("POST", "/tokens", { name: "报表程序", grants, expiresInDays })).body;

test("a token does what its scopes say and no more; its text is shown once and kept nowhere", async () => {
  const { status, body } = await admin("POST", "/tokens", {
    name: "通讯录同步",
    grants: ["identity.staff.read", "staff.basic:read"],
    expiresInDays: 30,
  });
  expect(status).toBe(201);
  expect(body.token).toMatch(/^yz_[\w-]{43}$/);
  const program = t.callWith(body.token);
  const list = await program("GET", "/staff?limit=2");
  expect(list.status).toBe(200);
  expect(list.body.items[0]).toHaveProperty("name");
  expect(list.body.items[0]).not.toHaveProperty("phone");
  expect((await program("GET", "/roles")).status).toBe(403);
  const kept = (await admin("GET", "/tokens")).body.items.find((one: { id: string }) => one.id === body.id);
  expect(kept).not.toHaveProperty("token");
  expect(kept.lastUsedAt).not.toBeNull();
  const { rows } = await t.pool.query(
    "select to_jsonb(a)::text as whole from identity.api_token a union all select to_jsonb(e)::text from platform.event e",
  );
  expect(rows.some((row) => row.whole.includes(body.token.slice(3)))).toBe(false);
});

test("scopes beyond one's own rights are refused by name, so is too long a life", async () => {
  const beyond = await admin("POST", "/tokens", {
    name: "x",
    grants: ["identity.staff.read", "customers.read"],
    expiresInDays: 30,
  });
  expect(beyond).toMatchObject({
    status: 400,
    body: { errors: [{ field: "grants", reason: "您自己没有「customers.read」这项权限" }] },
  });
  expect(
    (await admin("POST", "/tokens", { name: "x", grants: ["identity.staff.read"], expiresInDays: 366 })).body.errors[0]
      .field,
  ).toBe("expiresInDays");
  expect((await admin("POST", "/tokens", { name: "x", grants: [], expiresInDays: 3 })).status).toBe(400);
  expect((await (await t.as("agent"))("POST", "/tokens", { name: "x", grants: ["customers.read"] })).status).toBe(403);
});

test("a token cannot grow: no tokens, sessions, passwords, delegations by a token", async () => {
  const program = t.callWith(
    (await make(["identity.tokens", "identity.delegations.manage", "identity.staff.read"])).token,
  );
  const me = (await program("GET", "/me")).body;
  expect(me.kind).toBe("token");
  const tries = [
    program("POST", "/tokens", { name: "child", grants: ["identity.staff.read"] }),
    program("GET", "/tokens"),
    program("GET", "/sessions"),
    program("PUT", "/me/password", { current: "x", password: "y" }),
    program("POST", "/me/totp"),
    program("POST", `/staff/${me.id}/delegations`, {
      toStaffId: me.id,
      reason: "grow",
      endsAt: "2026-06-16T00:00:00Z",
    }),
  ];
  for (const { status, body } of await Promise.all(tries))
    expect([status, body.code]).toEqual([403, "identity.person_only"]);
});

test("revoked, expired or its owner disabled: it opens nothing", async () => {
  const revoked = await make(["identity.staff.read"]);
  expect((await admin("DELETE", `/tokens/${revoked.id}`)).status).toBe(204);
  expect((await t.callWith(revoked.token)("GET", "/staff")).status).toBe(401);

  const { id } = (await admin("GET", "/me")).body;
  const seen = await make(["identity.staff.read"]);
  expect((await (await t.as("supervision"))("GET", `/staff/${id}/tokens`)).status).toBe(403);
  expect((await admin("GET", `/staff/${id}/tokens`)).body.items.map((one: { id: string }) => one.id)).toContain(
    seen.id,
  );
  expect((await admin("DELETE", `/staff/${id}/tokens/${seen.id}`)).status).toBe(204);
  expect((await t.callWith(seen.token)("GET", "/staff")).status).toBe(401);

  const old = await make(["identity.staff.read"], 1);
  const orphan = await make(["identity.staff.read"], 30);
  t.clock.advance(86_400_000 + 1000);
  forgetActors(t.services);
  expect((await t.callWith(old.token)("GET", "/staff")).status).toBe(401);
  expect((await t.callWith(orphan.token)("GET", "/staff")).status).toBe(200);
  await t.pool.query("update identity.staff set state = 'disabled' where email = $1", [demoEmail("administrator")]);
  forgetActors(t.services);
  expect((await t.callWith(orphan.token)("GET", "/staff")).status).toBe(401);
  await t.pool.query("update identity.staff set state = 'active' where email = $1", [demoEmail("administrator")]);
  const kinds = (
    await t.pool.query("select distinct kind from platform.event where kind like 'identity.token.%' order by 1")
  ).rows;
  expect(kinds).toEqual([{ kind: "identity.token.created" }, { kind: "identity.token.revoked" }]);
});

test("what the owner loses, the token loses", async () => {
  const fresh = await t.call("POST", "/sessions", { email: demoEmail("administrator"), password: "youzhang demo" });
  admin = t.callWith(fresh.body.token);
  const { token } = await make(["identity.roles.read"]);
  expect((await t.callWith(token)("GET", "/roles")).status).toBe(200);
  await t.pool.query(
    "update identity.role set grants = array_remove(grants, 'identity.roles.read') where key = 'administrator'",
  );
  forgetActors(t.services);
  expect((await t.callWith(token)("GET", "/roles")).status).toBe(403);
});
