import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type NewMeasure = {
  readonly periodKey: string;
  readonly category: string | null;
  readonly what: string;
  readonly ownerId: string;
  readonly finishOn: string;
};

export async function insertMeasure(ctx: Context, given: NewMeasure): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("service.callbackMeasure")
    .values({ id, ...given, createdByName: ctx.actor.name, createdAt: ctx.now })
    .execute();
  return id;
}

const measures = (ctx: Pick<Context, "tx">) =>
  ctx.tx
    .selectFrom("service.callbackMeasure as m")
    .leftJoin("identity.staff as s", "s.id", "m.ownerId")
    .select([
      "m.id",
      "m.periodKey",
      "m.category",
      "m.what",
      "m.ownerId",
      "s.name as ownerName",
      "m.finishOn",
      "m.createdByName",
      "m.createdAt",
      "m.result",
      "m.doneByName",
      "m.doneAt",
      "m.effective",
      "m.effectNote",
      "m.judgedByName",
      "m.judgedAt",
    ]);

export const findMeasure = (ctx: Pick<Context, "tx">, id: string) =>
  measures(ctx).where("m.id", "=", id).executeTakeFirst();

export const listMeasures = (
  ctx: Pick<Context, "tx">,
  { open, cursor, limit }: { open: boolean; cursor?: string | undefined; limit: number },
) =>
  measures(ctx)
    .$if(open, (query) => query.where("m.judgedAt", "is", null))
    .$if(cursor !== undefined, (query) => query.where("m.id", "<", cursor!))
    .orderBy("m.id", "desc")
    .limit(limit + 1)
    .execute();

export const completeMeasure = (ctx: Context, id: string, result: string) =>
  ctx.tx
    .updateTable("service.callbackMeasure")
    .set({ result, doneByName: ctx.actor.name, doneAt: ctx.now })
    .where("id", "=", id)
    .where("doneAt", "is", null)
    .returning("id")
    .executeTakeFirst();

export const judgeMeasure = (ctx: Context, id: string, effective: boolean, effectNote: string) =>
  ctx.tx
    .updateTable("service.callbackMeasure")
    .set({ effective, effectNote, judgedByName: ctx.actor.name, judgedAt: ctx.now })
    .where("id", "=", id)
    .where("doneAt", "is not", null)
    .where("judgedAt", "is", null)
    .returning("id")
    .executeTakeFirst();
