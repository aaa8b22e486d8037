import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let admin: Awaited<ReturnType<typeof t.as>>;
const departments = new Map<string, string>();
const staffId = async (role: string) => (await admin("GET", `/staff?q=${demoEmail(role)}`)).body.items[0].id as string;

beforeAll(async () => {
  t = await testApp();
  admin = await t.as("administrator");
  for (const one of (await admin("GET", "/departments")).body.items) departments.set(one.code, one.id);
});
afterAll(() => t.close());

let made = 0;
async function addPerson(roles: string[] = []) {
  const person = {
    name: `新人${++made}`,
    email: `new${made}@example.cn`,
    phone: "13800001234",
    departmentId: departments.get("HL"),
    roles,
  };
  const { status, body } = await admin("POST", "/staff", person);
  expect(status).toBe(201);
  return body;
}
const signIn = (email: string, password: string, code?: string) =>
  t.call("POST", "/sessions", { email, password, ...(code && { code }) });
const events = async (subject: string) =>
  (await t.pool.query("select kind, data, actor_name from platform.event where subject_id = $1 order by id", [subject]))
    .rows;

test("the tree of departments comes each after its parent, with its depth", async () => {
  const { body } = await (await t.as("team_lead"))("GET", "/departments");
  const codes = body.items.map((one: { code: string; depth: number }) => `${one.depth} ${one.code}`);
  expect(codes.slice(0, 4)).toEqual(["0 HQ", "1 CS", "2 DATA", "2 HL"]);
});

test("a department is made, renamed and moved, but never below itself", async () => {
  const { status, body } = await admin("POST", "/departments", {
    code: "HL2",
    name: "热线二组",
    parentId: departments.get("HL"),
  });
  expect(status).toBe(201);
  expect((await admin("POST", "/departments", { code: "HL2", name: "重复", parentId: null })).body.code).toBe(
    "identity.department_code_taken",
  );
  expect((await admin("PATCH", `/departments/${body.id}`, { name: "夜班组" })).status).toBe(204);
  for (const parentId of [body.id, departments.get("HL")]) {
    const refused = await admin("PUT", `/departments/${departments.get("HL")}/parent`, { parentId });
    expect([refused.status, refused.body.code]).toEqual([409, "identity.department_ring"]);
  }
  expect((await admin("PUT", `/departments/${body.id}/parent`, { parentId: departments.get("FIN") })).status).toBe(204);
  const list = (await admin("GET", "/departments")).body.items;
  expect(list.find((one: { id: string }) => one.id === body.id)).toMatchObject({
    name: "夜班组",
    parentId: departments.get("FIN"),
    depth: 2,
  });
  expect((await events(body.id)).map((one) => one.kind)).toEqual([
    "identity.department.created",
    "identity.department.renamed",
    "identity.department.moved",
  ]);
});

test("the list filters, sorts, searches and pages by key", async () => {
  const first = await admin("GET", "/staff?limit=3&sort=-createdAt");
  expect(first.body.items).toHaveLength(3);
  const second = await admin("GET", `/staff?limit=3&sort=-createdAt&cursor=${first.body.next}`);
  const ids = [...first.body.items, ...second.body.items].map((one: { id: string }) => one.id);
  expect(new Set(ids).size).toBe(6);
  const hotline = await admin("GET", `/staff?departmentId=${departments.get("HL")}&sort=name`);
  expect(hotline.body.items.map((one: { name: string }) => one.name)).toEqual(
    expect.arrayContaining(["林晓燕", "周建国"]),
  );
  expect((await admin("GET", `/staff?q=${encodeURIComponent("晓燕")}`)).body.items).toMatchObject([
    { name: "林晓燕", departmentName: "热线中心", roles: ["agent"] },
  ]);
  expect((await admin("GET", "/staff?role=finance")).body.items).toMatchObject([{ name: "吴敏" }]);
  expect((await admin("GET", "/staff?state=disabled")).body.items).toEqual([]);
  for (const wrong of ["sort=phone", "state=gone", "departmentId=1", "colour=red"])
    expect((await admin("GET", `/staff?${wrong}`)).status).toBe(400);
});

