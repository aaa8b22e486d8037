import { z } from "zod";
import type { Context } from "../../../platform/context.ts";
import { invalid, notFound } from "../../../platform/errors.ts";
import { over } from "./callback.actions.ts";
import { Answer, answerProblems, dayOf, isDissatisfied } from "./callback.rules.ts";
import { type CallbackRow, readCallback } from "./callback.store.ts";
import { formOf, questionsOf } from "./form.store.ts";
import { lastNextDay } from "./limits.ts";
import { bySelf, ownCallback } from "./own.store.ts";
import { callAgain, keep } from "./record.actions.ts";

/** What a customer answers by themselves, under a link or in the portal. */
export const OwnAnswer = z.strictObject({
  satisfaction: z.number().int().min(1).max(5),
  answers: z.array(Answer).max(30).default([]),
  opinion: z.string().trim().min(1).max(2000).optional(),
});
export type OwnAnswer = z.output<typeof OwnAnswer>;

/**
 * The customer's own answer, once, whichever way it comes. A dissatisfied one is called as soon as the policy lets us promise.
 * @throws AppError service.callback_over (409), service.invalid (400)
 */
export async function answerOneself(
  ctx: Context,
  row: CallbackRow,
  given: OwnAnswer,
  verb: "answered-by-link" | "answered-in-portal",
): Promise<void> {
  if (row.state !== "due") throw over();
  const problems = answerProblems(await questionsOf(ctx, row.formId), given.answers);
  if (problems.length) throw invalid(problems, "service.invalid");
  await keep(
    ctx,
    row,
    {
      at: ctx.now.toISOString(),
      way: row.way,
      satisfaction: given.satisfaction,
      answers: given.answers,
      opinion: given.opinion ?? null,
    },
    { id: null, name: bySelf },
  );
  if (isDissatisfied(given.satisfaction)) {
    const tomorrow = dayOf(new Date(ctx.now.getTime() + 86_400_000));
    const last = await lastNextDay(ctx);
    await callAgain(ctx, row, last && last < tomorrow ? last : tomorrow);
  }
  await ctx.emit({
    kind: `service.callback.${verb}`,
    customerId: row.customerId,
    subjectType: "callback",
    subjectId: row.id,
  });
}

const none = () => notFound({ zh: "问卷", en: "questionnaire" });

/** A callback that this customer answers or answered by themselves, with its questions. @throws AppError platform.not_found (404) */
export async function readOwnCallback(ctx: Context, customerId: string, id: string) {
  const row = await ownCallback(ctx, customerId, id);
  if (!row) throw none();
  const { formId, ...seen } = row;
  return { ...seen, questions: (await formOf(ctx, formId))?.questions ?? [] };
}

/** @throws AppError platform.not_found (404); service.callback_over (409) */
export async function answerInPortal(ctx: Context, customerId: string, id: string, given: OwnAnswer): Promise<void> {
  const row = (await ownCallback(ctx, customerId, id)) && (await readCallback(ctx, customerId, id));
  if (!row) throw none();
  await answerOneself(ctx, row, given, "answered-in-portal");
}
