import { sql } from "kysely";
import type { Context, Statement } from "../../platform/context.ts";
import type { Db } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";

export type Said = { source: string; sourceId: string; customerId: string; departmentId: string | null; at: string };

// What was read before its customer was merged stays read; what was not is to be read at the survivor.
const unknown: Statement = {
  name: "supervision.feedback.unknown",
  text: `
    select o.source, o.source_id as "sourceId", o.customer_id as "customerId", o.department_id as "departmentId", o.at
      from supervision.opinion_facts($1, $2) o
     where not exists (select from supervision.feedback f
                        where f.source_id = o.source_id and f.source = o.source and (f.customer_id = o.customer_id or f.read_at is not null))
     order by o.at, o.source_id`,
};

/** What customers said in a span and nobody was asked to read yet, the oldest first. */
export const unknownFeedback = (ctx: Context, from: string, to: string) => ctx.query<Said>(unknown, [from, to]);

const insert: Statement = {
  name: "supervision.feedback.insert",
  text: `
    with n as (
      select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::timestamptz[])
             as n (customer_id, id, source, source_id, department_id, at)
    ), moved as (
      delete from supervision.feedback f using n
       where f.source_id = n.source_id and f.source = n.source and f.customer_id <> n.customer_id and f.read_at is null
    )
    insert into supervision.feedback (customer_id, id, source, source_id, department_id, at, found_at)
    select n.customer_id, n.id, n.source, n.source_id, n.department_id, n.at, $7 from n
    on conflict do nothing
    returning customer_id as "customerId", id, at`,
};

export const insertFeedback = (ctx: Context, said: readonly Said[]) =>
  ctx.query<{ customerId: string; id: string; at: string }>(insert, [
    said.map((one) => one.customerId),
    said.map(() => newId()),
    said.map((one) => one.source),
    said.map((one) => one.sourceId),
    said.map((one) => one.departmentId),
    said.map((one) => one.at),
    ctx.now,
  ]);

const feedback = (db: Db) =>
  db
    .selectFrom("supervision.feedback")
    .select(["customerId", "id", "source", "sourceId", "departmentId", "at", "readByName", "readAt", "note"]);

export type FeedbackRow = Awaited<ReturnType<typeof listFeedback>>[number];

export const listFeedback = (
  db: Db,
  { unread, cursor, limit }: { unread: boolean; cursor?: string | undefined; limit: number },
) =>
  feedback(db)
    .$if(unread, (query) => query.where("readAt", "is", null))
    .$if(cursor !== undefined, (query) => query.where("id", "<", cursor!))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();

export const findFeedbackRows = (db: Db, ids: readonly string[]) =>
  feedback(db)
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();

/** Marks what is still unread; answers that. */
export const markRead = (ctx: Context, ids: readonly string[], note: string | null) =>
  ctx.tx
    .updateTable("supervision.feedback")
    .set({ readBy: ctx.actor.id, readByName: ctx.actor.name, readAt: ctx.now, note })
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .where("readAt", "is", null)
    .returning(["customerId", "id"])
    .execute();

/** Takes out what was noted about a customer who is erased. */
export const forgetNotes = async (ctx: Context, customerId: string): Promise<void> =>
  void (await ctx.tx
    .updateTable("supervision.feedback")
    .set({ note: null })
    .where("customerId", "=", customerId)
    .execute());
