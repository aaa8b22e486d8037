// Pages, filters and searches of the customer list through HTTP: the 95th percentile of each, and its plan.
// node bench/lists.ts [--customers 100000] [--purchases 2000000] [--requests 60] [--plans]
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import pg from "pg";
import { buildServer } from "../server/app.ts";
import { demoEmail, demoPassword } from "../server/demo/company.ts";
import { random } from "../server/demo/random.ts";
import { fill, openBench, readSize, sizeOptions } from "./data.ts";
import { median, quantile } from "./measure.ts";

const { values } = parseArgs({
  options: { ...sizeOptions, requests: { type: "string", default: "60" }, plans: { type: "boolean", default: false } },
});
const { services, close } = await openBench(values.data);
await fill(services, readSize(values));
const app = await buildServer(services);
await app.listen({ port: 0, host: "127.0.0.1" });
const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`;

// The last list statement that went to the database, to explain it as it was asked.
let far: Promise<string> | undefined;
let asked: { text: string; values: unknown[] } | undefined;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...given: any[]) {
  const [first, second] = given;
  const text = typeof first === "string" ? first : first?.text;
  if (text?.includes("sortKey")) asked = { text, values: second ?? first.values ?? [] };
  return query.apply(this, given as never);
} as never;

const token = await signIn("manager");
const r = random(11);
const column = async (text: string) =>
  (await services.pool.query(text)).rows.map((row) => Object.values(row)[0] as string);
const names = await column("select name from bench.name where not organisation order by hashint4(slot) limit 400");
const initials = await column(
  "select distinct initials from bench.name where not organisation and length(initials) = 3 limit 400",
);
const phones = await column("select clear from bench.phone order by hashint4(slot) limit 400");
const owners = await column("select id from bench.owner order by slot limit 200");
const members = await column("select member_number from customers.customer tablesample system (1) limit 400");
const encoded = (one: string) => encodeURIComponent(one);

const kinds: Record<string, () => string | Promise<string>> = {
  "first page": () => "",
  "a page far in": async () => `cursor=${await cursorAfter(20)}`,
  "oldest first": () => "sort=createdAt",
  "class: special": () => "class=special",
  "grade: gold": () => "grade=gold",
  "grade: bronze": () => "grade=bronze",
  "grade and class": () => "grade=gold&class=enterprise",
  "division (district)": () => `division=${r.pick(["330102", "330106", "330203"])}`,
  "division (province)": () => "division=33",
  owner: () => `ownerId=${r.pick(owners)}`,
  "owner and grade": () => `ownerId=${r.pick(owners)}&grade=gold`,
  "entered in a month": () => "createdAt=2023-03-01..2023-03-31",
  "search: two characters of a name": () => `q=${encoded([...r.pick(names)].slice(-2).join(""))}`,
  "search: a whole name": () => `q=${encoded(r.pick(names))}`,
  "search: one character": () => `q=${encoded([...r.pick(names)][0]!)}`,
  "search: initials": () => `q=${r.pick(initials)}`,
  "search: two initials": () => `q=${r.pick(initials).slice(0, 2)}`,
  "search: last four digits": () => `q=${r.pick(phones).slice(-4)}`,
  "search: phone": () => `q=${r.pick(phones)}`,
  "search: member number": () => `q=${r.pick(members)}`,
  "search and grade": () => `q=${encoded([...r.pick(names)].slice(-2).join(""))}&grade=gold`,
};

const table: Record<string, string | number>[] = [];
const plans: [string, string][] = [];
for (const [what, make] of Object.entries(kinds)) {
  const times: number[] = [];
  let failures = 0;
  let rows = 0;
  for (let n = 0; n < Number(values.requests) + 3; n++) {
    const query = await make();
    asked = undefined;
    const start = performance.now();
    const reply = await get(`/customers?${query}`);
    const took = performance.now() - start;
    if (!reply.ok) failures++;
    rows = reply.count;
    // The first ones warm up statements and pages.
    if (n >= 3) times.push(took);
  }
  console.error(`${what}: ${median(times).toFixed(1)} ms`);
  table.push({
    what,
    "median ms": median(times).toFixed(1),
    "p95 ms": quantile(times, 0.95).toFixed(1),
    rows,
    ...(failures && { failures }),
  });
  if (asked) plans.push([what, await explain(asked)]);
}
console.table(table);
if (values.plans) for (const [what, plan] of plans) console.log(`\n${what}\n${plan}`);
await app.close();
await close();

async function signIn(role: string): Promise<string> {
  const reply = await fetch(`${base}/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: demoEmail(role), password: demoPassword }),
  });
  return ((await reply.json()) as { token: string }).token;
}

async function get(path: string): Promise<{ ok: boolean; count: number; next: string | null }> {
  const reply = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
  const body = (await reply.json()) as { items?: unknown[]; next?: string | null };
  return { ok: reply.ok, count: body.items?.length ?? 0, next: body.next ?? null };
}

/** The cursor after so many pages of the plain list. */
async function cursorAfter(pages: number): Promise<string> {
  far ??= (async () => {
    let cursor = "";
    for (let n = 0; n < pages; n++) cursor = (await get(`/customers?limit=200${cursor && `&cursor=${cursor}`}`)).next!;
    return cursor;
  })();
  return far;
}

async function explain({ text, values: given }: { text: string; values: unknown[] }): Promise<string> {
  const { rows } = await services.searchPool.query(`explain ${text}`, given);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}
