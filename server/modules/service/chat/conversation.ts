import { rm } from "node:fs/promises";
import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import { filePath, insertFile } from "../../../platform/files/index.ts";
import { publish, topicOfStaff } from "../../../platform/live/index.ts";
import type { ChatRow } from "./chat.store.ts";
import { attachLater } from "./ticket-files.ts";
import { appendMessage, type MessageRow, type NewMessage } from "./message.store.ts";

export const topicOfChat = (id: string): string => `chat:${id}`;
/** The queue, and who has what in hand. */
export const queueTopic = "chats";

/** What happened to a chat is told to its visitor and its agent, and to all who look at the queue. */
export async function tellState(ctx: Context, chat: Pick<ChatRow, "id">): Promise<void> {
  await publish(ctx, topicOfChat(chat.id), { type: "state", id: chat.id });
  await publish(ctx, queueTopic, { type: "queue", id: chat.id });
}

/** @throws AppError service.chat_closed (409) */
export function demandOpen(chat: Pick<ChatRow, "state">): void {
  if (chat.state === "closed")
    throw conflict("service.chat_closed", {
      zh: "会话已经结束，不能再发送。",
      en: "This chat has ended; nothing more can be sent.",
    });
}

/** Adds a message to a chat that the caller has locked and tells both sides; the same one twice is one message. */
export async function say(ctx: Context, chat: ChatRow, given: NewMessage): Promise<MessageRow & { isNew: boolean }> {
  const { message, isNew } = await appendMessage(ctx, chat, given);
  if (isNew) {
    await publish(ctx, topicOfChat(chat.id), {
      type: "message",
      id: chat.id,
      number: message.number,
      side: given.side,
    });
    if (given.side === "visitor" && chat.staffId)
      await publish(ctx, topicOfStaff(chat.staffId), { type: "chat.message", id: chat.id });
  }
  return { ...message, isNew };
}

/** A word for what happened, which each reader's screen tells in its own language. */
export const notice = (ctx: Context, chat: ChatRow, body: string) =>
  say(ctx, chat, { side: "program", kind: "notice", body });

type Kept = NonNullable<NewMessage["file"]> & { readonly sha256: Buffer };

/** The same with a file, whose bytes lie there already; they go where the message is known already. */
export async function sayFile(
  ctx: Context,
  chat: ChatRow,
  side: "visitor" | "staff",
  { clientId, file }: { clientId: string; file: Kept },
) {
  demandOpen(chat);
  const message = await say(ctx, chat, { side, kind: "file", body: file.name, clientId, file });
  if (message.isNew) {
    await insertFile(ctx, { ...file, expiresAt: null });
    await attachLater(ctx, chat, message);
  } else await rm(filePath(ctx.services.config, file.id), { force: true });
  return message;
}
