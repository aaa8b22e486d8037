import type { Context, Statement } from "../context.ts";

export type Subject = { readonly subjectType: string; readonly subjectId: string };
export type Present = { readonly staffId: string; readonly name: string; readonly doing: string };

const mine: Statement = {
  name: "presence.mine",
  text: "select doing, until from platform.presence where subject_type = $1 and subject_id = $2 and staff_id = $3",
};
const put: Statement = {
  name: "presence.put",
  text: `insert into platform.presence (subject_type, subject_id, staff_id, staff_name, doing, until) values ($1, $2, $3, $4, $5, $6)
         on conflict (subject_type, subject_id, staff_id) do update set staff_name = $4, doing = $5, until = $6`,
};
const drop: Statement = {
  name: "presence.drop",
  text: "delete from platform.presence where subject_type = $1 and subject_id = $2 and staff_id = $3 returning until",
};
const others: Statement = {
  name: "presence.others",
  text: `select staff_id as "staffId", staff_name as name, doing from platform.presence
          where subject_type = $1 and subject_id = $2 and staff_id <> $3 and until > $4 order by staff_name limit 20`,
};
const over: Statement = { name: "presence.over", text: "delete from platform.presence where until < $1" };

/** Notes what this person does at a subject until a time. Answers whether that is news. */
export async function putPresence(ctx: Context, { subjectType, subjectId }: Subject, doing: string, until: Date) {
  const [before] = await ctx.query<{ doing: string; until: string }>(mine, [subjectType, subjectId, ctx.actor.id]);
  await ctx.query(put, [subjectType, subjectId, ctx.actor.id, ctx.actor.name, doing, until]);
  return !before || before.doing !== doing || new Date(before.until) <= ctx.now;
}

export const dropPresence = async (ctx: Context, { subjectType, subjectId }: Subject): Promise<boolean> =>
  (await ctx.query(drop, [subjectType, subjectId, ctx.actor.id])).length > 0;

export const othersPresent = (ctx: Context, { subjectType, subjectId }: Subject) =>
  ctx.query<Present>(others, [subjectType, subjectId, ctx.actor.id, ctx.now]);

export const sweepPresence = async (ctx: Context): Promise<void> => void (await ctx.query(over, [ctx.now]));
