import type pg from "pg";
import type { Services } from "../platform/services.ts";
import { type Cast, makeCustomers } from "./customers.ts";
import { random } from "./random.ts";

/** The seed of the demo company: changing it makes other people. */
const seed = 20_260_101;

/** Makes the customers of the demo company and a year of what happened with them; chunk by chunk, so that a start cut short goes on. */
export async function makeHistory(services: Services, customers: number): Promise<void> {
  const client = await services.pool.connect();
  try {
    const cast = await readCast(client, services.clock.now());
    const made = Number(
      (
        await client.query<{ made: string }>(
          "select value->>'made' as made from platform.setting where name = 'demo.customers'",
        )
      ).rows[0]?.made ?? 0,
    );
    for (let from = made; from < customers; from += 2_000) {
      const to = Math.min(from + 2_000, customers);
      await inTransaction(client, async () => {
        // Each chunk has a seed of its own, so that it comes out the same after a broken start.
        await makeCustomers(services, client, cast, random(seed + from), from, to);
        await client.query(
          "insert into platform.setting (name, value) values ('demo.customers', $1) on conflict (name) do update set value = excluded.value",
          [JSON.stringify({ made: to })],
        );
      });
    }
    const happened = await client.query("select 1 from platform.setting where name = 'demo.happened'");
    if (!happened.rowCount)
      await inTransaction(client, async () => {
        await happenings(client, cast);
        await client.query("insert into platform.setting (name, value) values ('demo.happened', 'true')");
      });
    await client.query("analyze");
  } finally {
    client.release();
  }
}

