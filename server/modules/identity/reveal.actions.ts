import type { Context } from "../../platform/context.ts";
import { AppError } from "../../platform/errors.ts";
import { canReveal, seesClear } from "../../platform/fields/index.ts";
import { staff } from "./staff.fields.ts";
import { loadStaff } from "./staff.actions.ts";

/** Shows one masked field once, for a reason that the audit trail keeps. @throws AppError fields.not_revealable (403) */
export async function revealStaff(ctx: Context, id: string, field: "phone", reason: string): Promise<string | null> {
  const row = await loadStaff(ctx, id);
  const declared = staff.fields[field];
  if (!canReveal(ctx.actor, staff, declared) && !seesClear(ctx.actor, staff, declared))
    throw new AppError("fields.not_revealable", 403, {
      text: { zh: "您的岗位不能查看「{field}」的完整内容。", en: "Your role may not see this field in full." },
      values: { field: declared.label.zh },
    });
  await ctx.emit({ kind: "identity.staff.revealed", subjectType: "staff", subjectId: id, data: { field, reason } });
  return row[field];
}
