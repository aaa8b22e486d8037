import { sql } from "kysely";
import type { Context, Statement } from "../../platform/context.ts";
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

export type CustomerStanding = {
  readonly customerId: string;
  readonly class: string;
  readonly grade: string | null;
  readonly state: string;
  readonly ownerId: string | null;
  readonly departmentId: string | null;
  readonly mergedInto: string | null;
};

const standing: Statement = {
  name: "customers.standing",
  text: `select c.customer_id as "customerId", c.class, g.grade, c.state, c.owner_id as "ownerId", c.department_id as "departmentId", c.merged_into as "mergedInto"
           from customers.customer c left join customers.grade g on g.customer_id = c.customer_id where c.customer_id = $1`,
};

/** How a customer stands with us, for the rules of other rooms; it holds nothing that is masked. */
export const standingOf = async (ctx: Pick<Context, "query">, id: string): Promise<CustomerStanding | undefined> =>
  (await ctx.query<CustomerStanding>(standing, [id]))[0];

const former: Statement = {
  name: "customers.former-ids",
  text: `select customer_id as "customerId" from customers.customer where merged_into = $1 limit 200`,
};

/** The customer and those who were merged into it: what other rooms keep under their ids is one customer's. */
export const formerIds = async (ctx: Pick<Context, "query">, id: string): Promise<string[]> => [
  id,
  ...(await ctx.query<{ customerId: string }>(former, [id])).map((row) => row.customerId),
];
