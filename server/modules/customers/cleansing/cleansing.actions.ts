import { periodOf } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, invalid, notFound } from "../../../platform/errors.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import type { TaskHandler } from "../../../platform/jobs.ts";
import { startRun } from "../../../platform/runs.ts";
import { bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { mergeCustomers } from "../merge/merge.actions.ts";
import { cleansing } from "./cleansing.controls.ts";
import type { CleansingPlan } from "./cleansing.run.ts";
import {
  deleteNamed,
  findCleansing,
  insertCleansing,
  lastBegun,
  lockItems,
  type Problem,
  putToSleep,
  type Resolution,
  resolveRows,
  settleState,
} from "./cleansing.store.ts";

const mostMerges = 50;

/**
 * Begins a cleansing run (B3.3.2) and promises that its findings are worked off in time.
 * @throws AppError customers.no_cleansing_clause (409) where no clause in force says what is idle
 */
export async function startCleansing(ctx: Context): Promise<string> {
  const [binding] = await bindingsOf(ctx.services, cleansing.key, ctx.now);
  if (!binding)
    throw conflict("customers.no_cleansing_clause", {
      zh: "没有生效的条款规定数据清理，请先在制度中绑定。",
      en: "No clause in force provides for cleansing; bind one in the policy first.",
    });
  const id = newId();
  const plan: CleansingPlan = {
    cleansingId: id,
    asOf: ctx.now.toISOString(),
    idleAfter: binding.parameters.idleAfter,
    sharedAtMost: binding.parameters.sharedAtMost,
  };
  await insertCleansing(ctx, id, await startRun(ctx, "customers.cleansing", plan));
  await openObligations(ctx, cleansing.key, [{ customerId: nobody, subjectType: "cleansing", subjectId: id }]);
  await ctx.emit({ kind: "customers.cleansing.started", subjectType: "cleansing", subjectId: id });
  return id;
}

/** Cron, once a day: begins a run where the clause's period has none yet. */
export const cleanseWhenDue: TaskHandler = async (ctx) => {
  const [binding] = await bindingsOf(ctx.services, cleansing.key, ctx.now);
  if (!binding) return;
  const { from } = periodOf(binding.parameters.cycle, ctx.now.toISOString());
  const last = await lastBegun(ctx);
  if (!last || new Date(last) < new Date(from)) await startCleansing(ctx);
};

export async function loadCleansing(ctx: Context, id: string) {
  const row = await findCleansing(ctx, id);
  if (!row) throw notFound({ zh: "数据清理", en: "cleansing run" });
  return row;
}

export type GivenResolution = {
  ids?: string[] | undefined;
  problem?: Problem | undefined;
  resolution: Resolution;
  note?: string | null | undefined;
};

/** Works items off, marked ones or all of a problem: set-based, but for merges. Answers how many. */
export async function resolveItems(ctx: Context, id: string, given: GivenResolution): Promise<number> {
  const run = await loadCleansing(ctx, id);
  if (run.state === "finding")
    throw conflict("customers.cleansing_running", {
      zh: "清理仍在查找记录，请等待完成后处理。",
      en: "The run is still finding records; wait until it is done.",
    });
  if ((given.ids === undefined) === (given.problem === undefined))
    throw invalid([
      { field: "ids", text: { zh: "请选择记录，或给出问题类别，二者其一", en: "give either items or a problem" } },
    ]);
  const items = await lockItems(ctx, id, given);
  demandFitting(
    given.resolution,
    items.map((one) => one.problem),
  );
  await resolveRows(ctx, items, given.resolution, given.note ?? null);
  const reason = given.note ?? "数据清理";
  if (given.resolution === "deactivated")
    await putToSleep(
      ctx,
      items.map((one) => one.customerId),
    );
  if (given.resolution === "deleted") await deleteNamed(ctx, items);
  if (given.resolution === "merged") {
    if (items.length > mostMerges)
      throw conflict("customers.too_many", {
        zh: `一次最多合并 ${mostMerges} 对客户。`,
        en: `At most ${mostMerges} pairs are merged at a time.`,
      });
    for (const item of items) await mergeCustomers(ctx, item.otherCustomerId!, item.customerId, reason);
  }
  await ctx.emit(
    ...items.map((one) => ({
      kind: "customers.cleansing.resolved",
      customerId: one.customerId,
      subjectType: "cleansing_item",
      subjectId: one.id,
      data: { resolution: given.resolution, problem: one.problem },
    })),
  );
  if (await settleState(ctx, id)) await fulfil(ctx, cleansing.key, [{ customerId: nobody, subjectId: id }]);
  return items.length;
}

function demandFitting(resolution: Resolution, found: readonly Problem[]): void {
  const only: Partial<Record<Resolution, Problem>> = { merged: "duplicate", deleted: "invalid" };
  const wanted = only[resolution];
  if (!wanted || found.every((problem) => problem === wanted)) return;
  throw new AppError("customers.resolution_unfit", 409, {
    text:
      resolution === "merged"
        ? { zh: "只有重复记录可以按「合并」处理。", en: "Only duplicates can be merged." }
        : {
            zh: "只有无效的联系方式或证件可以按「删除」处理。",
            en: "Only invalid contacts and identifiers can be deleted.",
          },
  });
}
