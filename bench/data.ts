// Fills a database with customers and purchases for the benchmarks, set-based and from a fixed seed.
// node bench/data.ts [--customers 100000] [--purchases 2000000] [--data /tmp/youzhang-bench]
import { parseArgs } from "node:util";
import type pg from "pg";
import { closeServices, openServices } from "../server/app.ts";
import { seedBasics, seedCompany } from "../server/demo/company.ts";
import { districts, mobile, organisationName, personName } from "../server/demo/names.ts";
import { random } from "../server/demo/random.ts";
import { contactIndex, searchKeys } from "../server/modules/customers/index.ts";
import { readConfig } from "../server/platform/config.ts";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";
import type { Services } from "../server/platform/services.ts";

export type Bench = { readonly services: Services; readonly close: () => Promise<void> };

/** Opens the benchmark's own database, or that of DATABASE_URL; nothing is filled yet. */
export async function openBench(dataDir = "/tmp/youzhang-bench"): Promise<Bench> {
  const config = readConfig({
    YOUZHANG_DATA: dataDir,
    YOUZHANG_LOG: "silent",
    YOUZHANG_RATE_LIMIT: "0",
    YOUZHANG_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  });
  const url = process.env.DATABASE_URL;
  const embedded = url ? undefined : await startEmbedded({ dataDir, durable: false, settings });
  const services = await openServices(config, url ?? embedded!.url);
  return {
    services,
    close: async () => {
      await closeServices(services);
      await embedded?.stop();
    },
  };
}

const settings = {
  shared_buffers: "1GB",
  effective_cache_size: "4GB",
  maintenance_work_mem: "512MB",
  max_wal_size: "8GB",
};

export type Size = { readonly customers: number; readonly purchases: number };

/** Makes the rows where the database does not hold them already; a smaller company is made anew. */
export async function fill(services: Services, size: Size): Promise<void> {
  const { pool } = services;
  const known = await pool.query("select value from platform.setting where name = 'bench'");
  if (known.rows[0]?.value.customers === size.customers && known.rows[0].value.purchases === size.purchases) return;
  // Filling empties the tables first: never those of somebody's own company.
  if (!known.rowCount && (await pool.query("select 1 from customers.customer limit 1")).rowCount)
    throw new Error("This database holds customers that no benchmark made; name another one.");
  if (!(await pool.query("select 1 from identity.role limit 1")).rowCount) {
    await seedBasics(services);
    await seedCompany(services);
  }
  const client = await pool.connect();
  try {
    for (const table of [
      "purchase",
      "service_held",
      "contact",
      "claim",
      "grade",
      "grading",
      "grading_change",
      "customer",
    ])
      await client.query(`truncate customers.${table}`);
    await client.query("set work_mem = '256MB'; set maintenance_work_mem = '512MB'; set synchronous_commit = off");
    await fillPools(client, services);
    await withoutIndexes(client, "customer", () => client.query(customers, [size.customers]));
    await withoutIndexes(client, "contact", () => client.query(contacts, [size.customers]));
    await withoutIndexes(client, "service_held", () => client.query(held, [size.customers]));
    await withoutIndexes(client, "grade", () => client.query(grades, [size.customers]));
    await client.query(claims);
    await withoutIndexes(client, "purchase", () => client.query(purchases, [size.customers, size.purchases]));
    await client.query(
      "insert into platform.setting (name, value) values ('bench', $1) on conflict (name) do update set value = excluded.value",
      [JSON.stringify(size)],
    );
    // Nobody's first question should pay for the tidying up.
    await client.query("vacuum (analyze)");
  } finally {
    client.release(true);
  }
}

