import type { Context } from "../../../platform/context.ts";
import { releaseSubject, restPromises, wakePromises } from "../../policy/index.ts";
import { demandMove, promisedOf, tell } from "./move.ts";
import { tellCancelled } from "./tell-customer.ts";
import { freeTime, updateVisit, type VisitChange } from "./visit.store.ts";
import { demandInstaller } from "./workorder.access.ts";
import type { Failure } from "./workorder.choices.ts";
import { type Move, moves } from "./workorder.rules.ts";
import { loadOrder, type OrderRow, updateOrder } from "./workorder.store.ts";

/** One step of the present visit: the order and its visit go on together. */
async function step(ctx: Context, id: string, move: Move, verb: string, change: VisitChange): Promise<OrderRow> {
  const order = await loadOrder(ctx, id, true);
  if (move !== "dispatch") demandInstaller(ctx.actor, order);
  demandMove(order, move);
  await updateVisit(ctx, order.customerId, order.visitId!, { state: moves[move].to, ...change });
  await updateOrder(ctx, order, { state: moves[move].to });
  await tell(ctx, order, verb, { visit: order.visits });
  return order;
}

/** The order goes out to its installer. */
export const dispatch = (ctx: Context, id: string) =>
  step(ctx, id, "dispatch", "dispatched", { dispatchedAt: ctx.now });

export async function depart(ctx: Context, id: string): Promise<void> {
  const order = await step(ctx, id, "departure", "departed", { departedAt: ctx.now });
  // Whoever is on the way waits for nobody any more.
  await wakePromises(ctx, promisedOf(order));
}

export const arrive = (ctx: Context, id: string) => step(ctx, id, "arrival", "arrived", { arrivedAt: ctx.now });

/** It could not be done: the reason is kept, the order waits for another time. */
export async function fail(ctx: Context, id: string, reasonKind: Failure, reason: string): Promise<void> {
  const order = await step(ctx, id, "failure", "failed", { endedAt: ctx.now, reasonKind, reason });
  await freeTime(ctx, order.visitId!);
  await updateOrder(ctx, order, { endReason: reason });
  if (reasonKind === "absent") await restPromises(ctx, promisedOf(order), "上门时客户不在");
}

/** Nobody will come any more. What was promised is released with the reason. */
export async function cancel(ctx: Context, id: string, reason: string): Promise<void> {
  const order = await loadOrder(ctx, id, true);
  demandMove(order, "cancellation");
  const wasAgreed = order.state === "scheduled" || order.state === "dispatched";
  if (wasAgreed) {
    await freeTime(ctx, order.visitId!);
    await updateVisit(ctx, order.customerId, order.visitId!, { state: "cancelled", endedAt: ctx.now, reason });
  }
  await updateOrder(ctx, order, { state: "cancelled", endReason: reason, endedAt: ctx.now.toISOString() });
  await releaseSubject(ctx, promisedOf(order), "上门工单已取消");
  if (wasAgreed) await tellCancelled(ctx, order);
  await tell(ctx, order, "cancelled");
}
