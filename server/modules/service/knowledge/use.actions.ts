import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { loadCustomer, namesOfCustomers } from "../../customers/index.ts";
import { companyZone, dayOf } from "../day.ts";
import { loadContact } from "../contact/contact.access.ts";
import { loadTicket, type TicketRow } from "../ticket/ticket.actions.ts";
import { noArticle } from "./article.actions.ts";
import { findArticle } from "./article.store.ts";
import { demandReply } from "./reply.actions.ts";
import { keepUse, keepVote } from "./use.store.ts";
import { fillPlaces, type Variable, type VariableValues } from "./variables.rules.ts";

/** What an answer is used for; all left out: nothing that is on record. */
export type UsedFor = {
  readonly ticketId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly customerId?: string | undefined;
};

type Place = {
  customerId: string;
  ticketId: string | null;
  contactId: string | null;
  ticket?: TicketRow;
  subject?: string | null;
};

export type Answer = { readonly text: string | null; readonly missing: Variable[] };

/** Fills a saved reply for what it is used for, and keeps that it was (S4.1). */
export async function takeReply(ctx: Context, id: string, used: UsedFor): Promise<Answer> {
  const reply = await demandReply(ctx, id);
  const place = await placeOf(ctx, used);
  await keepUse(ctx, { kind: "reply", itemId: id, edition: null, title: reply.title, ...placed(place) });
  return fillPlaces(reply.body, await valuesAt(ctx, place));
}

/** Keeps that an article was used, with its edition, and fills the answer that it gives, where it has one. */
export async function takeArticle(ctx: Context, id: string, used: UsedFor): Promise<Answer> {
  const article = await findArticle(ctx.tx, id);
  if (article?.state !== "published") throw noArticle();
  const place = await placeOf(ctx, used);
  await keepUse(ctx, { kind: "article", itemId: id, edition: article.edition, title: article.title, ...placed(place) });
  return article.answer ? fillPlaces(article.answer, await valuesAt(ctx, place)) : { text: null, missing: [] };
}

/** Says whether an article in use helped. */
export async function voteOn(ctx: Context, id: string, helpful: boolean, missing: string | null): Promise<void> {
  const article = await findArticle(ctx.tx, id);
  if (article?.state !== "published") throw noArticle();
  await keepVote(ctx, id, helpful, helpful ? null : missing);
}

const placed = ({ customerId, ticketId, contactId }: Place) => ({ customerId, ticketId, contactId });

/** @throws AppError platform.not_found (404) for what the actor does not see */
async function placeOf(ctx: Context, { ticketId, contactId, customerId }: UsedFor): Promise<Place> {
  if (ticketId) {
    const ticket = await loadTicket(ctx, ticketId);
    return { customerId: ticket.customerId, ticketId, contactId: contactId ?? null, ticket };
  }
  if (contactId) {
    if (!may(ctx.actor, "service.contacts.read")) throw notFound({ zh: "来件", en: "contact" });
    const contact = await loadContact(ctx, contactId);
    return { customerId: contact.customerId, ticketId: contact.ticketId, contactId, subject: contact.subject };
  }
  if (customerId) await loadCustomer(ctx, customerId);
  return { customerId: customerId ?? nobody, ticketId: null, contactId: null };
}

async function valuesAt(ctx: Context, { customerId, ticket, subject }: Place): Promise<VariableValues> {
  // A masked name is no name to call a customer by.
  const names = may(ctx.actor, "customer.basic:clear")
    ? await namesOfCustomers(ctx, [customerId])
    : new Map<string, string>();
  const customer = names.get(customerId);
  const about = ticket?.subject ?? subject;
  return {
    agent: ctx.actor.name,
    date: dayOf(ctx.now),
    ...(customer && { customer }),
    ...(ticket && { ticket: ticket.number }),
    ...(about && { subject: about }),
    ...(ticket?.promisedAt && { promised: minuteOf(ticket.promisedAt) }),
  };
}

const minute = new Intl.DateTimeFormat("sv-SE", { timeZone: companyZone, dateStyle: "short", timeStyle: "short" });
const minuteOf = (at: string) => minute.format(new Date(at));