/** Names with their search keys, and phones sealed as the product seals them: the product's own code makes both. */
async function fillPools(client: pg.PoolClient, services: Services) {
  const r = random(7);
  const people = Array.from({ length: 40_000 }, () => personName(r));
  const organisations = Array.from({ length: 4_000 }, () =>
    organisationName(r, r.weighted({ company: 9, school: 1 }), r.pick(districts)[1]),
  );
  const names = [...people, ...organisations];
  const keys = names.map(searchKeys);
  await client.query(
    "drop schema if exists bench cascade; create schema bench; create table bench.name (slot int primary key, organisation boolean, name text, pinyin text, initials text, tokens text)",
  );
  await client.query(
    "insert into bench.name select * from unnest($1::int[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::text[])",
    [
      names.map((_, i) => i),
      names.map((_, i) => i >= people.length),
      names,
      keys.map((one) => one.namePinyin),
      keys.map((one) => one.nameInitials),
      keys.map((one) => `{${one.nameTokens.map((t) => JSON.stringify(t)).join(",")}}`),
    ],
  );
  const phones = Array.from({ length: 100_000 }, () => mobile(r));
  const indexes = phones.map((phone) => contactIndex(services.vault, "phone", phone));
  await client.query(
    "create table bench.phone (slot int primary key, clear text, value bytea, exact bytea, tail bytea)",
  );
  await client.query(
    "insert into bench.phone select * from unnest($1::int[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[])",
    [
      phones.map((_, i) => i),
      phones,
      phones.map((phone) => services.vault.seal(phone, "contact.value")),
      indexes.map((one) => one.exact),
      indexes.map((one) => one.tail),
    ],
  );
  await client.query("create table bench.division (slot int primary key, code text)");
  await client.query("insert into bench.division select * from unnest($1::int[], $2::text[])", [
    districts.map((_, i) => i),
    districts.map(([code]) => code),
  ]);
  await client.query(`
    create table bench.owner as select row_number() over (order by n) - 1 as slot, id, department_id from (
      select n, ('019aa000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, d.id as department_id
        from generate_series(1, 200) n, lateral (select id from identity.department where code = case when n % 2 = 0 then 'SALES' else 'CS' end) d) s;
    insert into identity.staff (id, email, name, department_id, password_hash)
    select id, 'bench' || slot || '@demo.example', '经理' || slot, department_id, '-' from bench.owner on conflict do nothing;
    -- 0 <= x < 1, the same for the same number and place
    create function bench.r(n bigint, place bigint) returns float8 language sql immutable parallel safe as
      $$ select (hashint8extended(n, place) & 9007199254740991) / 9007199254740992.0::float8 $$;
    create function bench.joined(i bigint, of bigint) returns timestamptz language sql immutable parallel safe as
      $$ select timestamptz '2020-01-01 00:00+00' + i * (interval '2000 days' / of) $$;
    create function bench.id(i bigint, of bigint) returns uuid language sql immutable parallel safe as
      $$ select (lpad(to_hex((extract(epoch from bench.joined(i, of)) * 1000)::bigint), 12, '0') || '7' || substr(md5('c' || i), 1, 3) || '8' || substr(md5('c' || i), 4, 15))::uuid $$`);
}

const customers = `
  insert into customers.customer (customer_id, kind, class, name, name_pinyin, name_initials, name_tokens, member_number, division, channel,
                                  referrer_id, owner_id, department_id, joined_on, received_at, created_at, updated_at)
  select bench.id(i, $1), case when n.organisation then 'organisation' else 'person' end,
         case when not n.organisation then 'household' when bench.r(i, 2) < 0.3 then 'special' else 'enterprise' end,
         n.name, n.pinyin, n.initials, n.tokens::text[], 'M' || lpad(i::text, 8, '0'), d.code,
         (array['hotline', 'counter', 'website', 'referral', 'campaign'])[1 + floor(bench.r(i, 3) * 5)::int],
         case when bench.r(i, 4) < 0.05 and i > 1 then bench.id(1 + floor(bench.r(i, 5) * (i - 1))::bigint, $1) end,
         o.id, o.department_id, bench.joined(i, $1)::date, bench.joined(i, $1), bench.joined(i, $1), bench.joined(i, $1)
    from generate_series(1::bigint, $1::bigint) i
    join bench.name n on n.slot = floor(bench.r(i, 1) * 44000)::int
    join bench.division d on d.slot = floor(bench.r(i, 6) * ${districts.length})::int
    left join bench.owner o on o.slot = floor(bench.r(i, 7) * 400)::int
   order by i`;

