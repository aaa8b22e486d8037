import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { isActiveStaff, staffOf } from "../../identity/index.ts";
import { bindingsOf, fulfil, openObligations, releaseSubject } from "../../policy/index.ts";
import { findCause } from "../complaint/index.ts";
import { dayOf, spanOf } from "../day.ts";
import { findCategory } from "../ticket/category.store.ts";
import { minutesUntil } from "../ticket/ticket.actions.ts";
import { improvementDuty, improvementEffect } from "./improvement.controls.ts";
import { mayBecome, type State, states } from "./improvement.rules.ts";
import {
  endOf,
  findImprovement,
  type ImprovementRow,
  insertImprovement,
  updateImprovement,
} from "./improvement.store.ts";

/** What it is against, and what is done by whom until when. */
export type Plan = { readonly measure: string; readonly ownerId: string; readonly dueOn: string };

const told = (ctx: Context, id: string, verb: string, data: object = {}) =>
  ctx.emit({
    kind: `service.improvement.${verb}`,
    subjectType: "improvement",
    subjectId: id,
    data: data as Record<string, unknown>,
  });

async function demandPlan(ctx: Context, { ownerId, dueOn }: Plan): Promise<string> {
  if (dueOn < dayOf(ctx.now))
    throw invalid([{ field: "dueOn", text: { zh: "期限不能早于今天", en: "it cannot be due before today" } }]);
  const person = (await isActiveStaff(ctx, ownerId)) ? await staffOf(ctx, ownerId) : undefined;
  if (!person)
    throw invalid([{ field: "ownerId", text: { zh: "没有这名在职员工", en: "there is no such active colleague" } }]);
  return person.name;
}

/** The measure is promised by its date. */
async function promise(ctx: Context, id: string, title: string, plan: Plan): Promise<void> {
  await releaseSubject(ctx, { customerId: nobody, subjectId: id }, "重新安排", [improvementDuty.key]);
  await openObligations(ctx, improvementDuty.key, [
    {
      customerId: nobody,
      subjectType: "improvement",
      subjectId: id,
      subjectName: title,
      assigneeId: plan.ownerId,
      term: minutesUntil(ctx.now, spanOf(plan.dueOn).to),
      calendar: "24x7",
    },
  ]);
}

/** @throws AppError platform.invalid (400) where neither cause nor category is named, or what is named does not exist */
export async function createImprovement(
  ctx: Context,
  given: Plan & {
    readonly title: string;
    readonly causeId?: string | undefined;
    readonly categoryId?: string | undefined;
  },
): Promise<string> {
  const { title, causeId, categoryId, measure, ownerId, dueOn } = given;
  if (!causeId && !categoryId)
    throw invalid([
      { field: "causeId", text: { zh: "请选择针对的原因或类别", en: "choose the cause or category it is against" } },
    ]);
  if (causeId && !(await findCause(ctx, causeId)))
    throw invalid([{ field: "causeId", text: { zh: "没有这个原因", en: "there is no such cause" } }]);
  if (categoryId && (await findCategory(ctx, categoryId))?.kind !== "complaint")
    throw invalid([
      { field: "categoryId", text: { zh: "没有这个投诉类别", en: "there is no such complaint category" } },
    ]);
  const ownerName = await demandPlan(ctx, given);
  const id = await insertImprovement(ctx, {
    title,
    causeId: causeId ?? null,
    categoryId: categoryId ?? null,
    measure,
    ownerId,
    ownerName,
    dueOn,
  });
  await promise(ctx, id, title, given);
  await told(ctx, id, "planned");
  return id;
}

export const noImprovement = () => notFound({ zh: "改进", en: "improvement" });

/** To be changed into a state. @throws AppError platform.not_found (404), service.step (409) */
async function loadImprovement(ctx: Context, id: string, to: State): Promise<ImprovementRow> {
  const row = await findImprovement(ctx, id, true);
  if (!row) throw noImprovement();
  if (mayBecome(row.state, to)) return row;
  throw conflict(
    "service.step",
    {
      zh: `这项改进现在是「${states[row.state].zh}」，不能这样操作；请刷新后再试。`,
      en: `This improvement is "${states[row.state].en}": that is not possible now. Reload and try again.`,
    },
    { state: row.state },
  );
}

/** Another measure, owner or date; also the new start after one that did not work. */
export async function replan(ctx: Context, id: string, plan: Plan): Promise<void> {
  const row = await loadImprovement(ctx, id, "planned");
  const ownerName = await demandPlan(ctx, plan);
  if (row.state === "reopened") await fulfil(ctx, improvementDuty.key, [{ customerId: nobody, subjectId: id }]);
  await updateImprovement(ctx, id, { ...plan, ownerName, state: "planned" });
  await promise(ctx, id, row.title, plan);
  await told(ctx, id, "planned", { round: row.round });
}

/** The measure was carried out; the clause in force says when its effect is measured. */
export async function implement(ctx: Context, id: string, implementation: string): Promise<void> {
  await loadImprovement(ctx, id, "implemented");
  const [binding] = await bindingsOf(ctx.services, improvementEffect.key, ctx.now);
  await updateImprovement(ctx, id, {
    state: "implemented",
    implementation,
    implementedAt: ctx.now,
    implementedByName: ctx.actor.name,
    checkAt: binding ? await endOf(ctx, ctx.now, binding.parameters.after as string) : null,
  });
  await fulfil(ctx, improvementDuty.key, [{ customerId: nobody, subjectId: id }]);
  await told(ctx, id, "implemented");
}

export async function abandon(ctx: Context, id: string, reason: string): Promise<void> {
  await loadImprovement(ctx, id, "dropped");
  await updateImprovement(ctx, id, { state: "dropped", endedReason: reason, endedAt: ctx.now });
  await releaseSubject(ctx, { customerId: nobody, subjectId: id }, reason);
  await told(ctx, id, "dropped");
}
