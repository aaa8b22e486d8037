import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type CheckRow = {
  id: string;
  accurate: boolean;
  wrongFields: string[];
  note: string | null;
  checkedByName: string;
  at: string;
};

const columns = `id, accurate, wrong_fields as "wrongFields", note, checked_by_name as "checkedByName", at`;

const insert: Statement = {
  name: "customers.check.insert",
  text: `insert into customers.second_check (customer_id, id, accurate, wrong_fields, note, checked_by, checked_by_name, department_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
};

/** `departmentId`: whose entry was checked, for figures by department. */
export const insertCheck = async (
  ctx: Context,
  customerId: string,
  departmentId: string | null,
  given: { accurate: boolean; wrongFields: readonly string[]; note?: string | null | undefined },
): Promise<CheckRow> =>
  (
    await ctx.query<CheckRow>(insert, [
      customerId,
      newId(),
      given.accurate,
      given.wrongFields,
      given.note ?? null,
      ctx.actor.id,
      ctx.actor.name,
      departmentId,
      ctx.now,
    ])
  )[0]!;

const list: Statement = {
  name: "customers.check.list",
  text: `select ${columns} from customers.second_check where customer_id = $1 order by at desc, id desc limit 50`,
};
export const listChecks = (ctx: Pick<Context, "query">, customerId: string) => ctx.query<CheckRow>(list, [customerId]);

const departmentOf: Statement = {
  name: "customers.check.department",
  text: `select department_id as "departmentId" from identity.staff where id = $1`,
};
export const departmentOfStaff = async (ctx: Context, staffId: string): Promise<string | null> =>
  (await ctx.query<{ departmentId: string }>(departmentOf, [staffId]))[0]?.departmentId ?? null;
