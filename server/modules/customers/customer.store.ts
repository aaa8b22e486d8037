import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context, Statement } from "../../platform/context.ts";
import type { Condition, ListRequest, ListSource } from "../../platform/lists/index.ts";
import type { Actor } from "../../platform/actor.ts";
import { camel, snake } from "../../platform/case.ts";
import { visibleRows } from "./customer.access.ts";
import { readColumns } from "./customer.columns.ts";
import { customer } from "./customer.fields.ts";
import { type Search, searchOf } from "./customer.search.ts";

const base = readColumns.map((name) => `c.${name} as "${camel(name)}"`).join(", ");
const beside = `
  (select g.grade from customers.grade g where g.customer_id = c.customer_id) as grade,
  (select p.value from customers.contact p where p.customer_id = c.customer_id and p.kind = 'phone' order by p.is_primary desc, p.id limit 1) as phone,
  (select s.name from identity.staff s where s.id = c.owner_id) as "ownerName"`;

const find: Statement = {
  name: "customers.find",
  text: `select ${base}, c.created_by as "createdBy", ${beside} from customers.customer c where c.customer_id = $1`,
};

export type CustomerRow = {
  customerId: string;
  name: string;
  kind: string;
  class: string;
  ownerId: string | null;
  departmentId: string | null;
  state: string;
  birthDate: string | null;
  createdBy: string | null;
  mergedInto: string | null;
  version: number;
  receivedAt: string;
} & Record<string, any>;

/** One customer by key, sealed values still sealed. */
export const findCustomer = async (ctx: Pick<Context, "query">, id: string): Promise<CustomerRow | undefined> =>
  (await ctx.query<CustomerRow>(find, [id]))[0];

/** How the list of customers is read: the actor's rows, narrowed by a search where there is one. */
export function customerList(ctx: Context, actor: Actor, request: ListRequest): ListSource {
  const search: Search | undefined = request.search ? searchOf(ctx.services.vault, request.search) : undefined;
  return {
    noun: customer,
    columns: sql.raw(`${base}, ${beside}`),
    from: search
      ? sql`from (${search.hits}) hit join customers.customer c using (customer_id)`
      : sql`from customers.customer c`,
    field: (key) =>
      key === "grade"
        ? sql`(select g.grade from customers.grade g where g.customer_id = c.customer_id)`
        : sql.ref(`c.${snake(key)}`),
    condition: gradeCondition,
    id: sql`c.customer_id`,
    where: [visibleRows(actor), sql`c.state <> 'merged'`, sql`c.state <> 'erased'`],
  };
}

/** Grades stand in a narrow table of their own: the planner knows there how many hold one, and picks the way by it. */
function gradeCondition(condition: Condition): RawBuilder<SqlBool> | undefined {
  if (condition.key !== "grade") return undefined;
  if ("in" in condition)
    return sql`c.customer_id in (select g.customer_id from customers.grade g where g.grade = any(${condition.in}))`;
  return "empty" in condition
    ? sql`not exists (select 1 from customers.grade g where g.customer_id = c.customer_id)`
    : undefined;
}
