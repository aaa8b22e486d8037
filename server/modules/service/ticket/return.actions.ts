import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, forbidden } from "../../../platform/errors.ts";
import { publish } from "../../../platform/live/index.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { handPromises } from "../../policy/index.ts";
import { demandOpen } from "./archive.ts";
import { awaitAssignment } from "./arrival.ts";
import { insertAssignment, lastGiver } from "./assignment.store.ts";
import { tellOfTicket } from "./ticket.notices.ts";
import { type TicketRow, updateTicket } from "./ticket.store.ts";

/**
 * A department that finds a ticket is not its own gives it back with the ground (T5.2.2): it lies with nobody until a
 * supervisor gives it to somebody else. Whoever gave it hears, or where the policy did, those who may.
 * @throws AppError service.with_nobody (409), service.archived (409), service.not_theirs (403)
 */
export async function returnTicket(ctx: Context, ticket: TicketRow, reason: string): Promise<void> {
  await demandOpen(ctx, ticket);
  if (!ticket.assigneeId && !ticket.departmentId)
    throw conflict("service.with_nobody", {
      zh: "这件工单现在不在任何部门，无须退回。",
      en: "This ticket lies with nobody: there is nothing to give back.",
    });
  demandTheirs(ctx, ticket);
  const { customerId, id } = ticket;
  const giver = await lastGiver(ctx, customerId, id);
  await updateTicket(ctx, ticket, { departmentId: null, assigneeId: null });
  await insertAssignment(ctx, {
    customerId,
    ticketId: id,
    departmentId: null,
    assigneeId: null,
    assigneeName: null,
    reasons: {},
    byHand: true,
    reason,
  });
  await handPromises(ctx, { customerId, subjectId: id }, {});
  if (ticket.assigneeId) await awaitAssignment(ctx, ticket);
  const mayAssign = giver ? [giver] : (await colleaguesWith(ctx, "service.tickets.assign")).map((one) => one.id);
  await tellOfTicket(ctx, ticket, mayAssign, "returned");
  await ctx.emit({
    kind: "service.ticket.returned",
    customerId,
    subjectType: "ticket",
    subjectId: id,
    data: { number: ticket.number },
  });
  await publish(ctx, "tickets", { type: "changed", id });
  await publish(ctx, `ticket:${id}`, { type: "changed", id });
}

/** Given back is what lies with oneself or one's department; whoever assigns takes it from anybody. */
function demandTheirs({ actor }: Context, { assigneeId, departmentId }: TicketRow): void {
  const isTheirs = assigneeId === actor.id || (departmentId !== null && actor.departments.includes(departmentId));
  if (isTheirs || may(actor, "service.tickets.assign")) return;
  throw forbidden(
    {
      zh: "这件工单不在您或者您的部门手上，不能退回。",
      en: "This ticket lies neither with you nor with your department: it is not yours to give back.",
    },
    "service.not_theirs",
  );
}
