import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { canRead, shown } from "../../platform/fields/index.ts";
import { visibleRows } from "./customer.access.ts";
import { customer } from "./customer.fields.ts";

/** The names of those customers that the actor has, masked as the actor may see them; for worklists of other rooms. */
export async function namesOfCustomers(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const field = customer.fields.name;
  if (!canRead(ctx.actor, customer, field)) return new Map();
  const { rows } = await sql<{ customerId: string; name: string }>`
    select c.customer_id as "customerId", c.name from customers.customer c
     where c.customer_id = any(${ids}::uuid[]) and ${visibleRows(ctx.actor)}`.execute(ctx.tx);
  return new Map(
    rows.map((row) => [row.customerId, String(shown(customer, field, row.name, ctx.actor, ctx.services.vault))]),
  );
}

/** Customers who have a phone or e-mail, by its blind index; at most 20, merged ones left out. */
export async function customersByContact(ctx: Pick<Context, "tx">, exact: Buffer): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    select distinct k.customer_id as "customerId" from customers.contact k join customers.customer c on c.customer_id = k.customer_id
     where k.exact = ${exact} and c.state <> 'merged' limit 20`.execute(ctx.tx);
  return rows.map((row) => row.customerId);
}
