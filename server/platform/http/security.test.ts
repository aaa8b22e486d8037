import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test.each(["/health", "/customers", "/nothing-here"])("every reply tells browsers to be strict: %s", async (path) => {
  const { headers } = await t.call("GET", path);
  expect(headers["content-security-policy"]).toContain("script-src 'self';");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
});

test("replies of the interface are not kept by browsers and proxies", async () => {
  expect((await (await t.as("agent"))("GET", "/customers")).headers["cache-control"]).toBe("no-store");
});
