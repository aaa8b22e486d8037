import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { conditionSql, type ListRequest } from "../../../platform/lists/index.ts";
import { visibleRows } from "../customer.access.ts";
import { customerList } from "../customer.store.ts";

/** Ids of what a list shows to this actor, at most `most` + 1 of them. */
export async function idsOf(ctx: Context, request: ListRequest, most: number): Promise<string[]> {
  const source = customerList(ctx, ctx.actor, request);
  const where = [...(source.where ?? []), ...request.conditions.map((one) => conditionSql(source, one))];
  const { rows } = await sql<{
    id: string;
  }>`select c.customer_id as id ${source.from} where ${sql.join(where, sql` and `)} limit ${most + 1}`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

/** Gives customers to an account manager (null: to nobody); answers who changed. Closed, merged and unseen ones are left. */
export async function assignRows(ctx: Context, ids: readonly string[], ownerId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update customers.customer c set owner_id = ${ownerId}, updated_at = ${ctx.now}, version = version + 1
     where c.customer_id = any(${ids}::uuid[]) and c.state in ('active', 'idle') and c.owner_id is distinct from ${ownerId}::uuid and ${visibleRows(ctx.actor)}
    returning c.customer_id as id`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

/** Closes customers and ends their services. */
export async function closeRows(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update customers.customer c set state = 'closed', closed_at = ${ctx.now}, updated_at = ${ctx.now}, version = version + 1
     where c.customer_id = any(${ids}::uuid[]) and c.state in ('active', 'idle') and ${visibleRows(ctx.actor)}
    returning c.customer_id as id`.execute(ctx.tx);
  const closed = rows.map((row) => row.id);
  await sql`update customers.service_held set ended_on = greatest(started_on, ${ctx.now}::timestamptz::date)
             where customer_id = any(${closed}::uuid[]) and ended_on is null`.execute(ctx.tx);
  return closed;
}
