import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { bindingsOf, decideFor, openObligations } from "../../policy/index.ts";
import { countLike, insertCheck } from "./effect.store.ts";
import { improvementDuty, improvementEffect } from "./improvement.controls.ts";
import { fallOf } from "./improvement.rules.ts";
import { dueForCheck, type ImprovementRow, updateImprovement } from "./improvement.store.ts";

/**
 * Cron: measures improvements whose time has come, by complaints of the same cause and category over as long before and
 * after (T5.3, E4.3.6). What did not work is opened again. Without a clause in force nothing is judged.
 */
export async function checkImprovements(ctx: Context): Promise<void> {
  if (!(await bindingsOf(ctx.services, improvementEffect.key, ctx.now)).length) return;
  for (const row of await dueForCheck(ctx)) await check(ctx, row);
}

async function check(ctx: Context, row: ImprovementRow): Promise<void> {
  const turnedAt = new Date(row.implementedAt!);
  const afterTo = new Date(row.checkAt!);
  const beforeFrom = new Date(2 * turnedAt.getTime() - afterTo.getTime());
  const before = await countLike(ctx, row, beforeFrom, turnedAt);
  const after = await countLike(ctx, row, turnedAt, afterTo);
  const fall = fallOf(before, after);
  const decided = await decideFor(
    ctx,
    improvementEffect,
    { before, after, fall },
    { customerId: nobody, subjectId: row.id },
  );
  const effective = decided.value === true;
  await insertCheck(ctx, {
    improvementId: row.id,
    round: row.round,
    measure: row.measure,
    beforeFrom: beforeFrom.toISOString(),
    turnedAt: row.implementedAt!,
    afterTo: row.checkAt!,
    beforeCount: before,
    afterCount: after,
    fall,
    effective,
    clause: decided.binding.clause,
  });
  if (effective) await updateImprovement(ctx, row.id, { state: "effective", endedAt: ctx.now });
  else await reopen(ctx, row);
  await ctx.emit({
    kind: effective ? "service.improvement.effective" : "service.improvement.reopened",
    subjectType: "improvement",
    subjectId: row.id,
    data: { round: row.round, before, after },
  });
}

async function reopen(ctx: Context, row: ImprovementRow): Promise<void> {
  await updateImprovement(ctx, row.id, {
    state: "reopened",
    round: row.round + 1,
    dueOn: null,
    implementation: null,
    implementedAt: null,
    implementedByName: null,
    checkAt: null,
  });
  await openObligations(ctx, improvementDuty.key, [
    {
      customerId: nobody,
      subjectType: "improvement",
      subjectId: row.id,
      subjectName: row.title,
      assigneeId: row.ownerId,
    },
  ]);
}
