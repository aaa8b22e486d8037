import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test("a company's own installation offers the password alone", async () => {
  expect((await t.call("GET", "/sign-in-ways")).body).toEqual({ password: true, oidc: null, demo: null });
});

test("a demo installation offers a person for each role, as far as they are there", async () => {
  const signIns = ["agent", "finance", "marketing"].map((role) => ({
    role,
    email: demoEmail(role),
    password: demoPassword,
  }));
  await t.pool.query("insert into platform.setting (name, value) values ('demo', $1)", [
    JSON.stringify({ step: "done", signIns }),
  ]);
  await t.pool.query("update identity.staff set state = 'disabled' where email = $1", [demoEmail("marketing")]);
  expect((await t.call("GET", "/sign-in-ways")).body.demo).toEqual([
    {
      role: "agent",
      label: { zh: "客服代表", en: "Agent" },
      name: "林晓燕",
      email: demoEmail("agent"),
      password: demoPassword,
    },
    {
      role: "finance",
      label: { zh: "财务", en: "Finance" },
      name: "吴敏",
      email: demoEmail("finance"),
      password: demoPassword,
    },
  ]);
});

test("a demo that was loaded without sign-ins offers none", async () => {
  await t.pool.query("update platform.setting set value = '{\"step\": \"done\"}' where name = 'demo'");
  expect((await t.call("GET", "/sign-in-ways")).body.demo).toBeNull();
});

test("whoever tries many sign-ins from one place is told to wait, and nobody else", async () => {
  const limited = await testApp(undefined, { YOUZHANG_RATE_LIMIT: "3000" });
  const attempt = (remoteAddress: string) =>
    limited.app.inject({
      method: "POST",
      url: "/api/v1/sessions",
      remoteAddress,
      payload: { email: "nobody@example.cn", password: "guess" },
    });
  for (let i = 0; i < 30; i++) expect((await attempt("10.0.0.1")).statusCode).toBe(401);
  const slowed = await attempt("10.0.0.1");
  expect([slowed.statusCode, slowed.json().code]).toEqual([429, "platform.too_many"]);
  expect((await attempt("10.0.0.2")).statusCode).toBe(401);
  await limited.close();
});
