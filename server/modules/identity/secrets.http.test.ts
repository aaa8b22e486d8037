import { TOTP, URI } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../test/app.ts";
import { forgetActors } from "./actor.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let admin: Awaited<ReturnType<typeof t.as>>;
beforeAll(async () => {
  t = await testApp();
  admin = await t.as("administrator");
});
afterAll(() => t.close());
// Each test in a new half minute, so that no code of one is spent for the next.
beforeEach(() => t.clock.advance(30_000));

const signIn = (role: string, password = demoPassword, code?: string) =>
  t.call("POST", "/sessions", { email: demoEmail(role), password, ...(code && { code }) });
const callAs = async (role: string, password?: string) => t.callWith((await signIn(role, password)).body.token);
const idOf = async (role: string): Promise<string> =>
  (await admin("GET", `/staff?q=${demoEmail(role)}`)).body.items[0].id;
const kindsOf = async (id: string): Promise<string[]> =>
  (await t.pool.query("select kind from platform.event where subject_id = $1 order by id", [id])).rows.map(
    (row) => row.kind,
  );

test("a changed password ends the other sessions, keeps this one, and is the only one that works", async () => {
  const [here, there] = [await callAs("agent"), await callAs("agent")];
  expect((await here("PUT", "/me/password", { current: demoPassword, password: "雨后山色空蒙一首诗。" })).status).toBe(
    204,
  );
  expect([(await here("GET", "/me")).status, (await there("GET", "/me")).status]).toEqual([200, 401]);
  expect([(await signIn("agent")).status, (await signIn("agent", "雨后山色空蒙一首诗。")).status]).toEqual([401, 201]);
  expect(await kindsOf(await idOf("agent"))).toContain("identity.password.changed");
});

test.each([
  ["short", "kite73wq", ["至少 10 个字符"]],
  ["repeated", "aaaaaaaaaaaa", ["重复的字符太多"]],
  ["common", "Password-2026-x", ["这是常见的密码"]],
  ["the name", "我是黄佳怡我是黄佳怡哦", ["不能包含姓名或邮箱"]],
  ["the e-mail", "x-MARKETING-2026", ["不能包含姓名或邮箱"]],
  ["much at once", "aaa", ["至少 10 个字符", "重复的字符太多"]],
  ["too long", "长密码不行啊".repeat(40), ["不能超过 200 个字符"]],
  ["the old one", demoPassword, ["不能与现在的密码相同"]],
])("a weak password is refused with every reason: %s", async (_, password, reasons) => {
  const call = await t.as("marketing");
  const { status, body } = await call("PUT", "/me/password", { current: demoPassword, password });
  expect([status, body.code]).toEqual([400, "identity.weak_password"]);
  expect(body.errors).toEqual(reasons.map((reason) => ({ field: "password", reason })));
});

test("a stolen session cannot guess the password: tries count, and lock", async () => {
  const call = await callAs("finance");
  const guess = () => call("PUT", "/me/password", { current: "not this one", password: "新的口令很长很长啊！" });
  for (let i = 0; i < 10; i++) expect((await guess()).body.code).toBe("identity.wrong_password");
  expect((await guess()).body.code).toBe("identity.locked");
  expect((await signIn("finance")).body.code).toBe("identity.locked");
});

test("ten wrong passwords lock for a quarter of an hour, the right one included", async () => {
  for (let i = 0; i < 9; i++) expect((await signIn("installer", "wrong")).status).toBe(401);
  expect((await signIn("installer", "wrong")).body.code).toBe("identity.locked");
  expect((await signIn("installer")).status).toBe(423);
  t.clock.advance(14 * 60_000);
  expect((await signIn("installer")).status).toBe(423);
  t.clock.advance(61_000);
  expect((await signIn("installer")).status).toBe(201);
  // A success wipes the slate.
  for (let i = 0; i < 9; i++) await signIn("installer", "wrong");
  expect((await signIn("installer")).status).toBe(201);
  expect((await signIn("installer", "wrong")).status).toBe(401);
});

test("a refused sign-in of somebody unknown looks the same and is kept without the address", async () => {
  const { status, body } = await t.call("POST", "/sessions", {
    email: "secret.person@example.cn",
    password: "whatever",
  });
  expect([status, body.code]).toEqual([401, "identity.wrong_credentials"]);
  const { rows } = await t.pool.query(
    "select data, to_jsonb(e)::text as whole from platform.event e where kind = 'identity.session.refused' order by id desc limit 1",
  );
  expect(rows[0].data).toEqual({ reason: "unknown" });
  expect(rows[0].whole).not.toContain("secret.person");
});

