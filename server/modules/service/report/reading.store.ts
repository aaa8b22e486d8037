import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";

export const markReading = (ctx: Context, reportId: string) =>
  ctx.tx
    .insertInto("service.workReportReading")
    .values({ reportId, staffId: ctx.actor.id!, staffName: ctx.actor.name, at: ctx.now })
    .onConflict((conflict) => conflict.columns(["reportId", "staffId"]).doNothing())
    .execute();

export const readingsOf = (db: Db, reportId: string) =>
  db
    .selectFrom("service.workReportReading")
    .select(["staffId", "staffName", "at"])
    .where("reportId", "=", reportId)
    .orderBy("at")
    .execute();

export const insertComment = (ctx: Context, reportId: string, body: string) =>
  ctx.tx
    .insertInto("service.workReportComment")
    .values({ reportId, id: newId(), body, authorId: ctx.actor.id, authorName: ctx.actor.name, at: ctx.now })
    .execute();

export const commentsOf = (db: Db, reportId: string) =>
  db
    .selectFrom("service.workReportComment")
    .select(["id", "body", "authorId", "authorName", "at"])
    .where("reportId", "=", reportId)
    .orderBy("id")
    .execute();
