import type { Context, Statement } from "../../../platform/context.ts";
import type { Way } from "./message.rules.ts";

export type NewRow = {
  readonly customerId: string;
  readonly id: string;
  readonly ticketId: string | null;
  readonly template: string;
  readonly way: Way;
  readonly address: Buffer | null;
  readonly subject: string | null;
  readonly body: string;
  readonly secrets: Buffer | null;
  readonly inReplyTo: string | null;
  readonly thread: readonly string[];
  readonly state: "queued" | "sent" | "failed";
  readonly problem: "no_address" | null;
};

const insert: Statement = {
  name: "service.message.insert",
  text: `
    insert into service.message (customer_id, id, ticket_id, template, way, address, subject, body, secrets, in_reply_to, thread,
                                 state, problem, sent_at, next_at, author_id, author_name, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $15, $16, case when $15 = 'sent' then $12::timestamptz end, $12, $13, $14, $12)`,
};

export const insertMessage = (ctx: Context, row: NewRow) =>
  ctx.query(insert, [
    row.customerId,
    row.id,
    row.ticketId,
    row.template,
    row.way,
    row.address,
    row.subject,
    row.body,
    row.secrets,
    row.inReplyTo,
    row.thread,
    ctx.now,
    ctx.actor.id,
    ctx.actor.name,
    row.state,
    row.problem,
  ]);

const asker: Statement = {
  name: "service.message.asker",
  text: `select counterpart as value, counterpart_kind as kind from service.contact
          where ticket_id = $1 and customer_id = $2 and direction = 'in' and counterpart is not null and counterpart_kind in ('phone', 'email')
          order by at, id limit 1`,
};

/** Where a ticket came from, for somebody whom nobody knows yet; whoever joins in later does not draw its answers away. */
export const askerOf = async (ctx: Context, customerId: string, ticketId: string) =>
  (await ctx.query<{ value: Buffer; kind: "phone" | "email" }>(asker, [ticketId, customerId]))[0];
