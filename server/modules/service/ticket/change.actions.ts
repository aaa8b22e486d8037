import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { demandWritable } from "../../../platform/fields/index.ts";
import { publish } from "../../../platform/live/index.ts";
import { releaseSubject } from "../../policy/index.ts";
import { demandOpen } from "./archive.ts";
import { openFirstPromises } from "./arrival.ts";
import { findCategory } from "./category.store.ts";
import { openPromises, placeInQueue } from "./ticket.actions.ts";
import { firstPromisesOf, promisesOf } from "./promises.ts";
import { demandRegistration } from "./registration.ts";
import { demandResorted, keepResorting } from "./sorting.ts";
import { ticket as noun } from "./ticket.fields.ts";
import { type TicketRow, tokensOf, updateTicket } from "./ticket.store.ts";

export type TicketFacts = Partial<
  Pick<TicketRow, "kind" | "categoryId" | "severity" | "urgency" | "subject" | "content">
>;

/**
 * Changes what a ticket says, of the version that the caller saw. Its place in the queue follows; another kind has
 * other clocks, which run since the ticket came.
 * @throws AppError service.changed (409) with the present version
 */
export async function changeTicket(
  ctx: Context,
  ticket: TicketRow,
  version: number,
  facts: TicketFacts,
  reason?: string,
): Promise<void> {
  await demandOpen(ctx, ticket);
  demandWritable(ctx.actor, noun, facts);
  if (ticket.version !== version)
    throw conflict(
      "service.changed",
      {
        zh: "在您编辑期间，别人已修改了该工单，请核对后再保存。",
        en: "Somebody changed this ticket while you edited; compare and save again.",
      },
      { version: ticket.version },
    );
  const alters = (["subject", "content"] as const).some(
    (key) => facts[key] !== undefined && facts[key] !== ticket[key],
  );
  if (alters) await demandRegistration(ctx, ticket, "alter");
  const next = { ...ticket, ...facts };
  const otherKind = next.kind !== ticket.kind;
  if (otherKind && facts.categoryId === undefined) next.categoryId = null;
  if (next.categoryId) {
    const category = await findCategory(ctx, next.categoryId);
    if (!category?.active || category.kind !== next.kind)
      throw invalid([
        {
          field: "categoryId",
          text: { zh: "该类别不属于这种工单", en: "this category belongs to another kind of ticket" },
        },
      ]);
  }
  const resorted = await demandResorted(ctx, ticket, next, reason);
  const judged = otherKind || next.severity !== ticket.severity || next.urgency !== ticket.urgency;
  await updateTicket(ctx, ticket, {
    ...facts,
    categoryId: next.categoryId,
    ...(judged && { priority: await placeInQueue(ctx, next) }),
    ...((facts.subject !== undefined || facts.content !== undefined) && { tokens: tokensOf(next) }),
  });
  if (otherKind) {
    await releaseSubject(
      ctx,
      { customerId: ticket.customerId, subjectId: ticket.id },
      "工单类型变更",
      [...promisesOf(ticket.kind), ...firstPromisesOf(ticket.kind)].map((one) => one.key),
    );
    const { departmentId, assigneeId, number, openedAt } = ticket;
    await openPromises(ctx, next, { departmentId, assigneeId, number, openedAt });
    await openFirstPromises(ctx, next, { departmentId, assigneeId, number, openedAt });
  }
  if (resorted) await keepResorting(ctx, ticket, next, reason);
  const fields = Object.keys(facts).filter((key) => !(resorted && (key === "categoryId" || key === "kind")));
  if (fields.length || !resorted)
    await ctx.emit({
      kind: "service.ticket.changed",
      customerId: ticket.customerId,
      subjectType: "ticket",
      subjectId: ticket.id,
      data: { fields },
    });
  await publish(ctx, `ticket:${ticket.id}`, { type: "changed", id: ticket.id });
}
