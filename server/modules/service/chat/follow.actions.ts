import { demand } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { loadCustomer, namesOfCustomers } from "../../customers/index.ts";
import { movePromises } from "../../policy/index.ts";
import { customersByCounterpart } from "../contact/contact.actions.ts";
import { findContact } from "../contact/contact.store.ts";
import { placeContact } from "../contact/handle.actions.ts";
import { createTicket, type NewTicket } from "../ticket/ticket.actions.ts";
import { type ChatRow, findChatById, moveChat, updateChat } from "./chat.store.ts";
import { tellState } from "./conversation.ts";
import { event, loadChat } from "./desk.actions.ts";
import { attachFiles } from "./ticket-files.ts";

/**
 * It is known who speaks: chat, messages, contact and what was promised stand with that customer from now on.
 * @throws AppError platform.not_found (404); customers.merged (409); service.chat_identified (409)
 */
export async function identify(ctx: Context, id: string, customerId: string): Promise<void> {
  const chat = await loadChat(ctx, id, true);
  if (chat.customerId === customerId) return;
  if (chat.customerId !== nobody)
    throw conflict("service.chat_identified", {
      zh: "这个会话已经确认过客户，如有误请由班组长处理。",
      en: "This chat has its customer already; a team lead mends what is wrong.",
    });
  const customer = await loadCustomer(ctx, customerId);
  if (customer.mergedInto)
    throw conflict(
      "customers.merged",
      {
        zh: "该客户已并入另一位客户，请选保留的客户。",
        en: "This customer was merged into another; choose the one that stays.",
      },
      { survivorId: customer.mergedInto },
    );
  await moveChat(ctx, chat, customerId);
  await movePromises(ctx, { customerId: chat.customerId, subjectId: id }, customerId);
  const contact = chat.contactId ? await findContact(ctx, chat.contactId, true) : undefined;
  if (contact) await placeContact(ctx, contact, customerId);
  const moved = { ...chat, customerId };
  await ctx.emit(event(moved, "identified"));
  await tellState(ctx, moved);
}

/** Customers who may be speaking: those who have the phone or e-mail that the visitor left, as the actor may see them. */
export async function candidates(ctx: Context, chat: ChatRow): Promise<{ customerId: string; name: string }[]> {
  if (chat.customerId !== nobody || !chat.counterpart || !chat.counterpartKind) return [];
  const value = ctx.services.vault.open(chat.counterpart, "chat.counterpart");
  const ids = await customersByCounterpart(ctx, { kind: chat.counterpartKind as "phone" | "email", value });
  return [...(await namesOfCustomers(ctx, ids))].map(([customerId, name]) => ({ customerId, name }));
}

export type TicketFromChat = Pick<
  NewTicket,
  "kind" | "categoryId" | "severity" | "urgency" | "subject" | "content" | "assigneeId" | "promisedAt"
>;

/** What cannot be settled in the chat goes on as a ticket. @throws AppError service.chat_ticketed (409) where there is one */
export async function ticketFrom(ctx: Context, id: string, given: TicketFromChat) {
  demand(ctx.actor, "service.tickets.create");
  const chat = await loadChat(ctx, id, true);
  if (chat.ticketId)
    throw conflict(
      "service.chat_ticketed",
      { zh: "这个会话已经转为工单。", en: "This chat has become a ticket already." },
      { ticketId: chat.ticketId },
    );
  if (chat.state === "waiting")
    throw invalid([{ field: "id", text: { zh: "请先接入会话再转工单", en: "take the chat first" } }]);
  const ticket = await createTicket(ctx, {
    ...given,
    customerId: chat.customerId === nobody ? null : chat.customerId,
    source: "chat",
    ...(chat.contactId && { contactId: chat.contactId }),
  });
  await attachFiles(ctx, chat, ticket);
  await updateChat(ctx, chat, { ticketId: ticket.id });
  await ctx.emit(event(chat, "ticketed", { number: ticket.number }));
  await tellState(ctx, (await findChatById(ctx, id))!);
  return ticket;
}
