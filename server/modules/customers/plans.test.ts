import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { type Actor, systemActor } from "../../platform/actor.ts";
import { reading } from "../../platform/context.ts";
import { kyselyOn } from "../../platform/db.ts";
import { readListRequest, readPage } from "../../platform/lists/index.ts";
import { customer } from "./customer.fields.ts";
import { customerList } from "./customer.store.ts";

/** Pages of a big list come from an index: no statement reads a table as a whole. PLAN_ROWS=200000 tries it at size. */
const rows = Number(process.env.PLAN_ROWS ?? 50_000);

let words = "";
let t: Awaited<ReturnType<typeof testApp>>;
const grants = ["customers.rows:all", "customer.basic:read", "customer.basic:clear", "customer.contact:read"];
const everybody: Actor = { ...systemActor("x", grants), kind: "staff" };
const owner = "11111111-1111-7111-8111-111111111111";

beforeAll(async () => {
  t = await testApp();
  await t.pool.query(
    `insert into customers.customer (customer_id, kind, class, state, name, name_pinyin, name_initials, name_tokens, division, channel, joined_on, owner_id, department_id, received_at, created_at, updated_at)
     select gen_random_uuid(), 'person', case when n % 40 = 0 then 'special' when n % 10 = 0 then 'enterprise' else 'household' end,
            case when n % 500 = 0 then 'closed' else 'active' end, x.name, md5(n::text), left(md5(n::text), 3), array[left(x.name, 2), right(x.name, 2)],
            (array['110101', '440106', '330106', '510104'])[1 + n % 4], case when n % 300 = 0 then 'partner' else 'counter' end, date '2015-01-01' + (n % 4000),
            case when n % 1000 = 0 then $2::uuid end, case when n % 100 = 0 then $2::uuid end, at, at, at
       from generate_series(1, $1::int) n,
            lateral (select timestamptz '2020-01-01' + n * interval '1 minute' as at, chr(19968 + n % 300) || chr(20500 + (n * 7) % 900) || chr(21500 + (n * 13) % 900) as name) x`,
    [rows, owner],
  );
  // Four digits are ten thousand tails: each belongs to a few customers.
  await t.pool.query(`insert into customers.contact (customer_id, id, kind, value, exact, tail, created_at)
     select customer_id, gen_random_uuid(), 'phone', '\\x00', sha256(customer_id::text::bytea), substr(sha256((row_number() over () % 10000)::text::bytea), 1, 16), created_at from customers.customer`);
  await t.pool.query(`insert into customers.grade (customer_id, grade, since, clause, version_id, facts, judged_at)
     select customer_id, case when r < 0.002 then 'gold' when r < 0.2 then 'silver' else 'bronze' end, now(), 'B4.2', gen_random_uuid(), '{}', now()
       from (select customer_id, random() as r from customers.customer) c`);
  await t.pool.query(
    "insert into customers.claim (kind, value, customer_id) select 'member', convert_to('M' || row_number() over (), 'UTF8'), customer_id from customers.customer",
  );
  const { rows: some } = await t.pool.query<{ name: string }>(
    "select name from customers.customer where class = 'special' limit 1",
  );
  words = some[0]!.name.slice(0, 2);
  const tail = t.services.vault.blind("1234", "contact.tail");
  await t.pool.query(
    "update customers.contact set tail = $1 where customer_id in (select customer_id from customers.contact limit 20)",
    [tail],
  );
  await t.pool.query(
    "vacuum analyze customers.customer, customers.contact, customers.grade, customers.claim, customers.identifier",
  );
}, 240_000);
afterAll(() => t.close());

type Node = { "Node Type": string; "Relation Name"?: string; Plans?: Node[] } & Record<string, number>;
const walk = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(walk)];

/** Explains the statement that a page really sends: which tables it reads as a whole, and how many blocks it touches. */
async function planOf(query: Record<string, string | number>, actor: Actor) {
  const sent: [string, unknown[]][] = [];
  const spy = { query: (text: string, values: unknown[]) => (sent.push([text, values]), t.pool.query(text, values)) };
  const ctx = reading(t.services, { actor });
  const asked = readListRequest(customer, { limit: 50, ...query } as never, actor, "-createdAt");
  const page = await readPage(kyselyOn(spy as unknown as pg.PoolClient), customerList(ctx, actor, asked), asked);
  const [text, values] = sent[0]!;
  const { rows: explained } = await t.pool.query(`explain (analyze, buffers, format json) ${text}`, values);
  const top = explained[0]["QUERY PLAN"][0].Plan as Node;
  const whole = walk(top)
    .filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] !== "staff")
    .map((node) => node["Relation Name"]);
  if (process.env.PLAN_SHOW)
    console.log(
      JSON.stringify(query),
      top["Actual Total Time"],
      top["Shared Hit Blocks"]! + top["Shared Read Blocks"]!,
      whole,
    );
  return { whole, blocks: top["Shared Hit Blocks"]! + top["Shared Read Blocks"]!, page };
}

const cases: [string, Record<string, string>][] = [
  ["the default page", {}],
  ["a class", { class: "special" }],
  ["a common grade", { grade: "bronze" }],
  ["a rare grade", { grade: "gold" }],
  ["a rare state", { state: "closed" }],
  ["a division", { division: "3301" }],
  ["an owner", { ownerId: owner }],
  ["a month of joining", { joinedOn: "2015-03-01..2015-03-31" }],
  ["two characters", { q: "WORDS" }],
  ["initials", { q: "abc" }],
  ["pinyin", { q: "fa" }],
  ["the last four digits", { q: "1234" }],
  ["characters and a class", { q: "WORDS", class: "special" }],
  ["a grade and a class", { grade: "gold", class: "enterprise" }],
];

test.each(cases)("%s comes from an index", async (_, query) => {
  const { whole, blocks, page } = await planOf({ ...query, ...(query.q === "WORDS" ? { q: words } : {}) }, everybody);
  expect(page.items.length).toBeGreaterThan(0);
  expect(whole).toEqual([]);
  expect(blocks).toBeLessThan(6_000);
});

test("the thousandth page is as near as the first", async () => {
  let cursor: string | null = null;
  const first = await planOf({}, everybody);
  for (let i = 0; i < 20; i++) {
    const query: Record<string, string | number> = cursor ? { limit: 200, cursor } : { limit: 200 };
    cursor = (await planOf(query, everybody)).page.next;
  }
  const late = await planOf({ cursor: cursor! }, everybody);
  expect(late.whole).toEqual([]);
  expect(late.blocks).toBeLessThan(first.blocks * 3 + 100);
  const seen = new Set(first.page.items.map((one) => one.customerId));
  expect(late.page.items.some((one) => seen.has(one.customerId))).toBe(false);
});

test("somebody who has few customers pages through theirs by an index", async () => {
  const { whole } = await planOf(
    {},
    {
      ...everybody,
      id: owner,
      departments: [owner],
      grants: new Set([...grants.slice(1), "customers.rows:own", "customers.rows:department"]),
    },
  );
  expect(whole).toEqual([]);
});
