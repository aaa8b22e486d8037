import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";
import { keysOf } from "./knowledge.keys.ts";

export type ReplyText = {
  readonly title: string;
  readonly category: string;
  readonly body: string;
  readonly keywords: readonly string[];
};

const replies = (db: Db) =>
  db
    .selectFrom("service.savedReply as a")
    .select([
      "a.id",
      "a.ownerId",
      "a.title",
      "a.category",
      "a.body",
      "a.keywords",
      "a.used",
      "a.updatedByName",
      "a.updatedAt",
      "a.version",
    ]);
export type ReplyRow = Awaited<ReturnType<typeof findReplies>>[number];

/** A condition on `service.saved_reply a`: those that all share, and one's own. */
export const seenReplies = (staffId: string | null, category?: string): RawBuilder<SqlBool> =>
  sql`((a.owner_id is null or a.owner_id = ${staffId}::uuid) and (${category ?? null}::text is null or a.category = ${category ?? null}))`;

export const findReplies = (db: Db, ids: readonly string[]) =>
  replies(db)
    .where("a.id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();

export const findReply = (db: Db, id: string) => replies(db).where("a.id", "=", id).executeTakeFirst();
export const lockReply = (ctx: Context, id: string) =>
  replies(ctx.tx).where("a.id", "=", id).forUpdate().executeTakeFirst();

/** The newest first. */
export const listReplies = (
  db: Db,
  seen: RawBuilder<SqlBool>,
  { cursor, limit }: { cursor: string | undefined; limit: number },
) =>
  replies(db)
    .where(seen)
    .$if(cursor !== undefined, (query) => query.where("a.id", "<", cursor!))
    .orderBy("a.id", "desc")
    .limit(limit + 1)
    .execute();

const written = (text: ReplyText) => ({ ...text, keywords: [...text.keywords], ...keysOf(text) });

export async function insertReply(ctx: Context, text: ReplyText, ownerId: string | null): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.savedReply")
    .values({
      id,
      ownerId,
      ...written(text),
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
      updatedByName: ctx.actor.name,
      updatedAt: ctx.now,
    })
    .execute();
  return id;
}

export const updateReply = (ctx: Context, id: string, text: ReplyText) =>
  ctx.tx
    .updateTable("service.savedReply")
    .set((eb) => ({
      ...written(text),
      updatedByName: ctx.actor.name,
      updatedAt: ctx.now,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .execute();

export const deleteReply = (ctx: Context, id: string) =>
  ctx.tx.deleteFrom("service.savedReply").where("id", "=", id).execute();
