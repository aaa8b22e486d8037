import type { Context } from "../../platform/context.ts";
import { conflict, invalid, notFound } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { findDepartment, insertDepartment, liesWithin, lockDepartments, updateDepartment } from "./department.store.ts";

const noDepartment = () => notFound({ zh: "部门", en: "department" });

type NewDepartment = { code: string; name: string; nameEn?: string | null | undefined; parentId: string | null };

/** @throws AppError identity.department_code_taken (409), platform.invalid (400) for an unknown parent */
export async function createDepartment(ctx: Context, given: NewDepartment): Promise<string> {
  await demandParent(ctx, given.parentId);
  const made = await insertDepartment(ctx, { ...given, id: newId(), nameEn: given.nameEn ?? null });
  if (!made)
    throw conflict("identity.department_code_taken", {
      zh: "这个部门代码已被使用。",
      en: "Another department has this code.",
    });
  await ctx.emit({
    kind: "identity.department.created",
    subjectType: "department",
    subjectId: made.id,
    data: { code: given.code },
  });
  return made.id;
}

export async function renameDepartment(
  ctx: Context,
  id: string,
  set: { name?: string | undefined; nameEn?: string | null | undefined },
): Promise<void> {
  const found = await findDepartment(ctx, { id });
  if (!found) throw noDepartment();
  if (!Object.keys(set).length) return;
  await updateDepartment(ctx, id, set);
  await ctx.emit({
    kind: "identity.department.renamed",
    subjectType: "department",
    subjectId: id,
    data: { from: found.name, to: set.name ?? found.name },
  });
}

/**
 * Puts a department, with all below it, under another one, or at the top (null). Rows that people see by
 * department follow, so this changes rights.
 * @throws AppError identity.department_ring (409) when the new parent lies below it
 */
export async function moveDepartment(ctx: Context, id: string, parentId: string | null): Promise<void> {
  await lockDepartments(ctx);
  const found = await findDepartment(ctx, { id });
  if (!found) throw noDepartment();
  await demandParent(ctx, parentId);
  if (parentId && (await liesWithin(ctx, parentId, id)))
    throw conflict("identity.department_ring", {
      zh: "不能把部门移到它自己或它的下级部门之下。",
      en: "A department cannot stand below itself.",
    });
  if (found.parentId === parentId) return;
  await updateDepartment(ctx, id, { parentId });
  await ctx.emit({
    kind: "identity.department.moved",
    subjectType: "department",
    subjectId: id,
    data: { from: found.parentId, to: parentId },
  });
}

async function demandParent(ctx: Context, parentId: string | null) {
  if (parentId && !(await findDepartment(ctx, { id: parentId })))
    throw invalid([{ field: "parentId", text: { zh: "没有这个上级部门", en: "there is no such department" } }]);
}
