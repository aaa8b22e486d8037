import { demandWritable } from "../../../platform/fields/index.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, notFound } from "../../../platform/errors.ts";
import { namesOfCustomers } from "../../customers/index.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { fulfil, openObligations } from "../../policy/index.ts";
import { remedyDuty } from "./callback.controls.ts";
import { callbackRemedy } from "./callback.fields.ts";
import type { CallbackRow } from "./callback.store.ts";
import {
  answerRemedy,
  findRemedy,
  insertRemedy,
  listRemedies,
  remediesOf,
  type RemedyRow,
  setRemedyDue,
} from "./remedy.store.ts";

/** Orders a department to put something right, by the term of the clause (S2.2.3). */
export async function openRemedy(
  ctx: Context,
  of: CallbackRow,
  remedy: { readonly departmentId: string; readonly problem: string },
): Promise<string> {
  const id = await insertRemedy(ctx, of, remedy);
  const subject = { customerId: of.customerId, subjectType: "callback_remedy", subjectId: id };
  // Where one person works for the department it is theirs; else it waits for whoever leads the department.
  const workers = await colleaguesWith(ctx, "service.tickets.work", [remedy.departmentId]);
  const assigneeId = workers.length === 1 ? workers[0]!.id : null;
  const promised = await openObligations(ctx, remedyDuty.key, [
    { ...subject, departmentId: remedy.departmentId, assigneeId },
  ]);
  const due = promised.flatMap(({ dueAt }) => dueAt ?? []).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  if (due) await setRemedyDue(ctx, of.customerId, id, due);
  await ctx.emit({ kind: "service.callback-remedy.opened", ...subject, data: { departmentId: remedy.departmentId } });
  return id;
}

/** The department says what it did. @throws AppError platform.not_found (404), service.remedy_answered (409) */
export async function answer(ctx: Context, id: string, words: string): Promise<void> {
  demandWritable(ctx.actor, callbackRemedy, { answer: words });
  const row = await findRemedy(ctx, id);
  if (!row) throw notFound({ zh: "整改单", en: "correction order" });
  if (!(await answerRemedy(ctx, row, words)))
    throw conflict("service.remedy_answered", {
      zh: "该整改单已经答复。",
      en: "This correction order was answered already.",
    });
  const subject = { customerId: row.customerId, subjectType: "callback_remedy", subjectId: id };
  await fulfil(ctx, remedyDuty.key, [subject]);
  await ctx.emit({ kind: "service.callback-remedy.answered", ...subject });
}

async function named(ctx: Context, rows: readonly RemedyRow[]) {
  const names = await namesOfCustomers(
    ctx,
    rows.map((row) => row.customerId),
  );
  return rows.map((row) => ({ ...row, customerName: names.get(row.customerId) ?? null }));
}

export const readRemedies = async (ctx: Context, asked: Parameters<typeof listRemedies>[1]) =>
  named(ctx, await listRemedies(ctx, asked));

export const readRemediesOf = async (ctx: Context, customerId: string, callbackId: string) =>
  named(ctx, await remediesOf(ctx, customerId, callbackId));

export const readRemedy = async (ctx: Context, id: string) => (await named(ctx, [(await findRemedy(ctx, id))!]))[0]!;
