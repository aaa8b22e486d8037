import { demand } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { AppError, conflict, invalid, notFound } from "../../platform/errors.ts";
import { demandWritable } from "../../platform/fields/index.ts";
import { newId } from "../../platform/ids.ts";
import { keepingAdministrator } from "./administrators.ts";
import { delegationsTo } from "./delegation.store.ts";
import { findDepartment } from "./department.store.ts";
import { firstPassword, hashPassword } from "./password.ts";
import { ownRights } from "./rights.ts";
import { endSessions } from "./session.actions.ts";
import { staff } from "./staff.fields.ts";
import {
  emailTaken,
  findStaff,
  insertStaff,
  replaceRoles,
  rolesByKey,
  type StaffChange,
  type StaffRow,
  updateStaff,
} from "./staff.store.ts";

export type NewStaffGiven = { name: string; email: string; phone?: string | null | undefined; departmentId: string };

/** @throws AppError platform.not_found (404) */
export async function loadStaff(ctx: Context, id: string): Promise<StaffRow> {
  const row = await findStaff(ctx, id);
  if (!row) throw notFound({ zh: "员工", en: "staff member" });
  return row;
}

/** Adds a person for somebody who may; `roles` (keys) needs the right to give roles too. Answers the first password, this once. */
export async function createStaff(
  ctx: Context,
  given: NewStaffGiven,
  roles: readonly string[],
): Promise<{ id: string; firstPassword: string }> {
  demandWritable(ctx.actor, staff, given);
  if (roles.length) demand(ctx.actor, "identity.roles.assign");
  return addStaff(ctx, { ...given, roles });
}

/**
 * Adds a person with a first password that must be replaced at the first sign-in. Checks no rights: callers do
 * (HTTP), or own the machine (command line). The department is named by its id or its code.
 * @throws AppError identity.email_taken (409), platform.invalid (400) for an unknown department or role
 */
export async function addStaff(
  ctx: Context,
  given: { name: string; email: string; phone?: string | null | undefined; roles: readonly string[] } & (
    { departmentId: string } | { departmentCode: string }
  ),
): Promise<{ id: string; firstPassword: string }> {
  const { name, phone = null, roles } = given;
  const email = given.email.trim();
  demandSound({ name, email });
  const department = await findDepartment(
    ctx,
    "departmentId" in given ? { id: given.departmentId } : { code: given.departmentCode },
  );
  if (!department) throw noSuchDepartment();
  const password = firstPassword();
  const passwordHash = await hashPassword(password);
  const made = await insertStaff(ctx, {
    id: newId(),
    name,
    email,
    phone,
    departmentId: department.id,
    passwordHash,
  });
  if (!made) throw taken();
  await ctx.emit({ kind: "identity.staff.created", subjectType: "staff", subjectId: made.id });
  if (roles.length) await setRoles(ctx, made.id, roles);
  return { id: made.id, firstPassword: password };
}

/**
 * Changes what a person's record says, if it is still the version that the caller read.
 * @throws AppError identity.newer_version (409) with the present `version`
 */
export async function changeStaff(ctx: Context, id: string, version: number, set: StaffChange): Promise<StaffRow> {
  const found = await loadStaff(ctx, id);
  demandWritable(ctx.actor, staff, set);
  // The rows that somebody sees follow the department.
  if (id === ctx.actor.id && set.departmentId && set.departmentId !== found.departmentId) throw ownRights();
  if (set.departmentId && !(await findDepartment(ctx, { id: set.departmentId }))) throw noSuchDepartment();
  if (set.email && (await emailTaken(ctx, set.email, id))) throw taken();
  const updated = await updateStaff(ctx, id, set, version);
  if (!updated) throw newerVersion((await findStaff(ctx, id))?.version ?? found.version);
  await ctx.emit({
    kind: "identity.staff.changed",
    subjectType: "staff",
    subjectId: id,
    data: { fields: Object.keys(set) },
  });
  return loadStaff(ctx, id);
}

/** Shuts a person out at once: all sessions end, tokens stop working. The last administrator stays. */
export async function disableStaff(ctx: Context, id: string): Promise<void> {
  const found = await loadStaff(ctx, id);
  if (id === ctx.actor.id) throw ownRights();
  if (found.state === "disabled") return;
  await keepingAdministrator(ctx, () => updateStaff(ctx, id, { state: "disabled" }));
  await endSessions(ctx, id);
  await ctx.emit({ kind: "identity.staff.disabled", subjectType: "staff", subjectId: id });
}

export async function enableStaff(ctx: Context, id: string): Promise<void> {
  const found = await loadStaff(ctx, id);
  if (id === ctx.actor.id) throw ownRights();
  if (found.state === "active") return;
  await updateStaff(ctx, id, { state: "active" });
  await ctx.emit({ kind: "identity.staff.enabled", subjectType: "staff", subjectId: id });
}

/** Gives a person exactly these roles (keys). @throws AppError identity.own_rights (403), identity.last_administrator (409) */
export async function changeRoles(ctx: Context, id: string, roles: readonly string[]): Promise<StaffRow> {
  await loadStaff(ctx, id);
  if (await lendsToCaller(ctx, id)) throw ownRights();
  await keepingAdministrator(ctx, () => setRoles(ctx, id, roles));
  return loadStaff(ctx, id);
}

// Oneself, or somebody whose rights one works with: both would be one's own rights.
const lendsToCaller = async (ctx: Context, id: string): Promise<boolean> =>
  id === ctx.actor.id ||
  (ctx.actor.id !== null && (await delegationsTo(ctx, ctx.actor.id)).some((one) => one.fromStaffId === id));

async function setRoles(ctx: Context, id: string, keys: readonly string[]): Promise<void> {
  const rows = await rolesByKey(ctx, keys);
  const unknown = keys.filter((key) => !rows.some((row) => row.key === key));
  if (unknown.length)
    throw invalid(
      unknown.map((key) => ({
        field: "roles",
        text: { zh: `没有「${key}」这个岗位`, en: `there is no role "${key}"` },
      })),
    );
  const before = (await findStaff(ctx, id))?.roles ?? [];
  await replaceRoles(
    ctx,
    id,
    rows.map((row) => row.id),
  );
  const added = keys.filter((key) => !before.includes(key));
  const removed = before.filter((key) => !keys.includes(key));
  if (added.length || removed.length)
    await ctx.emit({
      kind: "identity.staff.roles_changed",
      subjectType: "staff",
      subjectId: id,
      data: { added, removed },
    });
}

export const newerVersion = (version: number): AppError =>
  new AppError("identity.newer_version", 409, {
    text: {
      zh: "您打开之后，有人已改动此记录（现为第 {version} 版），请刷新后再改。",
      en: "Somebody changed this record since you opened it (now version {version}): reload, then change it.",
    },
    values: { version },
    extra: { version },
  });

const noSuchDepartment = () =>
  invalid([{ field: "departmentId", text: { zh: "没有这个部门", en: "there is no such department" } }]);
const taken = () =>
  conflict("identity.email_taken", {
    zh: "这个邮箱已属于另一位员工。",
    en: "This e-mail belongs to another member of staff.",
  });

function demandSound(given: { name: string; email: string }): void {
  const wrong = (["name", "email"] as const).filter(
    (field) => !staff.fields[field].schema.safeParse(given[field]).success,
  );
  if (!wrong.length) return;
  throw invalid(
    wrong.map((field) => {
      const { zh, en } = staff.fields[field].label;
      return { field, text: { zh: `「${zh}」填写有误`, en: `"${en}" is not right` } };
    }),
  );
}
