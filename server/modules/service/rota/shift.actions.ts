import type { Context } from "../../../platform/context.ts";
import { conflict, notFound } from "../../../platform/errors.ts";
import {
  endDuties,
  findShift,
  insertShift,
  listShifts,
  moveDuties,
  type Shift,
  type ShiftValues,
  updateShift,
} from "./shift.store.ts";

const most = 24;

/** Adds a shift. @throws AppError service.too_many_shifts (409) */
export async function addShift(ctx: Context, given: ShiftValues): Promise<Shift> {
  if ((await listShifts(ctx)).filter((one) => one.active).length >= most)
    throw conflict("service.too_many_shifts", {
      zh: `最多设 ${most} 个班次，请先停用不用的。`,
      en: `At most ${most} shifts; retire one that is not used first.`,
    });
  const id = await insertShift(ctx, given);
  await ctx.emit({ kind: "service.shift.added", subjectType: "shift", subjectId: id, data: { name: given.name } });
  return (await findShift(ctx, id))!;
}

/**
 * Changes a shift; duties that have not begun follow. One that is retired loses them.
 * @throws AppError platform.not_found (404), service.shift_changed (409) where somebody else changed it meanwhile
 */
export async function changeShift(
  ctx: Context,
  id: string,
  version: number,
  patch: Partial<ShiftValues & Pick<Shift, "active">>,
): Promise<Shift> {
  const before = await findShift(ctx, id);
  if (!before) throw notFound({ zh: "班次", en: "shift" });
  if (before.version !== version)
    throw conflict(
      "service.shift_changed",
      { zh: "这个班次刚被别人改过，请重新打开后再改。", en: "Somebody changed this shift meanwhile; open it again." },
      { version: before.version },
    );
  const after = { ...before, ...patch };
  await updateShift(ctx, id, after);
  if (!after.active) await endDuties(ctx, id);
  else if (after.starts !== before.starts || after.ends !== before.ends) await moveDuties(ctx, id);
  await ctx.emit({
    kind: after.active ? "service.shift.changed" : "service.shift.retired",
    subjectType: "shift",
    subjectId: id,
    data: { name: after.name, fields: Object.keys(patch) },
  });
  return (await findShift(ctx, id))!;
}
