import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";
import type { Question } from "./callback.rules.ts";

type Span = { readonly from: string; readonly to: string };

export type Said = { formId: string; question: string; value: string; count: number };

/** How often each score and option was given in a span. */
export async function valuesIn(ctx: Pick<Context, "tx">, { from, to }: Span): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select a.form_id as "formId", a.question, v.value, count(*)::int as count
      from service.callback c
      join service.callback_answer a on a.customer_id = c.customer_id and a.callback_id = c.id
      cross join lateral (select a.score::text as value where a.score is not null union all select unnest(a.choices)) v
     where c.state = 'done' and c.called_at >= ${from} and c.called_at < ${to}
     group by 1, 2, 3`.execute(ctx.tx);
  return rows;
}

/** Forms with their questions, and the plans that ask them. */
export async function formsOf(ctx: Pick<Context, "tx">, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; questions: Question[]; plan: string | null }>`
    select f.id, f.questions, (select p.name from service.callback_plan p where p.form_id = f.id limit 1) as plan
      from service.callback_form f where f.id = any(${ids}::uuid[])`.execute(ctx.tx);
  return rows;
}

/** The words of opinions in a span, the newest first; to be read only by whoever may read them. */
export async function opinionsIn(ctx: Pick<Context, "tx">, { from, to }: Span, most: number): Promise<string[]> {
  const { rows } = await sql<{ opinion: string }>`
    select c.opinion from service.callback c
     where c.state = 'done' and c.opinion is not null and c.called_at >= ${from} and c.called_at < ${to}
     order by c.called_at desc limit ${most}`.execute(ctx.tx);
  return rows.map((row) => row.opinion);
}

/** Opinions of a category in a span: how many, and how many of them dissatisfied. */
export async function categoriesIn(ctx: Pick<Context, "tx">, { from, to }: Span) {
  const { rows } = await sql<{ category: string; label?: Text; opinions: number; dissatisfied: number }>`
    select c.opinion_category as category, coalesce(o.label, jsonb_build_object('zh', c.opinion_category, 'en', c.opinion_category)) as label,
           count(*)::int as opinions, (count(*) filter (where c.satisfaction <= 2))::int as dissatisfied
      from service.callback c left join service.opinion_category o on o.key = c.opinion_category
     where c.state = 'done' and c.opinion_category is not null and c.called_at >= ${from} and c.called_at < ${to}
     group by 1, 2 order by 3 desc, 1`.execute(ctx.tx);
  return rows;
}

export type Total = { due: number; inTime: number; made: number; rated: number; satisfied: number };

/** The sums of a span, for a trend. */
export async function totalIn(ctx: Pick<Context, "tx">, { from, to }: Span): Promise<Total> {
  const { rows } = await sql<Total>`
    select (select count(*)::int from service.callback_done_facts(${from}, ${to}) f where f.state <> 'cancelled') as due,
           (select count(*)::int from service.callback_done_facts(${from}, ${to}) f where f.in_time) as "inTime",
           (select count(*)::int from service.callback_rating_facts(${from}, ${to})) as made,
           (select count(*)::int from service.callback_rating_facts(${from}, ${to}) f where f.valid) as rated,
           (select count(*)::int from service.callback_rating_facts(${from}, ${to}) f where f.valid and f.satisfied) as satisfied`.execute(
    ctx.tx,
  );
  return rows[0]!;
}
