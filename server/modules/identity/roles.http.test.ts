import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, testApp } from "../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let admin: Awaited<ReturnType<typeof t.as>>;
beforeAll(async () => {
  t = await testApp();
  admin = await t.as("administrator");
});
afterAll(() => t.close());

type Summary = { id: string; key: string; version: number };
const roleOf = async (key: string): Promise<Summary> =>
  (await admin("GET", "/roles")).body.items.find((one: Summary) => one.key === key);
const idOf = async (role: string): Promise<string> =>
  (await admin("GET", `/staff?q=${demoEmail(role)}`)).body.items[0].id;
const trace = async (id: string) =>
  (await t.pool.query("select kind, data from platform.event where subject_id = $1 order by id", [id])).rows;

test("the catalogue holds every action and field level of every module, with labels in both languages", async () => {
  const { body } = await admin("GET", "/permissions");
  expect(body.items).toContainEqual({
    module: "customers",
    key: "customers.read",
    label: { zh: "查看客户", en: "See customers" },
  });
  const phones = body.fields.find(
    (one: { noun: string; group: string }) => one.noun === "staff" && one.group === "contact",
  );
  expect(phones).toMatchObject({ module: "identity", label: { zh: "员工" }, contains: [{ zh: "电话", en: "Phone" }] });
  expect(phones.levels.map((one: { key: string }) => one.key)).toEqual(
    ["read", "clear", "reveal", "write"].map((level) => `staff.contact:${level}`),
  );
  // What has no mask cannot be cleared or revealed, what nobody types cannot be written.
  const security = body.fields.find(
    (one: { noun: string; group: string }) => one.noun === "staff" && one.group === "security",
  );
  expect(security.levels.map((one: { level: string }) => one.level)).toEqual(["read"]);
});

test("every grant of the shipped roles is one that a module declares", async () => {
  const { body } = await admin("GET", "/permissions");
  const actions = new Set(body.items.map((one: { key: string }) => one.key));
  const groups = new Set(body.fields.map((one: { noun: string; group: string }) => `${one.noun}.${one.group}`));
  const { rows } = await t.pool.query<{ key: string; grants: string[] }>("select key, grants from identity.role");
  const unknown = rows.flatMap(({ key, grants }) =>
    grants
      .filter((one) => !actions.has(one) && !groups.has(one.replace(/:(read|clear|reveal|write)$/, "")))
      .map((one) => `${key}: ${one}`),
  );
  expect(unknown).toEqual([]);
});

test("a role is made, read, changed and, once nobody holds it, deleted", async () => {
  const made = await admin("POST", "/roles", {
    key: "trainee",
    label: { zh: "见习", en: "Trainee" },
    grants: ["customers.read"],
  });
  expect(made).toMatchObject({
    status: 201,
    body: { key: "trainee", grants: ["customers.read"], version: 1, staffCount: 0 },
  });
  const { id } = made.body;
  expect((await admin("POST", "/roles", { key: "trainee", label: { zh: "见习", en: "Trainee" } })).body.code).toBe(
    "identity.role_key_taken",
  );
  const changed = await admin("PUT", `/roles/${id}/grants`, {
    version: 1,
    grants: ["customers.read", "customer.basic:read"],
  });
  expect(changed.body).toMatchObject({ grants: ["customer.basic:read", "customers.read"], version: 2 });
  expect((await admin("PUT", `/roles/${id}/grants`, { version: 1, grants: [] })).body).toMatchObject({
    code: "identity.newer_version",
    version: 2,
  });
  expect(
    (await admin("PATCH", `/roles/${id}`, { version: 2, label: { zh: "见习生", en: "Trainee" } })).body.label.zh,
  ).toBe("见习生");
  const agent = await idOf("agent");
  await admin("PUT", `/staff/${agent}/roles`, { roles: ["agent", "trainee"] });
  expect((await admin("DELETE", `/roles/${id}`)).body).toMatchObject({ code: "identity.role_in_use", staffCount: 1 });
  await admin("PUT", `/staff/${agent}/roles`, { roles: ["agent"] });
  expect((await admin("DELETE", `/roles/${id}`)).status).toBe(204);
  expect((await admin("GET", `/roles/${id}`)).status).toBe(404);
  expect(await trace(id)).toMatchObject([
    { kind: "identity.role.created" },
    { kind: "identity.role.changed", data: { added: ["customer.basic:read"], removed: [] } },
    { kind: "identity.role.described" },
    { kind: "identity.role.deleted" },
  ]);
});

test.each(["customers.rule_the_world", "customer.secret:read", "customer.basic:own", "nobody.basic:read", ""])(
  "an unknown grant %j is refused by name",
  async (grant) => {
    const { id, version } = await roleOf("marketing");
    const before = (await admin("GET", `/roles/${id}`)).body.grants;
    const refused = await admin("PUT", `/roles/${id}/grants`, { version, grants: [...before, grant] });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: "identity.unknown_grant", errors: [{ field: "grants", reason: `没有「${grant}」这项权限` }] },
    });
    expect((await admin("GET", `/roles/${id}`)).body.grants).toEqual(before);
  },
);

test("a leftover that no module knows may stay or go, but not come back", async () => {
  const { id, version } = await roleOf("installer");
  await t.pool.query("update identity.role set grants = grants || '{gone.module}'::text[] where id = $1", [id]);
  const { grants } = (await admin("GET", `/roles/${id}`)).body;
  expect((await admin("PUT", `/roles/${id}/grants`, { version, grants })).status).toBe(200);
  const without = grants.filter((one: string) => one !== "gone.module");
  expect((await admin("PUT", `/roles/${id}/grants`, { version: version + 1, grants: without })).status).toBe(200);
  expect((await admin("PUT", `/roles/${id}/grants`, { version: version + 2, grants })).status).toBe(400);
});

test("a grant taken from a role is gone for its people at the next request", async () => {
  const finance = await t.as("finance");
  expect((await finance("GET", "/customers")).status).toBe(200);
  const { id, version } = await roleOf("finance");
  const { grants } = (await admin("GET", `/roles/${id}`)).body;
  await admin("PUT", `/roles/${id}/grants`, {
    version,
    grants: grants.filter((one: string) => one !== "customers.read"),
  });
  expect((await finance("GET", "/customers")).status).toBe(403);
});

test("nobody changes the grants of a role that they hold", async () => {
  const { id, version } = await roleOf("administrator");
  const refused = await admin("PUT", `/roles/${id}/grants`, { version, grants: ["customers.read"] });
  expect([refused.status, refused.body.code]).toEqual([403, "identity.own_rights"]);
});
