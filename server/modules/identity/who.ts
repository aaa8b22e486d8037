import type { Context, Statement } from "../../platform/context.ts";

const staff: Statement = { name: "identity.who.staff", text: "select 1 from identity.staff where id = $1 and state = 'active'" };
const role: Statement = { name: "identity.who.role", text: "select 1 from identity.role where key = $1" };

/** Whether work can be given to this person. */
export const isActiveStaff = async (ctx: Context, id: string): Promise<boolean> => (await ctx.query(staff, [id])).length > 0;

/** Whether there is such a role. */
export const isRole = async (ctx: Context, key: string): Promise<boolean> => (await ctx.query(role, [key])).length > 0;
