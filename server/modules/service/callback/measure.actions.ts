import type { Context } from "../../../platform/context.ts";
import { conflict, forbidden, invalid, notFound } from "../../../platform/errors.ts";
import { may } from "../../../platform/actor.ts";
import { nobody } from "../../../platform/ids.ts";
import { isActiveStaff } from "../../identity/index.ts";
import { fulfil, openObligations } from "../../policy/index.ts";
import { measureDuty } from "./callback.controls.ts";
import { dayOf, daysBetween, untilDay } from "./callback.rules.ts";
import { completeMeasure, findMeasure, insertMeasure, judgeMeasure, type NewMeasure } from "./measure.store.ts";
import { opinionCategoryProblems } from "./opinion-category.actions.ts";
import { periodOfKey } from "./statistics.actions.ts";

const event = (verb: string, id: string) => ({
  kind: `service.callback-measure.${verb}`,
  subjectType: "callback_measure",
  subjectId: id,
});

async function load(ctx: Context, id: string) {
  const row = await findMeasure(ctx, id);
  if (!row) throw notFound({ zh: "改进措施", en: "measure" });
  return row;
}

/** A measure with its owner and date (T7.3), followed up until its effect is judged. @throws AppError service.invalid (400) */
export async function registerMeasure(ctx: Context, given: NewMeasure): Promise<string> {
  periodOfKey(given.periodKey);
  const today = dayOf(ctx.now);
  const days = daysBetween(today, given.finishOn);
  const problems = [
    ...((await isActiveStaff(ctx, given.ownerId))
      ? []
      : [{ field: "ownerId", text: { zh: "没有这名在职员工", en: "there is no such active colleague" } }]),
    ...(days < 0 || days > 3650
      ? [{ field: "finishOn", text: { zh: "完成日期须在今天或以后", en: "it is finished today or later" } }]
      : []),
    // What was said under a retired one may still want a measure.
    ...(await opinionCategoryProblems(ctx, "category", given.category, true)),
  ];
  if (problems.length) throw invalid(problems, "service.invalid");
  const id = await insertMeasure(ctx, given);
  await openObligations(ctx, measureDuty.key, [
    {
      customerId: nobody,
      subjectType: "callback_measure",
      subjectId: id,
      assigneeId: given.ownerId,
      calendar: "24x7",
      ...untilDay(ctx.now, given.finishOn),
    },
  ]);
  await ctx.emit(event("registered", id));
  return id;
}

/** Its owner, or who plans callbacks, says what was done. @throws AppError service.not_yours (403), service.measure_done (409) */
export async function complete(ctx: Context, id: string, result: string): Promise<void> {
  const row = await load(ctx, id);
  if (row.ownerId !== ctx.actor.id && !may(ctx.actor, "service.callbacks.plan"))
    throw forbidden({ zh: "这项措施由他人负责。", en: "This measure is somebody else's." }, "service.not_yours");
  if (!(await completeMeasure(ctx, id, result)))
    throw conflict("service.measure_done", { zh: "该措施已经完成。", en: "This measure was completed already." });
  await fulfil(ctx, measureDuty.key, [{ customerId: nobody, subjectId: id }]);
  await ctx.emit(event("done", id));
}

/** Whether it helped. @throws AppError service.measure_not_done (409) */
export async function judgeEffect(ctx: Context, id: string, effective: boolean, note: string): Promise<void> {
  await load(ctx, id);
  if (!(await judgeMeasure(ctx, id, effective, note)))
    throw conflict("service.measure_not_done", {
      zh: "该措施尚未完成，或效果已经评估。",
      en: "This measure is not done yet, or its effect was judged already.",
    });
  await ctx.emit(event("judged", id));
}