test("a reset gives a first password once, ends the sessions, unlocks", async () => {
  const id = await idOf("data_group");
  const call = await callAs("data_group");
  for (let i = 0; i < 10; i++) await signIn("data_group", "wrong");
  const { status, body } = await admin("POST", `/staff/${id}/password-reset`);
  expect(status).toBe(201);
  expect(body.firstPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect((await call("GET", "/me")).status).toBe(401);
  expect((await signIn("data_group")).status).toBe(401);
  expect((await signIn("data_group", body.firstPassword)).body.mustChangePassword).toBe(true);
  expect((await admin("GET", `/staff/${id}`)).body.mustChangePassword).toBe(true);
  expect((await (await t.as("manager"))("POST", `/staff/${id}/password-reset`)).status).toBe(403);
});

test("two-step sign-in: set up, confirmed, asked for, a code never twice, off with the password", async () => {
  const call = await t.as("manager");
  const { status, body } = await call("POST", "/me/totp");
  expect(status).toBe(201);
  const totp = URI.parse(body.uri) as TOTP;
  expect([totp.issuer, totp.label, totp.secret.base32]).toEqual(["Youzhang", demoEmail("manager"), body.secret]);
  const code = () => totp.generate({ timestamp: t.clock.now().getTime() });
  // Not asked for before a code came back.
  expect((await signIn("manager")).status).toBe(201);
  expect(
    (await call("POST", "/me/totp/confirmation", { code: code() === "000000" ? "000001" : "000000" })).body.code,
  ).toBe("identity.wrong_code");
  expect((await call("POST", "/me/totp/confirmation", { code: code() })).status).toBe(204);
  expect((await call("POST", "/me/totp")).body.code).toBe("identity.totp_on");
  expect((await call("GET", "/me")).body.totp).toBe(true);
  const { rows } = await t.pool.query("select totp_secret from identity.staff where email = $1", [
    demoEmail("manager"),
  ]);
  expect(rows[0].totp_secret.includes(Buffer.from(body.secret))).toBe(false);

  expect((await signIn("manager")).body.code).toBe("identity.code_needed");
  // The code that confirmed is spent.
  expect((await signIn("manager", demoPassword, code())).status).toBe(401);
  t.clock.advance(30_000);
  const spent = code();
  expect((await signIn("manager", demoPassword, spent)).status).toBe(201);
  expect((await signIn("manager", demoPassword, spent)).status).toBe(401);
  t.clock.advance(30_000);
  // The window of half a minute before must not open a way back.
  expect((await signIn("manager", demoPassword, spent)).status).toBe(401);
  expect((await signIn("manager", "wrong", code())).status).toBe(401);

  expect((await call("POST", "/me/totp/removal", { password: "wrong" })).body.code).toBe("identity.wrong_password");
  expect((await signIn("manager")).status).toBe(401);
  expect((await call("POST", "/me/totp/removal", { password: demoPassword })).status).toBe(204);
  expect((await signIn("manager")).status).toBe(201);
  expect(await kindsOf(await idOf("manager"))).toEqual(
    expect.arrayContaining(["identity.totp.enabled", "identity.totp.disabled", "identity.session.refused"]),
  );
});

test("a lost phone: an administrator switches two-step sign-in off", async () => {
  const call = await callAs("team_lead");
  const { body } = await call("POST", "/me/totp");
  await call("POST", "/me/totp/confirmation", {
    code: (URI.parse(body.uri) as TOTP).generate({ timestamp: t.clock.now().getTime() }),
  });
  expect((await signIn("team_lead")).body.code).toBe("identity.code_needed");
  const id = await idOf("team_lead");
  expect((await (await t.as("supervision"))("POST", `/staff/${id}/totp-recovery`)).status).toBe(403);
  expect((await admin("POST", `/staff/${id}/totp-recovery`)).status).toBe(204);
  expect((await call("GET", "/me")).status).toBe(401);
  expect((await signIn("team_lead")).status).toBe(201);
  expect(await kindsOf(id)).toContain("identity.totp.recovered");
});

test("one sees one's sessions and ends one of them; those of others take a right", async () => {
  const first = await callAs("account_manager");
  const second = await callAs("account_manager");
  const { items } = (await first("GET", "/sessions")).body;
  expect(items.map((one: { current: boolean }) => one.current).sort()).toEqual([false, true]);
  const other = items.find((one: { current: boolean }) => !one.current).id;
  expect((await (await t.as("marketing"))("DELETE", `/sessions/${other}`)).status).toBe(404);
  expect((await first("DELETE", `/sessions/${other}`)).status).toBe(204);
  expect((await second("GET", "/me")).status).toBe(401);
  const id = await idOf("account_manager");
  expect((await (await t.as("marketing"))("GET", `/staff/${id}/sessions`)).status).toBe(403);
  const [left] = (await admin("GET", `/staff/${id}/sessions`)).body.items;
  expect((await admin("DELETE", `/staff/${id}/sessions/${left.id}`)).status).toBe(204);
  expect((await first("GET", "/me")).status).toBe(401);
  expect((await kindsOf(id)).filter((kind) => kind === "identity.session.revoked")).toHaveLength(2);
});

test("signing out ends the session and is kept; two idle hours end it too", async () => {
  const call = await callAs("account_manager");
  expect((await call("DELETE", "/sessions/current")).status).toBe(204);
  expect((await call("GET", "/me")).status).toBe(401);
  expect(await kindsOf(await idOf("account_manager"))).toContain("identity.session.closed");
  const idle = await callAs("account_manager");
  t.clock.advance(2 * 3_600_000 + 1000);
  forgetActors(t.services);
  expect((await idle("GET", "/me")).status).toBe(401);
});
