import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { contactIndex, standingOf } from "../../customers/index.ts";
import { bindingsOf, decide } from "../../policy/index.ts";
import { claimOnce, findClaim } from "../claim.store.ts";
import { customersByCounterpart, recordContact } from "../contact/contact.actions.ts";
import { createTicket } from "../ticket/ticket.actions.ts";
import { queuePriority } from "../ticket/ticket.controls.ts";
import { isAnyoneHere } from "./agent.store.ts";
import { promiseAnswer } from "./answer-promise.ts";
import { counterpartOf, mostWaiting, problemsOfContact, type Told } from "./chat.rules.ts";
import { type ChatKey, type ChatRow, countWaiting, findChat, insertChat, updateChat } from "./chat.store.ts";
import { notice, say, tellState } from "./conversation.ts";
import { chatSettings } from "./settings.ts";
import { attachFiles } from "./ticket-files.ts";
import { claimKind, type SignedIn } from "./visitor.ts";

export type NewChat = Told & {
  readonly keyHash: string;
  readonly name?: string | undefined;
  readonly text: string;
  readonly clientId: string;
  readonly origin: string | null;
  /** Who is signed in to the portal is asked neither name nor contact. */
  readonly signedIn: SignedIn | null;
};

/**
 * A visitor joins the queue, gold customers first (B4.2.1). The same key twice is one chat.
 * @throws AppError platform.invalid (400) for a contact without consent (B3.1.2); service.chat_nobody,
 * service.chat_full (409) where a message is to be left instead
 */
export async function startChat(ctx: Context, given: NewChat): Promise<ChatKey> {
  const known = await findClaim(ctx, claimKind, given.keyHash);
  if (known) return known;
  refuse(problemsOfContact(given));
  if (!(await isAnyoneHere(ctx)))
    throw conflict("service.chat_nobody", {
      zh: "现在没有客服在线，请留言，我们会尽快回复。",
      en: "Nobody is here at present; leave a message and we will answer.",
    });
  if ((await countWaiting(ctx)) >= mostWaiting)
    throw conflict("service.chat_full", {
      zh: "排队的人太多，请留言，我们会尽快回复。",
      en: "Too many are waiting; leave a message and we will answer.",
    });
  const { chat, isNew } = await open(ctx, given, "waiting");
  if (!isNew) return chat;
  await promiseAnswer(ctx, chat);
  await ctx.emit({ kind: "service.chat.started", ...ownerOf(chat), subjectType: "chat", subjectId: chat.id });
  await tellState(ctx, chat);
  return chat;
}

/** A message is left: a contact and a ticket, which somebody answers. @throws AppError platform.invalid (400) */
export async function leaveMessage(ctx: Context, given: NewChat): Promise<ChatKey> {
  const known = await findClaim(ctx, claimKind, given.keyHash);
  if (known) return known;
  if (!given.signedIn) refuse(problemsOfContact(given, true));
  const { chat, isNew } = await open(ctx, given, "closed");
  if (isNew) await becomeMessage(ctx, chat, given.text);
  return chat;
}

/** What was said becomes a ticket, since nobody answered it. */
export async function becomeMessage(ctx: Context, chat: ChatRow, text: string): Promise<void> {
  const ticket = await createTicket(ctx, {
    customerId: chat.customerId === nobody ? null : chat.customerId,
    kind: "enquiry",
    source: "chat",
    subject: text.split("\n")[0]!.slice(0, 60),
    content: text,
    ...(chat.contactId && { contactId: chat.contactId }),
  });
  await attachFiles(ctx, chat, ticket);
  await notice(ctx, chat, `message ${ticket.number}`);
  await updateChat(ctx, chat, {
    state: "closed",
    outcome: "message",
    closedAt: ctx.now.toISOString(),
    closedBy: "visitor",
    ticketId: ticket.id,
  });
  await ctx.emit({
    kind: "service.chat.left",
    ...ownerOf(chat),
    subjectType: "chat",
    subjectId: chat.id,
    data: { number: ticket.number },
  });
}

async function open(
  ctx: Context,
  given: NewChat,
  state: "waiting" | "closed",
): Promise<{ chat: ChatRow; isNew: boolean }> {
  const { signedIn } = given;
  const key = { customerId: signedIn?.customerId ?? nobody, id: newId() };
  // Whoever sent the same at the same moment was quicker.
  if (!(await claimOnce(ctx, claimKind, given.keyHash, key)))
    return { chat: (await findChat(ctx, (await findClaim(ctx, claimKind, given.keyHash))!))!, isNew: false };
  const counterpart = given.contact && !signedIn ? counterpartOf(given.contact) : undefined;
  const { vault } = ctx.services;
  const grade = signedIn
    ? ((await standingOf(ctx, signedIn.customerId))?.grade ?? null)
    : counterpart
      ? await gradeOf(ctx, counterpart)
      : null;
  await insertChat(ctx, {
    ...key,
    sessionId: signedIn?.sessionId ?? null,
    state,
    outcome: null,
    language: ctx.language,
    origin: given.origin,
    visitorName: signedIn ? null : (given.name ?? null),
    counterpart: counterpart ? vault.seal(counterpart.value, "chat.counterpart") : null,
    counterpartKind: counterpart?.kind ?? null,
    counterpartExact: counterpart ? contactIndex(vault, counterpart.kind, counterpart.value).exact : null,
    consentPurpose: counterpart ? (await chatSettings(ctx)).purpose[ctx.language] : null,
    grade,
    priority: await placeOf(ctx, grade),
  });
  const contact = await recordContact(ctx, {
    customerId: signedIn?.customerId ?? null,
    channel: "chat",
    state: "open",
    content: given.text,
    counterpart: counterpart ?? null,
    externalKey: key.id,
  });
  await updateChat(ctx, key, { contactId: contact.id });
  const chat = (await findChat(ctx, key))!;
  await say(ctx, chat, { side: "visitor", kind: "text", body: given.text, clientId: given.clientId });
  return { chat, isNew: true };
}

/** The grade of the one customer who has this phone or e-mail. It places the chat; who speaks is for a person to find out. */
async function gradeOf(ctx: Context, counterpart: { kind: "phone" | "email"; value: string }): Promise<string | null> {
  const ids = await customersByCounterpart(ctx, counterpart);
  return ids.length === 1 ? ((await standingOf(ctx, ids[0]!))?.grade ?? null) : null;
}

async function placeOf(ctx: Context, grade: string | null): Promise<number> {
  if (!(await bindingsOf(ctx.services, queuePriority.key, ctx.now)).length) return 100;
  const { value } = await decide(ctx, queuePriority, {
    kind: "enquiry",
    severity: "minor",
    urgency: "normal",
    grade,
  });
  return Number(value ?? 100);
}

const ownerOf = ({ customerId }: ChatKey) => (customerId === nobody ? {} : { customerId });

function refuse(problems: ReturnType<typeof problemsOfContact>): void {
  if (problems.length) throw invalid(problems);
}