async function inTransaction(client: pg.PoolClient, work: () => Promise<void>) {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function readCast(client: pg.PoolClient, now: Date): Promise<Cast> {
  const staff = await client.query<{ key: string; id: string }>(
    "select r.key, sr.staff_id as id from identity.staff_role sr join identity.role r on r.id = sr.role_id",
  );
  const departments = await client.query<{ code: string; id: string }>("select code, id from identity.department");
  return {
    staff: Object.fromEntries(staff.rows.map((row) => [row.key, row.id])),
    departments: Object.fromEntries(departments.rows.map((row) => [row.code, row.id])),
    now,
  };
}

// A number from 0 to 1 that only depends on what it is asked of: repeatable without a generator in the database.
const dice = (key: string) => `(('x' || substr(md5(${key}), 1, 7))::bit(28)::int / 268435456.0)`;
/** SQL: an id that follows from a text, in the form of a UUIDv8. */
const uuidOf = (text: string) => `overlay(overlay(md5(${text}) placing '8' from 13) placing '8' from 17)::uuid`;

/** Purchases, promises kept and broken, second checks: everything that follows from the customers' own dates. */
async function happenings(client: pg.PoolClient, cast: Cast) {
  await client.query(classes);
  await client.query(purchases, [cast.now]);
  await client.query(entries, [cast.now]);
  await client.query(secondChecks, [cast.now, cast.staff.data_group, cast.departments.DATA]);
  await client.query(checkRecords, [cast.now, cast.departments.DATA]);
  await client.query(createdEvents);
}

const clause = (control: string) => `
  select v.id as version_id, c->>'number' as clause, b->'parameters' as parameters,
         coalesce(b->'parameters'->>'within', (select x->>'default' from jsonb_array_elements(c->'values') x where x->>'name' = '${control}.within')) as term,
         coalesce(b->'parameters'->>'calendar', '24x7') as calendar, b->'parameters'->>'role' as role
    from policy.version v, jsonb_path_query(v.content, '$.chapters[*].clauses[*]') c, jsonb_array_elements(c->'controls') b
   where v.state = 'in_force' and b->>'control' = '${control}'`;

// What everybody was classed as when their file was opened, by the table in force (B4.1).
const classes = `
  insert into policy.decision (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, actor_id, value, row_no, facts, at)
  select c.customer_id, c.customer_id, 'customers.class', p.clause, p.version_id, 'customer', c.customer_id, s.department_id, c.created_by,
         to_jsonb(c.class), case c.class when 'household' then 1 when 'special' then 2 end,
         jsonb_build_object('kind', c.kind, 'organisationType', c.organisation_type), c.created_at
    from customers.customer c join identity.staff s on s.id = c.created_by, (${clause("customers.class")}) p`;

// Bills of two months each for what is held, and now and then something extra; larger for organisations.
const purchases = `
  insert into customers.purchase (customer_id, id, at, amount, quantity, what, source_key)
  select h.customer_id, ${uuidOf("h.customer_id::text || m.n")}, m.at, sum(h.monthly_fee * 2), 1, '账单', 'demo:bill:' || m.n
    from customers.service_held h, lateral (select n, date_trunc('month', $1::timestamptz) - n * interval '1 month' + interval '9 hours' as at from generate_series(0, 22, 2) n) m
   where m.at >= h.started_on and m.at <= coalesce(h.ended_on::timestamptz, $1) and m.at <= $1
   group by h.customer_id, m.n, m.at
  union all
  select c.customer_id, ${uuidOf("c.customer_id::text || 'extra' || n")}, e.at,
         (500 + ${dice("c.customer_id::text || 'a' || n")} * (case when c.kind = 'organisation' then 600000 else 60000 end))::bigint, 1, '加购', 'demo:extra:' || n
    from customers.customer c, generate_series(1, 14) n,
         lateral (select $1::timestamptz - ${dice("c.customer_id::text || 't' || n")} * interval '400 days' as at) e
   where ${dice("c.customer_id::text || 'x' || n")} < (0.12 + 0.5 * power(${dice("c.customer_id::text")}, 4)) and e.at > c.created_at`;

const entries = `
  insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, assignee_id, role, calendar, term, opened_at, due_at, state, settled_at, settled_by, settled_by_name, breached_at)
  select c.customer_id, ${uuidOf("c.customer_id::text || 'entry'")}, 'customers.entry', p.clause, p.version_id, 'customer', c.customer_id, s.department_id, c.created_by, p.role, p.calendar, p.term,
         c.received_at, d.due, case when c.created_at <= d.due then 'met' else 'breached' end, c.created_at, c.created_by, s.name, case when c.created_at > d.due then d.due end
    from customers.customer c join identity.staff s on s.id = c.created_by, (${clause("customers.entry")}) p, lateral (select platform.due_at(p.calendar, c.received_at, p.term) as due) d
   where c.created_at > $1::timestamptz - interval '1 year'`;

// Nine in ten are checked in time, some late, and the newest not yet.
const secondChecks = `
  insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, assignee_id, role, calendar, term, opened_at, due_at, state, settled_at, settled_by, settled_by_name, breached_at, next_step_at)
  select c.customer_id, ${uuidOf("c.customer_id::text || 'check'")}, 'customers.second-check', p.clause, p.version_id, 'customer', c.customer_id, $3, null, p.role, p.calendar, p.term,
         c.created_at, d.due,
         case when k.at is null and d.due > $1 then 'open' when k.at <= d.due then 'met' else 'breached' end,
         k.at, case when k.at is not null then $2::uuid end, case when k.at is not null then '许静' end,
         case when coalesce(k.at, $1) > d.due then d.due end,
         case when k.at is null then greatest(d.due, $1) end
    from customers.customer c, (${clause("customers.second-check")}) p, lateral (select platform.due_at(p.calendar, c.created_at, p.term) as due) d,
         lateral (select case when t.at <= $1 and t.at is not null and ${dice("c.customer_id::text || 'forgotten'")} > 0.004 then t.at end as at
                    from (select c.created_at + (d.due - c.created_at) * (0.15 + ${dice("c.customer_id::text || 'k'")} * 0.9 + case when ${dice("c.customer_id::text || 'late'")} < 0.05 then 1 else 0 end) as at) t) k
   where c.created_at > $1::timestamptz - interval '1 year'`;

const checkRecords = `
  insert into customers.second_check (customer_id, id, accurate, wrong_fields, checked_by, checked_by_name, department_id, at)
  select o.customer_id, ${uuidOf("o.customer_id::text || 'record'")}, ${dice("o.customer_id::text || 'w'")} > 0.025,
         case when ${dice("o.customer_id::text || 'w'")} > 0.025 then '{}'::text[] else array['division'] end, o.settled_by, o.settled_by_name, $2, o.settled_at
    from policy.obligation o where o.control = 'customers.second-check' and o.settled_at is not null and o.settled_at <= $1`;

const createdEvents = `
  insert into platform.event (customer_id, id, kind, subject_type, subject_id, actor_kind, actor_id, actor_name, at, data)
  select c.customer_id, c.customer_id, 'customers.customer.created', 'customer', c.customer_id, 'staff', s.id, s.name, c.created_at, '{}'
    from customers.customer c join identity.staff s on s.id = c.created_by`;
