import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";

/** Given to this person, or waiting for one of their roles or departments; never a complaint that they handled. */
export const waitsFor = (actor: Actor): RawBuilder<SqlBool> => sql<SqlBool>`
  (c.assignee_id = ${actor.id}::uuid
   or (c.assignee_id is null and not (c.handled_by @> array[${actor.id}::uuid])
       and (c.role = any(${actor.roles}::text[]) or (c.role is null and c.department_id = any(${actor.departments}::uuid[])))))`;

/** Which callbacks this actor has: a condition on `service.callback c`. */
export function visibleCallbacks(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, "service.rows:all")) return sql`true`;
  const scopes: RawBuilder<SqlBool>[] = [];
  if (may(actor, "service.rows:department")) scopes.push(sql`c.department_id = any(${actor.departments}::uuid[])`);
  if (may(actor, "service.rows:own")) scopes.push(sql`c.called_by = ${actor.id}::uuid`, waitsFor(actor));
  return scopes.length ? sql`(${sql.join(scopes, sql` or `)})` : sql`false`;
}

/** Which correction orders this actor has: a condition on `service.callback_remedy r`. */
export function visibleRemedies(actor: Actor): RawBuilder<SqlBool> {
  return may(actor, "service.rows:all") ? sql`true` : sql`r.department_id = any(${actor.departments}::uuid[])`;
}
