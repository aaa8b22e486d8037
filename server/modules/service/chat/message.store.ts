import type { Selectable } from "kysely";
import { snake } from "../../../platform/case.ts";
import type { Context, Statement } from "../../../platform/context.ts";
import type { DB } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";
import { chatMessage } from "./chat.fields.ts";
import type { ChatKey } from "./chat.store.ts";

export type MessageRow = Omit<Selectable<DB["service.chatMessage"]>, "fileSize"> & { fileSize: number | null };
export type Side = "visitor" | "staff" | "program";

export type NewMessage = {
  readonly side: Side;
  readonly kind: "text" | "file" | "note" | "notice";
  readonly body: string;
  readonly clientId?: string | undefined;
  readonly file?: { id: string; name: string; mediaType: string; size: bigint } | undefined;
};

const columns = Object.keys(chatMessage.fields)
  .map((key) => (key === "fileSize" ? `file_size::int as "fileSize"` : `${snake(key)} as "${key}"`))
  .join(", ");

// What an agent writes, the agent has read; so has the visitor.
const insert: Statement = {
  name: "service.chat.message.insert",
  text: `
    with c as (
      update service.chat
         set last_number = last_number + 1, last_at = $13,
             visitor_seen_at = case when $5 = 'visitor' and visitor_seen_at < $13::timestamptz - interval '1 minute' then $13 else visitor_seen_at end,
             staff_read = case when $5 = 'staff' and staff_read = last_number then last_number + 1 else staff_read end,
             visitor_read = case when $5 = 'visitor' and visitor_read = last_number then last_number + 1 else visitor_read end
       where customer_id = $1 and id = $2 returning last_number
    )
    insert into service.chat_message (customer_id, id, chat_id, number, side, kind, body, client_id, staff_id, staff_name, file_id, file_name, media_type, file_size, at)
    select $1, $3, $2, c.last_number, $5, $6, $7, $4, $8, $9, $10, $11, $12, $14, $13 from c
    returning ${columns}`,
};

const known: Statement = {
  name: "service.chat.message.known",
  text: `select ${columns} from service.chat_message where customer_id = $1 and chat_id = $2 and side = $3 and client_id = $4`,
};

/** Adds a message at the end of a chat that the caller has locked, once by the sender's own id. */
export async function appendMessage(
  ctx: Context,
  key: ChatKey,
  given: NewMessage,
): Promise<{ message: MessageRow; isNew: boolean }> {
  if (given.clientId) {
    const [found] = await ctx.query<MessageRow>(known, [key.customerId, key.id, given.side, given.clientId]);
    if (found) return { message: found, isNew: false };
  }
  const isStaff = ctx.actor.kind === "staff" || ctx.actor.kind === "token";
  const [message] = await ctx.query<MessageRow>(insert, [
    key.customerId,
    key.id,
    newId(),
    given.clientId ?? null,
    given.side,
    given.kind,
    given.body,
    isStaff ? ctx.actor.id : null,
    isStaff ? ctx.actor.name : null,
    given.file?.id ?? null,
    given.file?.name ?? null,
    given.file?.mediaType ?? null,
    ctx.now,
    given.file?.size ?? null,
  ]);
  return { message: message!, isNew: true };
}

const after: Statement = {
  name: "service.chat.message.after",
  text: `select ${columns} from service.chat_message where customer_id = $1 and chat_id = $2 and number > $3 order by number limit $4`,
};

/** Messages after a number, oldest first. */
export const messagesAfter = (ctx: Pick<Context, "query">, key: ChatKey, number: number, limit = 200) =>
  ctx.query<MessageRow>(after, [key.customerId, key.id, number, limit]);

const files: Statement = {
  name: "service.chat.message.files",
  text: `select ${columns} from service.chat_message where customer_id = $1 and chat_id = $2 and file_id is not null order by number limit 200`,
};
/** The messages of a chat that hold a file. */
export const filesOfChat = (ctx: Pick<Context, "query">, key: ChatKey) =>
  ctx.query<MessageRow>(files, [key.customerId, key.id]);

const ofChat: Statement = {
  name: "service.chat.message.of-chat",
  text: `select ${columns
    .split(", ")
    .map((column) => `m.${column}`)
    .join(", ")}
           from service.chat c join service.chat_message m on m.customer_id = c.customer_id and m.chat_id = c.id and m.number > $2
          where c.id = $1 order by m.number limit $3`,
};

/** The same of a chat whose customer may have become known meanwhile. */
export const messagesOfChat = (ctx: Pick<Context, "query">, id: string, after: number, limit = 200) =>
  ctx.query<MessageRow>(ofChat, [id, after, limit]);

const one: Statement = {
  name: "service.chat.message.one",
  text: `select ${columns} from service.chat_message where customer_id = $1 and chat_id = $2 and id = $3`,
};
export const findMessage = async (
  ctx: Pick<Context, "query">,
  key: ChatKey,
  id: string,
): Promise<MessageRow | undefined> => (await ctx.query<MessageRow>(one, [key.customerId, key.id, id]))[0];
