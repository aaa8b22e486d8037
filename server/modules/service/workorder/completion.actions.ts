import type { Context } from "../../../platform/context.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { invalid } from "../../../platform/errors.ts";
import { callbackForWorkOrder } from "../callback/index.ts";
import { askGuard, bindingsOf, fulfil, releaseSubject } from "../../policy/index.ts";
import { aboutOrder, demandMove, promisedOf, tell } from "./move.ts";
import { stepsOf } from "./step.store.ts";
import { freeTime, updateVisit } from "./visit.store.ts";
import { demandInstaller } from "./workorder.access.ts";
import type { Cause, Material } from "./workorder.choices.ts";
import { dutiesOf, lateNotice, orderClosing } from "./workorder.controls.ts";
import { workOrder } from "./workorder.fields.ts";
import { lateDays } from "./workorder.rules.ts";
import { loadOrder, type OrderChange, type OrderRow, updateOrder } from "./workorder.store.ts";

export type Result = {
  readonly testPassed: boolean | null;
  readonly testNote?: string | null | undefined;
  readonly cause?: Cause | null | undefined;
  readonly workNote?: string | null | undefined;
  readonly materials: readonly Material[];
  /** Why the customer did not sign. */
  readonly signatureRefusal?: string | null | undefined;
};

/**
 * Done: tested, its steps made, signed by the customer (B5.2.1). Its promise is kept; where it is late, what the law
 * and the clause owe the customer is noted.
 * @throws AppError policy.guarded (403) by the clause on closing; platform.invalid (400) for a repair without a cause
 */
export async function complete(ctx: Context, id: string, given: Result): Promise<void> {
  demandWritable(ctx.actor, workOrder, given);
  const order = await loadOrder(ctx, id, true);
  demandInstaller(ctx.actor, order);
  demandMove(order, "completion");
  if (order.kind === "repair" && !given.cause)
    throw invalid([{ field: "cause", text: { zh: "请选择故障原因", en: "say what the cause was" } }]);
  const steps = await stepsOf(ctx, order);
  const needed = steps.filter((one) => one.active);
  await askGuard(ctx, orderClosing, {
    ...aboutOrder(order),
    departmentId: order.departmentId,
    facts: {
      kind: order.kind,
      tests: order.kind === "installation" || order.kind === "repair",
      tested: given.testPassed === true,
      stepsOpen: needed.filter((one) => !one.doneAt).length,
      photosMissing: needed.filter((one) => one.photo && one.photos === 0).length,
      signed: order.signedAt !== null,
      refusal: Boolean(given.signatureRefusal),
    },
  });
  const late = await settle(ctx, order, given.cause ?? null);
  await updateVisit(ctx, order.customerId, order.visitId!, { state: "done", endedAt: ctx.now });
  await freeTime(ctx, order.visitId!);
  await updateOrder(ctx, order, {
    state: "done",
    endedAt: ctx.now.toISOString(),
    testPassed: given.testPassed,
    testNote: given.testNote ?? null,
    cause: given.cause ?? null,
    workNote: given.workNote ?? null,
    materials: JSON.stringify(given.materials),
    signatureRefusal: order.signedAt ? null : (given.signatureRefusal ?? null),
    ...late,
  });
  await callbackForWorkOrder(ctx, {
    customerId: order.customerId,
    workOrderId: order.id,
    handledBy: ctx.actor.id ? [ctx.actor.id] : [],
  });
  // Billing looks at what is owed.
  await tell(ctx, order, "completed", {
    kind: order.kind,
    visits: order.visits,
    ...(order.ticketId && { ticketId: order.ticketId }),
    ...(late.lateDays && { lateDays: late.lateDays }),
    ...(late.owed && { owed: late.owed }),
  });
}

/** Keeps the promise, and says what its being late costs us: nothing where the customer's own equipment was the cause. */
async function settle(
  ctx: Context,
  order: OrderRow,
  cause: Cause | null,
): Promise<Pick<OrderChange, "lateDays" | "owed" | "owedShare">> {
  const subject = promisedOf(order);
  const days = lateDays(order.dueAt, ctx.now);
  const duties = dutiesOf(order.kind, order.locality);
  for (const duty of duties) await fulfil(ctx, duty.key, [subject]);
  // In time after all: there was nothing to tell.
  if (days) await fulfil(ctx, lateNotice.key, [subject]);
  else await releaseSubject(ctx, subject, "已按时完成", [lateNotice.key]);
  const bound = (await Promise.all(duties.map((duty) => bindingsOf(ctx.services, duty.key, ctx.now)))).flat();
  const ours = cause !== "terminal" && cause !== "use";
  const share = bound.map((one) => one.parameters.lateCompensation as string | undefined).find(Boolean);
  const waives = bound.some((one) => one.parameters.waiveRentWhenLate === true);
  const owed = !days || !ours ? null : share ? "late_fee" : waives ? "rent_waiver" : null;
  return { lateDays: days, owed, owedShare: owed === "late_fee" ? share! : null };
}