test("a reader without the right to phones gets none, one with a mask gets it masked", async () => {
  const { id } = await addPerson();
  expect((await (await t.as("team_lead"))("GET", `/staff/${id}`)).body.phone).toBe("13800001234");
  expect((await (await t.as("data_group"))("GET", `/staff/${id}`)).body).not.toHaveProperty("phone");
  await t.pool.query(
    "update identity.role set grants = grants || '{staff.contact:read,staff.contact:reveal}'::text[] where key = 'data_group'",
  );
  const again = (await signIn(demoEmail("data_group"), demoPassword)).body.token;
  const reader = t.callWith(again);
  expect((await reader("GET", `/staff/${id}`)).body.phone).toBe("138****1234");
  expect((await reader("POST", `/staff/${id}/reveals`, { field: "phone", reason: "排班联系" })).body).toEqual({
    value: "13800001234",
  });
  expect((await events(id)).at(-1)).toMatchObject({
    kind: "identity.staff.revealed",
    data: { field: "phone", reason: "排班联系" },
  });
  expect(
    (await (await t.as("supervision"))("POST", `/staff/${id}/reveals`, { field: "phone", reason: "排班联系" })).status,
  ).toBe(403);
});

test("a new person must replace the first password before anything else", async () => {
  const { email, id, firstPassword, mustChangePassword, roles } = await addPerson(["agent"]);
  expect({ mustChangePassword, roles }).toEqual({ mustChangePassword: true, roles: ["agent"] });
  expect((await admin("GET", `/staff/${id}`)).body).not.toHaveProperty("firstPassword");
  const { body } = await signIn(email, firstPassword);
  expect(body.mustChangePassword).toBe(true);
  const call = t.callWith(body.token);
  expect((await call("GET", "/me")).body).toMatchObject({ mustChangePassword: true, grants: [] });
  for (const url of ["/customers", "/runs", "/sessions", "/tokens"])
    expect((await call("GET", url)).body.code).toBe("platform.password_first");
  expect((await call("POST", "/me/totp")).status).toBe(403);
  expect((await call("PUT", "/me/password", { current: firstPassword, password: "晴天 去爬山 第七峰" })).status).toBe(
    204,
  );
  expect((await call("GET", "/customers")).status).toBe(200);
  expect((await signIn(email, firstPassword)).status).toBe(401);
});

test("adding refuses a taken e-mail, an unknown role or department, and fields that are not there", async () => {
  const person = { name: "重名", email: demoEmail("agent").toUpperCase(), departmentId: departments.get("HL") };
  expect((await admin("POST", "/staff", person)).body.code).toBe("identity.email_taken");
  const fresh = { ...person, email: "fresh@example.cn" };
  expect((await admin("POST", "/staff", { ...fresh, roles: ["emperor"] })).body.errors[0].field).toBe("roles");
  expect(
    (await admin("POST", "/staff", { ...fresh, departmentId: "0197aaaa-0000-7000-8000-000000000000" })).body.errors[0]
      .field,
  ).toBe("departmentId");
  expect((await admin("POST", "/staff", { ...fresh, state: "disabled" })).status).toBe(400);
  expect((await admin("GET", "/staff?q=fresh@example.cn")).body.items).toEqual([]);
});

test("of two people who change one record the second is told, with the newer version", async () => {
  const { id, version } = await addPerson();
  expect((await admin("PATCH", `/staff/${id}`, { version, name: "改名一" })).body).toMatchObject({
    name: "改名一",
    version: version + 1,
  });
  const late = await admin("PATCH", `/staff/${id}`, { version, name: "改名二" });
  expect(late).toMatchObject({ status: 409, body: { code: "identity.newer_version", version: version + 1 } });
  expect((await admin("GET", `/staff/${id}`)).body.name).toBe("改名一");
  expect((await admin("PATCH", `/staff/${id}`, { version: version + 1, email: demoEmail("agent") })).body.code).toBe(
    "identity.email_taken",
  );
});

test("disabling ends the sessions at once and closes the door; enabling opens it", async () => {
  const { id, email, firstPassword } = await addPerson(["agent"]);
  const token = (await signIn(email, firstPassword)).body.token;
  expect((await t.callWith(token)("GET", "/me")).status).toBe(200);
  expect((await admin("POST", `/staff/${id}/disablement`)).status).toBe(204);
  expect((await t.callWith(token)("GET", "/me")).status).toBe(401);
  expect((await signIn(email, firstPassword)).status).toBe(401);
  expect((await admin("POST", `/staff/${id}/enablement`)).status).toBe(204);
  expect((await t.callWith(token)("GET", "/me")).status).toBe(401);
  expect((await signIn(email, firstPassword)).status).toBe(201);
  const kinds = (await events(id)).map((one) => one.kind);
  expect(kinds).toEqual(
    expect.arrayContaining(["identity.staff.disabled", "identity.session.refused", "identity.staff.enabled"]),
  );
});

