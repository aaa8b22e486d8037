import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { optionalFacts } from "../customer.columns.ts";

/** Facts that the survivor takes from the other where it has none itself. */
const filled = optionalFacts;

const moved = [
  "contact",
  "address",
  "identifier",
  "key_person",
  "communication",
  "consent",
  "service_held",
  "purchase",
  "second_check",
  "cleansing_item",
  "change_notice",
] as const;

/** Locks both, in one order for all, so that two merges cannot wait for each other. */
export const lockBoth = (ctx: Context, one: string, other: string) =>
  sql`select customer_id from customers.customer where customer_id in (${one}, ${other}) order by customer_id for update`.execute(
    ctx.tx,
  );

/** What would stand twice at the survivor ends first: consents of one purpose, services of one kind, open notices, rows of one source. */
async function endDoubles(ctx: Context, kept: string, other: string) {
  await sql`
    update customers.identifier i set consent_id = k.id
      from customers.consent g join customers.consent k on k.purpose = g.purpose and k.withdrawn_at is null
     where i.customer_id = ${other} and g.customer_id = ${other} and k.customer_id = ${kept} and i.consent_id = g.id and g.withdrawn_at is null`.execute(
    ctx.tx,
  );
  const consents = await sql`
    update customers.consent g set withdrawn_at = ${ctx.now}
     where g.customer_id = ${other} and g.withdrawn_at is null
       and exists (select 1 from customers.consent k where k.customer_id = ${kept} and k.purpose = g.purpose and k.withdrawn_at is null)`.execute(
    ctx.tx,
  );
  const services = await sql`
    update customers.service_held g set ended_on = greatest(g.started_on, ${ctx.now}::timestamptz::date)
     where g.customer_id = ${other} and g.ended_on is null
       and exists (select 1 from customers.service_held k where k.customer_id = ${kept} and k.kind = g.kind and k.ended_on is null)`.execute(
    ctx.tx,
  );
  await sql`
    delete from customers.change_notice g where g.customer_id = ${other} and g.acknowledged_at is null
       and exists (select 1 from customers.change_notice k where k.customer_id = ${kept} and k.department_id = g.department_id and k.acknowledged_at is null)`.execute(
    ctx.tx,
  );
  await sql`
    update customers.purchase g set source_key = ${other} || ':' || g.source_key
     where g.customer_id = ${other} and exists (select 1 from customers.purchase k where k.customer_id = ${kept} and k.source_key = g.source_key)`.execute(
    ctx.tx,
  );
  return { consents: Number(consents.numAffectedRows ?? 0), services: Number(services.numAffectedRows ?? 0) };
}

/** Moves everything of `other` to `kept`, table by table and set-based; answers how many rows of each moved, and the facts that were filled. */
export async function moveAll(ctx: Context, kept: string, other: string) {
  const ended = await endDoubles(ctx, kept, other);
  for (const table of ["contact", "address"] as const)
    await sql`update ${sql.table(`customers.${table}`)} set is_primary = false where customer_id = ${other}`.execute(
      ctx.tx,
    );
  const counts: Record<string, number> = {};
  for (const name of moved) {
    const table = sql.table(`customers.${name}`);
    // A key is never changed in place: rows leave one customer and are written at the other.
    const { numAffectedRows } = await sql`
      with gone as (delete from ${table} t where t.customer_id = ${other} returning t as old)
      insert into ${table} select (jsonb_populate_record(gone.old, jsonb_build_object('customer_id', ${kept}::text))).* from gone`.execute(
      ctx.tx,
    );
    if (numAffectedRows) counts[name] = Number(numAffectedRows);
  }
  await sql`update customers.claim set customer_id = ${kept} where customer_id = ${other}`.execute(ctx.tx);
  await sql`update customers.customer set referrer_id = ${kept} where referrer_id = ${other} and customer_id <> ${kept}`.execute(
    ctx.tx,
  );
  await sql`update customers.customer set merged_into = ${kept} where merged_into = ${other}`.execute(ctx.tx);
  const { rows } = await sql<{ fields: string[] }>`
    select array_remove(array[${sql.join(filled.map((name) => sql`case when ${sql.ref(`k.${name}`)} is null and ${sql.ref(`o.${name}`)} is not null then ${name}::text end`))}]::text[], null) as fields
      from customers.customer k, customers.customer o where k.customer_id = ${kept} and o.customer_id = ${other}`.execute(
    ctx.tx,
  );
  await sql`
    update customers.customer k
       set ${sql.join(filled.map((name) => sql`${sql.ref(name)} = coalesce(${sql.ref(`k.${name}`)}, ${name === "referrer_id" ? sql`nullif(o.referrer_id, k.customer_id)` : sql.ref(`o.${name}`)})`))},
           interests = array(select distinct i from unnest(k.interests || o.interests) i order by 1), extra = o.extra || k.extra,
           updated_at = ${ctx.now}, version = k.version + 1
      from customers.customer o where k.customer_id = ${kept} and o.customer_id = ${other}`.execute(ctx.tx);
  await sql`
    update customers.customer set state = 'merged', merged_into = ${kept}, updated_at = ${ctx.now}, version = version + 1 where customer_id = ${other}`.execute(
    ctx.tx,
  );
  const grade = await sql<{
    grade: string;
  }>`delete from customers.grade where customer_id = ${other} returning grade`.execute(ctx.tx);
  return { moved: counts, ended, filled: rows[0]?.fields ?? [], formerGrade: grade.rows[0]?.grade ?? null };
}
