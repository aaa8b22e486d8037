import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Text } from "../../platform/text.ts";

export type RoleRow = {
  id: string;
  key: string;
  label: Text;
  about: Text;
  grants: string[];
  version: number;
  staffCount: number;
};

const columns = sql`
  r.id, r.key, r.label, r.about, r.grants, r.version,
  (select count(*)::int from identity.staff_role sr where sr.role_id = r.id) as staff_count`;

export const listRoles = async (ctx: Context): Promise<RoleRow[]> =>
  (await sql<RoleRow>`select ${columns} from identity.role r order by r.created_at, r.id`.execute(ctx.tx)).rows;

export const findRole = async (ctx: Context, id: string): Promise<RoleRow | undefined> =>
  (await sql<RoleRow>`select ${columns} from identity.role r where r.id = ${id}`.execute(ctx.tx)).rows[0];

type NewRoleRow = { id: string; key: string; label: Text; about: Text; grants: string[] };

/** Answers undefined where another role has this key. */
export const insertRole = (ctx: Context, { id, key, label, about, grants }: NewRoleRow) =>
  ctx.tx
    .insertInto("identity.role")
    .values({
      id,
      key,
      grants,
      label: JSON.stringify(label),
      about: JSON.stringify(about),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();

/** Changes a role while it is still this version. */
export const updateRole = (
  ctx: Context,
  id: string,
  version: number,
  { label, about, grants }: { label?: Text; about?: Text; grants?: string[] },
) =>
  ctx.tx
    .updateTable("identity.role")
    .set((eb) => ({
      version: eb("version", "+", 1),
      updatedAt: ctx.now,
      ...(label && { label: JSON.stringify(label) }),
      ...(about && { about: JSON.stringify(about) }),
      ...(grants && { grants }),
    }))
    .where("id", "=", id)
    .where("version", "=", version)
    .returning("version")
    .executeTakeFirst();

export const deleteRole = (ctx: Context, id: string) =>
  ctx.tx.deleteFrom("identity.role").where("id", "=", id).execute();