test("roles are given as a whole, take effect at once, and leave a trace", async () => {
  const { id, email, firstPassword } = await addPerson(["agent"]);
  const call = t.callWith((await signIn(email, firstPassword)).body.token);
  await call("PUT", "/me/password", { current: firstPassword, password: "十个字以上的新口令吧" });
  expect((await call("GET", "/staff")).status).toBe(403);
  expect((await admin("PUT", `/staff/${id}/roles`, { roles: ["team_lead", "finance"] })).body.roles).toEqual([
    "finance",
    "team_lead",
  ]);
  expect((await call("GET", "/staff")).status).toBe(200);
  expect((await events(id)).at(-1)).toMatchObject({
    kind: "identity.staff.roles_changed",
    data: { added: ["team_lead", "finance"], removed: ["agent"] },
  });
  expect((await admin("PUT", `/staff/${id}/roles`, { roles: [] })).body.roles).toEqual([]);
  expect((await call("GET", "/staff")).status).toBe(403);
});

test("nobody changes their own rights, nor disables, moves or resets themselves", async () => {
  const me = await staffId("administrator");
  const { version } = (await admin("GET", `/staff/${me}`)).body;
  const tries = [
    admin("PUT", `/staff/${me}/roles`, { roles: ["administrator", "manager"] }),
    admin("POST", `/staff/${me}/disablement`),
    admin("POST", `/staff/${me}/password-reset`),
    admin("POST", `/staff/${me}/totp-recovery`),
    admin("PATCH", `/staff/${me}`, { version, departmentId: departments.get("FIN") }),
  ];
  for (const { status, body } of await Promise.all(tries))
    expect([status, body.code]).toEqual([403, "identity.own_rights"]);
});

test("whoever gives roles cannot take the last administrator's, nor disable that person", async () => {
  await admin("POST", "/roles", {
    key: "personnel",
    label: { zh: "人事", en: "Personnel" },
    grants: ["identity.roles.assign", "identity.staff.manage"],
  });
  const { email, firstPassword } = await addPerson(["personnel"]);
  const call = t.callWith((await signIn(email, firstPassword)).body.token);
  await call("PUT", "/me/password", { current: firstPassword, password: "人事专员自己定的口令" });
  const me = await staffId("administrator");
  for (const refused of [
    await call("PUT", `/staff/${me}/roles`, { roles: ["agent"] }),
    await call("POST", `/staff/${me}/disablement`),
  ])
    expect([refused.status, refused.body.code]).toEqual([409, "identity.last_administrator"]);
  expect((await admin("GET", `/staff/${me}`)).body).toMatchObject({ state: "active", roles: ["administrator"] });
});

test("of two administrators who remove each other at once one stays", async () => {
  const other = await addPerson(["administrator"]);
  const me = await staffId("administrator");
  const token = (await signIn(other.email, other.firstPassword)).body.token;
  await t.callWith(token)("PUT", "/me/password", { current: other.firstPassword, password: "另一位管理员自己的口令" });
  // Both are let in before either acts.
  await Promise.all([admin("GET", "/me"), t.callWith(token)("GET", "/me")]);
  const [a, b] = await Promise.all([
    admin("PUT", `/staff/${other.id}/roles`, { roles: [] }),
    t.callWith(token)("PUT", `/staff/${me}/roles`, { roles: [] }),
  ]);
  expect([a.status, b.status].sort()).toEqual([200, 409]);
  expect([a, b].find((one) => one.status === 409)!.body.code).toBe("identity.last_administrator");
  await t.pool.query(
    "insert into identity.staff_role (staff_id, role_id) select $1, id from identity.role where key = 'administrator' on conflict do nothing",
    [me],
  );
  await t.pool.query("delete from identity.staff_role where staff_id = $1", [other.id]);
});

test.each([
  [
    "a page mark of something else",
    "GET",
    `/staff?cursor=${Buffer.from('["name","x","no id"]').toString("base64url")}`,
  ],
  ["a NUL in a search", "GET", "/staff?q=%00"],
  ["a NUL in a name", "POST", "/departments", { code: "NUL", name: "a\u0000b", parentId: null }],
] as const)("%s is a bad request", async (_, method, url, body?: object) => {
  const { status, body: problem } = await admin(method, url, body);
  expect([status, problem.code]).toEqual([400, "platform.unreadable_value"]);
});
