import type { Context, Statement } from "../../../platform/context.ts";
import { blanked, emptied } from "./erased.ts";

const named = (name: string, text: string): Statement => ({ name: `service.erasure.${name}`, text });

const pending = named(
  "pending",
  `select number from service.ticket where customer_id = $1 and state not in ('closed', 'merged')
   union select number from service.work_order where customer_id = $1 and state not in ('done', 'failed', 'cancelled')
   union select t.number from service.compensation_instruction i join service.ticket t on t.customer_id = i.customer_id and t.id = i.ticket_id
          where i.customer_id = $1 and i.state in ('proposed', 'instructed')
   order by 1`,
);

/** Tickets, visits and compensations that are still to be done for a customer, by their numbers. */
export const pendingNumbers = async (ctx: Context, customerId: string): Promise<string[]> =>
  (await ctx.query<{ number: string }>(pending, [customerId])).map((row) => row.number);

/** What would still be done or said ends; the daily sweep takes files whose time is over. */
const ended = [
  named(
    "chats",
    `update service.chat set state = 'closed', closed_by = 'program', closed_at = $2 where customer_id = $1 and state <> 'closed'`,
  ),
  named(
    "callbacks",
    `update service.callback set state = 'cancelled' where customer_id = $1 and state = 'due' and $2::timestamptz is not null`,
  ),
  named(
    "messages",
    `update service.message set state = 'cancelled' where customer_id = $1 and state = 'queued' and $2::timestamptz is not null`,
  ),
  named(
    "files",
    `update platform.file set expires_at = $2 where id in (
       select file_id from service.attachment where customer_id = $1
       union select file_id from service.work_photo where customer_id = $1
       union select file_id from service.chat_message where customer_id = $1
       union select id from service.portal_upload where customer_id = $1
       union select raw_file_id from service.mail where customer_id = $1)`,
  ),
];

const deleted = ["attachment", "work_photo", "ticket_link", "portal_session", "portal_upload"].map((table) =>
  named(`delete.${table}`, `delete from service.${table} where customer_id = $1`),
);

const worded = [...new Set([...Object.keys(emptied), ...Object.keys(blanked)])].map((table) => {
  const set = [
    ...(emptied[table] ?? []).map((column) => `${column} = null`),
    ...Object.entries(blanked[table] ?? {}).map(([column, value]) => `${column} = ${value}`),
  ];
  return named(`words.${table}`, `update service.${table} set ${set.join(", ")} where customer_id = $1`);
});

/** Takes a customer's identity and words out of everything that the desk keeps of them. */
export async function forgetAtDesk(ctx: Context, customerId: string): Promise<void> {
  for (const statement of ended) await ctx.query(statement, [customerId, ctx.now]);
  for (const statement of [...deleted, ...worded]) await ctx.query(statement, [customerId]);
}
