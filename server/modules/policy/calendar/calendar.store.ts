import { type Calendar, calendarSchema } from "../../../platform/calendar/index.ts";
import type { Context, Statement } from "../../../platform/context.ts";

export type StoredCalendar = {
  name: string;
  definition: Calendar;
  updatedAt: string;
  /** Years whose due times can be worked out in the database. */
  firstYear: number;
  lastYear: number;
  /** Stored years whose official holidays were not known when they were stored. */
  provisionalYears: number[];
};

const columns = `
  c.name, c.definition, c.updated_at as "updatedAt",
  (select extract(year from min(d.day))::int from platform.calendar_day d where d.calendar = c.name) as "firstYear",
  (select extract(year from max(d.day))::int from platform.calendar_day d where d.calendar = c.name) as "lastYear",
  array(select distinct extract(year from d.day)::int from platform.calendar_day d where d.calendar = c.name and d.provisional order by 1) as "provisionalYears"`;

const list: Statement = {
  name: "policy.calendar.list",
  text: `select ${columns} from platform.calendar c order by c.name`,
};
const find: Statement = {
  name: "policy.calendar.find",
  text: `select ${columns} from platform.calendar c where c.name = $1`,
};
const lock: Statement = {
  name: "policy.calendar.lock",
  text: "select 1 from platform.calendar where name = $1 for update",
};

export const listCalendars = (ctx: Context) => ctx.query<StoredCalendar>(list, []);

export const findCalendar = async (ctx: Context, name: string): Promise<StoredCalendar | undefined> =>
  (await ctx.query<StoredCalendar>(find, [name]))[0];

/** Makes other writers of this calendar wait until this transaction ends. */
export const lockCalendar = (ctx: Context, name: string) => ctx.query(lock, [name]);

const insertEdition: Statement = {
  name: "policy.calendar.keep-edition",
  text: `
    insert into policy.calendar_edition (calendar, number, definition, replaced_at, replaced_by, replaced_by_name)
    select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from policy.calendar_edition where calendar = $1`,
};

/** Keeps what a calendar said until now. */
export const keepEdition = (ctx: Context, calendar: Calendar) =>
  ctx.query(insertEdition, [calendar.name, JSON.stringify(calendar), ctx.now, ctx.actor.id, ctx.actor.name]);

const editions: Statement = {
  name: "policy.calendar.editions",
  text: `select definition, replaced_at as "replacedAt" from policy.calendar_edition where calendar = $1 order by number desc`,
};

/** What a calendar said before, the newest first. */
export async function listEditions(ctx: Context, name: string): Promise<{ calendar: Calendar; replacedAt: string }[]> {
  const rows = await ctx.query<{ definition: unknown; replacedAt: string }>(editions, [name]);
  return rows.map((row) => ({ calendar: calendarSchema.parse(row.definition), replacedAt: row.replacedAt }));
}
