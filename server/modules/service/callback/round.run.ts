import { type Cycle, periodOf } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import type { RunKind, RunTools } from "../../../platform/runs.ts";
import { bindingsOf, decisionBinding } from "../../policy/index.ts";
import { cycleDecision, keyDuty, plannedDuty } from "./callback.controls.ts";
import { termOf } from "./callback.rules.ts";
import { makeCallbacks } from "./make.ts";
import { doerOf } from "./plan.rules.ts";
import { endRound, findPlan, type PlanRow } from "./plan.store.ts";
import { calledSince, keepCycles, nextByCycle, nextInSegment } from "./round.store.ts";

type Round = { readonly planId: string | null; readonly periodKey: string };
type Position = { after?: string; made?: number };

/** Customers of one chunk. */
const most = 2_000;

/** Makes the call list of a turn: of a plan, or of the cycles that the policy sets for key customers. Goes on after its last chunk. */
export const roundRun: RunKind<Round, Position> = {
  label: { zh: "生成回访名单", en: "Call list made" },
  work: async (tools) => {
    let { after, made = 0 } = tools.position;
    for (;;) {
      const step = await tools.chunk(async (ctx) => {
        const done = await chunkOf(ctx, tools, after);
        made += done.made;
        if (!done.last) await endRound(ctx, tools.parameters.planId ?? nobody, tools.parameters.periodKey, made);
        return { position: { ...(done.last && { after: done.last }), made }, done: made, value: done };
      });
      if (!step?.last) return { made };
      after = step.last;
    }
  },
};

type Chunk = { readonly made: number; readonly last: string | undefined };

async function chunkOf(
  ctx: Context,
  { parameters }: RunTools<Round, Position>,
  after: string | undefined,
): Promise<Chunk> {
  if (!parameters.planId) return keyChunk(ctx, after);
  const plan = await findPlan(ctx, parameters.planId);
  // Stopped meanwhile: what it made stays, and nothing more follows.
  return plan?.state === "active" ? planChunk(ctx, plan, parameters.periodKey, after) : { made: 0, last: undefined };
}

async function planChunk(ctx: Context, plan: PlanRow, periodKey: string, after: string | undefined): Promise<Chunk> {
  const segment = { filters: plan.filters, service: plan.heldService };
  const customers = await nextInSegment(ctx, segment, after, most);
  const [promise] = await bindingsOf(ctx.services, plannedDuty.key, ctx.now);
  const made = await makeCallbacks(
    ctx,
    customers.map((one) => ({
      customerId: one.customerId,
      reason: "plan",
      planId: plan.id,
      periodKey,
      formId: plan.formId,
      way: plan.way,
      ...doerOf(plan, one),
      aboutDepartmentId: one.departmentId,
      aboutStaffId: one.ownerId,
      openedAt: ctx.now.toISOString(),
      calendar: (promise?.parameters.calendar as string | undefined) ?? "24x7",
      term: plan.term,
    })),
  );
  return { made: made.length, last: customers.length === most ? customers.at(-1)!.customerId : undefined };
}

async function keyChunk(ctx: Context, after: string | undefined): Promise<Chunk> {
  const binding = await decisionBinding(ctx, cycleDecision);
  const [promise] = await bindingsOf(ctx.services, keyDuty.key, ctx.now);
  const customers = await nextByCycle(ctx, binding, ctx.now, after, most);
  const by = new Map(customers.map((one) => [one.customerId, one]));
  const period = (one: (typeof customers)[number]) => periodOf(one.cycle as Cycle, ctx.now.toISOString());
  const called = await calledSince(
    ctx,
    customers.map((one) => ({ ...one, since: period(one).from })),
  );
  const role = (promise?.parameters.role as string | undefined) ?? null;
  const made = await makeCallbacks(
    ctx,
    customers
      .filter((one) => !called.has(one.customerId))
      .map((one) => ({
        customerId: one.customerId,
        reason: "key",
        periodKey: period(one).key,
        way: "phone",
        assigneeId: one.ownerId,
        departmentId: one.departmentId,
        role: one.ownerId ? null : role,
        aboutDepartmentId: one.departmentId,
        aboutStaffId: one.ownerId,
        // It runs from the beginning of the cycle, whoever becomes a key customer meanwhile.
        openedAt: period(one).from,
        calendar: "24x7",
        term: termOf(period(one)),
      })),
  );
  await keepCycles(
    ctx,
    binding,
    made.map((one) => ({ id: one.id, departmentId: one.departmentId, of: by.get(one.customerId)! })),
  );
  return { made: made.length, last: customers.length === most ? customers.at(-1)!.customerId : undefined };
}
