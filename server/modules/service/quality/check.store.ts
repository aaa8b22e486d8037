import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Actor, may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { newId } from "../../../platform/ids.ts";
import type { Drawn } from "./draw.store.ts";
import type { Answers } from "./sheet.rules.ts";
import type { SheetKind, SheetRow } from "./sheet.store.ts";

const columns = [
  "customerId",
  "id",
  "drawId",
  "sheetId",
  "kind",
  "subjectType",
  "subjectId",
  "subjectLabel",
  "subjectAt",
  "staffId",
  "staffName",
  "departmentId",
  "state",
  "scorerId",
  "scorerName",
  "dueAt",
  "answers",
  "comment",
  "score",
  "passScore",
  "passed",
  "breaches",
  "scoredAt",
  "scoredBy",
  "scoredByName",
  "firstScore",
  "dispute",
  "disputedAt",
  "review",
  "reviewedByName",
  "reviewedAt",
  "needsTalk",
  "improvements",
  "lookAgainOn",
  "talkedByName",
  "talkedAt",
  "improved",
  "lookedNote",
  "lookedByName",
  "lookedAt",
  "createdAt",
  "version",
] as const;

const checks = (db: Db) => db.selectFrom("service.qualityCheck as c").select(columns.map((one) => `c.${one}` as const));
export type CheckRow = Omit<NonNullable<Awaited<ReturnType<typeof findCheck>>>, "answers"> & { answers: Answers };

/**
 * Which checks an actor sees, on `service.quality_check c`: scorers those of the rows they have, everybody their own
 * once it is scored. What was drawn of one's own work is not told before.
 */
export function visibleChecks(actor: Actor): RawBuilder<SqlBool> {
  const own = sql<SqlBool>`c.staff_id = ${actor.id}::uuid`;
  if (!may(actor, "service.quality.score")) return sql`(${own} and c.state <> 'open')`;
  const others = may(actor, "service.rows:all")
    ? sql<SqlBool>`true`
    : may(actor, "service.rows:department")
      ? sql<SqlBool>`(c.department_id = any(${actor.departments}::uuid[]) or c.scorer_id = ${actor.id}::uuid)`
      : sql<SqlBool>`c.scorer_id = ${actor.id}::uuid`;
  return sql`(case when ${own} then c.state <> 'open' else ${others} end)`;
}

export const findCheck = (db: Db, id: string, visible: RawBuilder<SqlBool> = sql`true`) =>
  checks(db).where("c.id", "=", id).where(visible).executeTakeFirst();
export const lockCheck = (ctx: Context, id: string, visible: RawBuilder<SqlBool>) =>
  checks(ctx.tx).where("c.id", "=", id).where(visible).forUpdate().executeTakeFirst();

/** What a list shows; each is worked in another way. */
export const checkViews = ["to_score", "disputed", "to_talk", "to_look", "results"] as const;
export type CheckView = (typeof checkViews)[number];

const viewConditions: Record<CheckView, RawBuilder<SqlBool>> = {
  to_score: sql`c.state = 'open'`,
  disputed: sql`c.state = 'disputed'`,
  to_talk: sql`c.needs_talk and c.talked_at is null and c.state <> 'open'`,
  to_look: sql`c.look_again_on is not null and c.looked_at is null`,
  results: sql`c.state <> 'open'`,
};

export type CheckFilter = {
  readonly view: CheckView;
  readonly scorerId?: string | undefined;
  readonly staffId?: string | undefined;
  readonly kind?: SheetKind | undefined;
  readonly drawId?: string | undefined;
};

/** The newest first. */
export const listChecks = (
  db: Db,
  visible: RawBuilder<SqlBool>,
  { view, scorerId, staffId, kind, drawId }: CheckFilter,
  { cursor, limit }: { cursor: string | undefined; limit: number },
) =>
  checks(db)
    .where(visible)
    .where(viewConditions[view])
    .$if(scorerId !== undefined, (query) => query.where("c.scorerId", "=", scorerId!))
    .$if(staffId !== undefined, (query) => query.where("c.staffId", "=", staffId!))
    .$if(kind !== undefined, (query) => query.where("c.kind", "=", kind!))
    .$if(drawId !== undefined, (query) => query.where("c.drawId", "=", drawId!))
    .$if(cursor !== undefined, (query) => query.where("c.id", "<", cursor!))
    .orderBy("c.id", "desc")
    .limit(limit + 1)
    .execute();

export async function countChecks(db: Db, visible: RawBuilder<SqlBool>): Promise<Record<CheckView, number>> {
  const counts = checkViews.map(
    (view, at) => sql`count(*) filter (where ${viewConditions[view]})::int as ${sql.ref(`n${at}`)}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(counts)} from service.quality_check c where ${visible}`.execute(db);
  return Object.fromEntries(checkViews.map((view, at) => [view, rows[0]![`n${at}`]!])) as Record<CheckView, number>;
}

export type NewCheck = Drawn & { readonly scorer: { readonly id: string; readonly name: string } | undefined };

/** Keeps new checks, each subject once on a sheet; answers those kept. */
export async function insertChecks(
  ctx: Context,
  news: readonly NewCheck[],
  of: { sheet: SheetRow; drawId: string | null; dueAt: string | null; passScore: string | null },
) {
  if (!news.length) return [];
  return ctx.tx
    .insertInto("service.qualityCheck")
    .values(
      news.map(({ scorer, ...drawn }) => ({
        ...drawn,
        id: newId(),
        drawId: of.drawId,
        sheetId: of.sheet.id,
        kind: of.sheet.kind,
        dueAt: of.dueAt,
        passScore: of.passScore,
        scorerId: scorer?.id ?? null,
        scorerName: scorer?.name ?? null,
        createdAt: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(["customerId", "subjectId", "sheetId"]).doNothing())
    .returning(["customerId", "id", "staffName", "subjectLabel", "scorerId"])
    .execute();
}

export type CheckChange = Partial<{
  state: string;
  scorerId: string;
  scorerName: string;
  answers: Answers;
  comment: string | null;
  score: number | null;
  passed: boolean | null;
  breaches: number;
  scoredAt: Date;
  scoredBy: string | null;
  scoredByName: string;
  firstScore: string | null;
  dispute: string;
  disputedAt: Date;
  review: string;
  reviewedByName: string;
  reviewedAt: Date;
  needsTalk: boolean;
  improvements: string;
  lookAgainOn: string;
  talkedByName: string;
  talkedAt: Date;
  improved: boolean;
  lookedNote: string | null;
  lookedByName: string;
  lookedAt: Date;
}>;

export const changeCheck = (
  ctx: Context,
  { customerId, id }: Pick<CheckRow, "customerId" | "id">,
  { answers, score, ...change }: CheckChange,
) =>
  ctx.tx
    .updateTable("service.qualityCheck")
    .set((eb) => ({
      ...change,
      ...(answers && { answers: JSON.stringify(answers) }),
      ...(score !== undefined && { score: score === null ? null : String(score) }),
      version: eb("version", "+", 1),
    }))
    .where("customerId", "=", customerId)
    .where("id", "=", id)
    .execute();
