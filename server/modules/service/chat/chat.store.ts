import { sql } from "kysely";
import type { Selectable } from "kysely";
import { snake } from "../../../platform/case.ts";
import type { Context, Statement } from "../../../platform/context.ts";
import type { DB } from "../../../platform/db.ts";
import { chat } from "./chat.fields.ts";

export type ChatRow = Omit<Selectable<DB["service.chat"]>, "counterpartExact">;
export type ChatKey = { readonly customerId: string; readonly id: string };

const columns = Object.keys(chat.fields)
  .map((key) => `c.${snake(key)} as "${key}"`)
  .join(", ");

export type NewChatRow = Pick<
  Selectable<DB["service.chat"]>,
  | "customerId"
  | "id"
  | "sessionId"
  | "state"
  | "outcome"
  | "language"
  | "origin"
  | "visitorName"
  | "counterpart"
  | "counterpartKind"
  | "counterpartExact"
  | "consentPurpose"
  | "grade"
  | "priority"
>;

export const insertChat = (ctx: Context, row: NewChatRow) =>
  ctx.tx
    .insertInto("service.chat")
    .values({
      ...row,
      consentAt: row.consentPurpose ? ctx.now : null,
      startedAt: ctx.now,
      queuedAt: ctx.now,
      lastAt: ctx.now,
      visitorSeenAt: ctx.now,
      ...(row.state === "closed" && { closedAt: ctx.now, closedBy: "visitor" }),
    })
    .execute();

const byKey: Statement = {
  name: "service.chat.by-key",
  text: `select ${columns} from service.chat c where c.customer_id = $1 and c.id = $2`,
};
const lockByKey: Statement = { name: "service.chat.lock-by-key", text: `${byKey.text} for update` };
const byId: Statement = {
  name: "service.chat.by-id",
  text: `select ${columns} from service.chat c where c.id = $1`,
};
const lockById: Statement = { name: "service.chat.lock-by-id", text: `${byId.text} for update` };

export const findChat = async (
  ctx: Pick<Context, "query">,
  key: ChatKey,
  locked = false,
): Promise<ChatRow | undefined> => (await ctx.query<ChatRow>(locked ? lockByKey : byKey, [key.customerId, key.id]))[0];

export const findChatById = async (
  ctx: Pick<Context, "query">,
  id: string,
  locked = false,
): Promise<ChatRow | undefined> => (await ctx.query<ChatRow>(locked ? lockById : byId, [id]))[0];

export type ChatChange = Partial<Omit<Selectable<DB["service.chat"]>, "customerId" | "id" | "version" | "lastNumber">>;

export const updateChat = (ctx: Context, { customerId, id }: ChatKey, change: ChatChange) =>
  ctx.tx
    .updateTable("service.chat")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();

const read = (side: "staff" | "visitor"): Statement => ({
  name: `service.chat.read.${side}`,
  text: `update service.chat set ${side}_read = least($3, last_number) where customer_id = $1 and id = $2 and ${side}_read < least($3, last_number) returning 1`,
});
const reads = { staff: read("staff"), visitor: read("visitor") };

/** Notes how far a side has read; false where that is nothing new. */
export const markRead = async (ctx: Pick<Context, "query">, key: ChatKey, side: "staff" | "visitor", upTo: number) =>
  (await ctx.query(reads[side], [key.customerId, key.id, upTo])).length > 0;

const queue: Statement = {
  name: "service.chat.queue",
  text: `select id, wanted_staff_id as "wantedStaffId" from service.chat where state = 'waiting' order by priority, queued_at, id limit 2000`,
};
export const queueOf = (ctx: Pick<Context, "query">) =>
  ctx.query<{ id: string; wantedStaffId: string | null }>(queue, []);

const waitingCount: Statement = {
  name: "service.chat.waiting-count",
  text: "select count(*)::int as count from service.chat where state = 'waiting'",
};
export const countWaiting = async (ctx: Pick<Context, "query">): Promise<number> =>
  (await ctx.query<{ count: number }>(waitingCount, []))[0]!.count;

const seen: Statement = {
  name: "service.chat.seen",
  text: `update service.chat set visitor_seen_at = $2
          where id in (select id from service.chat where id = any($1::uuid[]) and state <> 'closed' and visitor_seen_at < $2::timestamptz - interval '30 seconds' for update skip locked)`,
};
/** Their visitors are connected. A chat in which somebody writes just now is passed over. */
export const markSeen = (ctx: Pick<Context, "query">, ids: readonly string[], at: Date) => ctx.query(seen, [ids, at]);

export type Which = "waiting" | "mine" | "active" | "closed";

/** Chats in the order in which they are worked on: those who wait by place, one's own and closed ones by time. */
export async function listChats(
  ctx: Pick<Context, "tx" | "actor">,
  asked: {
    which: Which;
    cursor?: string | undefined;
    customerId?: string | undefined;
    staffId?: string | undefined;
    limit: number;
  },
): Promise<(ChatRow & { unread: number })[]> {
  const { which, cursor, customerId, staffId, limit } = asked;
  const state = which === "mine" ? "active" : which;
  const order = which === "waiting" ? sql`c.priority, c.queued_at, c.id` : sql`c.id desc`;
  const { rows } = await sql<ChatRow & { unread: number }>`
    select ${sql.raw(columns)},
           (select count(*)::int from service.chat_message m
             where m.customer_id = c.customer_id and m.chat_id = c.id and m.number > c.staff_read and m.side = 'visitor') as unread
      from service.chat c
     where c.state = ${state}
       and ${which === "mine" ? sql`c.staff_id = ${ctx.actor.id}::uuid` : sql`true`}
       and ${customerId ? sql`c.customer_id = ${customerId}::uuid` : sql`true`}
       and ${staffId ? sql`c.staff_id = ${staffId}::uuid` : sql`true`}
       and ${cursor ? sql`c.id < ${cursor}::uuid` : sql`true`}
     order by ${order} limit ${limit}`.execute(ctx.tx);
  return rows;
}

const ofSession: Statement = {
  name: "service.chat.of-session",
  text: `select ${columns} from service.chat c where c.session_id = $1 and c.state <> 'closed' order by c.id for update`,
};
/** What a session of the portal has open, locked. */
export const openOfSession = (ctx: Pick<Context, "query">, sessionId: string) =>
  ctx.query<ChatRow>(ofSession, [sessionId]);

/** Writes a chat, its messages and the way to it at another customer: a key is never changed in place. */
export async function moveChat(ctx: Context, { customerId, id }: ChatKey, to: string): Promise<void> {
  for (const [table, which] of [
    ["service.chat_message", sql`t.chat_id = ${id}::uuid`],
    ["service.chat", sql`t.id = ${id}::uuid`],
  ] as const)
    await sql`
      with gone as (delete from ${sql.table(table)} t where t.customer_id = ${customerId}::uuid and ${which} returning t as old)
      insert into ${sql.table(table)} select (jsonb_populate_record(gone.old, jsonb_build_object('customer_id', ${to}::text))).* from gone`.execute(
      ctx.tx,
    );
  await sql`update service.claim set customer_id = ${to}::uuid where id = ${id}::uuid`.execute(ctx.tx);
}
