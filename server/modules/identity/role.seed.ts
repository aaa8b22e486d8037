import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import type { Text } from "../../platform/text.ts";
import { insertRole, listRoles, updateRole } from "./role.store.ts";

export type ShippedRole = { readonly key: string; readonly label: Text; readonly grants: readonly string[] };
type Given = Readonly<Record<string, readonly string[]>>;

/**
 * Gives a house the roles that the product ships. A newer product brings new grants along: they are added to the roles
 * that are there. What the company took away from a role, and a role that it deleted, does not come back.
 */
export async function seedRoles(ctx: Context, shipped: readonly ShippedRole[]): Promise<void> {
  // Several machines may start at once.
  await sql`select pg_advisory_xact_lock(hashtext('identity.roles'))`.execute(ctx.tx);
  const given = await readGiven(ctx);
  const roles = await listRoles(ctx);
  for (const { key, label, grants } of shipped) {
    const role = roles.find((one) => one.key === key);
    if (!role) {
      if (!given?.[key])
        await insertRole(ctx, { id: newId(), key, label, about: { zh: "", en: "" }, grants: [...grants] });
      continue;
    }
    const known = new Set(given ? given[key] : grants.filter((one) => isHeld(roles, one)));
    const added = grants.filter((one) => !known.has(one) && !role.grants.includes(one));
    if (!added.length) continue;
    await updateRole(ctx, role.id, role.version, { grants: [...role.grants, ...added].sort() });
    await ctx.emit({
      kind: "identity.role.changed",
      subjectType: "role",
      subjectId: role.id,
      data: { key, added, removed: [] },
    });
  }
  const now = Object.fromEntries(shipped.map(({ key, grants }) => [key, grants]));
  await sql`
    insert into platform.setting (name, value) values ('roles.shipped', ${JSON.stringify(now)}::jsonb)
    on conflict (name) do update set value = excluded.value, updated_at = ${ctx.now}`.execute(ctx.tx);
}

const readGiven = async (ctx: Context): Promise<Given | undefined> =>
  (await sql<{ value: Given }>`select value from platform.setting where name = 'roles.shipped'`.execute(ctx.tx)).rows[0]
    ?.value;

/** A house that began before this was kept: what belongs to a module or a record that somebody has rights to was given before. */
const isHeld = (roles: readonly { readonly grants: readonly string[] }[], grant: string) =>
  roles.some((role) => role.grants.some((one) => one.split(".")[0] === grant.split(".")[0]));
