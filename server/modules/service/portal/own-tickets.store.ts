import type { Context, Statement } from "../../../platform/context.ts";

/** A ticket as its customer sees it: what it is about and how far it is, nothing of how we work on it. */
export type OwnTicket = {
  id: string;
  number: string;
  kind: string;
  subject: string;
  content: string;
  state: string;
  outcome: string | null;
  openedAt: string;
  promisedAt: string | null;
  closedAt: string | null;
  satisfied: boolean | null;
};

const columns = `t.id, t.number, t.kind, t.subject, t.content, t.state, case when t.state in ('told', 'closed') then t.outcome end as outcome,
  t.opened_at as "openedAt", t.promised_at as "promisedAt", t.closed_at as "closedAt", t.satisfied`;

const list: Statement = {
  name: "service.portal.tickets",
  text: `select ${columns} from service.ticket t where t.customer_id = $1 and t.state <> 'merged' and ($2::uuid is null or t.id < $2) order by t.id desc limit $3`,
};
export const ownTickets = (
  ctx: Pick<Context, "query">,
  customerId: string,
  cursor: string | undefined,
  limit: number,
) => ctx.query<OwnTicket>(list, [customerId, cursor ?? null, limit]);

const one: Statement = {
  name: "service.portal.ticket",
  text: `select ${columns} from service.ticket t where t.customer_id = $1 and t.id = $2`,
};
export const ownTicket = async (ctx: Pick<Context, "query">, customerId: string, id: string) =>
  (await ctx.query<OwnTicket>(one, [customerId, id]))[0];

const words: Statement = {
  name: "service.portal.entries",
  text: `select id, kind, body, case when kind = 'customer' then null else author_name end as "authorName", at from service.entry
          where customer_id = $1 and ticket_id = $2 and kind in ('reply', 'customer') order by id limit 500`,
};

/** What was said between us and the customer; notes among colleagues stay here. */
export const ownEntries = (ctx: Pick<Context, "query">, customerId: string, ticketId: string) =>
  ctx.query<{ id: string; kind: "reply" | "customer"; body: string; authorName: string | null; at: string }>(words, [
    customerId,
    ticketId,
  ]);

const messages: Statement = {
  name: "service.portal.messages",
  text: `select id, ticket_id as "ticketId", subject, body, created_at as at from service.message
          where customer_id = $1 and state = 'sent' and way = 'portal' and ($2::uuid is null or id < $2) order by id desc limit $3`,
};
/** What was written to a customer whom nothing else reaches. */
export const ownMessages = (
  ctx: Pick<Context, "query">,
  customerId: string,
  cursor: string | undefined,
  limit: number,
) =>
  ctx.query<{ id: string; ticketId: string | null; subject: string | null; body: string; at: string }>(messages, [
    customerId,
    cursor ?? null,
    limit,
  ]);
