import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Period } from "../../platform/calendar/index.ts";
import type { Db } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";

/** The turn of a period, if nobody opened it before. */
export async function openTurn(
  ctx: Context,
  control: string,
  clause: string,
  period: Period,
): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto("supervision.turn")
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

/** The turn that an inspection of now belongs to: the oldest that has none yet, else the newest. */
export async function turnToInspect(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select t.id from supervision.turn t
     order by exists (select 1 from supervision.inspection i where i.turn_id = t.id),
              case when exists (select 1 from supervision.inspection i where i.turn_id = t.id) then -extract(epoch from t.period_from) else extract(epoch from t.period_from) end
     limit 1`.execute(db);
  return rows[0]?.id;
}

export type NewInspection = {
  readonly departmentId: string;
  readonly findings: string;
  readonly ownerId?: string | undefined;
  readonly correctBy?: string | undefined;
};

export async function insertInspection(ctx: Context, turnId: string | null, given: NewInspection): Promise<string> {
  const id = newId();
  await ctx.tx
    .insertInto("supervision.inspection")
    .values({
      id,
      turnId,
      departmentId: given.departmentId,
      findings: given.findings,
      ownerId: given.ownerId ?? null,
      correctBy: given.correctBy ?? null,
      recordedBy: ctx.actor.id,
      recordedByName: ctx.actor.name,
      recordedAt: ctx.now,
    })
    .execute();
  return id;
}

export const verifyInspection = (ctx: Context, id: string, verification: string) =>
  ctx.tx
    .updateTable("supervision.inspection")
    .set({ verification, verifiedBy: ctx.actor.id, verifiedByName: ctx.actor.name, verifiedAt: ctx.now })
    .where("id", "=", id)
    .where("ownerId", "is not", null)
    .where("verifiedAt", "is", null)
    .returning("id")
    .executeTakeFirst();

const inspections = (db: Db) =>
  db
    .selectFrom("supervision.inspection as i")
    .leftJoin("supervision.turn as t", "t.id", "i.turnId")
    .select([
      "i.id",
      "t.periodKey as period",
      "i.departmentId",
      "i.findings",
      "i.ownerId",
      "i.correctBy",
      "i.recordedByName",
      "i.recordedAt",
      "i.verification",
      "i.verifiedByName",
      "i.verifiedAt",
    ]);

export const findInspection = (db: Db, id: string) => inspections(db).where("i.id", "=", id).executeTakeFirst();

export const listInspections = (
  db: Db,
  { open, cursor, limit }: { open: boolean; cursor?: string | undefined; limit: number },
) =>
  inspections(db)
    .$if(open, (query) => query.where("i.ownerId", "is not", null).where("i.verifiedAt", "is", null))
    .$if(cursor !== undefined, (query) => query.where("i.id", "<", cursor!))
    .orderBy("i.id", "desc")
    .limit(limit + 1)
    .execute();
