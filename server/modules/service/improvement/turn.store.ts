import type { Period } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

/** The turn of a period, if nobody opened it before. */
export async function openTurn(
  ctx: Context,
  control: string,
  clause: string,
  period: Period,
): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto("service.analysisTurn")
    .values({
      id: newId(),
      control,
      clause,
      periodKey: period.key,
      periodFrom: period.from,
      periodTo: period.to,
      openedAt: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(["control", "clause", "periodKey"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** Turns that still wait, the oldest first. */
export const waitingTurns = (ctx: Context) =>
  ctx.tx
    .selectFrom("service.analysisTurn")
    .select(["id", "clause", "periodKey", "periodFrom", "periodTo"])
    .where("keptAt", "is", null)
    .orderBy("periodFrom")
    .limit(100)
    .execute();

/** Turns within a span are kept; answers their ids. */
export const keepTurns = async (ctx: Context, span: { from: string; to: string }): Promise<string[]> =>
  (
    await ctx.tx
      .updateTable("service.analysisTurn")
      .set({ keptAt: ctx.now })
      .where("periodFrom", ">=", span.from)
      .where("periodTo", "<=", span.to)
      .where("keptAt", "is", null)
      .returning("id")
      .execute()
  ).map((row) => row.id);
