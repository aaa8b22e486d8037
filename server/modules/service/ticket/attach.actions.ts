import type { Context } from "../../../platform/context.ts";
import { type FileRow, insertFile } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import { publish } from "../../../platform/live/index.ts";
import { demandOpen } from "./archive.ts";
import { loadTicket } from "./ticket.store.ts";

/** Keeps a received file with its ticket. @throws AppError policy.guarded (403), service.archived (409) */
export async function attachFile(
  ctx: Context,
  ticketId: string,
  file: Pick<FileRow, "id" | "name" | "mediaType" | "size" | "sha256">,
): Promise<string> {
  const ticket = await loadTicket(ctx, ticketId, true);
  await demandOpen(ctx, ticket);
  await insertFile(ctx, { ...file, expiresAt: null });
  const id = newId();
  const { name, mediaType, size } = file;
  await ctx.tx
    .insertInto("service.attachment")
    .values({
      customerId: ticket.customerId,
      id,
      ticketId: ticket.id,
      fileId: file.id,
      name,
      mediaType,
      size,
      createdAt: ctx.now,
    })
    .execute();
  await ctx.emit({
    kind: "service.ticket.attached",
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number },
  });
  await publish(ctx, `ticket:${ticket.id}`, { type: "attached", id: ticket.id });
  return id;
}
