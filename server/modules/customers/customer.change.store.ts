import { snake } from "../../platform/case.ts";
import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { searchKeys } from "./search-keys.ts";

/** Writes facts if the row is still of this version; answers the new version, undefined where somebody was faster. */
export async function updateFacts(
  ctx: Context,
  customerId: string,
  version: number,
  facts: Record<string, unknown>,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update customers.customer set ${assignments(ctx, facts)}, updated_at = ${ctx.now}, version = version + 1
     where customer_id = ${customerId} and version = ${version} returning version`.execute(ctx.tx);
  return rows[0]?.version;
}

/** `name = 'x', ...` for columns of the customer, with the keys that a name is searched by. */
function assignments(ctx: Context, facts: Record<string, unknown>) {
  const written: Record<string, unknown> = { ...facts, ...(typeof facts.name === "string" && searchKeys(facts.name)) };
  return sql.join(
    Object.entries(written).map(
      ([key, value]) => sql`${sql.ref(snake(key))} = ${key === "extra" ? JSON.stringify(value) : value}`,
    ),
    sql`, `,
  );
}

/** Gives up an old claim and takes a new one; false where another customer has the value. */
export async function moveClaim(
  ctx: Context,
  customerId: string,
  kind: "member" | "external",
  value: string | null,
): Promise<boolean> {
  await sql`delete from customers.claim where customer_id = ${customerId} and kind = ${kind}`.execute(ctx.tx);
  if (value === null) return true;
  const { rows } = await sql`
    insert into customers.claim (kind, value, customer_id) values (${kind}, ${Buffer.from(value)}, ${customerId})
    on conflict do nothing returning 1`.execute(ctx.tx);
  return rows.length > 0;
}

/** Who changed a customer since a version, and which fields: for the one who comes second. */
export async function changesSince(ctx: Context, customerId: string, version: number) {
  const { rows } = await sql<{ at: string; by: string; fields: string[] | null }>`
    select e.at, e.actor_name as by, array(select jsonb_array_elements_text(e.data -> 'fields')) as fields
      from platform.event e
     where e.customer_id = ${customerId} and e.kind = 'customers.customer.changed' and (e.data ->> 'version')::int > ${version}
     order by e.id desc limit 20`.execute(ctx.tx);
  return rows;
}

export async function closeRow(ctx: Context, customerId: string): Promise<{ endedServices: number }> {
  await sql`update customers.customer set state = 'closed', closed_at = ${ctx.now}, updated_at = ${ctx.now}, version = version + 1
             where customer_id = ${customerId}`.execute(ctx.tx);
  const ended = await sql`
    update customers.service_held set ended_on = greatest(started_on, ${ctx.now}::timestamptz::date)
     where customer_id = ${customerId} and ended_on is null`.execute(ctx.tx);
  return { endedServices: Number(ended.numAffectedRows ?? 0) };
}
