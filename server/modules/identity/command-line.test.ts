import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, testApp } from "../../../test/app.ts";
import { systemActor } from "../../platform/actor.ts";
import { write } from "../../platform/context.ts";
import { tasks } from "./identity.jobs.ts";
import { addStaff } from "./index.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const add = (change: object) =>
  write(t.services, { actor: systemActor("command line") }, (ctx) =>
    addStaff(ctx, {
      name: "首位管理员",
      email: "first@example.cn",
      departmentCode: "HQ",
      roles: ["administrator"],
      ...change,
    }),
  );

test("the owner of the machine adds a person, who signs in and replaces the first password", async () => {
  const { id, firstPassword } = await add({ email: " first@example.cn " });
  const { body } = await t.call("POST", "/sessions", { email: "First@Example.cn", password: firstPassword });
  const call = t.callWith(body.token);
  expect((await call("PUT", "/me/password", { current: firstPassword, password: "从今天起由我来保管。" })).status).toBe(
    204,
  );
  expect((await call("GET", `/staff/${id}`)).body).toMatchObject({
    name: "首位管理员",
    email: "first@example.cn",
    roles: ["administrator"],
  });
  const { rows } = await t.pool.query(
    "select kind, actor_name from platform.event where subject_id = $1 order by id limit 2",
    [id],
  );
  expect(rows).toEqual([
    { kind: "identity.staff.created", actor_name: "command line" },
    { kind: "identity.staff.roles_changed", actor_name: "command line" },
  ]);
});

test.each([
  ["a taken e-mail", { email: demoEmail("agent") }, "identity.email_taken"],
  ["no e-mail", { email: "first at example" }, "platform.invalid"],
  ["no name", { name: "" }, "platform.invalid"],
  ["an unknown department", { email: "b@example.cn", departmentCode: "MOON" }, "platform.invalid"],
  ["an unknown role", { email: "b@example.cn", roles: ["emperor"] }, "platform.invalid"],
])("refuses %s and keeps nothing", async (_, change, code) => {
  const before = await t.pool.query("select count(*) from identity.staff");
  await expect(add(change)).rejects.toMatchObject({ code });
  expect((await t.pool.query("select count(*) from identity.staff")).rows).toEqual(before.rows);
});

test("the nightly sweep takes out ended sessions and old attempts, and leaves the rest", async () => {
  const open = await t.as("agent");
  const at = (minutes: number) => new Date(t.clock.now().getTime() + minutes * 60_000);
  await t.pool.query(
    `insert into identity.session (id, token_hash, staff_id, way, created_at, last_seen_at, expires_at)
     select gen_random_uuid(), '\\x00', id, 'password', $1, $1, $1 from identity.staff where email = $2`,
    [at(-1), demoEmail("agent")],
  );
  await t.pool.query(
    "insert into identity.oidc_attempt (state, verifier, nonce, created_at) values ('old', '', '', $1), ('new', '', '', $2)",
    [at(-16), at(-14)],
  );
  await write(t.services, { actor: systemActor("worker") }, (ctx) => tasks["identity.sweep"]!(ctx, {}));
  expect((await t.pool.query("select 1 from identity.session where expires_at <= $1", [t.clock.now()])).rowCount).toBe(
    0,
  );
  expect((await t.pool.query("select state from identity.oidc_attempt")).rows).toEqual([{ state: "new" }]);
  expect((await open("GET", "/me")).status).toBe(200);
});
