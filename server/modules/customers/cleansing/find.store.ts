import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";

type Found = { readonly id: string; readonly asOf: Date; readonly cutoff: Date };

// What is marked already and not yet worked, or was looked at and kept, is not marked again.
const fresh = (run: Found, problem: string, other = sql`null::uuid`) => sql`
  not exists (select 1 from customers.cleansing_item i
               where i.customer_id = c.customer_id and i.problem = ${problem} and i.other_customer_id is not distinct from ${other}
                 and (i.resolution is null or (i.resolution = 'kept' and i.resolved_at > ${run.cutoff})))`;

const count = async (ctx: Context, statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await statement.execute(ctx.tx)).numAffectedRows ?? 0);

/** No purchase, no talk and no running service since the cutoff. */
export const markIdle = (ctx: Context, run: Found): Promise<number> =>
  count(
    ctx,
    sql`
    insert into customers.cleansing_item (customer_id, id, cleansing_id, problem, detail)
    select c.customer_id, gen_random_uuid(), ${run.id}::uuid, 'idle', '{}'
      from customers.customer c
     where c.state = 'active' and coalesce(c.joined_on::timestamptz, c.created_at) < ${run.cutoff}
       and not exists (select 1 from customers.purchase p where p.customer_id = c.customer_id and p.at >= ${run.cutoff})
       and not exists (select 1 from customers.communication m where m.customer_id = c.customer_id and m.at >= ${run.cutoff})
       and not exists (select 1 from customers.service_held h where h.customer_id = c.customer_id and (h.ended_on is null or h.ended_on >= ${run.cutoff}))
       and ${fresh(run, "idle")}`,
  );

/** There are ways to reach the customer, and each was tried in vain. */
export const markUnreachable = (ctx: Context, run: Found): Promise<number> =>
  count(
    ctx,
    sql`
    insert into customers.cleansing_item (customer_id, id, cleansing_id, problem, detail)
    select c.customer_id, gen_random_uuid(), ${run.id}::uuid, 'unreachable', '{}'
      from customers.customer c
      join (select customer_id from customers.contact group by customer_id having bool_and(reachable is false)) silent using (customer_id)
     where c.state in ('active', 'idle') and ${fresh(run, "unreachable")}`,
  );

/** All services ended before the cutoff, and still an open file. */
export const markExpired = (ctx: Context, run: Found): Promise<number> =>
  count(
    ctx,
    sql`
    insert into customers.cleansing_item (customer_id, id, cleansing_id, problem, detail)
    select c.customer_id, gen_random_uuid(), ${run.id}::uuid, 'expired', jsonb_build_object('lastEnd', gone.last_end)
      from customers.customer c
      join (select customer_id, max(ended_on) as last_end from customers.service_held group by customer_id
             having bool_and(ended_on is not null) and max(ended_on) < ${run.cutoff}) gone using (customer_id)
     where c.state = 'active' and ${fresh(run, "expired")}`,
  );

/**
 * The same phone with a similar name, or the same identity number. The younger file is marked and names the older.
 * A number that many share (a switchboard) says nothing.
 */
export const markDuplicates = (ctx: Context, run: Found, sharedAtMost: number): Promise<number> =>
  count(
    ctx,
    sql`
    with phones as materialized (
      select exact from customers.contact where kind = 'phone' group by exact having count(distinct customer_id) between 2 and ${sharedAtMost}
    ), papers as materialized (
      select exact from customers.identifier group by exact having count(distinct customer_id) between 2 and ${sharedAtMost}
    ), pairs as (
      select a.customer_id as older, b.customer_id as younger, 'phone' as by from phones s join customers.contact a using (exact) join customers.contact b using (exact)
      union all
      select a.customer_id, b.customer_id, 'identifier' from papers s join customers.identifier a using (exact) join customers.identifier b using (exact)
    ), likely as (
      select distinct on (c.customer_id) c.customer_id, o.customer_id as other, p.by
        from pairs p join customers.customer o on o.customer_id = p.older join customers.customer c on c.customer_id = p.younger
       where (o.created_at, o.customer_id) < (c.created_at, c.customer_id)
         and o.state in ('active', 'idle') and c.state in ('active', 'idle')
         and (p.by = 'identifier' or o.name_pinyin = c.name_pinyin or o.name_tokens && c.name_tokens)
       order by c.customer_id, p.by, o.created_at, o.customer_id
    )
    insert into customers.cleansing_item (customer_id, id, cleansing_id, problem, detail, other_customer_id)
    select c.customer_id, gen_random_uuid(), ${run.id}::uuid, 'duplicate', jsonb_build_object('by', c.by), c.other
      from likely c where ${fresh(run, "duplicate", sql`c.other`)}`,
  );

export type Sealed = { customerId: string; id: string; kind: string; value: Buffer };

/** The next sealed values after a place, in the order of their keys, for a check in Node. */
export async function nextSealed(
  ctx: Context,
  table: "contact" | "identifier",
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<Sealed[]> {
  const place = after ? sql`(v.customer_id, v.id) > (${after[0]}::uuid, ${after[1]}::uuid)` : sql`true`;
  const { rows } = await sql<Sealed>`
    select v.customer_id, v.id, v.kind, v.value from ${sql.table(`customers.${table}`)} v where ${place} order by v.customer_id, v.id limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}

/** Marks values that failed their check: the item names the record, not its value. */
export async function markInvalid(
  ctx: Context,
  run: Found,
  table: "contact" | "identifier",
  bad: readonly Sealed[],
): Promise<number> {
  if (!bad.length) return 0;
  return count(
    ctx,
    sql`
    insert into customers.cleansing_item (customer_id, id, cleansing_id, problem, detail)
    select c.customer_id, gen_random_uuid(), ${run.id}::uuid, 'invalid', jsonb_build_object('noun', ${table}::text, 'id', b.id, 'kind', b.kind)
      from unnest(${bad.map((one) => one.customerId)}::uuid[], ${bad.map((one) => one.id)}::uuid[], ${bad.map((one) => one.kind)}::text[]) b (customer_id, id, kind)
      join customers.customer c on c.customer_id = b.customer_id
     where c.state in ('active', 'idle')
       and not exists (select 1 from customers.cleansing_item i
                        where i.customer_id = c.customer_id and i.problem = 'invalid' and i.detail ->> 'id' = b.id::text
                          and (i.resolution is null or (i.resolution = 'kept' and i.resolved_at > ${run.cutoff})))`,
  );
}
