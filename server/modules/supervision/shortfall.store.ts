import type { Context, Statement } from "../../platform/context.ts";
import type { Db } from "../../platform/db.ts";
import { newId } from "../../platform/ids.ts";
import type { ClosedFigure } from "../policy/index.ts";

const insert: Statement = {
  name: "supervision.shortfall.insert",
  text: `
    insert into supervision.shortfall (id, control, clause, version_id, period_from, period_to, department_id, numerator, denominator, target, finish_by, opened_at)
    select n.id, n.control, n.clause, n.version_id, n.period_from, n.period_to, n.department_id, n.numerator, n.denominator, n.target, platform.due_at($11, $12, $13), $12
      from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::uuid[], $8::int8[], $9::int8[], $10::numeric[])
           as n (id, control, clause, version_id, period_from, period_to, department_id, numerator, denominator, target)
    on conflict do nothing
    returning id, control, department_id as "departmentId"`,
};

/** Keeps shortfalls that nobody found before; answers those. */
export const insertShortfalls = (ctx: Context, figures: readonly ClosedFigure[], calendar: string, term: string) =>
  ctx.query<{ id: string; control: string; departmentId: string | null }>(insert, [
    figures.map(() => newId()),
    figures.map((one) => one.control),
    figures.map((one) => one.clause),
    figures.map((one) => one.versionId),
    figures.map((one) => one.from),
    figures.map((one) => one.to),
    figures.map((one) => one.departmentId),
    figures.map((one) => one.numerator),
    figures.map((one) => one.denominator),
    figures.map((one) => one.target),
    calendar,
    ctx.now,
    term,
  ]);

const shortfalls = (db: Db) =>
  db
    .selectFrom("supervision.shortfall as s")
    .leftJoin("supervision.improvementPlan as p", "p.shortfallId", "s.id")
    .select([
      "s.id",
      "s.control",
      "s.clause",
      "s.periodFrom",
      "s.periodTo",
      "s.departmentId",
      "s.numerator",
      "s.denominator",
      "s.target",
      "s.finishBy",
      "s.openedAt",
    ])
    .select([
      "p.measures",
      "p.ownerId",
      "p.finishOn",
      "p.recordedByName",
      "p.recordedAt",
      "p.reached",
      "p.verdict",
      "p.judgedByName",
      "p.judgedAt",
    ]);

export const findShortfall = (db: Db, id: string) => shortfalls(db).where("s.id", "=", id).executeTakeFirst();

export const listShortfalls = (
  db: Db,
  { open, cursor, limit }: { open: boolean; cursor?: string | undefined; limit: number },
) =>
  shortfalls(db)
    .$if(open, (query) => query.where("p.judgedAt", "is", null))
    .$if(cursor !== undefined, (query) => query.where("s.id", "<", cursor!))
    .orderBy("s.id", "desc")
    .limit(limit + 1)
    .execute();

export type NewPlan = { readonly measures: string; readonly ownerId: string; readonly finishOn: string };

export const insertPlan = (ctx: Context, shortfallId: string, plan: NewPlan) =>
  ctx.tx
    .insertInto("supervision.improvementPlan")
    .values({ ...plan, shortfallId, recordedBy: ctx.actor.id, recordedByName: ctx.actor.name, recordedAt: ctx.now })
    .onConflict((conflict) => conflict.column("shortfallId").doNothing())
    .returning("shortfallId")
    .executeTakeFirst();

export const judgePlan = (ctx: Context, shortfallId: string, reached: boolean, verdict: string) =>
  ctx.tx
    .updateTable("supervision.improvementPlan")
    .set({ reached, verdict, judgedBy: ctx.actor.id, judgedByName: ctx.actor.name, judgedAt: ctx.now })
    .where("shortfallId", "=", shortfallId)
    .where("judgedAt", "is", null)
    .returning("shortfallId")
    .executeTakeFirst();
