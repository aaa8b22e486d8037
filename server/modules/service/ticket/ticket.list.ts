import { type RawBuilder, type SqlBool, sql } from "kysely";
import { snake } from "../../../platform/case.ts";
import type { Context } from "../../../platform/context.ts";
import type { Condition, ListRequest, ListSource } from "../../../platform/lists/index.ts";
import { type Due, type Queue, soonHours, ticketSought } from "./sought.ts";
import { hitsOf } from "./ticket.search.ts";
import { visibleTickets } from "./ticket.access.ts";
import { ticketColumns } from "./ticket.store.ts";

const open = sql<SqlBool>`t.state not in ('closed', 'merged')`;

/** What a complaint was found to come from. */
const causeKey = sql`(select k.key from service.complaint c join service.cause k on k.id = c.cause_id where c.customer_id = t.customer_id and c.ticket_id = t.id)`;

/** Lists of tickets: a queue (open ones by their place in it) or all of them, narrowed by a search where there is one. */
export async function ticketList(ctx: Context, request: ListRequest): Promise<ListSource> {
  const timed = request.sort.key === "dueAt" || request.conditions.some(({ key }) => key === "due" || key === "clock");
  const asked = request.conditions.find(({ key }) => key === "clock");
  const clock = asked && "in" in asked ? sql`and o.control = any(${asked.in})` : sql``;
  // Clocks run for open tickets only, which are few; each is looked up by its ticket.
  const next = sql`cross join lateral (
    select min(o.due_at) as due from policy.open_promises o where o.customer_id = t.customer_id and o.subject_id = t.id ${clock}) d`;
  const from = sql`from ${request.search ? await hitsOf(ctx, request.search) : sql`service.ticket t`}`;
  return {
    noun: ticketSought,
    columns: sql.raw(ticketColumns),
    from: timed ? sql`${from} ${next}` : from,
    field: (key) => (key === "dueAt" ? sql`d.due` : key === "cause" ? causeKey : sql.ref(`t.${snake(key)}`)),
    id: sql`t.id`,
    where: [visibleTickets(ctx.actor), ...(timed ? [open] : [])],
    condition: (condition) => soughtBy(ctx, condition),
  };
}

function soughtBy(ctx: Context, condition: Condition): RawBuilder<SqlBool> | undefined {
  if (!("in" in condition)) return undefined;
  const any = (each: (value: string) => RawBuilder<SqlBool>) =>
    sql<SqlBool>`(${sql.join(condition.in.map(each), sql` or `)})`;
  switch (condition.key) {
    case "queue":
      return any((queue) => ofQueue(ctx, queue as Queue));
    case "due":
      return any((due) => isDue(ctx.now, due as Due));
    case "clock":
      return sql<SqlBool>`d.due is not null`;
    default:
      return undefined;
  }
}

function ofQueue({ actor }: Context, queue: Queue): RawBuilder<SqlBool> {
  const me = sql`${actor.id}::uuid`;
  switch (queue) {
    case "mine":
      return sql`(${open} and t.assignee_id = ${me})`;
    case "department":
      return sql`(${open} and t.department_id = any(${actor.departments}::uuid[]))`;
    case "unassigned":
      return sql`(${open} and t.assignee_id is null)`;
    case "watched":
      return sql`exists (select 1 from service.watcher w where w.staff_id = ${me} and w.customer_id = t.customer_id and w.ticket_id = t.id)`;
    case "mentioned":
      return sql`t.id in (select e.ticket_id from service.entry e where e.mentions @> array[${me}] and e.mentions <> '{}')`;
    case "all":
      return sql`true`;
  }
}

/** The end of what counts as soon late. */
export const soonEnd = (now: Date): Date => new Date(now.getTime() + soonHours * 3_600_000);

const isDue = (now: Date, due: Due): RawBuilder<SqlBool> =>
  due === "late" ? sql`d.due < ${now}` : sql`(d.due >= ${now} and d.due < ${soonEnd(now)})`;
