import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, testApp } from "../../../../test/app.ts";
import { mayBeInClear } from "./client.ts";
import { type Behaviour, startIssuer } from "./issuer.fake.ts";

const client = { YOUZHANG_OIDC_CLIENT_ID: "youzhang", YOUZHANG_OIDC_CLIENT_SECRET: "kept between two" };
let t: Awaited<ReturnType<typeof testApp>>;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  issuer = await startIssuer("youzhang", "kept between two");
  t = await testApp(undefined, { ...client, YOUZHANG_OIDC_ISSUER: issuer.issuer, YOUZHANG_OIDC_NAME: "集团统一登录" });
});
afterAll(async () => {
  await t.close();
  await issuer.stop();
});

const get = (url: string, headers: Record<string, string> = {}) => t.app.inject({ method: "GET", url, headers });
const cookieOf = (reply: { cookies: { name: string; value: string }[] }, name: string) =>
  reply.cookies.find((one) => one.name === name)?.value;

/** The journey of a browser: start, the issuer, and the address that it sends back to. */
async function leave(behaviour: Behaviour) {
  issuer.behave(behaviour);
  const start = await get("/api/v1/oidc/start");
  expect(start.statusCode).toBe(302);
  const there = await fetch(start.headers.location as string, { redirect: "manual" });
  const back = new URL(there.headers.get("location")!);
  return {
    back: back.pathname + back.search,
    cookie: `youzhang_oidc=${cookieOf(start, "youzhang_oidc")}`,
    asked: new URL(start.headers.location as string).searchParams,
  };
}

async function journey(behaviour: Behaviour, headers: Record<string, string> = {}) {
  const { back, cookie } = await leave(behaviour);
  return get(back, { cookie, ...headers });
}
const verified = (role: string, sub: string) => ({ claims: { sub, email: demoEmail(role), email_verified: true } });

test("the sign-in screen is told of it", async () => {
  expect((await t.call("GET", "/sign-in-ways")).body).toMatchObject({
    password: true,
    oidc: { name: "集团统一登录", start: "/api/v1/oidc/start" },
  });
});

test("there and back with PKCE, state and nonce opens a session, known by subject from then on", async () => {
  const { back, cookie, asked } = await leave(verified("agent", "sub-agent"));
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    scope: "openid email profile",
  });
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
  const reply = await get(back, { cookie });
  expect([reply.statusCode, reply.headers.location]).toEqual([302, "/"]);
  const me = await get("/api/v1/me", { cookie: `youzhang_session=${cookieOf(reply, "youzhang_session")}` });
  expect(me.json()).toMatchObject({ email: demoEmail("agent"), roles: ["agent"] });
  // The address has changed at the issuer; the subject has not.
  const again = await journey({ claims: { sub: "sub-agent", email: "other@example.cn", email_verified: true } });
  expect(again.headers.location).toBe("/");
  const { rows } = await t.pool.query(
    "select e.kind, e.data->>'way' as way from platform.event e join identity.staff s on s.id = e.subject_id where s.email = $1 order by e.id",
    [demoEmail("agent")],
  );
  expect(rows).toEqual([
    { kind: "identity.oidc.linked", way: null },
    { kind: "identity.session.opened", way: "oidc" },
    { kind: "identity.session.opened", way: "oidc" },
  ]);
});

test.each<[string, Behaviour]>([
  ["somebody unknown", { claims: { sub: "x1", email: "stranger@example.cn", email_verified: true } }],
  [
    "an address that the issuer has not checked",
    { claims: { sub: "x2", email: demoEmail("finance"), email_verified: false } },
  ],
  ["no address", { claims: { sub: "x3" } }],
  [
    "another account with the address of somebody bound",
    { claims: { sub: "x4", email: demoEmail("agent"), email_verified: true } },
  ],
])("refuses %s, as a problem and as a page", async (_, behaviour) => {
  const reply = await journey(behaviour);
  expect([reply.statusCode, reply.json().code]).toEqual([403, "identity.oidc_unknown"]);
  expect(cookieOf(reply, "youzhang_session")).toBeUndefined();
  const page = await journey(behaviour, { accept: "text/html,*/*" });
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.statusCode).toBe(403);
  expect(page.body).toContain("您的企业账号没有在本系统登记");
  expect(page.body).toContain("ask an administrator to add you");
});

