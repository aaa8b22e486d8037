import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { type ContactRow, findContact } from "./contact.store.ts";

/** Which contacts this actor has: a condition on `service.contact c`. */
export function visibleContacts(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, "service.rows:all")) return sql`true`;
  const scopes: RawBuilder<SqlBool>[] = [];
  if (may(actor, "service.rows:department")) scopes.push(sql`c.department_id = any(${actor.departments}::uuid[])`);
  if (may(actor, "service.rows:own")) scopes.push(sql`c.staff_id = ${actor.id}::uuid`);
  return scopes.length ? sql`(${sql.join(scopes, sql` or `)})` : sql`false`;
}

async function sees(ctx: Context, row: ContactRow): Promise<boolean> {
  const { actor } = ctx;
  if (may(actor, "service.rows:all")) return true;
  if (may(actor, "service.rows:department") && row.departmentId && actor.departments.includes(row.departmentId))
    return true;
  if (may(actor, "service.rows:own") && row.staffId !== null && row.staffId === actor.id) return true;
  // Whoever has a customer sees what they said to us.
  return row.customerId !== nobody && (await namesOfCustomers(ctx, [row.customerId])).has(row.customerId);
}

/** The contact, if this actor may know of it. @throws AppError platform.not_found (404) else, so that nobody can probe */
export async function loadContact(ctx: Context, id: string, locked = false): Promise<ContactRow> {
  const row = await findContact(ctx, id, locked);
  if (!row || !(await sees(ctx, row))) throw notFound({ zh: "来件", en: "contact" });
  return row;
}
