import type { Context, Statement } from "../../platform/context.ts";
import type { Text } from "../../platform/text.ts";

const staff: Statement = {
  name: "identity.who.staff",
  text: "select 1 from identity.staff where id = $1 and state = 'active'",
};
const role: Statement = { name: "identity.who.role", text: "select 1 from identity.role where key = $1" };

/** Whether work can be given to this person. */
export const isActiveStaff = async (ctx: Context, id: string): Promise<boolean> =>
  (await ctx.query(staff, [id])).length > 0;

/** Whether there is such a role. */
export const isRole = async (ctx: Context, key: string): Promise<boolean> => (await ctx.query(role, [key])).length > 0;

const labels: Statement = { name: "identity.who.labels", text: "select key, label from identity.role" };

/** What the roles are called, by their keys. */
export const roleLabels = async (ctx: Context): Promise<Map<string, Text>> =>
  new Map((await ctx.query<{ key: string; label: Text }>(labels, [])).map((row) => [row.key, row.label]));

/** Name and department of a member of staff; undefined where there is none. */
export const staffOf = (ctx: Pick<Context, "tx">, id: string) =>
  ctx.tx.selectFrom("identity.staff").select(["id", "name", "departmentId"]).where("id", "=", id).executeTakeFirst();

export type Colleague = { readonly id: string; readonly name: string; readonly departmentId: string };

const colleagues: Statement = {
  name: "identity.who.with-grant",
  text: `select s.id, s.name, s.department_id as "departmentId" from identity.staff s
          where s.state = 'active' and ($2::uuid[] is null or s.department_id = any($2))
            and exists (select 1 from identity.staff_role sr join identity.role r on r.id = sr.role_id where sr.staff_id = s.id and $1 = any(r.grants))
          order by s.id`,
};

/** Everybody at work here whose roles hold a grant, in some departments or in all. */
export const colleaguesWith = (ctx: Context, grant: string, departments: readonly string[] | null = null) =>
  ctx.query<Colleague>(colleagues, [grant, departments]);

const byCode: Statement = {
  name: "identity.who.department",
  text: "select id from identity.department where code = $1",
};

/** The department that policies and files name by its code. */
export const departmentByCode = async (ctx: Context, code: string): Promise<string | undefined> =>
  (await ctx.query<{ id: string }>(byCode, [code]))[0]?.id;

const names: Statement = {
  name: "identity.who.departments",
  text: `select id, code, name, name_en as "nameEn" from identity.department order by parent_id nulls first, name`,
};

/** What the departments are called, for whoever gives them work. */
export const departmentNames = (ctx: Pick<Context, "query">) =>
  ctx.query<{ id: string; code: string; name: string; nameEn: string | null }>(names, []);

/** Somebody by what they sign in with; undefined where nobody at work here does. */
export const staffByEmail = (ctx: Pick<Context, "tx">, email: string) =>
  ctx.tx
    .selectFrom("identity.staff")
    .select(["id", "name"])
    .where("email", "=", email.trim().toLowerCase())
    .where("state", "=", "active")
    .executeTakeFirst();
