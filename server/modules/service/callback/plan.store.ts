import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { dayOf } from "./callback.rules.ts";
import type { Doer, Occasion, PlanCycle, PlanState, Way } from "./choices.ts";

export type PlanRow = {
  id: string;
  name: string;
  occasion: Occasion;
  filters: Record<string, string>;
  heldService: string | null;
  cycle: PlanCycle | null;
  way: Way;
  doer: Doer;
  doerStaffId: string | null;
  doerDepartmentId: string | null;
  doerRole: string | null;
  term: string;
  fromOn: string;
  toOn: string | null;
  formId: string;
  state: PlanState;
  createdBy: string | null;
  createdByName: string;
  createdAt: string;
  approvedByName: string | null;
  approvedAt: string | null;
  stoppedByName: string | null;
  stoppedAt: string | null;
  version: number;
};

export type PlanFacts = Pick<
  PlanRow,
  | "name"
  | "occasion"
  | "filters"
  | "heldService"
  | "cycle"
  | "way"
  | "doer"
  | "doerStaffId"
  | "doerDepartmentId"
  | "doerRole"
  | "term"
  | "fromOn"
  | "toOn"
  | "formId"
>;

const plans = (ctx: Pick<Context, "tx">) =>
  ctx.tx
    .selectFrom("service.callbackPlan")
    .select([
      "id",
      "name",
      "occasion",
      "filters",
      "heldService",
      "cycle",
      "way",
      "doer",
      "doerStaffId",
      "doerDepartmentId",
      "doerRole",
      "term",
      "fromOn",
      "toOn",
      "formId",
      "state",
      "createdBy",
      "createdByName",
      "createdAt",
      "approvedByName",
      "approvedAt",
      "stoppedByName",
      "stoppedAt",
      "version",
    ])
    .$castTo<PlanRow>();

export const findPlan = (ctx: Pick<Context, "tx">, id: string) => plans(ctx).where("id", "=", id).executeTakeFirst();

export const listPlans = (
  ctx: Pick<Context, "tx">,
  { state, cursor, limit }: { state?: PlanState | undefined; cursor?: string | undefined; limit: number },
) =>
  plans(ctx)
    .$if(state !== undefined, (query) => query.where("state", "=", state!))
    .$if(cursor !== undefined, (query) => query.where("id", "<", cursor!))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();

/** Plans that run on a day. */
export const activePlans = (ctx: Pick<Context, "tx">, occasion: Occasion, day: string) =>
  plans(ctx)
    .where("state", "=", "active")
    .where("occasion", "=", occasion)
    .where("fromOn", "<=", day)
    .where((eb) => eb.or([eb("toOn", "is", null), eb("toOn", ">=", day)]))
    .orderBy("id", "desc")
    .execute();

/** The newest running plan for what happens after a complaint or finished work. */
export const activePlanFor = async (
  ctx: Pick<Context, "tx" | "now">,
  occasion: "complaint" | "completion",
): Promise<PlanRow | undefined> => (await activePlans(ctx, occasion, dayOf(ctx.now)))[0];

export async function insertPlan(ctx: Context, facts: PlanFacts): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.callbackPlan")
    .values({
      id,
      ...facts,
      filters: JSON.stringify(facts.filters),
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
  return id;
}

/** Changes a draft that nobody changed meanwhile. */
export const updateDraft = (ctx: Context, id: string, version: number, facts: PlanFacts) =>
  ctx.tx
    .updateTable("service.callbackPlan")
    .set((eb) => ({ ...facts, filters: JSON.stringify(facts.filters), version: eb("version", "+", 1) }))
    .where("id", "=", id)
    .where("state", "=", "draft")
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();

export const approvePlan = (ctx: Context, id: string) =>
  ctx.tx
    .updateTable("service.callbackPlan")
    .set((eb) => ({
      state: "active",
      approvedBy: ctx.actor.id,
      approvedByName: ctx.actor.name,
      approvedAt: ctx.now,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .where("state", "=", "draft")
    .returning("id")
    .executeTakeFirst();

export const stopPlan = (ctx: Context, id: string) =>
  ctx.tx
    .updateTable("service.callbackPlan")
    .set((eb) => ({
      state: "stopped",
      stoppedByName: ctx.actor.name,
      stoppedAt: ctx.now,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .where("state", "<>", "stopped")
    .returning("id")
    .executeTakeFirst();

/** How the calls of plans go, of the latest turn of each: all, made, late. */
export async function progressOf(ctx: Pick<Context, "tx" | "now">, ids: readonly string[]) {
  const { rows } = await sql<{ planId: string; period: string | null; calls: number; made: number; late: number }>`
    select p.id as "planId", r.period_key as period, n.calls, n.made, n.late
      from unnest(${ids}::uuid[]) as p (id)
      left join lateral (select period_key from service.callback_round r where r.plan_id = p.id order by r.begun_at desc limit 1) r on true
      cross join lateral (
        select count(*)::int as calls, (count(*) filter (where c.state in ('done', 'unreachable')))::int as made,
               (count(*) filter (where c.state = 'due' and c.due_at < ${ctx.now}))::int as late
          from service.callback c where c.plan_id = p.id and c.period_key is not distinct from r.period_key
      ) n`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.planId, row]));
}

/** Begins a turn of a plan, once; undefined where somebody did. */
export const beginRound = (ctx: Context, planId: string, periodKey: string, runId: string) =>
  ctx.tx
    .insertInto("service.callbackRound")
    .values({ planId, periodKey, runId, begunAt: ctx.now })
    .onConflict((conflict) => conflict.columns(["planId", "periodKey"]).doNothing())
    .returning("planId")
    .executeTakeFirst();

export const endRound = (ctx: Context, planId: string, periodKey: string, customers: number) =>
  ctx.tx
    .updateTable("service.callbackRound")
    .set({ customers })
    .where("planId", "=", planId)
    .where("periodKey", "=", periodKey)
    .execute();
