import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";

/** Every table of this room that keeps something of a customer; claims point to rows and follow by themselves. */
async function tablesOfCustomers(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'service' and c.column_name = 'customer_id' and t.table_type = 'BASE TABLE' and c.table_name <> 'claim' order by 1`.execute(
    ctx.tx,
  );
  return rows.map((row) => row.name);
}

/** Contacts, tickets, visits, callbacks and all else of one customer go to another. */
export async function moveService(ctx: Context, keptId: string, otherId: string): Promise<void> {
  for (const name of await tablesOfCustomers(ctx)) {
    const table = sql.table(`service.${name}`);
    await sql`
      with gone as (delete from ${table} t where t.customer_id = ${otherId} returning t as old)
      insert into ${table} select (jsonb_populate_record(gone.old, jsonb_build_object('customer_id', ${keptId}::text))).* from gone
      on conflict do nothing`.execute(ctx.tx);
  }
  await sql`update service.claim set customer_id = ${keptId} where customer_id = ${otherId}`.execute(ctx.tx);
  await sql`update service.link set other_customer_id = ${keptId} where other_customer_id = ${otherId}`.execute(ctx.tx);
}
