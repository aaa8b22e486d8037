import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";
import { forbidden } from "../../../platform/errors.ts";
import { canRead } from "../../../platform/fields/index.ts";
import { workOrder } from "./workorder.fields.ts";

/**
 * Which work orders this actor has: a condition on `service.work_order o`. Whoever dispatches sees the department's;
 * everybody else those that they carry out or opened.
 */
export function visibleOrders(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, "service.rows:all")) return sql`true`;
  const scopes: RawBuilder<SqlBool>[] = [];
  if (may(actor, "service.rows:department") && may(actor, "service.orders.dispatch"))
    scopes.push(sql`o.department_id = any(${actor.departments}::uuid[])`);
  if (may(actor, "service.rows:own"))
    scopes.push(sql`(o.installer_id = ${actor.id}::uuid or o.opened_by = ${actor.id}::uuid)`);
  return scopes.length ? sql`(${sql.join(scopes, sql` or `)})` : sql`false`;
}

/** What was seen and said at the customer's: photos, and why a visit failed, are read as the order's content is. */
export const seesContent = (actor: Actor): boolean => canRead(actor, workOrder, workOrder.fields.description);

/** @throws AppError service.not_your_order (403) for everybody but its installer */
export function demandInstaller(actor: Actor, order: { readonly installerId: string | null }): void {
  if (order.installerId !== null && order.installerId === actor.id) return;
  throw forbidden(
    {
      zh: "这张上门工单由另一位装维人员执行，只有本人可以记录。",
      en: "Another installer carries out this work order; only they record what happens on it.",
    },
    "service.not_your_order",
  );
}
