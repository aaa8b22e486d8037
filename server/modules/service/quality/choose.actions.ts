import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { staffOf } from "../../identity/index.ts";
import { loadContact } from "../contact/contact.access.ts";
import { loadTicket } from "../ticket/ticket.actions.ts";
import { type CheckRow, findCheck, insertChecks } from "./check.store.ts";
import type { Drawn } from "./draw.store.ts";
import { demandScorer } from "./score.actions.ts";
import { findSheet } from "./sheet.store.ts";

export type Choice = {
  readonly subjectType: "contact" | "ticket";
  readonly subjectId: string;
  readonly sheetId: string;
};

/**
 * Chooses a contact or ticket to check by hand, beside the draws, to be scored by whoever chose it.
 * @throws AppError service.checked (409) where it was checked on this sheet, service.not_handled (409), platform.not_found (404)
 */
export async function chooseCheck(ctx: Context, { subjectType, subjectId, sheetId }: Choice): Promise<string> {
  const sheet = await findSheet(ctx.tx, sheetId);
  if (!sheet?.inUse)
    throw invalid(
      [{ field: "sheetId", text: { zh: "该评分表不在用", en: "this sheet is not in use" } }],
      "service.invalid",
    );
  const drawn = subjectType === "contact" ? await contactOf(ctx, subjectId) : await ticketOf(ctx, subjectId);
  const scorer = { id: ctx.actor.id!, name: ctx.actor.name };
  const [made] = await insertChecks(ctx, [{ ...drawn, scorer }], { sheet, drawId: null, dueAt: null, passScore: null });
  if (!made)
    throw conflict("service.checked", {
      zh: "该来件或工单已按此表抽查。",
      en: "It was chosen for this sheet already.",
    });
  await demandScorer(ctx, (await findCheck(ctx.tx, made.id)) as CheckRow, ctx.actor.id, false);
  return made.id;
}

async function contactOf(ctx: Context, id: string): Promise<Drawn> {
  const row = await loadContact(ctx, id);
  const staff = row.staffId ? await staffOf(ctx, row.staffId) : undefined;
  if (row.state !== "done" || !staff) throw unhandled();
  return {
    customerId: row.customerId,
    subjectType: "contact",
    subjectId: id,
    subjectLabel: row.channel,
    subjectAt: row.at,
    staffId: staff.id,
    staffName: staff.name,
    departmentId: row.departmentId ?? staff.departmentId,
  };
}

async function ticketOf(ctx: Context, id: string): Promise<Drawn> {
  const row = await loadTicket(ctx, id);
  if (!row.assigneeId || !row.assigneeName || !row.solvedAt) throw unhandled();
  return {
    customerId: row.customerId,
    subjectType: "ticket",
    subjectId: id,
    subjectLabel: row.number,
    subjectAt: row.closedAt ?? row.solvedAt,
    staffId: row.assigneeId,
    staffName: row.assigneeName,
    departmentId: row.departmentId,
  };
}

const unhandled = () =>
  conflict("service.not_handled", {
    zh: "尚未处理完毕，不能抽查。",
    en: "It is not handled yet and cannot be checked.",
  });
