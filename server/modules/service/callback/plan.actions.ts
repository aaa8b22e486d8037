import { durationSchema } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, forbidden, invalid, notFound } from "../../../platform/errors.ts";
import { demandSegment } from "../../customers/index.ts";
import { departmentNames, isActiveStaff, isRole } from "../../identity/index.ts";
import { type Question, questionProblems } from "./callback.rules.ts";
import { formOf, insertForm } from "./form.store.ts";
import { planProblems } from "./plan.rules.ts";
import {
  approvePlan,
  findPlan,
  insertPlan,
  listPlans,
  type PlanFacts,
  type PlanRow,
  progressOf,
  stopPlan,
  updateDraft,
} from "./plan.store.ts";
import { keepPlanTurn, turnCallbacks } from "./turn.actions.ts";

export type NewPlan = Omit<PlanFacts, "formId"> & { readonly script: string; readonly questions: readonly Question[] };

async function loadPlan(ctx: Context, id: string): Promise<PlanRow> {
  const plan = await findPlan(ctx, id);
  if (!plan) throw notFound({ zh: "回访计划", en: "callback plan" });
  return plan;
}

/** @throws AppError service.invalid, lists.invalid (400) naming everything that is wrong */
async function demandGood(ctx: Context, given: NewPlan): Promise<void> {
  demandSegment(ctx.actor, given);
  const found = [...planProblems(given), ...questionProblems(given.questions)];
  const say = (field: string, zh: string, en: string) => found.push({ field, text: { zh, en } });
  if (!durationSchema.safeParse(given.term).success)
    say("term", "期限应写作 10d 或 5wd", "a term is written like 10d or 5wd");
  if (given.doerStaffId && !(await isActiveStaff(ctx, given.doerStaffId)))
    say("doerStaffId", "没有这名在职员工", "there is no such active colleague");
  if (given.doerRole && !(await isRole(ctx, given.doerRole))) say("doerRole", "没有这个岗位", "there is no such role");
  if (given.doerDepartmentId && !(await departmentNames(ctx)).some((one) => one.id === given.doerDepartmentId))
    say("doerDepartmentId", "没有这个部门", "there is no such department");
  if (found.length) throw invalid(found, "service.invalid");
}

/** What belongs to another way of naming the caller is left out. */
const factsOf = ({ script: _, questions: __, ...given }: NewPlan, formId: string): PlanFacts => ({
  ...given,
  doerStaffId: given.doer === "person" ? given.doerStaffId : null,
  doerDepartmentId: given.doer === "department" ? given.doerDepartmentId : null,
  doerRole: given.doer === "role" || given.doer === "owner" ? given.doerRole : null,
  formId,
});

/** A plan waits for its approval by another person (T7.1, E5.1.1). */
export async function makePlan(ctx: Context, given: NewPlan): Promise<string> {
  await demandGood(ctx, given);
  const id = await insertPlan(
    ctx,
    factsOf(given, await insertForm(ctx, { ...given, questions: [...given.questions] })),
  );
  await ctx.emit({ kind: "service.callback-plan.made", subjectType: "callback_plan", subjectId: id });
  return id;
}

/** @throws AppError service.plan_changed (409) where it is no draft, or somebody changed it meanwhile */
export async function changePlan(ctx: Context, id: string, version: number, given: NewPlan): Promise<void> {
  await loadPlan(ctx, id);
  await demandGood(ctx, given);
  const formId = await insertForm(ctx, { ...given, questions: [...given.questions] });
  if (!(await updateDraft(ctx, id, version, factsOf(given, formId))))
    throw conflict("service.plan_changed", {
      zh: "该计划已批准，或刚被他人修改。请刷新后再改。",
      en: "This plan was approved, or somebody else has just changed it. Reload and try again.",
    });
  await ctx.emit({ kind: "service.callback-plan.changed", subjectType: "callback_plan", subjectId: id });
}

/** Another person than its maker approves; its call list begins at once. @throws AppError service.own_plan (403), service.plan_not_draft (409) */
export async function approve(ctx: Context, id: string): Promise<void> {
  const plan = await loadPlan(ctx, id);
  if (plan.createdBy === ctx.actor.id)
    throw forbidden(
      { zh: "计划须由制定人以外的负责人批准。", en: "A plan is approved by another person than its maker." },
      "service.own_plan",
    );
  if (!(await approvePlan(ctx, id)))
    throw conflict("service.plan_not_draft", {
      zh: "该计划不在待批准状态。",
      en: "This plan does not wait for approval.",
    });
  await keepPlanTurn(ctx);
  await ctx.emit({ kind: "service.callback-plan.approved", subjectType: "callback_plan", subjectId: id });
  await turnCallbacks(ctx);
}

/** @throws AppError service.plan_stopped (409) */
export async function stop(ctx: Context, id: string): Promise<void> {
  await loadPlan(ctx, id);
  if (!(await stopPlan(ctx, id)))
    throw conflict("service.plan_stopped", { zh: "该计划已经停止。", en: "This plan was stopped already." });
  await ctx.emit({ kind: "service.callback-plan.stopped", subjectType: "callback_plan", subjectId: id });
}

/** The running plans stand for this cycle too. @throws AppError service.no_plan (409) where none runs */
export async function confirm(ctx: Context): Promise<void> {
  const [running] = await listPlans(ctx, { state: "active", limit: 1 });
  if (!running)
    throw conflict("service.no_plan", {
      zh: "没有执行中的回访计划可沿用。",
      en: "There is no running plan to confirm.",
    });
  await keepPlanTurn(ctx);
  await ctx.emit({ kind: "service.callback-plan.confirmed", subjectType: "callback_plan", subjectId: running.id });
}

async function withProgress(ctx: Context, rows: readonly PlanRow[]) {
  const progress = await progressOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const { period = null, calls = 0, made = 0, late = 0 } = progress.get(row.id) ?? {};
    return { ...row, progress: { period, calls, made, late } };
  });
}

export const readPlans = async (ctx: Context, asked: Parameters<typeof listPlans>[1]) =>
  withProgress(ctx, await listPlans(ctx, asked));

export async function readPlan(ctx: Context, id: string) {
  const [plan] = await withProgress(ctx, [await loadPlan(ctx, id)]);
  const { script = "", questions = [] } = (await formOf(ctx, plan!.formId)) ?? {};
  return { ...plan!, script, questions };
}
