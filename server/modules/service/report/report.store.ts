import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";
import type { Active, DayFigures } from "./day.store.ts";

const columns = [
  "id",
  "staffId",
  "staffName",
  "departmentId",
  "day",
  "state",
  "raised",
  "plan",
  "remarks",
  "figures",
  "dueAt",
  "filedAt",
  "readingDueAt",
  "readAt",
  "readByName",
  "version",
] as const;

const reports = (db: Db) =>
  db
    .selectFrom("service.workReport as w")
    .select(columns.map((one) => `w.${one}` as const))
    .$narrowType<{ figures: DayFigures | null }>();
export type ReportRow = NonNullable<Awaited<ReturnType<typeof findReport>>>;

/** Reports of others that an actor reads, on `service.work_report w`: those of the departments that the role looks after. */
export function othersReports(actor: Actor): RawBuilder<SqlBool> {
  if (!may(actor, "service.reports.read")) return sql`false`;
  const others = sql<SqlBool>`w.state = 'filed' and w.staff_id is distinct from ${actor.id}::uuid`;
  return may(actor, "service.rows:all")
    ? others
    : sql`(${others} and w.department_id = any(${actor.departments}::uuid[]))`;
}

/** One's own, and those that one reads. */
export const visibleReports = (actor: Actor): RawBuilder<SqlBool> =>
  sql`(w.staff_id = ${actor.id}::uuid or (${othersReports(actor)}))`;

export const findReport = (db: Db, id: string, visible: RawBuilder<SqlBool>) =>
  reports(db).where("w.id", "=", id).where(visible).executeTakeFirst();
export const lockReport = (ctx: Context, id: string, visible: RawBuilder<SqlBool>) =>
  reports(ctx.tx).where("w.id", "=", id).where(visible).forUpdate().executeTakeFirst();

export const reportOfDay = (db: Db, staffId: string, day: string) =>
  reports(db).where("w.staffId", "=", staffId).where("w.day", "=", day).executeTakeFirst();

/** What a reader may ask for; `due_*` are late at this moment. */
export const reportViews = ["all", "unread", "late_filing", "late_reading"] as const;
export type ReportView = (typeof reportViews)[number];

export type ReportFilter = {
  readonly view: ReportView;
  readonly departments?: readonly string[] | undefined;
  readonly staffId?: string | undefined;
  readonly day?: string | undefined;
};

/** What is not filed has nothing to read, but its reader may know that it is missing. */
function wanted(actor: Actor, view: ReportView, now: Date): RawBuilder<SqlBool> {
  if (view !== "late_filing") {
    const seen = othersReports(actor);
    if (view === "all") return seen;
    const unread = sql<SqlBool>`(${seen} and w.read_at is null)`;
    return view === "unread" ? unread : sql`(${unread} and w.reading_due_at < ${now})`;
  }
  const late = sql<SqlBool>`w.state = 'open' and w.due_at < ${now}`;
  if (!may(actor, "service.reports.read")) return sql`false`;
  return may(actor, "service.rows:all") ? late : sql`(${late} and w.department_id = any(${actor.departments}::uuid[]))`;
}

/** Reports of others, the newest day first. */
export const listReports = (
  ctx: Context,
  { view, departments, staffId, day }: ReportFilter,
  { after, limit }: { after: readonly unknown[] | undefined; limit: number },
) =>
  reports(ctx.tx)
    .where(wanted(ctx.actor, view, ctx.now))
    .$if(departments !== undefined, (query) =>
      query.where("w.departmentId", "=", sql<string>`any(${departments ?? []}::uuid[])`),
    )
    .$if(staffId !== undefined, (query) => query.where("w.staffId", "=", staffId!))
    .$if(day !== undefined, (query) => query.where("w.day", "=", day!))
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(w.day, w.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy("w.day", "desc")
    .orderBy("w.id", "desc")
    .limit(limit + 1)
    .execute();

export async function countReports(ctx: Context): Promise<Record<ReportView, number>> {
  const counted = reportViews.filter((view) => view !== "all");
  const counts = counted.map(
    (view, at) => sql`count(*) filter (where ${wanted(ctx.actor, view, ctx.now)})::int as ${sql.ref(`n${at}`)}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from service.work_report w where w.read_at is null`.execute(ctx.tx);
  const found = Object.fromEntries(counted.map((view, at) => [view, rows[0]![`n${at}`]!]));
  return { all: 0, ...found } as Record<ReportView, number>;
}

/** One's own, the newest day first. */
export const ownReports = (ctx: Context, before: string | undefined, limit: number) =>
  reports(ctx.tx)
    .where("w.staffId", "=", ctx.actor.id)
    .$if(before !== undefined, (query) => query.where("w.day", "<", before!))
    .orderBy("w.day", "desc")
    .limit(limit + 1)
    .execute();

/** Opens reports of a day that have none yet, and makes those owed that were begun before; answers both. */
export const openReports = (ctx: Context, people: readonly Active[], day: string, dueAt: string | null) =>
  ctx.tx
    .insertInto("service.workReport")
    .values(people.map((one) => ({ ...one, id: newId(), day, dueAt, createdAt: ctx.now })))
    .onConflict((conflict) =>
      conflict
        .columns(["staffId", "day"])
        .doUpdateSet({ dueAt })
        .where("service.workReport.dueAt", "is", null)
        .where("service.workReport.state", "=", "open"),
    )
    .returning(["id", "staffId", "staffName", "departmentId"])
    .execute();

export type ReportChange = Partial<{
  state: string;
  raised: string | null;
  plan: string | null;
  remarks: string | null;
  figures: DayFigures;
  filedAt: Date;
  readingDueAt: string | null;
  readAt: Date;
  readBy: string | null;
  readByName: string;
}>;

export const changeReport = (ctx: Context, id: string, { figures, ...change }: ReportChange) =>
  ctx.tx
    .updateTable("service.workReport")
    .set((eb) => ({
      ...change,
      ...(figures && { figures: JSON.stringify(figures) }),
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .execute();
