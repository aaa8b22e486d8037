import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { bindingsOf, fulfil, openObligations, wakePromises } from "../../policy/index.ts";
import { aboutOrder, promisedOf, tell } from "./move.ts";
import { tellLate } from "./tell-customer.ts";
import { msOf } from "./windows.rules.ts";
import { dutiesOf, lateNotice } from "./workorder.controls.ts";
import { isEnded } from "./workorder.rules.ts";
import { conflict } from "../../../platform/errors.ts";
import { findOrders, loadOrder, type OrderRow, updateOrder } from "./workorder.store.ts";

/** Whether a clause in force wants the customer told when an order of this kind will be late (N1.3, M3.16). */
async function mustTell(ctx: Context, order: Pick<OrderRow, "kind" | "locality">): Promise<boolean> {
  for (const duty of dutiesOf(order.kind, order.locality)) {
    const bindings = await bindingsOf(ctx.services, duty.key, ctx.now);
    if (bindings.length) return bindings.some((one) => one.parameters.tellWhenLate === true);
  }
  return false;
}

const willBeLate = (order: Pick<OrderRow, "dueAt" | "windowTo">): boolean =>
  order.dueAt !== null && order.windowTo !== null && Date.parse(order.windowTo) > Date.parse(order.dueAt);

/** The customer was told of this delay already, and of a time that still holds. */
const isTold = (order: OrderRow, at: Date): boolean =>
  order.lateNoticeAt !== null && (order.lateUntil === null || new Date(order.lateUntil) >= at);

const promiseNotice = (ctx: Context, order: OrderRow) =>
  openObligations(ctx, lateNotice.key, [
    {
      ...aboutOrder(order),
      subjectName: order.number,
      departmentId: order.departmentId,
    },
  ]);

/**
 * After an appointment: one that ends later than was promised must be told with its reason. Where the reason was given
 * with it, the customer has just been told.
 */
export async function foreseeLate(ctx: Context, order: OrderRow, reason: string | undefined): Promise<void> {
  if (!willBeLate(order) || !(await mustTell(ctx, order))) return;
  await promiseNotice(ctx, order);
  if (reason) await told(ctx, order, reason, order.windowTo, false);
}

/** @throws AppError service.order_ended (409) */
export async function noteLate(ctx: Context, id: string, reason: string, until: string | null): Promise<void> {
  const order = await loadOrder(ctx, id, true);
  if (isEnded(order.state))
    throw conflict("service.order_ended", { zh: "工单已经结束。", en: "This order has ended." });
  await told(ctx, order, reason, until, true);
}

async function told(ctx: Context, order: OrderRow, reason: string, until: string | null, send: boolean): Promise<void> {
  // What is told before anybody noticed is a promise kept as well, so it is opened first.
  if (await mustTell(ctx, order)) await promiseNotice(ctx, order);
  if (send) await tellLate(ctx, order, reason, until);
  await updateOrder(ctx, order, { lateNoticeAt: ctx.now.toISOString(), lateReason: reason, lateUntil: until });
  await fulfil(ctx, lateNotice.key, [promisedOf(order)]);
  await tell(ctx, order, "late-told", until ? { until } : {});
}

/**
 * Cron: clocks that rested for the customer's sake run on once the time comes that they asked for; and who will not be
 * served in time is to be told.
 */
export async function watchOrders(ctx: Context): Promise<void> {
  const bindings = await bindingsOf(ctx.services, lateNotice.key, ctx.now);
  const ahead = Math.max(0, ...bindings.map((one) => msOf(one.parameters.ahead as string)));
  const soon = new Date(ctx.now.getTime() + ahead);
  // Pauses only move a due time away, so what was promised for later is not due yet.
  const open = await findOrders(
    ctx,
    sql`o.state not in ('done', 'cancelled') and (o.promised_by <= ${soon} or o.window_from <= ${ctx.now})`,
    { order: sql`o.promised_by nulls last, o.id`, limit: 5_000 },
  );
  for (const order of open) {
    if (order.dueAt === null) await runOn(ctx, order);
    else if (bindings.length) await foreseeUntold(ctx, order, ahead);
  }
}

/** The time that the customer asked for has come: the clock rests no longer. */
async function runOn(ctx: Context, order: OrderRow): Promise<void> {
  if (order.promisedBy && order.windowFrom && order.state !== "failed" && new Date(order.windowFrom) <= ctx.now)
    await wakePromises(ctx, promisedOf(order));
}

async function foreseeUntold(ctx: Context, order: OrderRow, ahead: number): Promise<void> {
  if (Date.parse(order.dueAt!) - ahead > ctx.now.getTime() || isTold(order, ctx.now)) return;
  // Somebody comes before it is due: nothing to tell, until that time has passed in vain.
  const agreed = order.state !== "new" && order.state !== "failed" && order.windowTo !== null;
  const comes = agreed && !willBeLate(order) && new Date(order.windowTo!) > ctx.now;
  if (!comes && (await mustTell(ctx, order))) await promiseNotice(ctx, order);
}
