import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { publish } from "../../../platform/live/index.ts";
import { releaseSubject } from "../../policy/index.ts";
import { demandOpen } from "./archive.ts";
import type { Kind } from "./choices.ts";
import { insertLink, moveToTicket } from "./gather.store.ts";
import { createTicket } from "./ticket.actions.ts";
import { advanceTicket } from "./progress.actions.ts";
import { loadTicket, type TicketRow } from "./ticket.store.ts";

/**
 * Two tickets of one customer about one thing become one: what hangs on the other moves here, its clocks end.
 * @throws AppError service.merge (409) where they are of two customers, or one is archived
 */
export async function mergeTickets(ctx: Context, kept: TicketRow, otherId: string): Promise<void> {
  const other = await loadTicket(ctx, otherId, true);
  if (other.id === kept.id)
    throw invalid([{ field: "otherId", text: { zh: "不能与自身合并", en: "a ticket cannot be merged into itself" } }]);
  if (other.customerId !== kept.customerId)
    throw conflict("service.merge", {
      zh: "只能合并同一客户的工单；不同客户的请用「关联」。",
      en: "Only tickets of one customer are merged; link those of two.",
    });
  await demandOpen(ctx, kept);
  await demandOpen(ctx, other);
  await advanceTicket(ctx, other, "merged", { mergedInto: kept.id, closedAt: ctx.now });
  await moveToTicket(ctx, kept.customerId, other.id, kept.id);
  await insertLink(ctx, kept, other, "duplicate");
  await releaseSubject(ctx, { customerId: other.customerId, subjectId: other.id }, `并入 ${kept.number}`);
  await ctx.emit({
    kind: "service.ticket.absorbed",
    customerId: kept.customerId,
    subjectType: "ticket",
    subjectId: kept.id,
    data: { number: kept.number, other: other.number },
  });
  await publish(ctx, `ticket:${kept.id}`, { type: "changed", id: kept.id });
}

/** A second matter in one ticket becomes a ticket of its own, with clocks since the first one came. */
export async function splitTicket(
  ctx: Context,
  ticket: TicketRow,
  given: { kind: Kind; categoryId?: string | undefined; subject: string; content: string },
): Promise<string> {
  await demandOpen(ctx, ticket);
  const made = await createTicket(ctx, {
    customerId: ticket.customerId,
    kind: given.kind,
    categoryId: given.categoryId,
    source: ticket.source as never,
    severity: ticket.severity,
    urgency: ticket.urgency,
    subject: given.subject,
    content: given.content,
    openedAt: ticket.openedAt,
    splitFrom: ticket.id,
  });
  await insertLink(ctx, ticket, made, "split");
  return made.id;
}
