import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";

export const problems = ["idle", "unreachable", "invalid", "duplicate", "expired"] as const;
export const resolutions = ["corrected", "merged", "deactivated", "kept", "deleted"] as const;
export type Problem = (typeof problems)[number];
export type Resolution = (typeof resolutions)[number];

export const insertCleansing = (ctx: Context, id: string, runId: string) =>
  sql`insert into customers.cleansing (id, run_id, as_of, created_by_name, created_at) values (${id}, ${runId}, ${ctx.now}, ${ctx.actor.name}, ${ctx.now})`.execute(
    ctx.tx,
  );

export type CleansingRow = {
  id: string;
  runId: string;
  state: "finding" | "working" | "done";
  asOf: string;
  createdByName: string;
  createdAt: string;
  counts: { problem: Problem; found: number; open: number; resolved: Record<string, number> }[];
};

const columns = sql`
  k.id, k.run_id, k.state, k.as_of, k.created_by_name, k.created_at,
  coalesce((
    select jsonb_agg(jsonb_build_object('problem', p.problem, 'found', p.found, 'open', p.open, 'resolved', p.resolved) order by p.problem)
      from (select problem, sum(n) as found, coalesce(sum(n) filter (where resolution is null), 0) as open,
                   coalesce(jsonb_object_agg(resolution, n) filter (where resolution is not null), '{}') as resolved
              from (select problem, resolution, count(*) as n from customers.cleansing_item where cleansing_id = k.id group by 1, 2) one
             group by problem) p
  ), '[]') as counts`;

export async function listCleansings(ctx: Context, cursor: string | undefined, limit: number): Promise<CleansingRow[]> {
  const { rows } = await sql<CleansingRow>`
    select ${columns} from customers.cleansing k where ${cursor ? sql`k.id < ${cursor}::uuid` : sql`true`} order by k.id desc limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}

export const findCleansing = async (ctx: Context, id: string): Promise<CleansingRow | undefined> =>
  (await sql<CleansingRow>`select ${columns} from customers.cleansing k where k.id = ${id}`.execute(ctx.tx)).rows[0];

/** When the last run began, by hand or by cron. */
export const lastBegun = async (ctx: Context): Promise<string | undefined> =>
  (await sql<{ at: string }>`select as_of as at from customers.cleansing order by id desc limit 1`.execute(ctx.tx))
    .rows[0]?.at;

/** Nothing left to work? Then the run is done. Answers whether it is. */
export async function settleState(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    update customers.cleansing k set state = case when exists (select 1 from customers.cleansing_item i where i.cleansing_id = k.id and i.resolution is null) then 'working' else 'done' end
     where k.id = ${id} returning k.state`.execute(ctx.tx);
  return rows[0]?.state === "done";
}

export type ItemFilter = {
  problem?: Problem | undefined;
  state: "open" | "resolved";
  cursor?: string | undefined;
  limit: number;
};

const person = (alias: string) =>
  sql.raw(
    `(select jsonb_build_object('customerId', ${alias}.customer_id, 'name', ${alias}.name, 'kind', ${alias}.kind, 'class', ${alias}.class, 'state', ${alias}.state) from customers.customer ${alias}`,
  );

export async function listItems(ctx: Context, cleansingId: string, { problem, state, cursor, limit }: ItemFilter) {
  const { rows } = await sql<Record<string, any> & { id: string }>`
    select i.id, i.customer_id, i.problem, i.detail, i.resolution, i.note, i.resolved_by_name, i.resolved_at,
           ${person("c")} where c.customer_id = i.customer_id) as customer, ${person("o")} where o.customer_id = i.other_customer_id) as other
      from customers.cleansing_item i
     where i.cleansing_id = ${cleansingId} and ${state === "open" ? sql`i.resolution is null` : sql`i.resolution is not null`}
       and ${problem ? sql`i.problem = ${problem}` : sql`true`} and ${cursor ? sql`i.id > ${cursor}::uuid` : sql`true`}
     order by i.id limit ${limit}`.execute(ctx.tx);
  return rows;
}

export type OpenItem = {
  customerId: string;
  id: string;
  problem: Problem;
  otherCustomerId: string | null;
  detail: { noun?: string; id?: string };
};

/** Open items, marked ones or all of a problem, locked in one order. */
export async function lockItems(
  ctx: Context,
  cleansingId: string,
  which: { ids?: readonly string[] | undefined; problem?: Problem | undefined },
): Promise<OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    select customer_id, id, problem, other_customer_id, detail from customers.cleansing_item
     where cleansing_id = ${cleansingId} and resolution is null and ${which.ids ? sql`id = any(${which.ids}::uuid[])` : sql`problem = ${which.problem}`}
     order by customer_id, id limit 10000 for update`.execute(ctx.tx);
  return rows;
}

export const resolveRows = (ctx: Context, items: readonly OpenItem[], resolution: Resolution, note: string | null) =>
  sql`update customers.cleansing_item i set resolution = ${resolution}, note = ${note}, resolved_by = ${ctx.actor.id}, resolved_by_name = ${ctx.actor.name}, resolved_at = ${ctx.now}
        from unnest(${items.map((one) => one.customerId)}::uuid[], ${items.map((one) => one.id)}::uuid[]) x (customer_id, id)
       where i.customer_id = x.customer_id and i.id = x.id`.execute(ctx.tx);

/** Customers that are no longer dealt with: kept, but asleep. */
export const putToSleep = (ctx: Context, customerIds: readonly string[]) =>
  sql`update customers.customer set state = 'idle', updated_at = ${ctx.now}, version = version + 1
       where customer_id = any(${customerIds}::uuid[]) and state = 'active'`.execute(ctx.tx);

/** Removes the records that items of the kind `invalid` name. */
export async function deleteNamed(ctx: Context, items: readonly OpenItem[]): Promise<void> {
  for (const noun of ["contact", "identifier"] as const) {
    const some = items.filter((one) => one.detail.noun === noun);
    if (some.length)
      await sql`delete from ${sql.table(`customers.${noun}`)} r using unnest(${some.map((one) => one.customerId)}::uuid[], ${some.map((one) => one.detail.id)}::uuid[]) x (customer_id, id)
                 where r.customer_id = x.customer_id and r.id = x.id`.execute(ctx.tx);
  }
}
