import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import { visibleTickets } from "../ticket/ticket.access.ts";
import { type TicketRow, ticketColumns } from "../ticket/ticket.store.ts";

export type By = "cause" | "category" | "department";
const columns: Record<By, string> = { cause: "f.cause_id", category: "f.category_id", department: "f.department_id" };

export type Bar = {
  readonly id: string | null;
  readonly count: number;
  readonly share: number;
  readonly cumulative: number;
  readonly ourFault: number;
  readonly reopened: number;
};

type Span = { readonly from: string; readonly to: string };

/** Complaints of a span by one of their facts, the most frequent first, with the share that they add up to. */
export async function barsOf(ctx: Context, { from, to }: Span, by: By): Promise<Bar[]> {
  const key = sql.raw(columns[by]);
  const { rows } = await sql<Bar>`
    with counted as (
      select ${key} as id, count(*)::int as count, (count(*) filter (where f.our_fault in ('yes', 'partly')))::int as our_fault,
             (count(*) filter (where f.reopened > 0))::int as reopened
        from service.complaint_facts(${from}, ${to}) f group by 1
    )
    select id, count, our_fault as "ourFault", reopened,
           round(count::numeric / sum(count) over (), 6)::float8 as share,
           round(sum(count::numeric) over (order by count desc, id nulls last) / sum(count) over (), 6)::float8 as cumulative
      from counted order by count desc, id nulls last limit 200`.execute(ctx.tx);
  return rows;
}

export type Month = { readonly month: string; readonly id: string | null; readonly count: number };

/** The same by months of the company's zone. */
export async function monthsOf(ctx: Context, { from, to }: Span, by: By): Promise<Month[]> {
  const { rows } = await sql<Month>`
    select to_char(f.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, ${sql.raw(columns[by])} as id, count(*)::int as count
      from service.complaint_facts(${from}, ${to}) f group by 1, 2 order by 1, 2 nulls last limit 5000`.execute(ctx.tx);
  return rows;
}

export type Drill = Span & {
  readonly cause?: string | undefined;
  readonly category?: string | undefined;
  readonly department?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

const is = (column: RawBuilder<unknown>, asked: string | undefined): RawBuilder<SqlBool> =>
  asked === undefined ? sql`true` : asked === "none" ? sql`${column} is null` : sql`${column} = ${asked}::uuid`;

/** The complaints behind a bar, as far as the actor has them, the newest first. */
export async function complaintsBehind(ctx: Context, drill: Drill): Promise<TicketRow[]> {
  const { from, to, cause, category, department, cursor, limit } = drill;
  const { rows } = await sql<TicketRow>`
    select ${sql.raw(ticketColumns)}
      from service.complaint_facts(${from}, ${to}) f join service.ticket t on t.customer_id = f.customer_id and t.id = f.ticket_id
     where ${visibleTickets(ctx.actor)} and ${is(sql`f.cause_id`, cause)} and ${is(sql`f.category_id`, category)}
       and ${is(sql`f.department_id`, department)} and (${cursor ?? null}::uuid is null or t.id < ${cursor ?? null})
     order by t.id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

export type SignedRow = {
  id: string;
  periodFrom: string;
  periodTo: string;
  figures: Record<string, unknown>;
  findings: string;
  signedByName: string;
  signedAt: string;
};

export async function insertAnalysis(
  ctx: Context,
  given: Span & { readonly figures: object; readonly findings: string },
): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.complaintAnalysis")
    .values({
      id,
      periodFrom: given.from,
      periodTo: given.to,
      figures: JSON.stringify(given.figures),
      findings: given.findings,
      signedBy: ctx.actor.id,
      signedByName: ctx.actor.name,
      signedAt: ctx.now,
    })
    .execute();
  return id;
}

export const listAnalyses = (ctx: Context, { cursor, limit }: { cursor?: string | undefined; limit: number }) =>
  ctx.tx
    .selectFrom("service.complaintAnalysis")
    .select(["id", "periodFrom", "periodTo", "figures", "findings", "signedByName", "signedAt"])
    .$if(cursor !== undefined, (query) => query.where("id", "<", cursor!))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute() as Promise<SignedRow[]>;
