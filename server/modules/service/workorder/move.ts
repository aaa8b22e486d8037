import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import { publish } from "../../../platform/live/index.ts";
import { tellStaff } from "../../../platform/notice/index.ts";
import { orderStates } from "./workorder.choices.ts";
import { canMove, type Move } from "./workorder.rules.ts";
import type { OrderRow } from "./workorder.store.ts";

/** @throws AppError service.order_state (409) where the order's state does not allow it */
export function demandMove(order: Pick<OrderRow, "state">, move: Move): void {
  if (canMove(order.state, move)) return;
  const { zh, en } = orderStates[order.state];
  throw conflict(
    "service.order_state",
    { zh: `工单现在是「${zh}」，不能进行这一步。`, en: `The order is "${en}" now: this step is not possible.` },
    { state: order.state },
  );
}

/** The order in events and live messages. */
export const aboutOrder = (order: Pick<OrderRow, "customerId" | "id">) => ({
  customerId: order.customerId,
  subjectType: "work_order",
  subjectId: order.id,
});
export const promisedOf = (order: Pick<OrderRow, "customerId" | "id">) => ({
  customerId: order.customerId,
  subjectId: order.id,
});

/** What happened, for the timeline, and for the screens that are open. */
export async function tell(
  ctx: Context,
  order: Pick<OrderRow, "customerId" | "id" | "number" | "installerId">,
  verb: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  await ctx.emit({ kind: `service.workorder.${verb}`, ...aboutOrder(order), data: { number: order.number, ...data } });
  await publish(ctx, "work-orders", { type: verb, id: order.id });
  if (rings.has(verb)) await tellInstaller(ctx, order, order.installerId, verb);
}

/** What an installer must know of at once, beside what they do themselves. */
const rings = new Set(["dispatched", "moved", "cancelled"]);

export const tellInstaller = (ctx: Context, order: Pick<OrderRow, "id">, installerId: string | null, verb: string) =>
  tellStaff(ctx, [installerId], { kind: `workorder.${verb}`, subjectType: "work_order", subjectId: order.id });
