import type { Context } from "../../../platform/context.ts";
import type { CronItem, Tasks } from "../../../platform/jobs.ts";
import type { RunKinds } from "../../../platform/runs.ts";
import { bindingsOf } from "../../policy/index.ts";
import { applicationRun } from "./application.run.ts";
import { gradeDecision, suddenRise } from "./grade.controls.ts";
import { apply, rejectGrading, startGrading } from "./grading.actions.ts";
import { judgeRun } from "./judge.run.ts";
import { openReview } from "./review.ts";

export const gradingRuns: RunKinds = { "customers.grading": judgeRun, "customers.grading-application": applicationRun };

/** Approved changes whose day has come. */
async function applyDue(ctx: Context): Promise<void> {
  const due = await ctx.tx
    .selectFrom("customers.grading")
    .select("id")
    .where("state", "=", "approved")
    .where("effectiveAt", "<=", ctx.now.toISOString())
    .execute();
  for (const grading of due) await apply(ctx, grading);
}

/** Every night: who rose suddenly (B4.3). A proposal that nobody decided upon gives way to tonight's. */
async function findRisen(ctx: Context): Promise<void> {
  const [rise] = await bindingsOf(ctx.services, suddenRise.key, ctx.now);
  const [decision] = await bindingsOf(ctx.services, gradeDecision.key, ctx.now);
  if (!rise || !decision) return;
  const waiting = await ctx.tx
    .selectFrom("customers.grading")
    .select("id")
    .where("kind", "=", "early")
    .where("state", "=", "preview")
    .execute();
  for (const { id } of waiting)
    await rejectGrading(ctx, id, "由新的一次提前升级评定取代 / replaced by a newer proposal");
  await startGrading(ctx, { kind: "early" });
}

export const gradingTasks: Tasks = {
  "customers.grade-review": openReview,
  "customers.grades-due": applyDue,
  "customers.sudden-rise": findRisen,
};

export const gradingCron: readonly CronItem[] = [
  { task: "customers.grade-review", pattern: "5 * * * *" },
  { task: "customers.grades-due", pattern: "* * * * *" },
  // 02:30 in China.
  { task: "customers.sudden-rise", pattern: "30 18 * * *" },
];
