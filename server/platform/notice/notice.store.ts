import type { Context, Statement } from "../context.ts";
import { newId } from "../ids.ts";

export type NoticeRow = {
  id: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  actorName: string | null;
  data: Record<string, unknown>;
  at: string;
  readAt: string | null;
};

const insert: Statement = {
  name: "notice.insert",
  text: `insert into platform.notice (id, staff_id, kind, subject_type, subject_id, actor_name, data, at)
         select n.id, n.staff, $3, $4, $5, $6, $7, $8 from unnest($1::uuid[], $2::uuid[]) as n (id, staff)`,
};
const list: Statement = {
  name: "notice.list",
  text: `select id, kind, subject_type as "subjectType", subject_id as "subjectId", actor_name as "actorName", data, at, read_at as "readAt"
           from platform.notice where staff_id = $1 and id < $2 order by id desc limit $3`,
};
const listUnread: Statement = {
  name: "notice.list-unread",
  text: list.text.replace("id < $2", "id < $2 and read_at is null"),
};
const count: Statement = {
  name: "notice.count",
  text: "select count(*)::int as unread from (select 1 from platform.notice where staff_id = $1 and read_at is null limit 100) few",
};
const mark = (name: string, which: string): Statement => ({
  name: `notice.read.${name}`,
  text: `update platform.notice set read_at = $2 where staff_id = $1 and read_at is null and ${which}`,
});
const readThese = mark("these", "id = any($3::uuid[])");
const readUpTo = mark("up-to", "id <= $3");
const readSubject = mark("subject", "subject_id = $3");
const old: Statement = { name: "notice.old", text: "delete from platform.notice where at < $1" };

export const insertNotices = (
  ctx: Context,
  staffIds: readonly string[],
  row: Pick<NoticeRow, "kind" | "subjectType" | "subjectId" | "actorName" | "data">,
) =>
  ctx.query(insert, [
    staffIds.map(() => newId()),
    staffIds,
    row.kind,
    row.subjectType,
    row.subjectId,
    row.actorName,
    JSON.stringify(row.data),
    ctx.now,
  ]);

/** The actor's notices before a place in the list, the newest first. */
export const listNotices = (ctx: Context, limit: number, before: string, onlyUnread: boolean) =>
  ctx.query<NoticeRow>(onlyUnread ? listUnread : list, [ctx.actor.id, before, limit]);

/** How many notices are unread, up to 100. */
export const countUnread = async (ctx: Context): Promise<number> =>
  (await ctx.query<{ unread: number }>(count, [ctx.actor.id]))[0]!.unread;

export type Which = { ids: readonly string[] } | { upTo: string } | { subjectId: string };

/** Marks the actor's own notices as read. */
export const markRead = (ctx: Context, which: Which) =>
  "subjectId" in which
    ? ctx.query(readSubject, [ctx.actor.id, ctx.now, which.subjectId])
    : "upTo" in which
      ? ctx.query(readUpTo, [ctx.actor.id, ctx.now, which.upTo])
      : ctx.query(readThese, [ctx.actor.id, ctx.now, which.ids]);

export const deleteBefore = (ctx: Context, at: Date) => ctx.query(old, [at]);
