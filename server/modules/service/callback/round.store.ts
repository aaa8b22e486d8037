import { sql } from "kysely";
import { cycles } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { type InSegment, type Segment, segmentSql } from "../../customers/index.ts";
import { type Binding, decisionSql, keepDecisions } from "../../policy/index.ts";
import { cycleDecision } from "./callback.controls.ts";

/** The next customers of a segment in the order of their keys. */
export async function nextInSegment(
  ctx: Context,
  segment: Segment,
  after: string | undefined,
  most: number,
): Promise<InSegment[]> {
  const { rows } = await sql<InSegment>`
    select s.customer_id as "customerId", s.owner_id as "ownerId", s.department_id as "departmentId"
      from (${segmentSql(ctx, segment)}) s where s.customer_id > ${after ?? nobody}
     order by s.customer_id limit ${most}`.execute(ctx.tx);
  return rows;
}

/** How many customers a segment holds now. */
export async function countSegment(ctx: Context, segment: Segment): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from (${segmentSql(ctx, segment)}) s`.execute(ctx.tx);
  return rows[0]!.count;
}

export type Decided = InSegment & { readonly cycle: string; readonly rowNo: number | null; readonly facts: object };

/** The next customers for whom the policy sets a cycle of their own (E5.1.3, B5.3.2). */
export const nextByCycle = (
  ctx: Context,
  binding: Binding,
  at: Date,
  after: string | undefined,
  most: number,
): Promise<Decided[]> =>
  ctx.query<Decided>(
    {
      name: "",
      text: `select d.customer_id as "customerId", d.owner_id as "ownerId", d.department_id as "departmentId", d.value as cycle, d.row_no as "rowNo", d.facts
               from (${decisionSql(binding, cycleDecision, ["ownerId", "departmentId"])}) d
              where d.customer_id > $2 and d.value = any($4)
              order by d.customer_id limit $3`,
    },
    [at, after ?? nobody, most, cycles],
  );

/** Keeps as evidence why these customers are called on their cycle. */
export const keepCycles = (
  ctx: Context,
  binding: Binding,
  made: readonly { readonly id: string; readonly departmentId: string | null; readonly of: Decided }[],
) =>
  keepDecisions(
    ctx,
    cycleDecision,
    binding,
    sql`select n.customer_id, n.id, n.customer_id as subject_id, n.department_id, to_jsonb(n.value) as value, n.row_no, n.facts
          from unnest(${made.map(({ of }) => of.customerId)}::uuid[], ${made.map(({ id }) => id)}::uuid[], ${made.map((one) => one.departmentId)}::uuid[],
                      ${made.map(({ of }) => of.cycle)}::text[], ${made.map(({ of }) => of.rowNo)}::int[], ${made.map(({ of }) => JSON.stringify(of.facts))}::jsonb[])
               as n (customer_id, id, department_id, value, row_no, facts)`,
  );

/** Who of these was called since the beginning of their cycle: by anybody, or by the account manager where they have one. */
export async function calledSince(
  ctx: Context,
  asked: readonly { customerId: string; ownerId: string | null; since: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ customerId: string }>`
    select n.customer_id as "customerId"
      from unnest(${asked.map((one) => one.customerId)}::uuid[], ${asked.map((one) => one.ownerId)}::uuid[], ${asked.map((one) => one.since)}::timestamptz[]) as n (customer_id, owner_id, since)
     where exists (select from service.callback c
                    where c.customer_id = n.customer_id and c.state = 'done' and c.called_at >= n.since and (n.owner_id is null or c.called_by = n.owner_id))`.execute(
    ctx.tx,
  );
  return new Set(rows.map((row) => row.customerId));
}
