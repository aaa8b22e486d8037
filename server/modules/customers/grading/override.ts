import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { decisionBinding } from "../../policy/index.ts";
import { loadCustomer } from "../customer.load.ts";
import { gradesWithManager, promiseManagers } from "./account-manager.ts";
import { gradeDecision } from "./grade.controls.ts";
import { factsNow } from "./why.ts";

/**
 * A person sets a grade against the table, with a reason; it stands until the next review.
 * @throws AppError customers.grade_fixed (403) where the clause does not allow it
 */
export async function overrideGrade(
  ctx: Context,
  customerId: string,
  given: { grade: string; reason: string },
): Promise<void> {
  const customer = await loadCustomer(ctx, customerId);
  const { clause, versionId, document, title, parameters } = await decisionBinding(ctx, gradeDecision);
  if (parameters.overridable !== true)
    throw new AppError("customers.grade_fixed", 403, {
      text: {
        zh: "制度规定等级只能由评定得出，不能人工改定。",
        en: "The policy has grades decided by review only; a person cannot set one.",
      },
      clause: { document, clause, title },
    });
  const facts = JSON.stringify((await factsNow(ctx, customerId)) ?? {});
  // Locked first: a run that writes the same row waits.
  const before = await sql<{ grade: string }>`
    select grade from customers.grade where customer_id = ${customerId} for update`.execute(ctx.tx);
  await sql`
    with noted as (
      insert into customers.grade_override (customer_id, id, from_grade, to_grade, reason, clause, version_id, facts, overridden_by, overridden_by_name, at)
      values (${customerId}, ${newId()}, ${before.rows[0]?.grade ?? null}, ${given.grade}, ${given.reason}, ${clause}, ${versionId}, ${facts}::jsonb, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now})
    )
    insert into customers.grade as g (customer_id, grade, since, clause, version_id, row_no, facts, judged_at, overridden_by, reason)
    values (${customerId}, ${given.grade}, ${ctx.now}, ${clause}, ${versionId}, null, ${facts}::jsonb, ${ctx.now}, ${ctx.actor.id}, ${given.reason})
    on conflict (customer_id) do update
       set grade = excluded.grade, since = excluded.since, clause = excluded.clause, version_id = excluded.version_id, row_no = null, facts = excluded.facts,
           judged_at = excluded.judged_at, grading_id = null, overridden_by = excluded.overridden_by, reason = excluded.reason`.execute(
    ctx.tx,
  );
  if (customer.ownerId === null && (await gradesWithManager(ctx)).includes(given.grade))
    await promiseManagers(ctx, [{ customerId, departmentId: customer.departmentId }], ctx.now.toISOString());
  await ctx.emit({
    kind: "customers.grade.overridden",
    customerId,
    subjectType: "customer",
    subjectId: customerId,
    data: { grade: given.grade },
  });
}