const contacts = `
  insert into customers.contact (customer_id, id, kind, value, exact, tail, is_primary, created_at)
  select bench.id(i, $1), md5('t' || i)::uuid, 'phone', p.value, p.exact, p.tail, true, bench.joined(i, $1)
    from generate_series(1::bigint, $1::bigint) i join bench.phone p on p.slot = i % 100000`;

const held = `
  insert into customers.service_held (customer_id, id, kind, name, started_on, ended_on, monthly_fee)
  select bench.id(i, $1), md5('s' || i || k)::uuid, (array['television', 'internet', 'mobile', 'cloud'])[k], (array['有线电视', '宽带', '移动', '云服务'])[k],
         bench.joined(i, $1)::date, case when bench.r(i * 4 + k, 8) < 0.1 then date '2025-12-31' end, 5000
    from generate_series(1::bigint, $1::bigint) i, generate_series(1, 4) k where k = 1 or bench.r(i * 4 + k, 9) < 0.35`;

const grades = `
  insert into customers.grade (customer_id, grade, since, clause, version_id, row_no, facts, judged_at)
  select bench.id(i, $1), case when bench.r(i, 10) < 0.05 then 'gold' when bench.r(i, 10) < 0.25 then 'silver' else 'bronze' end,
         timestamptz '2025-07-01', 'B4.2', v.id, 1, '{}', timestamptz '2025-07-01'
    from generate_series(1::bigint, $1::bigint) i, (select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = 'B' limit 1) v`;

const claims = `insert into customers.claim (kind, value, customer_id) select 'member', convert_to(member_number, 'UTF8'), customer_id from customers.customer`;

// In the order of time, as sales come in; a few customers buy much, most a little.
const purchases = `
  insert into customers.purchase (customer_id, id, at, amount, what, source_key)
  select bench.id(1 + floor(power(bench.r(n, 11), 1.5) * $1::bigint)::bigint, $1::bigint), md5('p' || n)::uuid,
         timestamptz '2024-06-15' + n * (interval '730 days' / greatest($2::bigint, 1)), (500 + power(bench.r(n, 12), 4) * 120000)::bigint, '账单', 'b' || n
    from generate_series(1::bigint, $2::bigint) n`;

/** Loads a table bare and builds its indexes afterwards. */
async function withoutIndexes(client: pg.PoolClient, table: string, load: () => Promise<unknown>) {
  const name = `customers.${table}`;
  const { rows: keys } = await client.query(
    "select conname, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'p'",
    [name],
  );
  const { rows: indexes } = await client.query(
    "select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and not indisprimary",
    [name],
  );
  for (const key of keys) await client.query(`alter table ${name} drop constraint ${key.conname}`);
  for (const index of indexes) await client.query(`drop index ${index.name}`);
  const start = performance.now();
  try {
    await load();
  } finally {
    for (const key of keys) await client.query(`alter table ${name} add constraint ${key.conname} ${key.definition}`);
    for (const index of indexes) await client.query(index.definition);
  }
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

export const sizeOptions = {
  customers: { type: "string", default: "100000" },
  purchases: { type: "string", default: "2000000" },
  data: { type: "string", default: "/tmp/youzhang-bench" },
} as const;

export const readSize = (values: { customers: string; purchases: string }): Size => ({
  customers: Number(values.customers),
  purchases: Number(values.purchases),
});

if (import.meta.main) {
  const { values } = parseArgs({ options: sizeOptions });
  const bench = await openBench(values.data);
  await fill(bench.services, readSize(values));
  await bench.close();
}
