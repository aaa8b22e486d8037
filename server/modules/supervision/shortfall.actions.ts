import type { Context } from "../../platform/context.ts";
import { conflict, invalid, notFound } from "../../platform/errors.ts";
import { nobody } from "../../platform/ids.ts";
import { isActiveStaff } from "../identity/index.ts";
import { bindingsOf, closedFigures, fulfil, openObligations } from "../policy/index.ts";
import { findShortfall, insertPlan, insertShortfalls, judgePlan, type NewPlan } from "./shortfall.store.ts";
import { improvementDuty } from "./supervision.controls.ts";

/** How far back a figure that ended may still open a plan: the time that this program may have been off. */
const lookBackDays = 40;

/** Cron: a department whose closed figure misses its target owes an improvement plan (B8.3.1), once for each figure. */
export async function findShortfalls(ctx: Context): Promise<void> {
  const [binding] = await bindingsOf(ctx.services, improvementDuty.key, ctx.now);
  if (!binding) return;
  const from = new Date(ctx.now.getTime() - lookBackDays * 86_400_000).toISOString();
  const missed = (await closedFigures(ctx, { from, to: ctx.now.toISOString() })).filter(
    (figure) => figure.reached === false,
  );
  if (!missed.length) return;
  const { calendar, term } = binding.parameters as { calendar: string; term: string };
  const fresh = await insertShortfalls(ctx, missed, calendar, term);
  await openObligations(
    ctx,
    improvementDuty.key,
    fresh.map(({ id, control, departmentId }) => ({
      customerId: nobody,
      subjectType: "shortfall",
      subjectId: id,
      subjectName: control,
      departmentId,
    })),
  );
  await ctx.emit(
    ...fresh.map(({ id, control }) => ({
      kind: "supervision.shortfall.found",
      subjectType: "shortfall",
      subjectId: id,
      data: { control },
    })),
  );
}

/**
 * Records the plan of a shortfall and so keeps its promise.
 * @throws AppError supervision.invalid (400) where it ends after the clause's term or its owner is not at work here, supervision.planned (409)
 */
export async function recordPlan(ctx: Context, id: string, plan: NewPlan): Promise<void> {
  const shortfall = await findShortfall(ctx.tx, id);
  if (!shortfall) throw notFound({ zh: "未达标记录", en: "shortfall" });
  if (!(await isActiveStaff(ctx, plan.ownerId)))
    throw invalid(
      [{ field: "ownerId", text: { zh: "责任人不是在岗员工", en: "the owner is not at work here" } }],
      "supervision.invalid",
    );
  if (shortfall.finishBy && plan.finishOn > dayOf(shortfall.finishBy))
    throw invalid(
      [
        {
          field: "finishOn",
          text: {
            zh: `按制度应于 ${dayOf(shortfall.finishBy)} 前完成`,
            en: `the policy wants it done by ${dayOf(shortfall.finishBy)}`,
          },
        },
      ],
      "supervision.invalid",
    );
  if (!(await insertPlan(ctx, id, plan)))
    throw conflict("supervision.planned", { zh: "改进计划已经提交。", en: "There is a plan already." });
  await fulfil(ctx, improvementDuty.key, [{ customerId: nobody, subjectId: id }]);
  await ctx.emit({ kind: "supervision.plan.recorded", subjectType: "shortfall", subjectId: id });
}

/** The supervision group says whether the plan reached its end. @throws AppError supervision.not_planned (409) without an open plan */
export async function judge(ctx: Context, id: string, reached: boolean, verdict: string): Promise<void> {
  if (!(await findShortfall(ctx.tx, id))) throw notFound({ zh: "未达标记录", en: "shortfall" });
  if (!(await judgePlan(ctx, id, reached, verdict)))
    throw conflict("supervision.not_planned", {
      zh: "还没有改进计划，或已经评定。",
      en: "There is no plan yet, or it was judged already.",
    });
  await ctx.emit({ kind: "supervision.plan.judged", subjectType: "shortfall", subjectId: id });
}

/** The local day of an instant, as calendars without a zone of their own count it. */
const dayOf = (instant: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(instant));
