import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { tellStaff } from "../../../platform/notice/index.ts";
import { askGuard, fulfil, openObligations } from "../../policy/index.ts";
import { dayOf, spanOf } from "../day.ts";
import { watch } from "../ticket/gather.store.ts";
import { advanceTicket } from "../ticket/progress.actions.ts";
import { minutesUntil } from "../ticket/ticket.actions.ts";
import { complaintSolution } from "../ticket/ticket.controls.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { measureDuty, remedy, reviewDuty } from "./complaint.controls.ts";
import { foundOf, insertSolution, markMeasureDone, type NewMeasure } from "./complaint.store.ts";
import {
  atWork,
  demandComplaint,
  demandStaff,
  demandStep,
  promiseResult,
  subjectOf,
  told,
  wantsReview,
} from "./step.ts";

export type Solution = {
  readonly text: string;
  readonly apology: boolean;
  readonly measures: readonly { readonly what: string; readonly ownerId: string; readonly dueOn: string }[];
};

/** Apology and compensation follow from fault on our side (S1.5.5). @throws AppError policy.guarded (403) */
export async function demandFault(ctx: Context, ticket: TicketRow, kind: "apology" | "compensation"): Promise<void> {
  const found = await foundOf(ctx, ticket);
  const { customerId, id, departmentId } = ticket;
  await askGuard(ctx, remedy, {
    customerId,
    subjectType: "ticket",
    subjectId: id,
    departmentId,
    facts: { remedy: kind, ourFault: found?.ourFault ?? null },
  });
}

/**
 * The solution of a complaint with its measures, owners and dates (E4.3.2); from now its review is awaited, or where no clause wants one, that it is told.
 * @throws AppError policy.guarded (403) for a step skipped or an apology without fault, platform.invalid (400), service.step (409)
 */
export async function solve(ctx: Context, ticket: TicketRow, given: Solution): Promise<void> {
  await demandComplaint(ctx, ticket);
  await demandStep(ctx, ticket, "solution");
  if (given.apology) await demandFault(ctx, ticket, "apology");
  const today = dayOf(ctx.now);
  const measures: NewMeasure[] = [];
  for (const [at, one] of given.measures.entries()) {
    if (one.dueOn < today)
      throw invalid([
        {
          field: `measures.${at}.dueOn`,
          text: { zh: "完成日期不能早于今天", en: "it cannot be due before today" },
        },
      ]);
    measures.push({ ...one, ownerName: await demandStaff(ctx, one.ownerId, `measures.${at}.ownerId`) });
  }
  const open = await atWork(ctx, ticket);
  await advanceTicket(ctx, open, "solved", { solvedAt: ctx.now, outcome: given.text });
  const ids = await insertSolution(ctx, ticket, { body: given.text, apology: given.apology, measures });
  await fulfil(ctx, complaintSolution.key, [subjectOf(ticket)]);
  const { customerId, number: subjectName, departmentId } = ticket;
  await openObligations(ctx, reviewDuty.key, [
    { customerId, subjectType: "ticket", subjectId: ticket.id, subjectName, departmentId },
  ]);
  if (!(await wantsReview(ctx))) await promiseResult(ctx, ticket);
  for (const [at, one] of measures.entries())
    await openObligations(ctx, measureDuty.key, [
      {
        customerId,
        subjectType: "complaint_measure",
        subjectId: ids[at]!,
        subjectName,
        departmentId,
        assigneeId: one.ownerId,
        term: minutesUntil(ctx.now, spanOf(one.dueOn).to),
        calendar: "24x7",
      },
    ]);
  const owners = [...new Set(measures.map((one) => one.ownerId))];
  for (const owner of owners) await watch(ctx, ticket, owner);
  await tellStaff(ctx, owners, { kind: "complaint.measure", subjectType: "ticket", subjectId: ticket.id });
}

/** A measure was carried out; possible after the complaint is closed, since measures may run longer. */
export async function completeMeasure(ctx: Context, ticket: TicketRow, id: string, note: string): Promise<void> {
  if (!(await markMeasureDone(ctx, ticket, id, note)))
    throw conflict("service.measure_done", {
      zh: "没有这项措施，或已登记完成。",
      en: "There is no such measure, or it was done already.",
    });
  await fulfil(ctx, measureDuty.key, [{ customerId: ticket.customerId, subjectId: id }]);
  await told(ctx, ticket, "complaint.measure_done");
}
