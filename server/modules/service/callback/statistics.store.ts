import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";

type Span = { readonly from: string; readonly to: string };

/** Counts of callbacks: of those due in a span, and of those made in it. */
export type Figures = {
  due: number;
  inTime: number;
  made: number;
  unreached: number;
  rated: number;
  satisfied: number;
  dissatisfied: number;
};
export type Line = Figures & { departmentId: string | null; personId: string | null; personName: string | null };

// A call counts where it was due, and again where it was made: a sum over either is right for itself.
export async function linesOf(ctx: Pick<Context, "tx">, { from, to }: Span): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select n.department_id as "departmentId", n.person_id as "personId", s.name as "personName",
           sum(n.due)::int as due, sum(n.in_time)::int as "inTime", sum(n.made)::int as made, sum(n.unreached)::int as unreached,
           sum(n.rated)::int as rated, sum(n.satisfied)::int as satisfied, sum(n.dissatisfied)::int as dissatisfied
      from (
        select f.department_id, f.person_id, 1 as due, (f.in_time)::int as in_time, 0 as made, 0 as unreached, 0 as rated, 0 as satisfied, 0 as dissatisfied
          from service.callback_done_facts(${from}, ${to}) f where f.state <> 'cancelled'
        union all
        select c.department_id, c.called_by, 0, 0, (c.state = 'done')::int, (c.state = 'unreachable')::int,
               (c.valid and c.satisfaction is not null)::int, (c.valid and c.satisfaction >= 4)::int, (c.valid and c.satisfaction <= 2)::int
          from service.callback c where c.called_at >= ${from} and c.called_at < ${to}
      ) n left join identity.staff s on s.id = n.person_id
     group by 1, 2, 3
     order by sum(n.made) desc, 3 nulls last`.execute(ctx.tx);
  return rows.map((row) => ({
    ...row,
    inTime: row.inTime ?? 0,
    satisfied: row.satisfied ?? 0,
    dissatisfied: row.dissatisfied ?? 0,
  }));
}

/** What opinions were about, the most dissatisfied first. */
export async function problemsOf(ctx: Pick<Context, "tx">, { from, to }: Span) {
  const { rows } = await sql<{ category: string; label?: Text; opinions: number; dissatisfied: number }>`
    select c.opinion_category as category, coalesce(o.label, jsonb_build_object('zh', c.opinion_category, 'en', c.opinion_category)) as label,
           count(*)::int as opinions, (count(*) filter (where c.satisfaction <= 2))::int as dissatisfied
      from service.callback c left join service.opinion_category o on o.key = c.opinion_category
     where c.state = 'done' and c.called_at >= ${from} and c.called_at < ${to} and c.opinion_category is not null
     group by 1, 2 order by 4 desc, 3 desc, 1`.execute(ctx.tx);
  return rows;
}

/** Correction orders of a span: given, answered, answered in time. */
export async function remediesIn(ctx: Pick<Context, "tx">, { from, to }: Span) {
  const { rows } = await sql<{ opened: number; answered: number; inTime: number }>`
    select count(*)::int as opened, count(r.answered_at)::int as answered,
           (count(*) filter (where r.answered_at is not null and (r.due_at is null or r.answered_at <= r.due_at)))::int as "inTime"
      from service.callback_remedy r where r.opened_at >= ${from} and r.opened_at < ${to}`.execute(ctx.tx);
  return rows[0]!;
}

/** How satisfied customers were, by level. */
export async function levelsIn(ctx: Pick<Context, "tx">, { from, to }: Span) {
  const { rows } = await sql<{ level: number; count: number }>`
    select c.satisfaction::int as level, count(*)::int as count from service.callback c
     where c.state = 'done' and c.valid and c.satisfaction is not null and c.called_at >= ${from} and c.called_at < ${to}
     group by 1 order by 1 desc`.execute(ctx.tx);
  return rows;
}
