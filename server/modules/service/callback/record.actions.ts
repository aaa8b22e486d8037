import { demandWritable } from "../../../platform/fields/index.ts";
import type { Context } from "../../../platform/context.ts";
import { type FieldProblem, invalid } from "../../../platform/errors.ts";
import { departmentNames } from "../../identity/index.ts";
import { fulfil, openObligations } from "../../policy/index.ts";
import { demandCaller, loadDue, over } from "./callback.actions.ts";
import { dutyOf, recordDuty, reviewDuty } from "./callback.controls.ts";
import { callback } from "./callback.fields.ts";
import { type Answer, answerProblems, dayOf, daysBetween, isDissatisfied, untilDay } from "./callback.rules.ts";
import type { CallbackRow } from "./callback.store.ts";
import type { Failure, Way } from "./choices.ts";
import { questionsOf } from "./form.store.ts";
import { attemptsAllowed, lastNextDay } from "./limits.ts";
import { makeCallbacks } from "./make.ts";
import { opinionCategoryProblems } from "./opinion-category.actions.ts";
import {
  countAttempt,
  coverCycle,
  endUnreached,
  insertAnswers,
  insertAttempt,
  keepRecord,
  type Said,
} from "./record.store.ts";
import { openRemedy } from "./remedy.actions.ts";

export type NewRecord = Partial<Omit<Said, "at" | "way">> & {
  readonly at: string;
  readonly way: Way;
  readonly answers: readonly Answer[];
  readonly remedy?: { readonly departmentId: string; readonly problem: string } | undefined;
};

/**
 * Keeps what a customer said in a callback (T7.2) and what follows from it (S2.2.3): a dissatisfied one is helped at once,
 * or hears the reason and the next date, and the department responsible gets a correction order.
 * @throws AppError service.callback_over (409), policy.guarded (403), service.invalid (400)
 */
export async function record(ctx: Context, id: string, given: NewRecord): Promise<void> {
  const row = await loadDue(ctx, id);
  const { answers, remedy, at, ...said } = given;
  demandWritable(ctx.actor, callback, withoutNext(said));
  await demandCaller(ctx, row, ctx.actor.id);
  demandGood(await problemsOf(ctx, row, given));
  await keep(ctx, row, given, { id: ctx.actor.id, name: ctx.actor.name });
  const subject = { customerId: row.customerId, subjectType: "callback", subjectId: id };
  await openObligations(ctx, recordDuty.key, [{ ...subject, openedAt: at, assigneeId: ctx.actor.id }]);
  await fulfil(ctx, recordDuty.key, [subject]);
  if (said.nextOn) await callAgain(ctx, row, said.nextOn);
  if (remedy) await openRemedy(ctx, row, remedy);
}

// Dates are the product's own: they follow from what was agreed.
function withoutNext(said: Record<string, unknown>) {
  const { nextOn: _, ...rest } = said;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null));
}

function demandGood(problems: readonly FieldProblem[]) {
  if (problems.length) throw invalid(problems, "service.invalid");
}

/** Keeps the record itself, whoever wrote it down: by it the promise is kept, and its review is promised. */
export async function keep(
  ctx: Context,
  row: CallbackRow,
  { answers, remedy: _, ...said }: NewRecord,
  by: { id: string | null; name: string },
): Promise<void> {
  const kept = await keepRecord(
    ctx,
    row,
    {
      satisfaction: null,
      opinion: null,
      opinionCategory: null,
      answered: null,
      fixed: null,
      explanation: null,
      nextOn: null,
      ...said,
    },
    by,
  );
  if (!kept) throw over();
  await insertAnswers(ctx, row, answers);
  const subject = { customerId: row.customerId, subjectType: "callback", subjectId: row.id };
  await fulfil(ctx, dutyOf[row.reason], [subject]);
  const covered = await coverCycle(ctx, row);
  if (covered.length)
    await fulfil(
      ctx,
      dutyOf.key,
      covered.map(({ id }) => ({ customerId: row.customerId, subjectId: id })),
    );
  await openObligations(ctx, reviewDuty.key, [
    { ...subject, departmentId: ctx.actor.departments[0] ?? row.departmentId },
  ]);
  await ctx.emit({ kind: "service.callback.recorded", ...subject, data: { satisfaction: said.satisfaction ?? null } });
}

