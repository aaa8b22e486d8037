import type { Context, Statement } from "../../../platform/context.ts";

/** SQL: rows leave one customer and are written at another; a key is never changed in place. */
const moved = (name: string, table: string, which: string): Statement => ({
  name: `policy.move.${name}`,
  text: `
    with gone as (delete from ${table} t where t.customer_id = $1 and ${which} returning t as old)
    insert into ${table} select (jsonb_populate_record(gone.old, jsonb_build_object('customer_id', $3::text))).* from gone`,
});

const ofSubject = `obligation_id in (select o.id from policy.obligation o where o.customer_id = $1 and o.subject_id = $2)`;

const statements: readonly Statement[] = [
  moved("pause", "policy.pause", `t.${ofSubject}`),
  {
    name: "policy.move.notice",
    text: `update policy.notice n set customer_id = $3::uuid where n.customer_id = $1 and n.${ofSubject}`,
  },
  moved("obligation", "policy.obligation", "t.subject_id = $2"),
];

/** What a subject promised goes with it to another customer: it became known whose it is. */
export async function movePromises(
  ctx: Context,
  subject: { readonly customerId: string; readonly subjectId: string },
  to: string,
): Promise<void> {
  for (const statement of statements) await ctx.query(statement, [subject.customerId, subject.subjectId, to]);
}
