import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { fulfil, openObligations, type Promised } from "../../policy/index.ts";
import { sendMessage } from "../message/message.actions.ts";
import type { Kind } from "./choices.ts";
import { firstPromisesOf } from "./promises.ts";
import { acknowledgement, complaintAssignment } from "./ticket.controls.ts";

type Arrived = { readonly customerId: string; readonly id: string; readonly kind: Kind };
type Placed = {
  readonly departmentId: string | null;
  readonly assigneeId: string | null;
  readonly number: string;
  readonly openedAt: string;
};

const promisedFor = (ticket: Arrived, { departmentId, assigneeId, number, openedAt }: Placed): Promised => ({
  customerId: ticket.customerId,
  subjectType: "ticket",
  subjectId: ticket.id,
  subjectName: number,
  departmentId,
  assigneeId,
  openedAt,
});

/** Starts the clocks of a ticket that run once: assigned (T5.2.2), looked into (E4.3.3). */
export async function openFirstPromises(ctx: Context, ticket: Arrived, placed: Placed): Promise<void> {
  for (const control of firstPromisesOf(ticket.kind))
    await openObligations(ctx, control.key, [promisedFor(ticket, placed)]);
  if (placed.assigneeId) await keepAssigned(ctx, ticket);
}

/** It came back from where it did not belong: somebody is to have it anew. */
export async function awaitAssignment(ctx: Context, ticket: Arrived & { readonly number: string }): Promise<void> {
  if (!firstPromisesOf(ticket.kind).includes(complaintAssignment)) return;
  const openedAt = ctx.now.toISOString();
  const placed = { departmentId: null, assigneeId: null, number: ticket.number, openedAt };
  await openObligations(ctx, complaintAssignment.key, [promisedFor(ticket, placed)]);
}

/** A person has it. */
export const keepAssigned = (ctx: Context, { customerId, id }: Pick<Arrived, "customerId" | "id">) =>
  fulfil(ctx, complaintAssignment.key, [{ customerId, subjectId: id }]);

/**
 * Where the policy wants it (R8.1.1), whoever wrote or called gets a confirmation with the number at once, and so the
 * promise is kept. A paper in the opinion box without a name has nobody to tell.
 */
export async function acknowledge(
  ctx: Context,
  ticket: Arrived,
  placed: Placed & { readonly subject: string; readonly contactId?: string | undefined },
): Promise<void> {
  if (ticket.customerId === nobody && !placed.contactId) return;
  const opened = await openObligations(ctx, acknowledgement.key, [promisedFor(ticket, placed)]);
  if (!opened.length) return;
  await sendMessage(ctx, {
    customerId: ticket.customerId,
    template: "ticket-received",
    ticketId: ticket.id,
    values: { number: placed.number, subject: placed.subject },
  });
  await fulfil(ctx, acknowledgement.key, [{ customerId: ticket.customerId, subjectId: ticket.id }]);
}
