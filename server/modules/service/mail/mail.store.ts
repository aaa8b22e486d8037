import type { Context, Statement } from "../../../platform/context.ts";
import type { Position } from "../../../platform/mail/index.ts";
import type { Held } from "./mail.rules.ts";

const position: Statement = {
  name: "service.mailbox.position",
  text: `select uid_validity as "uidValidity", last_uid as "lastUid", polled_at as "polledAt" from service.mailbox where name = 'inbox'`,
};
export const readPosition = async (ctx: Pick<Context, "query">) =>
  (await ctx.query<Position & { polledAt: string | null }>(position, []))[0] ?? {
    uidValidity: null,
    lastUid: 0n,
    polledAt: null,
  };

const advance: Statement = {
  name: "service.mailbox.advance",
  text: `
    insert into service.mailbox (name, uid_validity, last_uid, received_at) values ('inbox', $1, $2, $3)
    on conflict (name) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, received_at = excluded.received_at`,
};
export const advanceTo = (ctx: Context, { uidValidity, lastUid }: Position) =>
  ctx.query(advance, [uidValidity, lastUid, ctx.now]);

const report: Statement = {
  name: "service.mailbox.polled",
  text: `
    insert into service.mailbox as m (name, polled_at, problem, problem_at) values ('inbox', $1, $2, case when $2::text is not null then $1::timestamptz end)
    on conflict (name) do update set polled_at = excluded.polled_at, problem = excluded.problem,
           problem_at = case when excluded.problem is null then null else coalesce(m.problem_at, excluded.problem_at) end`,
};
/** Looked at just now, with this problem or none; since when there is one stays. */
export const reportPoll = (ctx: Context, problem: string | null) => ctx.query(report, [ctx.now, problem]);

export type NewMail = {
  readonly customerId: string;
  readonly id: string;
  readonly messageId: string;
  readonly contactId?: string;
  readonly ticketId?: string;
  readonly entryId?: string;
  readonly held?: Held | null;
  readonly problem?: "unreadable" | "broken";
  readonly rawFileId?: string | null;
  readonly sender?: Buffer | null;
  readonly thread?: readonly string[];
  readonly html?: string | null;
  readonly cut?: boolean;
  readonly refused?: readonly RefusedPart[];
  readonly receivedAt: Date;
};
export type RefusedPart = { readonly name: string; readonly size: number; readonly reason: string };

const insert: Statement = {
  name: "service.mail.insert",
  text: `
    insert into service.mail (customer_id, id, message_id, contact_id, ticket_id, entry_id, held, problem, raw_file_id, sender, thread, html, cut, refused, received_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
};
export const insertMail = (ctx: Context, row: NewMail) =>
  ctx.query(insert, [
    row.customerId,
    row.id,
    row.messageId,
    row.contactId ?? null,
    row.ticketId ?? null,
    row.entryId ?? null,
    row.held ?? null,
    row.problem ?? null,
    row.rawFileId ?? null,
    row.sender ?? null,
    row.thread ?? [],
    row.html ?? null,
    row.cut ?? false,
    JSON.stringify(row.refused ?? []),
    row.receivedAt,
  ]);

const count: Statement = {
  name: "service.mail.count-sender",
  text: `select count(*)::int as count from service.mail where sender = $1 and received_at > $2::timestamptz - interval '1 hour' and received_at <= $2`,
};
export const countOfSender = async (ctx: Context, sender: Buffer, at: Date): Promise<number> =>
  (await ctx.query<{ count: number }>(count, [sender, at]))[0]!.count;

const thread: Statement = {
  name: "service.mail.thread",
  text: `
    select ticket_id as "ticketId" from (
      select m.ticket_id, m.id from service.message m where m.id = any($1::uuid[]) and m.ticket_id is not null
      union all
      select e.ticket_id, e.id from service.claim c join service.mail e on e.id = c.id where c.kind = 'mail' and c.value = any($2::text[]) and e.ticket_id is not null
    ) known order by id desc limit 1`,
};
/** The ticket of the newest known letter among those that are answered: ours by their ids, others' by their Message-IDs. */
export const ticketOfThread = async (ctx: Context, ours: readonly string[], theirs: readonly string[]) =>
  (await ctx.query<{ ticketId: string }>(thread, [ours, theirs]))[0]?.ticketId;

const survivor: Statement = {
  name: "service.mail.survivor",
  text: `
    with recursive way (id, merged_into, steps) as (
      select id, merged_into, 0 from service.ticket where id = $1
      union all
      select t.id, t.merged_into, w.steps + 1 from way w join service.ticket t on t.id = w.merged_into where w.steps < 10
    )
    select id from way order by steps desc limit 1`,
};
/** The ticket itself, or the one that it was merged into in the end. */
export const survivorOf = async (ctx: Context, ticketId: string): Promise<string> =>
  (await ctx.query<{ id: string }>(survivor, [ticketId]))[0]?.id ?? ticketId;

const returned: Statement = {
  name: "service.message.returned",
  text: `
    update service.message set state = 'failed', problem = 'refused' where id = any($1::uuid[]) and way = 'email' and state = 'sent'
    returning customer_id as "customerId", id, template, way`,
};
/** Ours that came back undelivered. */
export const markReturned = (ctx: Context, ids: readonly string[]) =>
  ctx.query<{ customerId: string; id: string; template: string; way: string }>(returned, [ids]);

const confirmed: Statement = {
  name: "service.mail.confirmed",
  text: `select 1 as yes from service.message where customer_id = $1 and ticket_id = $2 and template = 'ticket-received' and state <> 'failed'`,
};
export const wasConfirmed = async (ctx: Context, customerId: string, ticketId: string): Promise<boolean> =>
  (await ctx.query(confirmed, [customerId, ticketId])).length > 0;

const attach: Statement = {
  name: "service.attachment.insert",
  text: `insert into service.attachment (customer_id, id, ticket_id, contact_id, entry_id, file_id, name, media_type, size, created_at, content_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
export type NewAttachment = {
  readonly customerId: string;
  readonly id: string;
  readonly ticketId: string;
  readonly contactId: string;
  readonly entryId: string | null;
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: bigint;
  /** The name by which the text of its letter shows it. */
  readonly contentId: string | null;
};
export const insertAttachment = (ctx: Context, row: NewAttachment) =>
  ctx.query(attach, [
    row.customerId,
    row.id,
    row.ticketId,
    row.contactId,
    row.entryId,
    row.fileId,
    row.name,
    row.mediaType,
    row.size,
    ctx.now,
    row.contentId,
  ]);
