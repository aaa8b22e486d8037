import type { Context, Statement } from "../../../platform/context.ts";

const link: Statement = {
  name: "service.contact.link",
  text: `update service.contact set ticket_id = $2, state = case when state = 'open' then 'done' else state end, version = version + 1 where id = $1`,
};

/** The contact that brought a ticket names it, and is handled by it. */
export const linkContact = (ctx: Context, contactId: string, ticketId: string) =>
  ctx.query(link, [contactId, ticketId]);
