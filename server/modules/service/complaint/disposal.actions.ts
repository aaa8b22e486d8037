import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import { askGuard, bindingsOf } from "../../policy/index.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { archiveTerm } from "./complaint.controls.ts";
import { eraseWords } from "./disposal.store.ts";
import { told } from "./step.ts";

/**
 * Once its term in the archive is over, the words of a complaint are taken out for good (T5.2.5); its figures stay. Who did
 * it, and why, is on the timeline.
 * @throws AppError policy.guarded (403) before the term is over, service.no_retention (409) where no clause sets one
 */
export async function disposeComplaint(ctx: Context, ticket: TicketRow, reason: string): Promise<void> {
  if (ticket.kind !== "complaint" || ticket.state !== "closed" || !ticket.closedAt)
    throw conflict("service.not_archived", {
      zh: "只有已归档的投诉可以销毁。",
      en: "Only a complaint in the archive can be disposed of.",
    });
  if (!(await bindingsOf(ctx.services, archiveTerm.key, ctx.now)).length)
    throw conflict("service.no_retention", {
      zh: "没有生效的条款规定投诉档案保存多久，不能销毁。",
      en: "No clause in force says how long complaints are kept: nothing is disposed of.",
    });
  const { customerId, id, departmentId, closedAt } = ticket;
  await askGuard(ctx, archiveTerm, {
    customerId,
    subjectType: "ticket",
    subjectId: id,
    departmentId,
    facts: { closedAt, at: ctx.now.toISOString() },
  });
  await eraseWords(ctx, ticket);
  await told(ctx, ticket, "complaint.disposed", { reason });
}
