import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { staffOf } from "../../identity/index.ts";
import { askGuard, bindingsOf, fulfil, handPromises, openObligations, releaseSubject } from "../../policy/index.ts";
import { changedMeanwhile } from "../seen.ts";
import { changeCheck, type CheckRow, findCheck, lockCheck, visibleChecks } from "./check.store.ts";
import { subjectOf } from "./draw.actions.ts";
import { conductCheck, qualitySample, qualityScorer, qualityTalk } from "./quality.controls.ts";
import { type Answers, type AnswerProblem, problemsOf, scoreOf, type SheetItem } from "./sheet.rules.ts";
import { findSheet } from "./sheet.store.ts";

export type Scoring = {
  readonly version: number;
  readonly answers: Answers;
  readonly comment?: string | null | undefined;
};

/**
 * Scores a check and so keeps the promise of its draw; below the pass mark or after a breach a talk is promised.
 * @throws AppError policy.guarded (403), service.scored (409), service.invalid (400) naming the items
 */
export async function scoreCheck(ctx: Context, id: string, { version, answers, comment }: Scoring): Promise<void> {
  const check = await loadCheck(ctx, id, version);
  if (check.state !== "open") throw settled();
  await demandScorer(ctx, check, ctx.actor.id, false);
  const result = await resultOf(ctx, check, answers);
  await changeCheck(ctx, check, {
    state: "scored",
    answers,
    comment: comment || null,
    ...result,
    scoredAt: ctx.now,
    scoredBy: ctx.actor.id,
    scoredByName: ctx.actor.name,
    needsTalk: needsTalk(result),
  });
  for (const control of [qualitySample, conductCheck])
    await fulfil(ctx, control.key, [{ customerId: check.customerId, subjectId: id }]);
  if (needsTalk(result)) await promiseTalk(ctx, check);
  await tell(ctx, check, "scored");
}

/** Another one scores it instead. @throws AppError policy.guarded (403), service.scored (409) */
export async function giveCheck(ctx: Context, id: string, version: number, scorerId: string): Promise<void> {
  const check = await loadCheck(ctx, id, version);
  if (check.state !== "open") throw settled();
  const scorer = await staffOf(ctx, scorerId);
  if (!scorer)
    throw invalid(
      [{ field: "scorerId", text: { zh: "没有这名员工", en: "there is no such colleague" } }],
      "service.invalid",
    );
  await demandScorer(ctx, check, scorerId, false);
  await changeCheck(ctx, check, { scorerId, scorerName: scorer.name });
  await handPromises(ctx, { customerId: check.customerId, subjectId: id }, { assigneeId: scorerId });
}

/** The person checked disagrees, once. @throws AppError service.not_disputable (409) */
export async function disputeCheck(ctx: Context, id: string, version: number, reason: string): Promise<void> {
  const check = await loadCheck(ctx, id, version);
  if (check.staffId !== ctx.actor.id || check.state !== "scored")
    throw conflict("service.not_disputable", {
      zh: "只有本人可以对已评分、未复核的结果提出一次异议。",
      en: "Only the person checked may dispute a score, once.",
    });
  await changeCheck(ctx, check, { state: "disputed", dispute: reason, disputedAt: ctx.now });
  await tell(ctx, check, "disputed");
}

/** Somebody else looks at a disputed score anew; what they find holds. @throws AppError policy.guarded (403), service.not_disputed (409) */
export async function reviewCheck(
  ctx: Context,
  id: string,
  { version, answers, comment }: Scoring & { readonly comment: string },
): Promise<void> {
  const check = await loadCheck(ctx, id, version);
  if (check.state !== "disputed")
    throw conflict("service.not_disputed", { zh: "该评分没有待复核的异议。", en: "No dispute of this score waits." });
  await demandScorer(ctx, check, ctx.actor.id, true);
  const result = await resultOf(ctx, check, answers);
  await changeCheck(ctx, check, {
    state: "settled",
    answers,
    ...result,
    firstScore: check.score,
    review: comment,
    reviewedByName: ctx.actor.name,
    reviewedAt: ctx.now,
    needsTalk: needsTalk(result),
  });
  if (needsTalk(result) && !check.needsTalk) await promiseTalk(ctx, check);
  if (!needsTalk(result) && check.needsTalk && !check.talkedAt)
    await releaseSubject(ctx, { customerId: check.customerId, subjectId: id }, "复核后合格 / Passed on review", [
      qualityTalk.key,
    ]);
  await tell(ctx, check, "reviewed");
}

