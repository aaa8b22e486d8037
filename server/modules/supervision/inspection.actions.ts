import { type Cycle, periodOf } from "../../platform/calendar/index.ts";
import type { Context } from "../../platform/context.ts";
import { conflict, invalid, notFound } from "../../platform/errors.ts";
import { nobody } from "../../platform/ids.ts";
import { isActiveStaff } from "../identity/index.ts";
import { bindingsOf, fulfil, openObligations } from "../policy/index.ts";
import {
  findInspection,
  insertInspection,
  type NewInspection,
  openTurn,
  turnToInspect,
  verifyInspection,
} from "./inspection.store.ts";
import { inspectionDuty } from "./supervision.controls.ts";

/** Cron: opens the inspection of the running period once (B8.1.1), where a clause in force asks for it. */
export async function openInspections(ctx: Context): Promise<void> {
  for (const { clause, parameters } of await bindingsOf(ctx.services, inspectionDuty.key, ctx.now)) {
    const period = periodOf(parameters.cycle as Cycle, ctx.now.toISOString());
    const turn = await openTurn(ctx, inspectionDuty.key, clause, period);
    if (!turn) continue;
    await openObligations(ctx, inspectionDuty.key, [
      {
        customerId: nobody,
        subjectType: "inspection_turn",
        subjectId: turn,
        subjectName: period.label.zh,
        openedAt: period.from,
      },
    ]);
  }
}

/**
 * Records an inspection and so keeps the promise of its turn: the oldest that waits.
 * @throws AppError supervision.invalid (400) where an owner is named without a deadline, or is not at work here
 */
export async function recordInspection(ctx: Context, given: NewInspection): Promise<string> {
  if (Boolean(given.ownerId) !== Boolean(given.correctBy))
    throw invalid(
      [
        {
          field: given.ownerId ? "correctBy" : "ownerId",
          text: { zh: "整改责任人和整改期限须一并填写", en: "an owner and a deadline go together" },
        },
      ],
      "supervision.invalid",
    );
  if (given.ownerId && !(await isActiveStaff(ctx, given.ownerId)))
    throw invalid(
      [{ field: "ownerId", text: { zh: "责任人不是在岗员工", en: "the owner is not at work here" } }],
      "supervision.invalid",
    );
  const turn = await turnToInspect(ctx.tx);
  const id = await insertInspection(ctx, turn ?? null, given);
  if (turn) await fulfil(ctx, inspectionDuty.key, [{ customerId: nobody, subjectId: turn }]);
  await ctx.emit({ kind: "supervision.inspection.recorded", subjectType: "inspection", subjectId: id });
  return id;
}

/** Closes a finding after its correction was looked at. @throws AppError supervision.nothing_to_verify (409) */
export async function verify(ctx: Context, id: string, verification: string): Promise<void> {
  if (await verifyInspection(ctx, id, verification)) {
    await ctx.emit({ kind: "supervision.inspection.verified", subjectType: "inspection", subjectId: id });
    return;
  }
  if (!(await findInspection(ctx.tx, id))) throw notFound({ zh: "检查记录", en: "inspection" });
  throw conflict("supervision.nothing_to_verify", {
    zh: "该检查没有待整改的问题，或已经复核销号。",
    en: "This inspection has nothing to correct, or was verified already.",
  });
}
