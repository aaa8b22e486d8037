import type { Context } from "../../../platform/context.ts";
import { type AppError, conflict, forbidden, invalid, notFound } from "../../../platform/errors.ts";
import { publish, topicOfStaff } from "../../../platform/live/index.ts";
import { colleaguesWith, staffOf } from "../../identity/index.ts";
import { handPromises } from "../../policy/index.ts";
import { findAgent, lockAgent } from "./agent.store.ts";
import { keepAnswer } from "./answer-promise.ts";
import { type ChatRow, findChatById, updateChat } from "./chat.store.ts";
import { contactTaken } from "./contact-side.ts";
import { demandOpen, notice, say, tellState } from "./conversation.ts";
import { endChat } from "./end.actions.ts";
import type { MessageRow, NewMessage } from "./message.store.ts";

/** @throws AppError platform.not_found (404) */
export async function loadChat(ctx: Context, id: string, locked = false): Promise<ChatRow> {
  const chat = await findChatById(ctx, id, locked);
  if (!chat) throw notFound({ zh: "会话", en: "chat" });
  return chat;
}

/** The same for its own agent. @throws AppError service.chat_closed (409); service.chat_not_yours (403) */
export async function loadOwn(ctx: Context, id: string): Promise<ChatRow> {
  const chat = await loadChat(ctx, id, true);
  demandOpen(chat);
  if (chat.state !== "active" || chat.staffId !== ctx.actor.id)
    throw forbidden(
      { zh: "这个会话不在您手上，请先接入。", en: "This chat is not in your hands; take it first." },
      "service.chat_not_yours",
    );
  return chat;
}

/**
 * Takes a waiting chat; whoever has it already, keeps it.
 * @throws AppError service.chat_limit, service.chat_taken (409); service.chat_closed (409)
 */
export async function takeChat(ctx: Context, id: string): Promise<void> {
  await lockAgent(ctx);
  const chat = await loadChat(ctx, id, true);
  demandOpen(chat);
  if (chat.state === "active" && chat.staffId === ctx.actor.id) return;
  if (chat.state !== "waiting" || (chat.wantedStaffId && chat.wantedStaffId !== ctx.actor.id)) throw taken(chat);
  const { chats, limit } = (await findAgent(ctx, ctx.actor.id!))!;
  if (chats >= limit)
    throw conflict(
      "service.chat_limit",
      {
        zh: "您已同时接待 {limit} 个会话，请先结束一个再接入。",
        en: "You have {limit} chats in hand; end one before you take another.",
      },
      { limit },
    );
  const departmentId = (await staffOf(ctx, ctx.actor.id!))?.departmentId ?? null;
  await updateChat(ctx, chat, {
    state: "active",
    staffId: ctx.actor.id,
    staffName: ctx.actor.name,
    departmentId,
    wantedStaffId: null,
    takenAt: ctx.now.toISOString(),
  });
  await contactTaken(ctx, chat, departmentId);
  await handPromises(ctx, { customerId: chat.customerId, subjectId: id }, { assigneeId: ctx.actor.id! });
  await notice(ctx, chat, "taken");
  await ctx.emit(event(chat, "taken"));
  await tellState(ctx, chat);
}

const taken = (chat: ChatRow): AppError =>
  conflict(
    "service.chat_taken",
    chat.wantedStaffId
      ? { zh: "这个会话正在转接给别的同事。", en: "This chat is being handed to a colleague." }
      : { zh: "同事已经接入了这个会话。", en: "A colleague has taken this chat already." },
  );

/** Words of the agent; the first of them keep the promise to answer. */
export async function deskSays(ctx: Context, id: string, given: Omit<NewMessage, "side">): Promise<MessageRow> {
  const chat = await loadOwn(ctx, id);
  const message = await say(ctx, chat, { ...given, side: "staff" });
  if (given.kind !== "note") await answered(ctx, chat);
  return message;
}

export async function answered(ctx: Context, chat: ChatRow): Promise<void> {
  if (chat.answeredAt) return;
  await updateChat(ctx, chat, { answeredAt: ctx.now.toISOString() });
  await keepAnswer(ctx, chat);
}

/**
 * Hands a chat to a colleague who is here, or back to the queue, where it keeps its place.
 * @throws AppError platform.invalid (400) for a colleague who cannot take it
 */
export async function handOver(
  ctx: Context,
  id: string,
  { staffId, note }: { staffId: string | null; note?: string | undefined },
): Promise<void> {
  const chat = await loadOwn(ctx, id);
  const to = staffId === null ? undefined : await colleagueFor(ctx, staffId);
  if (note) await say(ctx, chat, { side: "staff", kind: "note", body: note });
  await backToQueue(ctx, chat, to?.id ?? null);
  await notice(ctx, chat, to ? "handed" : "queued");
  await ctx.emit(event(chat, to ? "handed" : "returned"));
  await tellState(ctx, chat);
  if (to) await publish(ctx, topicOfStaff(to.id), { type: "chat.offered", id });
}

export const backToQueue = (ctx: Context, chat: ChatRow, wantedStaffId: string | null) =>
  updateChat(ctx, chat, {
    state: "waiting",
    staffId: null,
    staffName: null,
    departmentId: null,
    wantedStaffId,
    takenAt: ctx.now.toISOString(),
  });

async function colleagueFor(ctx: Context, staffId: string) {
  const refuse = (zh: string, en: string) => invalid([{ field: "staffId", text: { zh, en } }]);
  if (staffId === ctx.actor.id) throw refuse("不能转接给自己", "you have it already");
  const colleague = (await colleaguesWith(ctx, "service.chat")).find((one) => one.id === staffId);
  if (!colleague) throw refuse("没有这位可以接待会话的同事", "no such colleague takes chats");
  const agent = await findAgent(ctx, staffId);
  if (!agent?.here) throw refuse("这位同事现在不在线", "this colleague is not here now");
  if (agent.chats >= agent.limit)
    throw refuse("这位同事的会话已满", "this colleague has as many chats as they may have");
  return colleague;
}

/** The agent ends it, and says how. */
export async function deskCloses(
  ctx: Context,
  id: string,
  { outcome, note }: { outcome: string; note?: string | undefined },
): Promise<void> {
  const chat = await loadOwn(ctx, id);
  if (note) await say(ctx, chat, { side: "staff", kind: "note", body: note });
  await endChat(ctx, chat, { by: "staff", outcome });
}

export const event = (chat: ChatRow, verb: string, data: Record<string, unknown> = {}) => ({
  kind: `service.chat.${verb}`,
  customerId: chat.customerId,
  subjectType: "chat",
  subjectId: chat.id,
  data,
});
