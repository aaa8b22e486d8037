import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { FactValues } from "../decision/index.ts";
import type { Binding } from "../document/compile.ts";
import { type Decided, decide } from "./decide.ts";
import type { DecisionControl } from "./control.ts";

export type DecisionSubject = {
  readonly customerId: string;
  readonly subjectId: string;
  readonly departmentId?: string | null | undefined;
};

/** Where a person sets another value than the table's: that value, and why. */
export type Overriding = { readonly value: unknown; readonly reason: string };

/** Decides for one subject by the clause in force and keeps value, facts, row and clause as evidence. */
export async function decideFor(
  ctx: Context,
  control: DecisionControl,
  facts: FactValues,
  subject: DecisionSubject,
  overriding?: Overriding,
): Promise<Decided> {
  const decided = await decide(ctx, control, facts);
  await ctx.tx
    .insertInto("policy.decision")
    .values({
      customerId: subject.customerId,
      id: newId(),
      control: control.key,
      clause: decided.binding.clause,
      versionId: decided.binding.versionId,
      subjectType: control.subject,
      subjectId: subject.subjectId,
      departmentId: subject.departmentId ?? ctx.actor.departments[0] ?? null,
      actorId: ctx.actor.id,
      value: jsonOf(overriding ? overriding.value : decided.value),
      rowNo: overriding ? null : decided.row,
      facts: jsonOf(facts),
      overriddenBy: overriding ? ctx.actor.id : null,
      reason: overriding?.reason ?? null,
      at: ctx.now,
    })
    .execute();
  return decided;
}

/** Whole numbers of the smallest unit stand in JSON as numbers, as SQL writes them there. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? Number(one) : one));

/**
 * Keeps decisions of many subjects at once. `source` is a query that answers `customer_id`, `id`, `subject_id`,
 * `department_id`, `value` and `facts` (jsonb) and `row_no`.
 */
export async function keepDecisions(
  ctx: Context,
  control: DecisionControl,
  binding: Pick<Binding, "clause" | "versionId">,
  source: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    insert into policy.decision (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, actor_id, value, row_no, facts, at)
    select s.customer_id, s.id, ${control.key}, ${binding.clause}, ${binding.versionId}, ${control.subject}, s.subject_id, s.department_id, ${ctx.actor.id}::uuid,
           s.value, s.row_no, s.facts, ${ctx.now}
      from (${source}) s`.execute(ctx.tx);
}
