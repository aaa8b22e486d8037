import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { attach } from "../ticket/attach.actions.ts";
import { findTicketRow } from "../ticket/ticket.store.ts";
import { isArchived } from "../ticket/ticket.rules.ts";
import type { ChatRow } from "./chat.store.ts";
import { filesOfChat, type MessageRow } from "./message.store.ts";

type Ticket = { readonly customerId: string; readonly id: string; readonly number: string };

const given = (chat: Pick<ChatRow, "contactId">, { fileId, fileName, mediaType, fileSize, side }: MessageRow) => ({
  fileId: fileId!,
  name: fileName!,
  mediaType: mediaType!,
  size: fileSize!,
  givenBy: side === "visitor" ? ("customer" as const) : ("staff" as const),
  contactId: chat.contactId,
});

/** What was sent in the chat stands with the ticket made of it too, once; the bytes stay where they are. */
export async function attachFiles(ctx: Context, chat: ChatRow, ticket: Ticket): Promise<void> {
  await attach(
    ctx,
    ticket,
    (await filesOfChat(ctx, chat)).map((message) => given(chat, message)),
  );
}

/** The same for what comes while the chat goes on, as long as anything may be added to the ticket. */
export async function attachLater(ctx: Context, chat: ChatRow, message: MessageRow): Promise<void> {
  if (!chat.ticketId) return;
  const ticket = await findTicketRow(ctx, chat.ticketId, sql`t.customer_id = ${chat.customerId}`, true);
  if (ticket && !isArchived(ticket.state)) await attach(ctx, ticket, [given(chat, message)]);
}
