import { durationSchema } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { standingForCalls } from "../../customers/index.ts";
import { staffOf } from "../../identity/index.ts";
import { bindingsOf, decideFor } from "../../policy/index.ts";
import { completionDuty, complaintDuty, complaintTerm } from "./callback.controls.ts";
import type { NewCallback } from "./callback.store.ts";
import { makeCallbacks } from "./make.ts";
import { activePlanFor, type PlanRow } from "./plan.store.ts";
import { doerOf } from "./plan.rules.ts";

export type ClosedComplaint = {
  readonly customerId: string;
  readonly ticketId: string;
  readonly severity: "minor" | "moderate" | "severe";
  /** Everybody who worked on it: none of them calls back. The first is whose service the customer judges. */
  readonly handledBy: readonly string[];
};

/**
 * A closed complaint is called back (S2.2.2), within the term of its severity; called by the action that closes it, in
 * its transaction. None where neither a clause nor a running plan asks for it, where its severity gives no term, or where
 * nobody knows whom to call. Answers the callback's id.
 */
export async function callbackForComplaint(ctx: Context, given: ClosedComplaint): Promise<string | undefined> {
  const { customerId, ticketId, severity, handledBy } = given;
  const plan = await activePlanFor(ctx, "complaint");
  const decides = (await bindingsOf(ctx.services, complaintTerm.key, ctx.now)).length > 0;
  const standing = await callable(ctx, customerId);
  if (!standing || (!plan && !decides)) return undefined;
  let term = plan?.term;
  if (decides) {
    const { value } = await decideFor(ctx, complaintTerm, { severity }, { customerId, subjectId: ticketId });
    if (value === null || value === undefined) return undefined;
    if (durationSchema.safeParse(value).success) term = String(value);
  }
  const promise = (await bindingsOf(ctx.services, complaintDuty.key, ctx.now))[0]?.parameters;
  term ??= (promise?.within ?? complaintDuty.parameters.within!.default) as string;
  return make(ctx, plan, standing, promise, {
    customerId,
    reason: "complaint",
    subjectId: ticketId,
    severity,
    handledBy,
    term,
  });
}

export type FinishedWork = {
  readonly customerId: string;
  readonly workOrderId: string;
  /** Who did the work; the first is whose service the customer judges. */
  readonly handledBy: readonly string[];
};

/** Finished work is called back (T3.2.5, E4.2.5); called by the action that finishes it, in its transaction. */
export async function callbackForWorkOrder(ctx: Context, given: FinishedWork): Promise<string | undefined> {
  const { customerId, workOrderId, handledBy } = given;
  const plan = await activePlanFor(ctx, "completion");
  const promise = (await bindingsOf(ctx.services, completionDuty.key, ctx.now))[0]?.parameters;
  const standing = await callable(ctx, customerId);
  if (!standing || (!plan && !promise)) return undefined;
  const term = (promise?.within ?? plan!.term) as string;
  return make(ctx, plan, standing, promise, {
    customerId,
    reason: "completion",
    subjectId: workOrderId,
    handledBy,
    term,
  });
}

type Standing = NonNullable<Awaited<ReturnType<typeof standingForCalls>>>;

async function callable(ctx: Context, customerId: string): Promise<Standing | undefined> {
  if (customerId === nobody) return undefined;
  const standing = await standingForCalls(ctx, customerId);
  return standing?.callable ? standing : undefined;
}

async function make(
  ctx: Context,
  plan: PlanRow | undefined,
  standing: Standing,
  promise: Readonly<Record<string, unknown>> | undefined,
  given: Pick<NewCallback, "customerId" | "reason" | "subjectId" | "severity" | "handledBy" | "term">,
): Promise<string | undefined> {
  const first = given.handledBy?.[0];
  const judged = first ? await staffOf(ctx, first) : undefined;
  const doer: { assigneeId: string | null; departmentId: string | null; role: string | null } = plan
    ? doerOf(plan, standing)
    : { assigneeId: null, departmentId: null, role: (promise?.role as string | undefined) ?? null };
  const [made] = await makeCallbacks(ctx, [
    {
      ...given,
      ...doer,
      // Who handled it does not call, also where the plan names them.
      ...(doer.assigneeId && given.handledBy?.includes(doer.assigneeId) && given.severity && { assigneeId: null }),
      planId: plan?.id ?? null,
      formId: plan?.formId ?? null,
      way: plan?.way ?? "phone",
      aboutStaffId: judged?.id ?? null,
      aboutDepartmentId: judged?.departmentId ?? null,
      openedAt: ctx.now.toISOString(),
      calendar: (promise?.calendar as string | undefined) ?? "24x7",
    },
  ]);
  return made?.id;
}
