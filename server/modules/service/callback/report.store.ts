import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

type Kind = "statistics" | "analysis";

/** Signs once; undefined where somebody did. */
export const insertReport = (ctx: Context, given: { kind: Kind; periodKey: string; figures: object; note: string }) =>
  ctx.tx
    .insertInto("service.callbackReport")
    .values({
      ...given,
      id: newId(),
      figures: JSON.stringify(given.figures),
      signedBy: ctx.actor.id,
      signedByName: ctx.actor.name,
      signedAt: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(["kind", "periodKey"]).doNothing())
    .returning("id")
    .executeTakeFirst();

export const findReport = (ctx: Pick<Context, "tx">, kind: Kind, periodKey: string) =>
  ctx.tx
    .selectFrom("service.callbackReport")
    .select(["id", "figures", "note", "signedByName", "signedAt"])
    .where("kind", "=", kind)
    .where("periodKey", "=", periodKey)
    .executeTakeFirst();
