import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ListRequest, ListSource } from "../../platform/lists/index.ts";
import { staff } from "./staff.fields.ts";

export type StaffRow = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  departmentId: string;
  departmentName: string;
  roles: string[];
  state: string;
  mustChangePassword: boolean;
  totpEnabledAt: string | null;
  lockedUntil: string | null;
  version: number;
  createdAt: string;
};

const columns = sql`
  s.id, s.name, s.email, s.phone, s.department_id, d.name as department_name, s.state, s.must_change_password,
  s.totp_enabled_at, s.locked_until, s.version, s.created_at,
  array(select r.key from identity.staff_role sr join identity.role r on r.id = sr.role_id where sr.staff_id = s.id order by r.key) as roles`;
const from = sql`from identity.staff s join identity.department d on d.id = s.department_id`;

export async function findStaff(ctx: Context, id: string): Promise<StaffRow | undefined> {
  const { rows } = await sql<StaffRow>`select ${columns} ${from} where s.id = ${id}`.execute(ctx.tx);
  return rows[0];
}

/** How the list of staff is read; `role` is a role's key. */
export function staffList(request: ListRequest, role: string | undefined): ListSource {
  const pattern = `%${request.search?.replace(/[\\%_]/g, "\\$&")}%`;
  return {
    noun: staff,
    columns,
    from,
    field: (key) =>
      key === "departmentName"
        ? sql`d.name`
        : sql.ref(`s.${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`),
    id: sql`s.id`,
    where: [
      ...(request.search ? [sql<boolean>`(s.name ilike ${pattern} or s.email ilike ${pattern})`] : []),
      ...(role
        ? [
            sql<boolean>`exists (select 1 from identity.staff_role sr join identity.role r on r.id = sr.role_id where sr.staff_id = s.id and r.key = ${role})`,
          ]
        : []),
    ],
  };
}

type NewStaffRow = {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  departmentId: string;
  passwordHash: string;
};

/** Answers undefined where the e-mail belongs to somebody else. */
export const insertStaff = (ctx: Context, row: NewStaffRow) =>
  ctx.tx
    .insertInto("identity.staff")
    .values({ ...row, mustChangePassword: true, createdAt: ctx.now, updatedAt: ctx.now })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returning("id")
    .executeTakeFirst();

export const emailTaken = async (ctx: Context, email: string, byOtherThan: string): Promise<boolean> =>
  Boolean(
    await ctx.tx
      .selectFrom("identity.staff")
      .select("id")
      .where((eb) => eb(eb.fn<string>("lower", ["email"]), "=", email.toLowerCase()))
      .where("id", "<>", byOtherThan)
      .executeTakeFirst(),
  );

export type StaffChange = {
  name?: string;
  email?: string;
  phone?: string | null;
  departmentId?: string;
  state?: string;
};

/** Changes a person and counts the version up; with `version`, only while it is still that one. Answers the new version. */
export const updateStaff = (ctx: Context, id: string, set: StaffChange, version?: number) =>
  ctx.tx
    .updateTable("identity.staff")
    .set((eb) => ({ ...set, version: eb("version", "+", 1), updatedAt: ctx.now }))
    .where("id", "=", id)
    .$if(version !== undefined, (q) => q.where("version", "=", version!))
    .returning("version")
    .executeTakeFirst();

export const rolesByKey = (ctx: Context, keys: readonly string[]) =>
  ctx.tx
    .selectFrom("identity.role")
    .select(["id", "key", "grants"])
    .where("key", "in", keys.length ? keys : [""])
    .execute();

/** Makes these the roles of a person: one statement, so that nobody is ever seen without any. */
export async function replaceRoles(ctx: Context, staffId: string, roleIds: readonly string[]): Promise<void> {
  await sql`
    with gone as (delete from identity.staff_role where staff_id = ${staffId} and role_id <> all(${roleIds}::uuid[]))
    insert into identity.staff_role (staff_id, role_id, granted_by, granted_at)
    select ${staffId}, id, ${ctx.actor.id}, ${ctx.now} from unnest(${roleIds}::uuid[]) as id
    on conflict do nothing`.execute(ctx.tx);
}
