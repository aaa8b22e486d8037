import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoEmail, testApp } from "../../../test/app.ts";
import {
  allButAdministrator,
  customerItself,
  everybody,
  everyRole,
  signedIn,
  whoMayCall,
} from "../../../test/authorisation.table.ts";
import type { Access } from "../../platform/http/route.ts";

type Route = { method: string; url: string; access: Access };

let t: Awaited<ReturnType<typeof testApp>>;
let routes: Route[] = [];
const grantsOfRole = new Map<string, Set<string>>();
const tokens = new Map<string, string>();
const name = ({ method, url }: Route) => `${method} ${url}`;

beforeAll(async () => {
  t = await testApp();
  routes = t.app.accessList.filter(({ method, url }) => url.startsWith("/api/") && method !== "HEAD");
  const { rows } = await t.pool.query<{ key: string; grants: string[] }>(
    "select key, grants from identity.role order by created_at, id",
  );
  for (const { key, grants } of rows) {
    grantsOfRole.set(key, new Set(grants));
    const { body } = await t.call("POST", "/sessions", { email: demoEmail(key), password: "youzhang demo" });
    tokens.set(key, body.token);
  }
});
afterAll(() => t.close());

/** Calls a route with nothing behind its placeholders: who may call it is decided before anything is looked up. */
async function knock(
  route: Route,
  headers: Record<string, string>,
): Promise<{ status: number; code: string | undefined }> {
  const url = route.url.replace(/:\w+/g, "0197aaaa-0000-7000-8000-000000000000").replace(/\*$/, "x");
  const reply = await t.app.inject({ method: route.method as "GET", url, headers });
  const json = String(reply.headers["content-type"]).includes("json") && reply.payload ? reply.json() : undefined;
  return { status: reply.statusCode, code: json?.code };
}

const strangers: Record<string, string>[] = [
  {},
  { authorization: "Bearer nonsense" },
  { authorization: "Bearer yz_nonsense" },
];
const bearer = (role: string) => ({ authorization: `Bearer ${tokens.get(role)}` });
const mayCall = ({ access }: Route): string[] =>
  [...grantsOfRole]
    .filter(([, grants]) => access === "signed-in" || (typeof access !== "string" && grants.has(access.grant)))
    .map(([role]) => role);
/** Who may call a route by what the program says, in the words of the table. */
const allowed = (route: Route): string =>
  route.access === "public"
    ? everybody
    : route.access === "signed-in"
      ? signedIn
      : route.access === "customer"
        ? customerItself
        : mayCall(route).join(" ");
const shorthand: Record<string, string> = {
  [everybody]: "everybody",
  [signedIn]: "signedIn",
  [customerItself]: "customerItself",
  [everyRole]: "everyRole",
  [allButAdministrator]: "allButAdministrator",
};
const line = (route: Route) => `  "${name(route)}": ${shorthand[allowed(route)] ?? JSON.stringify(allowed(route))},`;

/** Empty where all is well, so that a failure shows lines to paste. */
const told = (heading: string, lines: string[]) => (lines.length ? [heading, ...lines].join("\n") : "");

describe("who may call what", () => {
  test("is written down for every route: a new one must be added knowingly", () => {
    const missing = routes.filter((route) => !(name(route) in whoMayCall)).map(line);
    expect(told("Add to test/authorisation.table.ts, if this is what you want:", missing)).toBe("");
    const gone = Object.keys(whoMayCall).filter((one) => !routes.some((route) => name(route) === one));
    expect(told("Take out of test/authorisation.table.ts, since these routes are no more:", gone)).toBe("");
  });

  test("is what the shipped roles hold", () => {
    const wrong = routes
      .filter((route) => name(route) in whoMayCall && whoMayCall[name(route)] !== allowed(route))
      .map(line);
    expect(told("Now so, and not as test/authorisation.table.ts says:", wrong)).toBe("");
  });

  test("every grant that a route asks for is one that a role can be given", async () => {
    const { body } = await t.callWith(tokens.get("administrator"))("GET", "/permissions");
    const known = new Set(body.items.map((one: { key: string }) => one.key));
    const unknown = routes.flatMap((route) =>
      typeof route.access !== "string" && !known.has(route.access.grant)
        ? [`${name(route)}: ${route.access.grant}`]
        : [],
    );
    expect(unknown).toEqual([]);
  });

  test("without a token, or with a wrong one: 401 everywhere but on the public routes", async () => {
    const wrong: string[] = [];
    for (const route of routes)
      for (const headers of strangers) {
        const { status, code } = await knock(route, headers);
        if (
          (code === "platform.sign_in") !== (whoMayCall[name(route)] !== everybody) ||
          (code === "platform.sign_in" && status !== 401)
        )
          wrong.push(`${name(route)}: ${status} ${code}`);
      }
    expect(wrong).toEqual([]);
  });

  test("a role that lacks the grant: 403 on every route", async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const { access } = route;
      if (typeof access === "string") continue;
      for (const [role, grants] of grantsOfRole) {
        if (grants.has(access.grant)) continue;
        const { status, code } = await knock(route, bearer(role));
        if (status !== 403 || code !== "platform.forbidden") wrong.push(`${role} ${name(route)}: ${status} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("a role that has it is let in to read", async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => one.method === "GET" && typeof one.access !== "string"))
      for (const role of mayCall(route)) {
        const { status, code } = await knock(route, bearer(role));
        if (status === 401 || code === "platform.forbidden" || code === "platform.unexpected")
          wrong.push(`${role} ${name(route)}: ${status} ${code}`);
      }
    expect(wrong).toEqual([]);
  });

  test("a foreign page that sends our cookie changes nothing: 403 on every writing route", async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(
      (one) => one.method !== "GET" && one.access !== "public" && one.access !== "customer",
    )) {
      const { status, code } = await knock(route, { cookie: `youzhang_session=${tokens.get("administrator")}` });
      if (status !== 403 || code !== "platform.cross_site") wrong.push(`${name(route)}: ${status} ${code}`);
    }
    expect(wrong).toEqual([]);
    expect((await t.callWith(tokens.get("administrator"))("GET", "/me")).status).toBe(200);
  });
});
