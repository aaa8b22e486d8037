import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { dayOf, spanOf } from "../day.ts";
import { visibleTickets } from "./ticket.access.ts";
import { soonEnd } from "./ticket.list.ts";

/** Bounds of the ages of open tickets, in days; the last has no end. */
export const ages = [1, 3, 7, 14, 30] as const;

export type Cell = {
  readonly kind: string | null;
  readonly state: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly age: number | null;
  /** Which of the three splits this row belongs to. */
  readonly of: "kinds" | "people" | "ages";
  readonly count: number;
  readonly late: number;
  readonly soon: number;
  readonly waiting: number;
};

const scopeOf = (ctx: Context, department: boolean) =>
  department
    ? sql`${visibleTickets(ctx.actor)} and t.department_id = any(${ctx.actor.departments}::uuid[])`
    : visibleTickets(ctx.actor);

/** All open tickets of a scope in one pass: by kind and state, by person, by age. */
export async function openCells(ctx: Context, department: boolean): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select cells.*, (select s.name from identity.staff_facts s where s.id = cells."assigneeId") as "assigneeName" from (
    select kind, state, assignee_id as "assigneeId", age,
           case when grouping(kind) = 0 then 'kinds' when grouping(age) = 0 then 'ages' else 'people' end as of,
           count(*)::int as count, count(*) filter (where due < ${ctx.now})::int as late,
           count(*) filter (where due >= ${ctx.now} and due < ${soonEnd(ctx.now)})::int as soon, count(*) filter (where state = 'waiting')::int as waiting
      from (select t.kind, t.state, t.assignee_id, d.due,
                   width_bucket(extract(epoch from ${ctx.now}::timestamptz - t.opened_at) / 86400.0, ${[...ages]}::float8[]) as age
              from service.ticket t
             cross join lateral (select min(o.due_at) as due from policy.open_promises o where o.customer_id = t.customer_id and o.subject_id = t.id) d
             where t.state not in ('closed', 'merged') and ${scopeOf(ctx, department)}) running
     group by grouping sets ((kind, state), (assignee_id), (age))) cells`.execute(ctx.services.search);
  return rows;
}

export type ClockRow = { control: string; running: number; late: number; soon: number; resting: number };

/** The clocks that run for open tickets, by what they measure. */
export async function runningClocks(ctx: Context, department: boolean): Promise<ClockRow[]> {
  const { rows } = await sql<ClockRow>`
    select o.control, count(*)::int as running, count(*) filter (where o.due_at < ${ctx.now})::int as late,
           count(*) filter (where o.due_at >= ${ctx.now} and o.due_at < ${soonEnd(ctx.now)})::int as soon,
           count(*) filter (where o.due_at is null)::int as resting
      from service.ticket t join policy.open_promises o on o.customer_id = t.customer_id and o.subject_id = t.id
     where t.state not in ('closed', 'merged') and ${scopeOf(ctx, department)}
     group by o.control order by 3 desc, 4 desc, 2 desc`.execute(ctx.services.search);
  return rows;
}

/** What came and what was closed since midnight. */
export async function movedToday(ctx: Context, department: boolean) {
  const { from } = spanOf(dayOf(ctx.now));
  const { rows } = await sql<{ registered: number; closed: number }>`
    select (select count(*)::int from service.ticket t where t.opened_at >= ${from} and ${scopeOf(ctx, department)}) as registered,
           (select count(*)::int from service.ticket t where t.closed_at >= ${from} and t.state = 'closed' and ${scopeOf(ctx, department)}) as closed`.execute(
    ctx.services.search,
  );
  return rows[0]!;
}
