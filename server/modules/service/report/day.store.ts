import { sql } from "kysely";
import type { Context, Statement } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";

export type Span = { readonly from: string; readonly to: string };

/** What somebody did on a day, in figures; kept with the report when it is filed. */
export type DayFigures = {
  contacts: { channel: string; count: number; seconds: number }[];
  ticketsOpened: number;
  ticketsWorked: number;
  ticketsSolved: number;
  callbacks: number;
  reached: number;
  openTickets: number;
  lateTickets: number;
};

const figures: Statement = {
  name: "service.report.figures",
  text: `
    select
      (select coalesce(jsonb_agg(jsonb_build_object('channel', c.channel, 'count', c.count, 'seconds', c.seconds) order by c.count desc, c.channel), '[]')
         from (select channel, count(*) as count, coalesce(sum(seconds), 0) as seconds from service.contact
                where staff_id = $1 and at >= $2 and at < $3 and state in ('open', 'done') group by 1) c) as contacts,
      (select count(*)::int from service.ticket where opened_by = $1 and opened_at >= $2 and opened_at < $3) as "ticketsOpened",
      (select count(distinct ticket_id)::int from service.entry where author_id = $1 and at >= $2 and at < $3) as "ticketsWorked",
      (select count(*)::int from service.ticket where assignee_id = $1 and updated_at >= $2 and solved_at >= $2 and solved_at < $3) as "ticketsSolved",
      (select count(*)::int from service.callback where called_by = $1 and called_at >= $2 and called_at < $3) as callbacks,
      (select count(*)::int from service.callback where called_by = $1 and called_at >= $2 and called_at < $3 and state = 'done') as reached,
      (select count(*)::int from service.ticket where assignee_id = $1 and state not in ('closed', 'merged')) as "openTickets",
      (select count(distinct t.id)::int from service.ticket t join policy.open_promises o on o.customer_id = t.customer_id and o.subject_id = t.id
        where t.assignee_id = $1 and t.state not in ('closed', 'merged') and o.due_at < $4) as "lateTickets"`,
};

export const figuresOf = async (ctx: Context, staffId: string, { from, to }: Span): Promise<DayFigures> =>
  (await ctx.query<DayFigures>(figures, [staffId, from, to, ctx.now]))[0]!;

/** Contacts of the day, the newest first, at most 200; what is masked is masked by whoever shows them. */
export const contactsOf = (db: Db, staffId: string, { from, to }: Span) =>
  db
    .selectFrom("service.contact")
    .select(["customerId", "id", "channel", "direction", "state", "at", "seconds", "subject", "ticketId"])
    .where("staffId", "=", staffId)
    .where("at", ">=", from)
    .where("at", "<", to)
    .where("state", "in", ["open", "done"])
    .orderBy("at", "desc")
    .limit(200)
    .execute();

/** Tickets that somebody wrote on that day, and those still open in their hands: the open ones first. */
export async function ticketsOf(db: Db, staffId: string, { from, to }: Span) {
  const { rows } = await sql<{
    customerId: string;
    id: string;
    number: string;
    kind: string;
    subject: string;
    state: string;
    dueAt: string | null;
    worked: boolean;
    mine: boolean;
  }>`
    with worked as (
      select distinct customer_id, ticket_id from service.entry where author_id = ${staffId} and at >= ${from} and at < ${to}
    )
    select t.customer_id as "customerId", t.id, t.number, t.kind, t.subject, t.state,
           (select min(o.due_at) from policy.open_promises o where o.customer_id = t.customer_id and o.subject_id = t.id) as "dueAt",
           w.ticket_id is not null as worked, t.assignee_id is not distinct from ${staffId}::uuid as mine
      from service.ticket t left join worked w on w.customer_id = t.customer_id and w.ticket_id = t.id
     where w.ticket_id is not null or (t.assignee_id = ${staffId}::uuid and t.state not in ('closed', 'merged'))
     order by t.state in ('closed', 'merged'), t.priority, t.opened_at, t.id limit 200`.execute(db);
  return rows;
}

const active: Statement = {
  name: "service.report.active",
  text: `
    with active as (
      select staff_id from service.contact where at >= $1 and at < $2 and staff_id is not null and state in ('open', 'done')
      union select author_id from service.entry where at >= $1 and at < $2 and author_id is not null
      union select opened_by from service.ticket where opened_at >= $1 and opened_at < $2 and opened_by is not null
      union select called_by from service.callback where called_at >= $1 and called_at < $2 and called_by is not null
      union select staff_id from service.duty where starts_at < $2 and starts_at > $1::timestamptz - interval '24 hours' and ends_at > $1
    )
    select distinct r.staff_id as "staffId", r.name as "staffName", r.department_id as "departmentId"
      from active a join identity.right_facts r on r.staff_id = a.staff_id
     where 'service.reports.write' = any(r.grants)
       and not exists (select from service.work_report w where w.staff_id = r.staff_id and w.day = $3::date and (w.due_at is not null or w.state = 'filed'))
     order by 1`,
};

export type Active = { readonly staffId: string; readonly staffName: string; readonly departmentId: string };

/** Who files reports, was on duty or handled something on a day, and owes no report of it yet. */
export const activeWithoutReport = (ctx: Context, day: string, { from, to }: Span) =>
  ctx.query<Active>(active, [from, to, day]);

const working: Statement = {
  name: "service.report.working-day",
  text: "select closes_at is not null as works from platform.calendar_day where calendar = $1 and day = $2::date",
};

/** Whether the calendar is open on that day; a calendar that never closes is. */
export const isWorkingDay = async (ctx: Context, calendar: string, day: string): Promise<boolean> =>
  calendar === "24x7" || ((await ctx.query<{ works: boolean }>(working, [calendar, day]))[0]?.works ?? false);
