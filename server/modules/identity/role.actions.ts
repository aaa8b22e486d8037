import type { Context } from "../../platform/context.ts";
import { conflict, notFound } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { Text } from "../../platform/text.ts";
import { keepingAdministrator } from "./administrators.ts";
import { demandKnown } from "./grants.ts";
import { ownRights } from "./rights.ts";
import { deleteRole, findRole, insertRole, type RoleRow, updateRole } from "./role.store.ts";
import { newerVersion } from "./staff.actions.ts";

/** @throws AppError platform.not_found (404) */
export async function loadRole(ctx: Context, id: string): Promise<RoleRow> {
  const row = await findRole(ctx, id);
  if (!row) throw notFound({ zh: "岗位", en: "role" });
  return row;
}

/** @throws AppError identity.role_key_taken (409), identity.unknown_grant (400) */
export async function createRole(
  ctx: Context,
  given: { key: string; label: Text; about: Text; grants: string[] },
): Promise<RoleRow> {
  demandKnown(ctx.services, given.grants);
  const made = await insertRole(ctx, { ...given, id: newId(), grants: tidy(given.grants) });
  if (!made)
    throw conflict("identity.role_key_taken", { zh: "这个岗位代码已被使用。", en: "Another role has this key." });
  await ctx.emit({
    kind: "identity.role.created",
    subjectType: "role",
    subjectId: made.id,
    data: { key: given.key, added: tidy(given.grants) },
  });
  return loadRole(ctx, made.id);
}

export async function describeRole(
  ctx: Context,
  id: string,
  version: number,
  set: { label?: Text; about?: Text },
): Promise<RoleRow> {
  const found = await loadRole(ctx, id);
  if (!(await updateRole(ctx, id, version, set))) throw newerVersion(found.version);
  await ctx.emit({ kind: "identity.role.described", subjectType: "role", subjectId: id, data: { key: found.key } });
  return loadRole(ctx, id);
}

/**
 * Makes these the grants of a role. A grant that no module knows may stay where it stands (a module may be away
 * for a while), but not be added.
 * @throws AppError identity.own_rights (403) for a role that the caller holds, identity.unknown_grant (400),
 * identity.newer_version (409), identity.last_administrator (409)
 */
export async function changeGrants(ctx: Context, id: string, version: number, grants: string[]): Promise<RoleRow> {
  const found = await loadRole(ctx, id);
  if (ctx.actor.roles.includes(found.key)) throw ownRights();
  const wanted = tidy(grants);
  const added = wanted.filter((one) => !found.grants.includes(one));
  const removed = found.grants.filter((one) => !wanted.includes(one));
  demandKnown(ctx.services, added);
  await keepingAdministrator(ctx, async () => {
    if (!(await updateRole(ctx, id, version, { grants: wanted })))
      throw newerVersion((await loadRole(ctx, id)).version);
  });
  await ctx.emit({
    kind: "identity.role.changed",
    subjectType: "role",
    subjectId: id,
    data: { key: found.key, added, removed },
  });
  return loadRole(ctx, id);
}

/** @throws AppError identity.role_in_use (409) while somebody holds it */
export async function removeRole(ctx: Context, id: string): Promise<void> {
  const found = await loadRole(ctx, id);
  if (found.staffCount)
    throw conflict(
      "identity.role_in_use",
      { zh: "还有员工担任这个岗位，不能删除。", en: "Somebody still holds this role." },
      { staffCount: found.staffCount },
    );
  await deleteRole(ctx, id);
  await ctx.emit({ kind: "identity.role.deleted", subjectType: "role", subjectId: id, data: { key: found.key } });
}

const tidy = (grants: readonly string[]) => [...new Set(grants)].sort();
