import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { publish } from "../../../platform/live/index.ts";
import { contactIndex } from "../../customers/index.ts";
import { findContact, updateContact } from "../contact/contact.store.ts";
import { endAnswer } from "./answer-promise.ts";
import { counterpartOf, problemsOfContact, type Told } from "./chat.rules.ts";
import { type ChatRow, findChat, updateChat } from "./chat.store.ts";
import { tellState, topicOfChat } from "./conversation.ts";
import { endChat } from "./end.actions.ts";
import { messagesAfter } from "./message.store.ts";
import { chatSettings } from "./settings.ts";
import { becomeMessage } from "./start.actions.ts";

/** Who has waited long enough leaves what they wrote as a message. @throws AppError platform.invalid (400); service.chat_taken (409) */
export async function leaveQueue(ctx: Context, chat: ChatRow, told: Told): Promise<void> {
  if (chat.state === "closed") return;
  if (chat.state !== "waiting" || chat.answeredAt)
    throw conflict("service.chat_taken", {
      zh: "客服已经接入，请直接在会话中留言。",
      en: "Somebody has taken your chat: just write here.",
    });
  if (!chat.counterpart && !chat.sessionId) {
    const problems = problemsOfContact(told, true);
    if (problems.length) throw invalid(problems);
    await keepCounterpart(ctx, chat, told.contact!);
  }
  const said = await messagesAfter(ctx, chat, 0, 100);
  const text = said
    .filter((one) => one.side === "visitor")
    .map((one) => one.body)
    .join("\n");
  await endAnswer(ctx, chat, ctx.now.toISOString());
  await becomeMessage(ctx, chat, text);
  await tellState(ctx, chat);
}

async function keepCounterpart(ctx: Context, chat: ChatRow, text: string): Promise<void> {
  const { vault } = ctx.services;
  const { kind, value } = counterpartOf(text)!;
  const { exact } = contactIndex(vault, kind, value);
  await updateChat(ctx, chat, {
    counterpart: vault.seal(value, "chat.counterpart"),
    counterpartKind: kind,
    counterpartExact: exact,
    consentAt: ctx.now.toISOString(),
    consentPurpose: (await chatSettings(ctx)).purpose[ctx.language],
  });
  const contact = chat.contactId ? await findContact(ctx, chat.contactId, true) : undefined;
  if (contact)
    await updateContact(ctx, contact, {
      counterpart: vault.seal(value, "serviceContact.counterpart"),
      counterpartKind: kind,
      counterpartExact: exact,
    });
}

/** The visitor ends it; once it has ended nothing happens. */
export async function visitorCloses(ctx: Context, chat: ChatRow): Promise<void> {
  if (chat.state !== "closed") await endChat(ctx, chat, { by: "visitor", outcome: null });
}

/** One to five, once the chat has ended; a later word replaces the former. @throws AppError service.chat_rating (409) */
export async function rate(
  ctx: Context,
  chat: ChatRow,
  given: { rating: number; note?: string | undefined },
): Promise<void> {
  if (chat.state !== "closed" || !chat.answeredAt)
    throw conflict("service.chat_rating", {
      zh: "会话有客服应答并结束后才能评价。",
      en: "A chat is rated once it was answered and has ended.",
    });
  await updateChat(ctx, chat, {
    rating: given.rating,
    ratingNote: given.note ?? null,
    ratedAt: ctx.now.toISOString(),
  });
  await ctx.emit({
    kind: "service.chat.rated",
    customerId: chat.customerId,
    subjectType: "chat",
    subjectId: chat.id,
    data: { rating: given.rating },
  });
  await publish(ctx, topicOfChat(chat.id), { type: "state", id: chat.id });
}

/** As it stands after a change of this transaction. */
export const again = async (ctx: Context, chat: ChatRow): Promise<ChatRow> => (await findChat(ctx, chat))!;
