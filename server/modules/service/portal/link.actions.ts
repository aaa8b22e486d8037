import type { Context, Statement } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { hashOf, newToken } from "./secret.ts";

/** A link opens one ticket for so long. */
const linkDays = 90;

const insert: Statement = {
  name: "service.ticket-link.insert",
  text: `insert into service.ticket_link (customer_id, id, ticket_id, token_hash, created_by_name, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
};
const find: Statement = {
  name: "service.ticket-link.find",
  text: `select customer_id as "customerId", ticket_id as "ticketId" from service.ticket_link where token_hash = $1 and expires_at > $2 and revoked_at is null`,
};
const revoke: Statement = {
  name: "service.ticket-link.revoke",
  text: "update service.ticket_link set revoked_at = $3 where customer_id = $1 and ticket_id = $2 and revoked_at is null",
};

/** Makes a link to a ticket that works without an account; it cannot be guessed, and only its hash is kept. Earlier ones end. */
export async function makeLink(ctx: Context, ticket: TicketRow): Promise<{ token: string; expiresAt: string }> {
  await ctx.query(revoke, [ticket.customerId, ticket.id, ctx.now]);
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + linkDays * 86_400_000);
  await ctx.query(insert, [ticket.customerId, newId(), ticket.id, hashOf(token), ctx.actor.name, ctx.now, expiresAt]);
  await ctx.emit({
    kind: "service.ticket.linked",
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number },
  });
  return { token, expiresAt: expiresAt.toISOString() };
}

/** The ticket behind a link. @throws AppError platform.not_found (404) for a wrong, ended or revoked one alike */
export async function openLink(ctx: Context, token: string): Promise<{ customerId: string; ticketId: string }> {
  const [row] = await ctx.query<{ customerId: string; ticketId: string }>(find, [hashOf(token), ctx.now]);
  if (!row) throw notFound({ zh: "链接", en: "link" });
  return row;
}
