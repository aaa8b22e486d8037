import type { Context } from "../../../platform/context.ts";
import { insertFile } from "../../../platform/files/index.ts";
import { publish } from "../../../platform/live/index.ts";
import { demandOpen } from "./archive.ts";
import type { Received } from "./attach.receive.ts";
import { type GivenBy, insertAttachments, type NewAttachment } from "./attach.store.ts";
import { loadTicket } from "./ticket.store.ts";

/** Keeps a received file with its ticket. @throws AppError policy.guarded (403), service.archived (409) */
export async function attachFile(ctx: Context, ticketId: string, file: Received, givenBy: GivenBy): Promise<string> {
  const ticket = await loadTicket(ctx, ticketId, true);
  await demandOpen(ctx, ticket);
  await insertFile(ctx, { ...file, expiresAt: null });
  const [id] = await attach(ctx, ticket, [{ ...file, fileId: file.id, givenBy }]);
  return id!;
}

/** Files that are kept already become the ticket's as well, each once; answers the attachments that are new. */
export async function attach(
  ctx: Context,
  ticket: { readonly customerId: string; readonly id: string; readonly number: string },
  files: readonly NewAttachment[],
): Promise<string[]> {
  const made = await insertAttachments(ctx, ticket, files);
  if (!made.length) return made;
  await ctx.emit({
    kind: "service.ticket.attached",
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number },
  });
  await publish(ctx, `ticket:${ticket.id}`, { type: "attached", id: ticket.id });
  return made;
}
