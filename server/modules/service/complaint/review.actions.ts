import type { Context } from "../../../platform/context.ts";
import { tellStaff } from "../../../platform/notice/index.ts";
import { askGuard, fulfil, openObligations, releaseSubject } from "../../policy/index.ts";
import { advanceTicket } from "../ticket/progress.actions.ts";
import { complaintSolution } from "../ticket/ticket.controls.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import type { Check } from "./choices.ts";
import { otherReviews, resultDuty, reviewDuty } from "./complaint.controls.ts";
import { insertReview, latestSolution } from "./complaint.store.ts";
import { demandComplaint, promiseResult, subjectOf, told } from "./step.ts";
import { handlersOf, reopenedAt } from "./telling.store.ts";

export type Review = {
  readonly passed: boolean;
  readonly notes: string;
  readonly checklist: Readonly<Record<Check, boolean>>;
};

/**
 * Quality review of the handling by somebody who had no part in it (R8.2.1). Passed, its result is to be told; failed, it
 * goes back to be handled again, under the clock that it had.
 * @throws AppError policy.guarded (403), service.step (409) where there is nothing to review
 */
export async function reviewComplaint(ctx: Context, ticket: TicketRow, given: Review): Promise<void> {
  await demandComplaint(ctx, ticket);
  const { customerId, id, number: subjectName, departmentId, assigneeId } = ticket;
  await askGuard(ctx, otherReviews, {
    customerId,
    subjectType: "ticket",
    subjectId: id,
    departmentId,
    facts: { handled: ctx.actor.id !== null && (await handlersOf(ctx, ticket)).includes(ctx.actor.id) },
  });
  const subject = { customerId, subjectType: "ticket", subjectId: id, subjectName, departmentId, assigneeId };
  if (given.passed) {
    await advanceTicket(ctx, ticket, "reviewed");
    await promiseResult(ctx, ticket);
  } else {
    await advanceTicket(ctx, ticket, "working", { solvedAt: null, outcome: null });
    await releaseSubject(ctx, subjectOf(ticket), "复核未通过", [resultDuty.key]);
    const since = ticket.reopened ? ((await reopenedAt(ctx, ticket)) ?? ctx.now.toISOString()) : ticket.openedAt;
    await openObligations(ctx, complaintSolution.key, [{ ...subject, openedAt: since }]);
  }
  await insertReview(ctx, ticket, { ...given, solutionId: (await latestSolution(ctx, ticket))! });
  await fulfil(ctx, reviewDuty.key, [subjectOf(ticket)]);
  if (!given.passed) await told(ctx, ticket, "complaint.review_failed");
  const kind = given.passed ? "complaint.review_passed" : "complaint.review_failed";
  await tellStaff(ctx, [assigneeId], { kind, subjectType: "ticket", subjectId: id });
}
