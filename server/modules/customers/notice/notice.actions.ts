import type { Context } from "../../../platform/context.ts";
import { conflict, forbidden, notFound } from "../../../platform/errors.ts";
import type { Noun } from "../../../platform/fields/index.ts";
import { bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { loadCustomer } from "../customer.load.ts";
import { changeNotice } from "./notice.controls.ts";
import { toldOf } from "./notice.rules.ts";
import { acknowledgeRow, listNotices, putNotices } from "./notice.store.ts";

/** A changed fact is told to the departments that the clause names for it (B3.3.1); each promises to acknowledge it. */
export async function tellDepartments(
  ctx: Context,
  customerId: string,
  noun: Noun,
  fields: readonly string[],
): Promise<void> {
  const lines = (await bindingsOf(ctx.services, changeNotice.key, ctx.now)).flatMap(
    (binding) => binding.parameters.informs as string[],
  );
  // A removed record concerns whoever any of its fields concerns.
  const told = toldOf(lines, noun, fields.length ? fields : Object.keys(noun.fields));
  if (!told.size) return;
  const notices = await putNotices(ctx, customerId, told);
  await openObligations(
    ctx,
    changeNotice.key,
    notices.map(({ id, departmentId }) => ({ customerId, subjectType: "change_notice", subjectId: id, departmentId })),
  );
}

export async function readNotices(ctx: Context, customerId: string) {
  await loadCustomer(ctx, customerId);
  return listNotices(ctx, customerId);
}

/** Somebody of the department has read it. @throws AppError customers.not_your_notice (403) for people of others */
export async function acknowledgeNotice(ctx: Context, customerId: string, id: string) {
  await loadCustomer(ctx, customerId);
  const notice = (await listNotices(ctx, customerId)).find((one) => one.id === id);
  if (!notice) throw notFound({ zh: "变更通知", en: "notice of change" });
  if (!ctx.actor.departments.includes(notice.departmentId))
    throw forbidden(
      {
        zh: "这份通知应由接收部门的人员确认。",
        en: "Somebody of the department that was told has to acknowledge this.",
      },
      "customers.not_your_notice",
    );
  const row = await acknowledgeRow(ctx, customerId, id);
  if (!row)
    throw conflict("customers.notice_acknowledged", {
      zh: "这份通知已经确认过了。",
      en: "This notice was acknowledged already.",
    });
  await fulfil(ctx, changeNotice.key, [{ customerId, subjectId: id }]);
  await ctx.emit({
    kind: "customers.change.acknowledged",
    customerId,
    subjectType: "change_notice",
    subjectId: id,
    data: { fields: row.fields },
  });
  return row;
}
