import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { staffOf } from "../../identity/index.ts";
import { bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { dayOf, daysAfter, spanOf } from "../day.ts";
import { changedMeanwhile } from "../seen.ts";
import { findTicketBy, loadTicket } from "../ticket/ticket.actions.ts";
import { figuresOf } from "./day.store.ts";
import { type GivenMatter, replaceMatters } from "./matter.store.ts";
import { dueAt, openDay, owedToday } from "./open.ts";
import { dailyReport, dailyReportReading } from "./report.controls.ts";
import { changeReport, reportOfDay } from "./report.store.ts";

export type WrittenReport = {
  /** The version that the author saw; 0 before there is one. */
  readonly version: number;
  readonly raised: string | null;
  readonly plan: string | null;
  readonly remarks: string | null;
  readonly matters: readonly { readonly matter: string; readonly ticketNumber?: string | null | undefined }[];
};

/** How many days back a report may still be written. */
const daysBack = 14;

/**
 * Keeps what the author wrote so far of a day.
 * @throws AppError service.invalid (400) for a day ahead or long gone or an unknown ticket, service.report_filed (409), service.changed (409)
 */
export async function writeReport(ctx: Context, day: string, given: WrittenReport): Promise<string> {
  const today = dayOf(ctx.now);
  if (day > today || day < daysAfter(today, -daysBack))
    throw invalid(
      [
        {
          field: "day",
          text: {
            zh: `只能填写今天和前 ${daysBack} 天的日报`,
            en: `a report is of today or of the last ${daysBack} days`,
          },
        },
      ],
      "service.invalid",
    );
  const author = (await staffOf(ctx, ctx.actor.id!))!;
  const { id: staffId, name: staffName, departmentId } = author;
  await openDay(ctx, [{ staffId, staffName, departmentId }], day, day === today ? await owedToday(ctx) : undefined);
  const report = (await reportOfDay(ctx.tx, author.id, day))!;
  if (report.state === "filed")
    throw conflict("service.report_filed", {
      zh: "日报已经提交，不能再修改；有补充请写批注。",
      en: "This report is filed and does not change any more; add a comment instead.",
    });
  // Before the first words there is nothing that a colleague or another window could have changed.
  if (given.version !== report.version && !(given.version === 0 && report.version === 1))
    throw changedMeanwhile(report.version);
  await replaceMatters(ctx, report.id, await namedTickets(ctx, given.matters));
  await changeReport(ctx, report.id, { raised: given.raised, plan: given.plan, remarks: given.remarks });
  return report.id;
}

/**
 * Files the report with the figures of its day, which keeps its promise and begins that of its reading (S1.2.3, S1.7.2).
 * @throws AppError service.invalid (400) without a plan for the next day
 */
export async function fileReport(ctx: Context, day: string, given: WrittenReport): Promise<string> {
  if (!given.plan)
    throw invalid(
      [{ field: "plan", text: { zh: "请填写次日安排", en: "say what is planned for the next day" } }],
      "service.invalid",
    );
  const id = await writeReport(ctx, day, given);
  const report = (await reportOfDay(ctx.tx, ctx.actor.id!, day))!;
  await changeReport(ctx, id, {
    state: "filed",
    figures: await figuresOf(ctx, report.staffId, spanOf(day)),
    filedAt: ctx.now,
    readingDueAt: await readingDue(ctx),
  });
  await fulfil(ctx, dailyReport.key, [{ customerId: nobody, subjectId: id }]);
  await openObligations(ctx, dailyReportReading.key, [
    {
      customerId: nobody,
      subjectType: "work_report",
      subjectId: id,
      subjectName: `${report.staffName} ${day}`,
      departmentId: report.departmentId,
    },
  ]);
  await ctx.emit({ kind: "service.report.filed", subjectType: "work_report", subjectId: id, data: { day } });
  return id;
}

async function readingDue(ctx: Context): Promise<string | null> {
  const [binding] = await bindingsOf(ctx.services, dailyReportReading.key, ctx.now);
  if (!binding) return null;
  const { calendar, within } = binding.parameters as { calendar: string; within: string };
  return dueAt(ctx, calendar, ctx.now, within);
}

async function namedTickets(ctx: Context, matters: WrittenReport["matters"]): Promise<GivenMatter[]> {
  const named: GivenMatter[] = [];
  for (const [at, { matter, ticketNumber }] of matters.entries()) {
    const found = ticketNumber ? await findTicketBy(ctx, ticketNumber) : undefined;
    if (ticketNumber) await demandTicket(ctx, found?.id, at);
    named.push({ matter, ticketId: found?.id ?? null, ticketNumber: found?.number ?? null });
  }
  return named;
}

/** Only a ticket that the author sees may be named. */
async function demandTicket(ctx: Context, id: string | undefined, at: number): Promise<void> {
  const seen =
    id &&
    (await loadTicket(ctx, id).then(
      () => true,
      () => false,
    ));
  if (!seen)
    throw invalid(
      [{ field: `matters.${at}.ticketNumber`, text: { zh: "没有这个工单号", en: "there is no such ticket" } }],
      "service.invalid",
    );
}
