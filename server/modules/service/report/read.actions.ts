import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { isActiveStaff, staffOf } from "../../identity/index.ts";
import { fulfil } from "../../policy/index.ts";
import { completeMatter, findMatter, nameOwner } from "./matter.store.ts";
import { insertComment, markReading } from "./reading.store.ts";
import { dailyReportReading } from "./report.controls.ts";
import { changeReport, findReport, lockReport, othersReports, type ReportRow, visibleReports } from "./report.store.ts";

export type NamedOwner = { readonly id: string; readonly ownerId: string; readonly dueOn?: string | null | undefined };

/**
 * Reads a colleague's report: marks it, comments on it, names owners of open matters; the first reading keeps the promise.
 * @throws AppError platform.not_found (404), service.invalid (400) for an owner who is not at work here
 */
export async function readReport(
  ctx: Context,
  id: string,
  { comment, owners }: { comment?: string | null | undefined; owners: readonly NamedOwner[] },
): Promise<void> {
  const report = await lockReport(ctx, id, othersReports(ctx.actor));
  if (!report) throw noReport();
  for (const [at, owner] of owners.entries()) await giveMatter(ctx, id, owner, `owners.${at}.ownerId`);
  if (comment) await insertComment(ctx, id, comment);
  await markReading(ctx, id);
  if (report.readAt) return;
  await changeReport(ctx, id, { readAt: ctx.now, readBy: ctx.actor.id, readByName: ctx.actor.name });
  await fulfil(ctx, dailyReportReading.key, [{ customerId: nobody, subjectId: id }]);
  await ctx.emit({ kind: "service.report.read", subjectType: "work_report", subjectId: id });
}

async function giveMatter(
  ctx: Context,
  reportId: string,
  { id, ownerId, dueOn }: NamedOwner,
  field: string,
): Promise<void> {
  if (!(await findMatter(ctx, reportId, id))) throw noMatter();
  const owner = (await isActiveStaff(ctx, ownerId)) ? await staffOf(ctx, ownerId) : undefined;
  if (!owner)
    throw invalid(
      [{ field, text: { zh: "责任人不是在岗员工", en: "the owner is not at work here" } }],
      "service.invalid",
    );
  await nameOwner(ctx, reportId, id, { ownerId: owner.id, ownerName: owner.name, dueOn: dueOn ?? null });
}

/** The author and the readers talk about a filed report. */
export async function commentReport(ctx: Context, id: string, body: string): Promise<void> {
  const report = await demandReport(ctx, id);
  if (report.state !== "filed")
    throw conflict("service.not_filed", { zh: "日报尚未提交。", en: "This report is not filed yet." });
  await insertComment(ctx, id, body);
}

/** Closes an open matter: its owner, the author, or a reader. @throws AppError platform.not_found (404), service.matter_done (409) */
export async function closeMatter(ctx: Context, reportId: string, id: string): Promise<void> {
  const matter = await findMatter(ctx, reportId, id);
  const seen = await findReport(ctx.tx, reportId, visibleReports(ctx.actor));
  const owns = matter?.ownerId !== null && matter?.ownerId === ctx.actor.id;
  if (!matter || (!seen && !owns)) throw noMatter();
  if (!(await completeMatter(ctx, reportId, id)))
    throw conflict("service.matter_done", { zh: "该事项已经办结。", en: "This matter is done already." });
}

/** @throws AppError platform.not_found (404) for one that the actor does not see */
export async function demandReport(ctx: Context, id: string): Promise<ReportRow> {
  const report = await findReport(ctx.tx, id, visibleReports(ctx.actor));
  if (!report) throw noReport();
  return report;
}

const noReport = () => notFound({ zh: "日报", en: "report" });
const noMatter = () => notFound({ zh: "未结事项", en: "open matter" });
