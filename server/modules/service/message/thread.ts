import type { Context, Statement } from "../../../platform/context.ts";
import { messageIdOf } from "../../../platform/mail/index.ts";

const find: Statement = {
  name: "service.message.thread",
  text: `
    select * from (
      select message_id as "messageId", null::uuid as id, received_at as at from service.mail where customer_id = $1 and ticket_id = $2
      union all
      select null, id, created_at from service.message where customer_id = $1 and ticket_id = $2 and way = 'email'
       order by at desc limit 20
    ) newest order by at`,
};

/** Message-IDs of the e-mails of a ticket, both ways, oldest first: what an answer refers to. */
export async function threadOf(ctx: Context, customerId: string, ticketId: string): Promise<string[]> {
  const { from } = ctx.services.config.mail;
  const rows = await ctx.query<{ messageId: string | null; id: string | null }>(find, [customerId, ticketId]);
  return rows.flatMap(({ messageId, id }) => (messageId ? [messageId] : from ? [messageIdOf(id!, from)] : []));
}
