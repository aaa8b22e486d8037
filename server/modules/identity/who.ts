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
