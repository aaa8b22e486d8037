import type { Context, Statement } from "../../../platform/context.ts";

export type EntryRow = {
  id: string;
  ticketId: string;
  kind: "note" | "reply" | "customer";
  body: string;
  channel: string | null;
  contactId: string | null;
  messageId: string | null;
  mentions: string[];
  authorId: string | null;
  authorName: string;
  at: string;
};

const insert: Statement = {
  name: "service.entry.insert",
  text: `insert into service.entry (customer_id, id, ticket_id, kind, body, channel, contact_id, message_id, mentions, author_id, author_name, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

export const insertEntry = (ctx: Context, customerId: string, row: Omit<EntryRow, "at">) =>
  ctx.query(insert, [
    customerId,
    row.id,
    row.ticketId,
    row.kind,
    row.body,
    row.channel,
    row.contactId,
    row.messageId,
    row.mentions,
    row.authorId,
    row.authorName,
    ctx.now,
  ]);

const page: Statement = {
  name: "service.entry.page",
  text: `select id, ticket_id as "ticketId", kind, body, channel, contact_id as "contactId", message_id as "messageId", mentions,
                author_id as "authorId", author_name as "authorName", at
           from service.entry where customer_id = $1 and ticket_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
};

export const entriesOf = (
  ctx: Pick<Context, "query">,
  customerId: string,
  ticketId: string,
  cursor: string | undefined,
  limit: number,
) => ctx.query<EntryRow>(page, [customerId, ticketId, cursor ?? null, limit]);
