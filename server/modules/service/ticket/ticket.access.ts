import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";

/** Which tickets this actor has: a condition on `service.ticket t`. */
export function visibleTickets(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, "service.rows:all")) return sql`true`;
  const scopes: RawBuilder<SqlBool>[] = [];
  if (may(actor, "service.rows:department")) scopes.push(sql`t.department_id = any(${actor.departments}::uuid[])`);
  if (may(actor, "service.rows:own"))
    scopes.push(
      sql`(t.assignee_id = ${actor.id}::uuid or t.opened_by = ${actor.id}::uuid or exists (
        select 1 from service.watcher w where w.customer_id = t.customer_id and w.ticket_id = t.id and w.staff_id = ${actor.id}::uuid))`,
    );
  return scopes.length ? sql`(${sql.join(scopes, sql` or `)})` : sql`false`;
}

/** Whoever just registered or worked on a ticket sees what became of it, even where it is not theirs any more. */
export const sighted = (ctx: Context): Context =>
  Object.create(ctx, {
    actor: { value: { ...ctx.actor, grants: new Set([...ctx.actor.grants, "service.rows:all"]) } },
  });
