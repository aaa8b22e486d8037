import { type Cycle, type Period, periodOf } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { startRun } from "../../../platform/runs.ts";
import { bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { analysisDuty, cycleDecision, planDuty, statisticsDuty } from "./callback.controls.ts";
import { dayOf, periodBefore } from "./callback.rules.ts";
import { turnOf } from "./plan.rules.ts";
import { activePlans, beginRound } from "./plan.store.ts";
import { keepTurns, openTurn } from "./turn.store.ts";

/** Cron: opens the turns of what the clauses want each cycle, and begins the call lists that are due. */
export async function turnCallbacks(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  // The plan is made as its cycle begins; statistics and analysis speak of the one that ended.
  await openTurns(ctx, planDuty, "callback_plan_turn", (cycle) => ({ of: periodOf(cycle, now), since: "from" }));
  for (const [duty, subject] of [
    [statisticsDuty, "callback_statistics"],
    [analysisDuty, "callback_analysis"],
  ] as const)
    await openTurns(ctx, duty, subject, (cycle) => ({ of: periodBefore(periodOf(cycle, now)), since: "to" }));
  await beginRounds(ctx);
}

type Turn = { readonly of: Period; readonly since: "from" | "to" };

async function openTurns(ctx: Context, duty: { key: string }, subjectType: string, turn: (cycle: Cycle) => Turn) {
  for (const { clause, parameters } of await bindingsOf(ctx.services, duty.key, ctx.now)) {
    const { of, since } = turn(parameters.cycle as Cycle);
    // Nothing is asked of a period that was over before the clause came into force.
    const then = await bindingsOf(ctx.services, duty.key, new Date(Date.parse(of.to) - 1));
    if (since === "to" && !then.some((one) => one.clause === clause)) continue;
    const id = await openTurn(ctx, duty.key, clause, of.key);
    if (id)
      await openObligations(ctx, duty.key, [
        { customerId: nobody, subjectType, subjectId: id, subjectName: of.label.zh, openedAt: of[since] },
      ]);
  }
}

/** What a cycle wanted is done: its promises are kept. */
export async function keepTurn(ctx: Context, duty: { key: string }, periodKey: string): Promise<void> {
  const ids = await keepTurns(ctx, duty.key, periodKey);
  if (ids.length)
    await fulfil(
      ctx,
      duty.key,
      ids.map((subjectId) => ({ customerId: nobody, subjectId })),
    );
}

/** The plan of the running cycle was made or confirmed. */
export async function keepPlanTurn(ctx: Context): Promise<void> {
  for (const { parameters } of await bindingsOf(ctx.services, planDuty.key, ctx.now))
    await keepTurn(ctx, planDuty, periodOf(parameters.cycle as Cycle, ctx.now.toISOString()).key);
}

async function beginRounds(ctx: Context) {
  const day = dayOf(ctx.now);
  for (const plan of await activePlans(ctx, "cycle", day)) {
    const periodKey = turnOf({ cycle: plan.cycle!, fromOn: plan.fromOn, toOn: plan.toOn }, day);
    if (periodKey) await begin(ctx, plan.id, periodKey);
  }
  // Somebody may become a key customer on any day, so that list is looked through daily.
  if ((await bindingsOf(ctx.services, cycleDecision.key, ctx.now)).length) await begin(ctx, null, day);
}

async function begin(ctx: Context, planId: string | null, periodKey: string) {
  const runId = newId();
  if (await beginRound(ctx, planId ?? nobody, periodKey, runId))
    await startRun(ctx, "service.callback.round", { planId, periodKey }, runId);
}
