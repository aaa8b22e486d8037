import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, invalid } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { startRun } from "../../../platform/runs.ts";
import { bindingsOf, decisionBinding } from "../../policy/index.ts";
import { gradeDecision, gradeReview } from "./grade.controls.ts";
import { advance, findGrading, type GradingRow, overtaken } from "./grading.store.ts";

export type NewGrading = {
  readonly asOf?: string | undefined;
  readonly effectiveAt?: string | undefined;
  readonly kind?: "review" | "early";
};

/**
 * Starts judging all customers at an instant, now where none is given; nothing changes before an approval (B4.3).
 * @throws AppError policy.undecided (409) where no clause of that time decides grades
 */
export async function startGrading(ctx: Context, { asOf, effectiveAt, kind = "review" }: NewGrading): Promise<string> {
  const at = asOf ? new Date(asOf) : ctx.now;
  if (at > ctx.now)
    throw invalid([
      { field: "asOf", text: { zh: "评定时点不能晚于现在", en: "customers cannot be judged at a future time" } },
    ]);
  demandFuture(ctx, effectiveAt);
  const { clause, versionId } = await decisionBinding(ctx, gradeDecision, at);
  const id = newId();
  const runId = await startRun(ctx, "customers.grading", { gradingId: id });
  await ctx.tx
    .insertInto("customers.grading")
    .values({
      id,
      kind,
      runId,
      asOf: at,
      effectiveAt: effectiveAt ?? null,
      clause,
      versionId,
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
  await ctx.emit({
    kind: "customers.grading.started",
    subjectType: "grading",
    subjectId: id,
    data: { asOf: at.toISOString() },
  });
  return id;
}

/**
 * Approves the change list, which then takes effect at once or on the day named. An application that broke off is
 * taken up again by approving once more.
 * @throws AppError customers.grading_same_person (403) where the clause asks for another person than the starter
 */
export async function approveGrading(ctx: Context, id: string, effectiveAt?: string): Promise<void> {
  const grading = await findGrading(ctx, id);
  if (grading.state === "interrupted") return apply(ctx, grading);
  if (grading.state !== "preview") throw undecidable();
  await demandOtherPerson(ctx, grading);
  demandFuture(ctx, effectiveAt);
  if (await overtaken(ctx, grading))
    throw conflict("customers.grading_overtaken", {
      zh: "此后已有另一次复评获得批准，本次结果已过时，请重新发起评定。",
      en: "Another review has been approved since; these results are out of date. Start a new one.",
    });
  const due = new Date(effectiveAt ?? grading.effectiveAt ?? ctx.now);
  const effective = due > ctx.now ? due : ctx.now;
  const decision = {
    effectiveAt: effective,
    decidedBy: ctx.actor.id,
    decidedByName: ctx.actor.name,
    decidedAt: ctx.now,
  };
  if (!(await advance(ctx, id, ["preview"], { state: "approved", ...decision }))) throw undecidable();
  await ctx.emit({
    kind: "customers.grading.approved",
    subjectType: "grading",
    subjectId: id,
    data: { effectiveAt: effective.toISOString() },
  });
  if (effective <= ctx.now) await apply(ctx, grading);
}

export async function rejectGrading(ctx: Context, id: string, note: string): Promise<void> {
  await findGrading(ctx, id);
  const change = {
    state: "rejected",
    note,
    decidedBy: ctx.actor.id,
    decidedByName: ctx.actor.name,
    decidedAt: ctx.now,
  };
  // What is approved for a later day can still be called off.
  if (!(await advance(ctx, id, ["preview", "approved"], change))) throw undecidable();
  await ctx.emit({ kind: "customers.grading.rejected", subjectType: "grading", subjectId: id });
}

/** Queues the writing of an approved grading. */
export async function apply(ctx: Context, { id }: Pick<GradingRow, "id">): Promise<void> {
  const applicationRunId = await startRun(ctx, "customers.grading-application", { gradingId: id });
  if (!(await advance(ctx, id, ["approved", "applying"], { state: "applying", applicationRunId }))) throw undecidable();
}

async function demandOtherPerson(ctx: Context, grading: GradingRow) {
  if (grading.createdBy === null || grading.createdBy !== ctx.actor.id) return;
  const binding = (await bindingsOf(ctx.services, gradeReview.key, ctx.now)).find(
    (one) => one.parameters.otherApproves === true,
  );
  if (!binding) return;
  throw new AppError("customers.grading_same_person", 403, {
    text: {
      zh: "发起人不能批准自己发起的等级评定，请由另一位有权限的同事批准。",
      en: "Whoever started a grade review cannot approve it; ask another person with that right.",
    },
    clause: { document: binding.document, clause: binding.clause, title: binding.title },
  });
}

function demandFuture(ctx: Context, effectiveAt: string | undefined) {
  if (effectiveAt && new Date(effectiveAt) < ctx.now)
    throw invalid([
      { field: "effectiveAt", text: { zh: "生效时间不能早于现在", en: "grades cannot take effect in the past" } },
    ]);
}

const undecidable = () =>
  conflict("customers.grading_not_open", {
    zh: "该次评定当前不能批准或驳回，请刷新后查看其状态。",
    en: "This review cannot be approved or rejected now; reload to see its state.",
  });