const needsTalk = (result: { passed: boolean | null; breaches: number }) =>
  result.passed === false || result.breaches > 0;

async function resultOf(ctx: Context, check: CheckRow, answers: Answers) {
  const items = (await findSheet(ctx.tx, check.sheetId))!.items;
  const problems = problemsOf(items, answers);
  if (problems.length) throw wrong(items, problems);
  const { score, breaches } = scoreOf(items, answers);
  const pass = check.kind === "conduct" ? null : await passScoreOf(ctx, check);
  const passed = check.kind === "conduct" ? breaches === 0 : pass === null || score === null ? null : score >= pass;
  return { score, breaches, passed };
}

/** The pass mark of the clause that drew it; for one chosen by hand that of the clause in force, if there is one. */
async function passScoreOf(ctx: Context, check: CheckRow): Promise<number | null> {
  if (check.passScore !== null) return Number(check.passScore);
  const [binding] = await bindingsOf(ctx.services, qualitySample.key, ctx.now);
  return binding ? Number(binding.parameters.passScore) : null;
}

const promiseTalk = (ctx: Context, check: CheckRow) =>
  openObligations(ctx, qualityTalk.key, [{ ...subjectOf(check), departmentId: check.departmentId }]);

/** @throws AppError policy.guarded (403) with the clause; service.own_work (409) where no clause speaks and it is one's own */
export async function demandScorer(
  ctx: Context,
  check: CheckRow,
  scorerId: string | null,
  reviews: boolean,
): Promise<void> {
  const scorer = scorerId ? await staffOf(ctx, scorerId) : undefined;
  const facts = {
    isChecked: scorerId === check.staffId,
    isScorer: scorerId === check.scoredBy,
    sameDepartment: scorer !== undefined && scorer.departmentId === check.departmentId,
    reviews,
  };
  await askGuard(ctx, qualityScorer, {
    customerId: check.customerId,
    subjectType: "quality_check",
    subjectId: check.id,
    departmentId: check.departmentId,
    facts,
  });
  if (facts.isChecked || (reviews && facts.isScorer))
    throw conflict("service.own_work", {
      zh: "评分、复核须由经手人和原评分人以外的人员进行。",
      en: "Neither one's own work nor one's own score is judged by oneself.",
    });
}

export async function loadCheck(ctx: Context, id: string, version: number): Promise<CheckRow> {
  const row = await lockCheck(ctx, id, visibleChecks(ctx.actor));
  if (!row) throw noCheck();
  if (row.version !== version) throw changedMeanwhile(row.version);
  return row as CheckRow;
}

/** @throws AppError platform.not_found (404) for one that the actor does not see */
export async function readCheck(ctx: Context, id: string): Promise<CheckRow> {
  const row = await findCheck(ctx.tx, id, visibleChecks(ctx.actor));
  if (!row) throw noCheck();
  return row as CheckRow;
}

export const tell = (ctx: Context, check: CheckRow, verb: string) =>
  ctx.emit({ kind: `service.quality.${verb}`, subjectType: "quality_check", subjectId: check.id });

const noCheck = () => notFound({ zh: "质检记录", en: "quality check" });
const settled = () => conflict("service.scored", { zh: "该质检已经评分。", en: "This check is scored already." });

const reasons = {
  missing: { zh: "未评分", en: "has no answer" },
  wrong: { zh: "分值不对", en: "has an answer of another kind" },
  unknown: { zh: "评分表没有此项", en: "is not on the sheet" },
  reason: { zh: "违反规范须写明情况", en: "needs a word on what happened" },
} as const;

const wrong = (items: readonly SheetItem[], problems: readonly AnswerProblem[]) =>
  invalid(
    problems.map(({ key, reason }) => {
      const label = items.find((item) => item.key === key)?.label ?? { zh: key, en: key };
      return {
        field: `answers.${key}`,
        text: { zh: `「${label.zh}」${reasons[reason].zh}`, en: `"${label.en}" ${reasons[reason].en}` },
      };
    }),
    "service.invalid",
  );