/** Everything wrong with a record at once. */
async function problemsOf(ctx: Context, row: CallbackRow, given: NewRecord): Promise<FieldProblem[]> {
  const found = answerProblems(await questionsOf(ctx, row.formId), given.answers);
  const say = (field: string, zh: string, en: string) => found.push({ field, text: { zh, en } });
  if (Date.parse(given.at) > ctx.now.getTime())
    say("at", "回访时间不能晚于现在", "a callback cannot lie in the future");
  const today = dayOf(ctx.now);
  found.push(...(await opinionCategoryProblems(ctx, "opinionCategory", given.opinionCategory)));
  const { fixed, explanation, nextOn, remedy } = given;
  if (isDissatisfied(given.satisfaction) && !fixed) {
    const why = {
      zh: "客户不满意：当场解决，或说明原因、约定下次回访并开出整改单",
      en: "a dissatisfied customer is helped at once, or hears the reason and the next date, with a correction order",
    };
    if (!explanation) found.push({ field: "explanation", text: why });
    if (!nextOn) found.push({ field: "nextOn", text: why });
    if (!remedy) found.push({ field: "remedy", text: why });
  }
  if (nextOn && nextOn < today) say("nextOn", "下次回访不能早于今天", "the next callback cannot lie in the past");
  const last = nextOn ? await lastNextDay(ctx) : undefined;
  if (last && nextOn! > last) say("nextOn", `按制度不得晚于 ${last}`, `the policy wants the next callback by ${last}`);
  if (nextOn && daysBetween(today, nextOn) > 366) say("nextOn", "下次回访太晚", "that is too late");
  if (remedy && !(await departmentNames(ctx)).some((one) => one.id === remedy.departmentId))
    say("remedy.departmentId", "没有这个部门", "there is no such department");
  return found;
}

/** The callback that was agreed for a day; whoever may not make this one may not make that one either. */
export const callAgain = (ctx: Context, row: CallbackRow, nextOn: string) =>
  makeCallbacks(ctx, [
    {
      customerId: row.customerId,
      reason: "follow_up",
      planId: null,
      subjectId: row.id,
      severity: row.severity,
      handledBy: row.handledBy,
      aboutDepartmentId: row.aboutDepartmentId,
      aboutStaffId: row.aboutStaffId,
      formId: row.formId,
      way: "phone",
      assigneeId: ctx.actor.id ?? row.assigneeId,
      departmentId: row.departmentId,
      role: row.role,
      calendar: "24x7",
      ...untilDay(ctx.now, nextOn),
    },
  ]);

export type NewAttempt = {
  readonly at: string;
  readonly way: Way;
  readonly outcome: Failure;
  readonly tryAt?: string | undefined;
};

/**
 * Nobody was reached (T7.2): says why and when to try again. Tried often enough, or told not to call, it ends.
 * @throws AppError service.callback_over (409), service.invalid (400)
 */
export async function attempt(ctx: Context, id: string, { at, way, outcome, tryAt }: NewAttempt): Promise<void> {
  const row = await loadDue(ctx, id);
  await demandCaller(ctx, row, ctx.actor.id);
  const last = outcome === "refused" || row.attempts + 1 >= (await attemptsAllowed(ctx));
  const problems: FieldProblem[] = [];
  if (Date.parse(at) > ctx.now.getTime())
    problems.push({ field: "at", text: { zh: "拨打时间不能晚于现在", en: "a try cannot lie in the future" } });
  if (!last && (!tryAt || Date.parse(tryAt) <= ctx.now.getTime()))
    problems.push({ field: "tryAt", text: { zh: "请约定再次拨打的时间", en: "say when to try again" } });
  demandGood(problems);
  const again = last ? null : tryAt!;
  if ((await countAttempt(ctx, row, again)) === undefined) throw over();
  await insertAttempt(ctx, row, { at, way, outcome, tryAt: again });
  const subject = { customerId: row.customerId, subjectType: "callback", subjectId: id };
  if (last) {
    await endUnreached(ctx, row, at);
    await fulfil(ctx, dutyOf[row.reason], [subject]);
  }
  await ctx.emit({
    kind: last ? "service.callback.unreached" : "service.callback.tried",
    ...subject,
    data: { outcome },
  });
}
