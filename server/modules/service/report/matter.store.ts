import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";

export type GivenMatter = {
  readonly matter: string;
  readonly ticketId: string | null;
  readonly ticketNumber: string | null;
};

const matters = (db: Db) =>
  db
    .selectFrom("service.workReportMatter as m")
    .select([
      "m.reportId",
      "m.id",
      "m.matter",
      "m.ticketId",
      "m.ticketNumber",
      "m.ownerId",
      "m.ownerName",
      "m.dueOn",
      "m.doneAt",
      "m.doneByName",
    ]);

export const mattersOf = (db: Db, reportId: string) =>
  matters(db).where("m.reportId", "=", reportId).orderBy("m.id").execute();

/** Instead of those that the report had. */
export async function replaceMatters(ctx: Context, reportId: string, given: readonly GivenMatter[]): Promise<void> {
  await ctx.tx.deleteFrom("service.workReportMatter").where("reportId", "=", reportId).execute();
  if (given.length)
    await ctx.tx
      .insertInto("service.workReportMatter")
      .values(given.map((one) => ({ ...one, reportId, id: newId() })))
      .execute();
}

export const findMatter = (ctx: Context, reportId: string, id: string) =>
  matters(ctx.tx).where("m.reportId", "=", reportId).where("m.id", "=", id).forUpdate().executeTakeFirst();

export const nameOwner = (
  ctx: Context,
  reportId: string,
  id: string,
  owner: { ownerId: string; ownerName: string; dueOn: string | null },
) =>
  ctx.tx
    .updateTable("service.workReportMatter")
    .set(owner)
    .where("reportId", "=", reportId)
    .where("id", "=", id)
    .execute();

export const completeMatter = (ctx: Context, reportId: string, id: string) =>
  ctx.tx
    .updateTable("service.workReportMatter")
    .set({ doneAt: ctx.now, doneByName: ctx.actor.name })
    .where("reportId", "=", reportId)
    .where("id", "=", id)
    .where("doneAt", "is", null)
    .returning("id")
    .executeTakeFirst();

/** Open matters that somebody owns, or that stand in somebody's own filed reports of before a day; the oldest first. */
export const openMatters = (ctx: Context, of: { owner: string } | { author: string; before: string }) =>
  matters(ctx.tx)
    .innerJoin("service.workReport as w", "w.id", "m.reportId")
    .select(["w.day", "w.staffName"])
    .where("m.doneAt", "is", null)
    .$if("owner" in of, (query) =>
      query.where("m.ownerId", "=", (of as { owner: string }).owner).where("w.state", "=", "filed"),
    )
    .$if("author" in of, (query) => {
      const { author, before } = of as { author: string; before: string };
      return query
        .where("w.staffId", "=", author)
        .where("w.day", "<", before)
        .where("w.day", ">", sql<string>`${before}::date - 30`)
        .where("w.state", "=", "filed");
    })
    .orderBy("m.id")
    .limit(100)
    .execute();
