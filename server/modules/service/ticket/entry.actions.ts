import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { publish } from "../../../platform/live/index.ts";
import { fulfil, wakePromises } from "../../policy/index.ts";
import { demandOpen } from "./archive.ts";
import { insertEntry } from "./entry.store.ts";
import { complaintContact, enquiryAnswer, specialistAnswer } from "./ticket.controls.ts";
import { tellFollowers, tellOfTicket } from "./ticket.notices.ts";
import { type TicketRow, updateTicket } from "./ticket.store.ts";

export type NewEntry = {
  readonly kind: "note" | "reply" | "customer";
  readonly body: string;
  readonly channel?: string | null | undefined;
  readonly contactId?: string | null | undefined;
  readonly messageId?: string | null | undefined;
  /** Colleagues who should look. */
  readonly mentions?: readonly string[] | undefined;
};

/**
 * Adds a note, a reply to the customer, or the customer's own words. A reply is the first contact and keeps the promise
 * to answer; the customer's words let clocks run on that waited for them.
 */
export async function addEntry(ctx: Context, ticket: TicketRow, given: NewEntry): Promise<string> {
  // What a customer says on a closed ticket is kept beside the archive, and so is what must be added to it (T5.2.5).
  const besideArchive = given.kind === "customer" || (given.kind === "note" && ticket.state === "closed");
  if (!besideArchive) await demandOpen(ctx, ticket);
  const id = newId();
  const { customerId } = ticket;
  await insertEntry(ctx, customerId, {
    id,
    ticketId: ticket.id,
    kind: given.kind,
    body: given.body,
    channel: given.channel ?? null,
    contactId: given.contactId ?? null,
    messageId: given.messageId ?? null,
    mentions: [...new Set(given.mentions ?? [])],
    authorId: ctx.actor.id,
    authorName: given.kind === "customer" ? "客户" : ctx.actor.name,
  });
  const subject = { customerId, subjectId: ticket.id };
  if (given.kind === "reply") await replied(ctx, ticket);
  else if (given.kind === "customer" && ticket.state === "waiting") {
    await wakePromises(ctx, subject);
    await updateTicket(ctx, ticket, { state: "working", waitingFor: null });
  } else await updateTicket(ctx, ticket, {});
  await ctx.emit({
    kind: `service.entry.${given.kind}`,
    customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number },
  });
  await tellOfTicket(ctx, ticket, given.mentions ?? [], "mention");
  if (given.kind === "customer") await tellFollowers(ctx, ticket, "customer");
  await publish(ctx, `ticket:${ticket.id}`, { type: "entry", id: ticket.id });
  return id;
}

/** The customer heard from us: first contact is made, the answer given. */
export async function replied(ctx: Context, ticket: TicketRow): Promise<void> {
  const subjects = [{ customerId: ticket.customerId, subjectId: ticket.id }];
  for (const control of [enquiryAnswer, specialistAnswer, complaintContact]) await fulfil(ctx, control.key, subjects);
  await updateTicket(ctx, ticket, {
    ...(!ticket.firstContactAt && { firstContactAt: ctx.now }),
    ...(ticket.state === "new" && { state: "working" as const }),
  });
}
