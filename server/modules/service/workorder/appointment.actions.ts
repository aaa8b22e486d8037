import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { askGuard, handPromises, restPromises, wakePromises } from "../../policy/index.ts";
import { findInstaller, type Installer, listAbsences } from "./installer.store.ts";
import { foreseeLate } from "./late.actions.ts";
import { aboutOrder, demandMove, promisedOf, tell, tellInstaller } from "./move.ts";
import { tellCustomer } from "./tell-customer.ts";
import { freeTime, insertVisit, takeTime, updateVisit } from "./visit.store.ts";
import { calendarsFor, windowRules } from "./windows.actions.ts";
import { isInside, msOf, overlaps, visitingHours, type WindowRules } from "./windows.rules.ts";
import { appointment } from "./workorder.controls.ts";
import { type OrderRow, loadOrder, updateOrder } from "./workorder.store.ts";

export type Agreed = {
  readonly installerId: string;
  readonly from: string;
  readonly to: string;
  /** Whether this time was the customer's wish rather than ours. */
  readonly askedBy: "us" | "customer";
  /** Why it moves, or why it will be later than promised: the customer is told. */
  readonly reason?: string | undefined;
};

/**
 * Agrees a time with the customer: books the installer, tells the customer, hands over the promise. What was agreed
 * before is moved.
 * @throws AppError service.installer_taken (409), policy.guarded (403) by the clause on appointments
 */
export async function schedule(ctx: Context, id: string, given: Agreed): Promise<void> {
  const order = await loadOrder(ctx, id, true);
  demandMove(order, "appointment");
  const installer = await installerFor(ctx, given);
  const rules = await windowRules(ctx);
  await askGuard(ctx, appointment, {
    ...aboutOrder(order),
    departmentId: installer.departmentId,
    facts: await factsOf(ctx, order, installer, given, rules),
  });
  const wasAgreed = order.visitId !== null && order.state !== "failed" && order.state !== "new";
  if (wasAgreed) {
    await freeTime(ctx, order.visitId!);
    await updateVisit(ctx, order.customerId, order.visitId!, {
      state: "moved",
      endedAt: ctx.now,
      ...(given.reason && { reason: given.reason }),
    });
  }
  const visit = {
    id: newId(),
    number: order.visits + 1,
    installerId: installer.id,
    installerName: installer.name,
    departmentId: installer.departmentId,
    windowFrom: given.from,
    windowTo: given.to,
    askedBy: given.askedBy,
  };
  await insertVisit(ctx, order, visit);
  await takeTime(ctx, {
    visitId: visit.id,
    installerId: installer.id,
    customerId: order.customerId,
    workOrderId: order.id,
    from: new Date(given.from),
    to: new Date(Date.parse(given.to) + msOf(rules.travel)),
  });
  await updateOrder(ctx, order, {
    state: "scheduled",
    visitId: visit.id,
    installerId: installer.id,
    installerName: installer.name,
    windowFrom: given.from,
    windowTo: given.to,
    visits: visit.number,
    endReason: null,
  });
  const stays = order.installerId === installer.id;
  if (wasAgreed && !stays) await tellInstaller(ctx, order, order.installerId, "taken");
  await handPromises(ctx, promisedOf(order), { assigneeId: installer.id });
  await restOrWake(ctx, order, given);
  await tellCustomer(ctx, order, given, wasAgreed);
  await foreseeLate(ctx, await loadOrder(ctx, id), given.reason);
  // Somebody new hears of it when it is dispatched.
  await tell(ctx, { ...order, installerId: stays ? installer.id : null }, wasAgreed ? "moved" : "scheduled", {
    visit: visit.number,
    from: given.from,
    to: given.to,
  });
}

/** While the customer wishes for later than was promised, the clock may rest, where the clause lets it. */
async function restOrWake(ctx: Context, order: OrderRow, given: Agreed): Promise<void> {
  const subject = promisedOf(order);
  if (given.askedBy === "us") await wakePromises(ctx, subject);
  else if (order.dueAt && Date.parse(given.to) > Date.parse(order.dueAt))
    await restPromises(ctx, subject, "客户要求的上门时间晚于期限");
}

async function installerFor(ctx: Context, given: Agreed): Promise<Installer> {
  const installer = await findInstaller(ctx, given.installerId);
  if (!installer)
    throw invalid([
      { field: "installerId", text: { zh: "没有这名在岗的装维人员", en: "there is no such installer at work" } },
    ]);
  if (Date.parse(given.to) <= Date.parse(given.from))
    throw invalid([{ field: "to", text: { zh: "结束时间应晚于开始时间", en: "a window ends after it begins" } }]);
  return installer;
}

const minutes = (ms: number) => Math.round(ms / 60_000);

/** What the clause judges by. */
async function factsOf(ctx: Context, order: OrderRow, installer: Installer, given: Agreed, rules: WindowRules) {
  const span = [Date.parse(given.from), Date.parse(given.to)] as const;
  const day = 86_400_000;
  const hours = visitingHours((await calendarsFor(ctx, rules))(installer, order.kind), rules, [
    span[0] - day,
    span[1] + day,
  ]);
  const absences = await listAbsences(ctx, [installer.id], new Date(span[0]), new Date(span[1]));
  return {
    kind: order.kind,
    from: given.from,
    to: given.to,
    minutes: minutes(span[1] - span[0]),
    longest: minutes(msOf(rules.window)),
    past: span[1] <= ctx.now.getTime(),
    tooFar: span[0] > ctx.now.getTime() + msOf(rules.horizon),
    insideHours: isInside(span, hours),
    absent: absences.some((one) => overlaps(span, [Date.parse(one.from), Date.parse(one.to)])),
    skilled: order.skill === null || installer.skills.includes(order.skill),
  };
}
