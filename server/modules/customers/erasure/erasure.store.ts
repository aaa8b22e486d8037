import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { optionalFacts } from "../customer.columns.ts";

/** Rows that say nothing but who somebody is, or what they said. */
const deleted = [
  "contact",
  "address",
  "identifier",
  "key_person",
  "communication",
  "change_notice",
  "cleansing_item",
  "grade",
  "claim",
] as const;

/** Words that people typed into rows that stay to be counted. */
const words: Readonly<Record<string, string>> = {
  consent: "evidence = '[—]', notice = '[—]', withdrawn_at = coalesce(withdrawn_at, $2)",
  second_check: "note = null",
  grade_override: "reason = '[—]'",
  service_held: "ended_on = coalesce(ended_on, greatest(started_on, $2::timestamptz::date))",
};

/** Whose they are goes on deciding who may know that somebody was here. */
const keptFacts = ["owner_id", "department_id"];

/** Two cannot erase, merge or change the same customer at once. */
export const lockCustomer = (ctx: Context, id: string) =>
  sql`select 1 from customers.customer where customer_id = ${id} for update`.execute(ctx.tx);

/** Empties a customer and those merged into it; what they bought stays as amounts where law wants trade records kept. */
export async function eraseRows(ctx: Context, id: string, ids: readonly string[], keepsTrade: boolean): Promise<void> {
  const all = sql`customer_id = any(${ids}::uuid[])`;
  for (const table of keepsTrade ? deleted : [...deleted, "purchase"])
    await sql`delete from ${sql.table(`customers.${table}`)} where ${all}`.execute(ctx.tx);
  for (const [table, set] of Object.entries(words))
    await ctx.query(
      {
        name: `customers.erasure.${table}`,
        text: `update customers.${table} set ${set} where customer_id = any($1::uuid[]) and $2::timestamptz is not null`,
      },
      [ids, ctx.now],
    );
  // A file number of the place it came from would lead back to the person.
  await sql`update customers.purchase set source_key = id::text where ${all}`.execute(ctx.tx);
  // What was typed as a reason may name somebody; that it happened stays on the timeline.
  await sql`update platform.event set data = data - 'reason' where ${all} and data ? 'reason'`.execute(ctx.tx);
  const emptied = optionalFacts.filter((name) => !keptFacts.includes(name));
  await sql`
    update customers.customer
       set name = '—', name_pinyin = '', name_initials = '', name_tokens = '{}', interests = '{}', extra = '{}',
           ${sql.join(emptied.map((name) => sql`${sql.ref(name)} = null`))},
           closed_at = coalesce(closed_at, ${ctx.now}), updated_at = ${ctx.now}, version = version + 1,
           state = case when customer_id = ${id} then 'erased' else state end
     where ${all}`.execute(ctx.tx);
}