test("a disabled person stays outside", async () => {
  await t.pool.query("update identity.staff set state = 'disabled' where email = $1", [demoEmail("marketing")]);
  expect((await journey(verified("marketing", "sub-marketing"))).json().code).toBe("identity.oidc_unknown");
  await t.pool.query("update identity.staff set state = 'active' where email = $1", [demoEmail("marketing")]);
});

test.each<[string, Partial<Behaviour>]>([
  ["another's signature", { foreignKey: true }],
  ["another's audience", { audience: "somebody-else" }],
  ["an old nonce", { nonce: "replayed" }],
  ["a person who said no", { refuse: true }],
])("refuses %s", async (_, fault) => {
  const reply = await journey({ ...verified("manager", "sub-manager"), ...fault });
  expect([reply.statusCode, reply.json().code]).toEqual([403, "identity.oidc_refused"]);
  const { rows } = await t.pool.query(
    "select data from platform.event where kind = 'identity.session.refused' order by id desc limit 1",
  );
  expect(rows[0].data).toMatchObject({ way: "oidc", reason: expect.stringMatching(/^OAUTH_/) });
  expect(cookieOf(reply, "youzhang_session")).toBeUndefined();
});

test("an answer serves once, in the browser that asked, within a quarter of an hour", async () => {
  const once = await leave(verified("manager", "sub-manager"));
  expect((await get(once.back)).json().code).toBe("identity.oidc_stale");
  expect((await get(once.back, { cookie: "youzhang_oidc=of-another-browser" })).json().code).toBe(
    "identity.oidc_stale",
  );
  expect((await get(once.back, { cookie: once.cookie })).headers.location).toBe("/");
  expect((await get(once.back, { cookie: once.cookie })).json().code).toBe("identity.oidc_stale");
  const late = await leave(verified("manager", "sub-manager"));
  t.clock.advance(16 * 60_000);
  expect((await get(late.back, { cookie: late.cookie })).json().code).toBe("identity.oidc_stale");
});

test("who comes this way need not replace a first password", async () => {
  await t.pool.query("update identity.staff set must_change_password = true where email = $1", [
    demoEmail("data_group"),
  ]);
  const reply = await journey(verified("data_group", "sub-data"));
  const customers = await get("/api/v1/customers", {
    cookie: `youzhang_session=${cookieOf(reply, "youzhang_session")}`,
  });
  expect(customers.statusCode).toBe(200);
});

test("where it is not set up, or the issuer is away, the answer says so", async () => {
  const plain = await testApp();
  expect((await plain.call("GET", "/oidc/start")).body.code).toBe("identity.oidc_off");
  expect((await plain.call("GET", "/sign-in-ways")).body.oidc).toBeNull();
  await plain.close();
  const gone = await startIssuer("a", "b");
  await gone.stop();
  const away = await testApp(undefined, { ...client, YOUZHANG_OIDC_ISSUER: gone.issuer });
  const reply = await away.call("GET", "/oidc/start");
  expect([reply.status, reply.body.code]).toEqual([502, "identity.oidc_away"]);
  await away.close();
});

test.each([
  ["http://127.0.0.1:8080", true],
  ["http://localhost/realms/one", true],
  ["http://[::1]:9", true],
  ["https://127.0.0.1", false],
  ["http://127.0.0.1.example.com", false],
  ["http://login.example.com", false],
])("an issuer in clear is believed only on this machine: %s", (issuer, allowed) => {
  expect(mayBeInClear(new URL(issuer))).toBe(allowed);
});
