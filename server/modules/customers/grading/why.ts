import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { type Binding, bindingsOf, decide } from "../../policy/index.ts";
import { gradeDecision } from "./grade.controls.ts";
import { groundsOf, type JudgedFacts } from "./grounds.ts";

type StoredRow = {
  grade: string;
  since: string;
  clause: string;
  versionId: string;
  rowNo: number | null;
  facts: JudgedFacts;
  judgedAt: string;
  gradingId: string | null;
  reason: string | null;
  byName: string | null;
  fromGrade: string | null;
};

/**
 * Why a customer has the grade it has, judged by the version of then, and what the table in force would say today.
 * The caller has made sure that the actor may know of the customer; the reply schema is `GradeWhy`.
 */
export async function explainGrade(ctx: Context, customerId: string) {
  const [stored, facts, [inForce]] = await Promise.all([
    storedGrade(ctx, customerId),
    factsNow(ctx, customerId),
    bindingsOf(ctx.services, gradeDecision.key, ctx.now),
  ]);
  const today = inForce && facts ? await decide(ctx, gradeDecision, facts) : undefined;
  return {
    stored: stored && (await explained(ctx, stored)),
    today:
      today && typeof today.value === "string" && facts
        ? {
            grade: today.value,
            fromGrade: stored?.grade ?? null,
            ...groundsOf(today.binding, facts, today.row),
            clause: today.binding.clause,
            versionId: today.binding.versionId,
            clauseTitle: today.binding.title,
          }
        : null,
    overridable: inForce?.parameters.overridable === true,
  };
}

async function explained(ctx: Context, { facts, rowNo, reason, byName, ...row }: StoredRow) {
  const binding = await bindingThen(ctx, row.versionId, row.clause, row.judgedAt);
  return {
    ...row,
    ...groundsOf(binding, facts, rowNo),
    clauseTitle: binding?.title ?? null,
    override: reason === null ? null : { byName, reason },
  };
}

/** The clause as that version had it; a version judges only while it is in force, so that instant finds it. */
export async function bindingThen(
  ctx: Context,
  versionId: string,
  clause: string,
  at: string,
): Promise<Binding | undefined> {
  return (await bindingsOf(ctx.services, gradeDecision.key, new Date(at))).find(
    (binding) => binding.versionId === versionId && binding.clause === clause,
  );
}

async function storedGrade(ctx: Context, customerId: string): Promise<StoredRow | null> {
  const { rows } = await sql<StoredRow>`
    select g.grade, g.since, g.clause, g.version_id, g.row_no, g.facts, g.judged_at, g.grading_id, g.reason,
           o.overridden_by_name as by_name, coalesce(o.from_grade, m.from_grade) as from_grade
      from customers.grade g
      left join lateral (select * from customers.grade_override o where o.customer_id = g.customer_id and g.overridden_by is not null order by o.id desc limit 1) o on true
      left join customers.grading_change m on m.customer_id = g.customer_id and m.grading_id = g.grading_id
     where g.customer_id = ${customerId}`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** What the decision would look at now; undefined for a customer that is closed or merged. */
export async function factsNow(ctx: Context, customerId: string): Promise<JudgedFacts | undefined> {
  const { rows } = await sql<Record<string, string | number | bigint>>`
    select f.* from customers.grade_facts(${ctx.now}) f where f.customer_id = ${customerId}`.execute(ctx.tx);
  const [row] = rows;
  return (
    row &&
    Object.fromEntries(
      Object.keys(gradeDecision.facts).map((name) => [
        name,
        typeof row[name] === "bigint" ? row[name].toString() : (row[name] ?? null),
      ]),
    )
  );
}
