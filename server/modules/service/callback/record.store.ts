import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { CallbackRow } from "./callback.store.ts";
import type { Answer } from "./callback.rules.ts";
import type { Failure, Way } from "./choices.ts";

export type Said = {
  readonly at: string;
  readonly way: Way;
  readonly satisfaction: number | null;
  readonly opinion: string | null;
  readonly opinionCategory: string | null;
  readonly answered: string | null;
  readonly fixed: string | null;
  readonly explanation: string | null;
  readonly nextOn: string | null;
};

/** Keeps what was said; undefined where somebody else was quicker. */
export const keepRecord = (
  ctx: Context,
  of: CallbackRow,
  { at, ...said }: Said,
  by: { id: string | null; name: string },
) =>
  ctx.tx
    .updateTable("service.callback")
    .set((eb) => ({
      ...said,
      state: "done",
      calledAt: at,
      calledBy: by.id,
      calledByName: by.name,
      recordedAt: ctx.now,
      departmentId: ctx.actor.departments[0] ?? eb.ref("departmentId"),
      version: eb("version", "+", 1),
    }))
    .where("customerId", "=", of.customerId)
    .where("id", "=", of.id)
    .where("state", "=", "due")
    .returning("id")
    .executeTakeFirst();

export async function insertAnswers(ctx: Context, of: CallbackRow, answers: readonly Answer[]): Promise<void> {
  if (!answers.length || !of.formId) return;
  const { customerId, id: callbackId, formId } = of;
  await ctx.tx
    .insertInto("service.callbackAnswer")
    .values(
      answers.map(({ question, score, choices, words }) => ({
        customerId,
        callbackId,
        formId,
        question,
        score: score ?? null,
        choices: choices ?? null,
        words: words ?? null,
      })),
    )
    .execute();
}

export const answersOf = (ctx: Pick<Context, "tx">, customerId: string, callbackId: string) =>
  ctx.tx
    .selectFrom("service.callbackAnswer")
    .select(["question", "score", "choices", "words"])
    .where("customerId", "=", customerId)
    .where("callbackId", "=", callbackId)
    .execute();

/** One more try in vain; answers how many there were, undefined where the callback is over. */
export const countAttempt = async (ctx: Context, of: CallbackRow, tryAt: string | null): Promise<number | undefined> =>
  (
    await ctx.tx
      .updateTable("service.callback")
      .set((eb) => ({ attempts: eb("attempts", "+", 1), tryAt, version: eb("version", "+", 1) }))
      .where("customerId", "=", of.customerId)
      .where("id", "=", of.id)
      .where("state", "=", "due")
      .returning("attempts")
      .executeTakeFirst()
  )?.attempts;

export const insertAttempt = (
  ctx: Context,
  of: CallbackRow,
  tried: { at: string; way: Way; outcome: Failure; tryAt: string | null },
) =>
  ctx.tx
    .insertInto("service.callbackAttempt")
    .values({
      ...tried,
      customerId: of.customerId,
      id: newId(),
      callbackId: of.id,
      byId: ctx.actor.id,
      byName: ctx.actor.name,
    })
    .execute();

export const attemptsOf = (ctx: Pick<Context, "tx">, customerId: string, callbackId: string) =>
  ctx.tx
    .selectFrom("service.callbackAttempt")
    .select(["id", "at", "way", "outcome", "tryAt", "byName"])
    .where("customerId", "=", customerId)
    .where("callbackId", "=", callbackId)
    .orderBy("id")
    .execute();

/** Tried often enough: it ends without having been made. */
export const endUnreached = (ctx: Context, of: CallbackRow, at: string) =>
  ctx.tx
    .updateTable("service.callback")
    .set((eb) => ({
      state: "unreachable",
      tryAt: null,
      calledAt: at,
      calledBy: ctx.actor.id,
      calledByName: ctx.actor.name,
      recordedAt: ctx.now,
      departmentId: ctx.actor.departments[0] ?? eb.ref("departmentId"),
    }))
    .where("customerId", "=", of.customerId)
    .where("id", "=", of.id)
    .execute();

/** A customer who was just called need not be called again for the cycle's sake, unless by an account manager of their own. */
export const coverCycle = (ctx: Context, of: CallbackRow) =>
  ctx.tx
    .updateTable("service.callback")
    .set((eb) => ({ state: "cancelled", version: eb("version", "+", 1) }))
    .where("customerId", "=", of.customerId)
    .where("reason", "=", "key")
    .where("state", "=", "due")
    .where("openedAt", "<=", ctx.now.toISOString())
    .where((eb) => eb.or([eb("assigneeId", "is", null), eb("assigneeId", "=", ctx.actor.id)]))
    .returning("id")
    .execute();
