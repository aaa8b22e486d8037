import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { isActiveStaff, staffOf } from "../../identity/index.ts";
import { askGuard, handPromises, releaseSubject } from "../../policy/index.ts";
import { callerGuard } from "./callback.controls.ts";
import { assignCallback, type CallbackRow, cancelUncallable, findCallback } from "./callback.store.ts";

/** A callback of the actor's. @throws AppError platform.not_found (404) else, so that nobody can probe */
export async function loadCallback(ctx: Context, id: string): Promise<CallbackRow> {
  const row = await findCallback(ctx, id);
  if (!row) throw notFound({ zh: "回访", en: "callback" });
  return row;
}

export const over = () =>
  conflict("service.callback_over", {
    zh: "该回访已经结束，可能刚由同事完成。请刷新后查看。",
    en: "This callback is over; a colleague may just have made it. Reload to see it.",
  });

/** A callback that is still to be made. @throws AppError service.callback_over (409) */
export async function loadDue(ctx: Context, id: string): Promise<CallbackRow> {
  const row = await loadCallback(ctx, id);
  if (row.state !== "due") throw over();
  return row;
}

/** Asks whether this person may call: not where they handled the complaint (S2.2.2). */
export const demandCaller = (ctx: Context, row: CallbackRow, staffId: string | null) =>
  askGuard(ctx, callerGuard, {
    customerId: row.customerId,
    subjectType: "callback",
    subjectId: row.id,
    departmentId: row.departmentId,
    facts: { followsComplaint: row.severity !== null, handled: staffId !== null && row.handledBy.includes(staffId) },
  });

/** Gives a callback to a colleague, with its promise. @throws AppError service.invalid (400), policy.guarded (403) */
export async function assign(ctx: Context, id: string, assigneeId: string): Promise<void> {
  const row = await loadDue(ctx, id);
  const staff = (await isActiveStaff(ctx, assigneeId)) ? await staffOf(ctx, assigneeId) : undefined;
  if (!staff)
    throw invalid(
      [
        {
          field: "assigneeId",
          text: { zh: "没有这名在职员工", en: "there is no such active colleague" },
        },
      ],
      "service.invalid",
    );
  await demandCaller(ctx, row, assigneeId);
  if (!(await assignCallback(ctx, row.customerId, id, assigneeId, staff.departmentId))) throw over();
  await handPromises(ctx, { customerId: row.customerId, subjectId: id }, { assigneeId });
  await ctx.emit({
    kind: "service.callback.assigned",
    customerId: row.customerId,
    subjectType: "callback",
    subjectId: id,
    data: { assigneeId },
  });
}

/** Cron: who is gone, or took back the consent to callbacks, is not called any more. */
export async function endUncallable(ctx: Context): Promise<void> {
  const ended = await cancelUncallable(ctx);
  for (const { customerId, id } of ended)
    await releaseSubject(
      ctx,
      { customerId, subjectId: id },
      "客户已不能回访 / the customer may not be called any more",
    );
  await ctx.emit(
    ...ended.map(({ customerId, id }) => ({
      kind: "service.callback.cancelled",
      customerId,
      subjectType: "callback",
      subjectId: id,
    })),
  );
}
