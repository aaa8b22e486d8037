import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

/** The turn of a cyclic duty, if nobody opened it before. */
export async function openTurn(
  ctx: Context,
  control: string,
  clause: string,
  periodKey: string,
): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto("service.callbackTurn")
    .values({ id: newId(), control, clause, periodKey, openedAt: ctx.now })
    .onConflict((conflict) => conflict.columns(["control", "clause", "periodKey"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** The turns of a duty up to a period that were not kept yet are kept now; answers their ids. */
export const keepTurns = async (ctx: Context, control: string, periodKey: string): Promise<string[]> =>
  (
    await ctx.tx
      .updateTable("service.callbackTurn")
      .set({ keptAt: ctx.now })
      .where("control", "=", control)
      .where("periodKey", "=", periodKey)
      .where("keptAt", "is", null)
      .returning("id")
      .execute()
  ).map((row) => row.id);
