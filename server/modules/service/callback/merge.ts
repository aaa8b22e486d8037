import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { releaseSubject } from "../../policy/index.ts";

/**
 * Before one customer's callbacks go to another: a turn has one call a customer, so where both have theirs, the one that
 * leaves is told apart; if it was still to be made, it is not needed any more, and its promise ends.
 */
export async function endDoubleCallbacks(ctx: Context, keptId: string, otherId: string): Promise<void> {
  const { rows } = await sql<{ id: string; wasDue: boolean }>`
    with doubles as (
      select o.id, o.state = 'due' as was_due
        from service.callback o join service.callback k
          on k.customer_id = ${keptId} and k.reason = o.reason and k.period_key = o.period_key and k.plan_id is not distinct from o.plan_id
       where o.customer_id = ${otherId}
    )
    update service.callback c
       set period_key = c.period_key || ' ' || right(c.customer_id::text, 12), state = case when d.was_due then 'cancelled' else c.state end, version = c.version + 1
      from doubles d where c.customer_id = ${otherId} and c.id = d.id
    returning c.id, d.was_due as "wasDue"`.execute(ctx.tx);
  for (const { id, wasDue } of rows)
    if (wasDue)
      await releaseSubject(ctx, { customerId: otherId, subjectId: id }, "客户已合并 / the customer was merged");
}
