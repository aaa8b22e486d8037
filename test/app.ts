import { buildServer, closeServices, openServices } from "../server/app.ts";
import { demoEmail, demoPassword } from "../server/demo/company.ts";
import { fixedClock } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import type { Services } from "../server/platform/services.ts";
import { testDatabase } from "./database.ts";

export { demoEmail, demoPassword };

export type Answer<T = any> = { status: number; body: T; headers: Record<string, unknown> };

/**
 * The whole server on a database of its own with the demo company's people and policies, and a clock that stands
 * still; `empty` leaves people and policies to the test. Call in `beforeAll`, `close()` in `afterAll`. `as("agent")` signs in and answers a function that calls routes.
 */
export async function testApp(
  now = "2026-06-15T02:00:00.000Z",
  environment: Record<string, string> = {},
  empty = false,
) {
  const database = await testDatabase(empty);
  const config = readConfig({
    YOUZHANG_LOG: "silent",
    YOUZHANG_RATE_LIMIT: "0",
    YOUZHANG_DATA: "/tmp/youzhang-test-keys",
    YOUZHANG_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    ...environment,
  });
  const clock = fixedClock(now);
  const services: Services = await openServices(config, database.url, clock);
  const app = await buildServer(services);
  await app.ready();

  const call =
    (token?: string) =>
    async <T = any>(
      method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
      url: string,
      payload?: object,
      headers: Record<string, string> = {},
    ): Promise<Answer<T>> => {
      const reply = await app.inject({
        method,
        url: `/api/v1${url}`,
        ...(payload && { payload }),
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      });
      const json = /json/.test(String(reply.headers["content-type"]));
      return {
        status: reply.statusCode,
        body: (json && reply.payload ? reply.json() : reply.payload) as T,
        headers: reply.headers,
      };
    };

  const tokens = new Map<string, Promise<string>>();
  const signIn = async (role: string) => {
    const { status, body } = await call()("POST", "/sessions", { email: demoEmail(role), password: demoPassword });
    if (status !== 201) throw new Error(`no sign-in as ${role}: ${JSON.stringify(body)}`);
    return body.token as string;
  };
  /** Signs in as the demo person of a role (once) and calls routes below `/api/v1`. */
  const as = async (role: string) => {
    if (!tokens.has(role)) tokens.set(role, signIn(role));
    return call(await tokens.get(role)!);
  };
  const close = async () => {
    await app.close();
    await closeServices(services);
    await database.close();
  };
  return { app, services, clock, pool: services.pool, call: call(), callWith: call, as, close };
}
