import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { oldestKept, ringBell } from "../../../platform/notice/index.ts";

export type NoticeKind = "warned" | "due" | "escalated" | "assigned";

/** To one person, or to everybody of a role. */
export type NewNotice = {
  staffId?: string | null;
  role?: string | null;
  kind: NoticeKind;
  customerId: string;
  obligationId: string;
  control: string;
  clause: string;
  dueAt: string | null;
};

const insert: Statement = {
  name: "policy.notice.insert",
  text: `
    insert into policy.notice (id, staff_id, role, kind, customer_id, obligation_id, control, clause, due_at, at)
    select n.*, $10 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::timestamptz[]) as n`,
};

export async function insertNotices(ctx: Context, notices: readonly NewNotice[]): Promise<void> {
  if (!notices.length) return;
  const column = (key: keyof NewNotice) => notices.map((one) => one[key] ?? null);
  await ctx.query(insert, [
    notices.map(() => newId()),
    ...(["staffId", "role", "kind", "customerId", "obligationId", "control", "clause", "dueAt"] as const).map(column),
    ctx.now,
  ]);
  // A role has no topic of its own: its people count anew each minute.
  const people = new Map(notices.flatMap((one) => (one.staffId ? [[one.staffId, one] as const] : [])));
  for (const [staffId, { kind, obligationId: id }] of people) await ringBell(ctx, staffId, { kind, id });
}

export type NoticeRow = {
  id: string;
  kind: NoticeKind;
  customerId: string;
  obligationId: string;
  control: string;
  clause: string;
  dueAt: string | null;
  at: string;
  readAt: string | null;
  /** What it told of is done or waived by now. */
  settled: boolean;
};

// `$1` the person, `$2` the roles. Each recipient's notices by their own index: never the whole table.
const unread = "not exists (select 1 from policy.notice_read r where r.staff_id = $1 and r.notice_id = n.id)";
const newest = (condition: string, limit: string) => `
    (select n.* from policy.notice n where n.staff_id = $1 and ${condition} order by n.id desc limit ${limit})
    union all
    (select n.* from unnest($2::text[]) as mine (role),
            lateral (select n.* from policy.notice n where n.role = mine.role and ${condition} order by n.id desc limit ${limit}) as n)`;

const list: Statement = {
  name: "policy.notice.list",
  text: `
    select n.id, n.kind, n.customer_id as "customerId", n.obligation_id as "obligationId", n.control, n.clause, n.due_at as "dueAt", n.at,
           r.at as "readAt", o.settled_at is not null as settled
      from (select * from (${newest(`n.id < $3 and (not $5::boolean or ${unread})`, "$4")}) as found order by id desc limit $4) as n
      join policy.obligation o on o.customer_id = n.customer_id and o.id = n.obligation_id
      left join policy.notice_read r on r.staff_id = $1 and r.notice_id = n.id
     order by n.id desc`,
};

/** The newest notices of the actor and the actor's roles, before a place in the list. */
export const listNotices = (ctx: Context, limit: number, before: string, onlyUnread: boolean) =>
  ctx.query<NoticeRow>(list, [ctx.actor.id, ctx.actor.roles, before, limit, onlyUnread]);

const count: Statement = {
  name: "policy.notice.count",
  text: `select count(*)::int as unread from (select 1 from (${newest(unread, "100")}) as found limit 100) as few`,
};

/** How many notices are unread, up to 100. */
export const countUnread = async (ctx: Context): Promise<number> =>
  (await ctx.query<{ unread: number }>(count, [ctx.actor.id, ctx.actor.roles]))[0]!.unread;

const read: Statement = {
  name: "policy.notice.read",
  text: `
    insert into policy.notice_read (staff_id, notice_id, at)
    select $1, n.id, $4 from policy.notice n
     where (n.staff_id = $1 or n.role = any($2::text[])) and n.id = any($3::uuid[])
    on conflict do nothing`,
};
const readUpTo: Statement = {
  name: "policy.notice.read-up-to",
  text: `
    insert into policy.notice_read (staff_id, notice_id, at)
    select $1, n.id, $4 from policy.notice n
     where (n.staff_id = $1 or n.role = any($2::text[])) and n.id <= $3 and ${unread}
    on conflict do nothing`,
};

/** Marks the actor's notices as read: those named, or all up to one. Those of others are left alone. */
export const markRead = (ctx: Context, which: { ids: readonly string[] } | { upTo: string }) =>
  "upTo" in which
    ? ctx.query(readUpTo, [ctx.actor.id, ctx.actor.roles, which.upTo, ctx.now])
    : ctx.query(read, [ctx.actor.id, ctx.actor.roles, which.ids, ctx.now]);

const old: Statement = { name: "policy.notice.old", text: "delete from policy.notice where at < $1" };

/** What was told long ago is told no more; the evidence of a promise is the promise itself. */
export const sweepNotices = async (ctx: Context): Promise<void> => void (await ctx.query(old, [oldestKept(ctx.now)]));
