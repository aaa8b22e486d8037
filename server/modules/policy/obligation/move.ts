import type { Context, Statement } from "../../../platform/context.ts";

/** SQL: rows leave one customer and are written at another; a key is never changed in place. */
const moved = (name: string, table: string, which: string): Statement => ({
  name,
  text: `
    with gone as (delete from ${table} t where t.customer_id = $1 and ${which} returning t as old)
    insert into ${table} select (jsonb_populate_record(gone.old, jsonb_build_object('customer_id', $3::text))).* from gone`,
});

/** Promises with their pauses and notices; `which` picks them by `$2`. */
function statements(name: string, which: string): readonly Statement[] {
  const ofThese = `obligation_id in (select o.id from policy.obligation o where o.customer_id = $1 and o.${which})`;
  return [
    moved(`policy.move.${name}.pause`, "policy.pause", `t.${ofThese}`),
    {
      name: `policy.move.${name}.notice`,
      text: `update policy.notice n set customer_id = $3::uuid where n.customer_id = $1 and n.${ofThese}`,
    },
    moved(`policy.move.${name}.obligation`, "policy.obligation", `t.${which}`),
  ];
}

const ofSubject = statements("subject", "subject_id = $2");
const ofTypes = statements("types", "subject_type = any($2)");

/** What a subject promised goes with it to another customer: it became known whose it is. */
export async function movePromises(
  ctx: Context,
  subject: { readonly customerId: string; readonly subjectId: string },
  to: string,
): Promise<void> {
  for (const statement of ofSubject) await ctx.query(statement, [subject.customerId, subject.subjectId, to]);
}

/** Promises about things of some kinds go along to the customer that stays in a merge; those about the customer itself do not. */
export async function moveKinds(
  ctx: Context,
  from: string,
  subjectTypes: readonly string[],
  to: string,
): Promise<void> {
  for (const statement of ofTypes) await ctx.query(statement, [from, subjectTypes, to]);
}
