import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Move } from "./figures.ts";
import type { GradingRow } from "./grading.store.ts";

export type Stretch = { readonly last: string | null; readonly seen: number; readonly written: number };

/**
 * Writes the next customers of one move. What was judged or set after the preview stands: a person's word or an early
 * move is newer than the list, and a row that this grading wrote before is not written twice.
 */
export async function writeGrades(
  ctx: Context,
  grading: GradingRow,
  move: Move,
  after: string | null,
  limit: number,
): Promise<Stretch> {
  const { rows } = await sql<Stretch>`
    with stretch as materialized (
      select m.customer_id, m.to_grade, m.row_no, m.facts from customers.grading_change m where ${stretchOf(grading, move, after)} order by m.customer_id limit ${limit}
    ), written as (
      insert into customers.grade as g (customer_id, grade, since, clause, version_id, row_no, facts, judged_at, grading_id)
      select customer_id, to_grade, ${grading.effectiveAt}, ${grading.clause}, ${grading.versionId}, row_no, facts, ${grading.asOf}, ${grading.id} from stretch
      on conflict (customer_id) do update
         set grade = excluded.grade, since = excluded.since, clause = excluded.clause, version_id = excluded.version_id, row_no = excluded.row_no,
             facts = excluded.facts, judged_at = excluded.judged_at, grading_id = excluded.grading_id, overridden_by = null, reason = null
       where g.since <= ${grading.createdAt} and g.grading_id is distinct from excluded.grading_id
      returning 1
    )
    select (select customer_id from stretch order by customer_id desc limit 1) as last,
           (select count(*)::int from stretch) as seen, (select count(*)::int from written) as written`.execute(ctx.tx);
  const stretch = rows[0]!;
  if (stretch.written < stretch.seen) await forgetSkipped(ctx, grading, move, after, stretch.last!);
  return stretch;
}

/** The history tells what happened: a move that a newer grade kept from happening leaves it. */
async function forgetSkipped(ctx: Context, grading: GradingRow, move: Move, after: string | null, last: string) {
  await sql`delete from customers.grading_change m
     where ${stretchOf(grading, move, after)} and m.customer_id <= ${last}::uuid
       and not exists (select 1 from customers.grade g where g.customer_id = m.customer_id and g.grading_id = m.grading_id)`.execute(
    ctx.tx,
  );
}

const stretchOf = (grading: GradingRow, { from, to }: Move, after: string | null) => sql`
  m.grading_id = ${grading.id} and ${from === null ? sql`m.from_grade is null` : sql`m.from_grade = ${from}`} and m.to_grade = ${to}
  ${after === null ? sql`` : sql`and m.customer_id > ${after}::uuid`}`;

/** Customers of a stretch that nobody looks after yet. */
export async function withoutOwner(ctx: Context, grading: GradingRow, move: Move, after: string | null, last: string) {
  const { rows } = await sql<{ customerId: string; departmentId: string | null }>`
    select c.customer_id, c.department_id
      from customers.grading_change m join customers.customer c on c.customer_id = m.customer_id
     where ${stretchOf(grading, move, after)} and m.customer_id <= ${last}::uuid and c.owner_id is null`.execute(
    ctx.tx,
  );
  return rows;
}
