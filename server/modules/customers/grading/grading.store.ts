import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { notFound } from "../../../platform/errors.ts";
import type { Db } from "../../../platform/db.ts";
import { type Move, movesOf } from "./figures.ts";
import type { Cell } from "./judge.ts";

/** As people see it: a run that broke off shows in the state of its grading. */
type GradingState =
  "computing" | "preview" | "approved" | "applying" | "applied" | "rejected" | "failed" | "cancelled" | "interrupted";

export type GradingRow = {
  id: string;
  kind: "review" | "early";
  state: GradingState;
  asOf: string;
  effectiveAt: string | null;
  clause: string;
  versionId: string;
  judged: bigint;
  changed: bigint;
  applied: bigint;
  appliedAt: string | null;
  note: string | null;
  createdBy: string | null;
  createdByName: string;
  createdAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  runId: string;
  done: bigint;
  total: bigint | null;
  summary: { cells?: Cell[] };
};

const rows = sql`
  select g.id, g.kind, g.as_of, g.effective_at, g.clause, g.version_id, g.judged, g.changed, g.applied, g.applied_at, g.note, g.created_by, g.created_by_name,
         g.created_at, g.decided_by, g.decided_by_name, g.decided_at, r.id as run_id, r.done, r.total, g.summary,
         case when g.state = 'computing' and r.state in ('failed', 'cancelled') then r.state
              when g.state = 'applying' and r.state in ('failed', 'cancelled') then 'interrupted' else g.state end as state
    from customers.grading g join platform.run r on r.id = coalesce(g.application_run_id, g.run_id)`;

/** @throws AppError platform.not_found (404) */
export async function findGrading(ctx: Pick<Context, "tx">, id: string): Promise<GradingRow> {
  const found = await sql<GradingRow>`${rows} where g.id = ${id}`.execute(ctx.tx);
  if (!found.rows[0]) throw notFound({ zh: "等级评定", en: "grade review" });
  return found.rows[0];
}

/** Who moves from where to where, once it is judged. */
export const gradeMoves = ({ summary }: GradingRow): Move[] => movesOf(summary.cells ?? []);

/** The newest first; `before` is the id that the last page ended with. */
export async function listGradings(
  db: Db,
  asked: { limit: number; before?: string | undefined; kind?: string | undefined },
): Promise<GradingRow[]> {
  const conditions: RawBuilder<SqlBool>[] = [sql`true`];
  if (asked.before) conditions.push(sql`g.id < ${asked.before}::uuid`);
  if (asked.kind) conditions.push(sql`g.kind = ${asked.kind}`);
  return (
    await sql<GradingRow>`${rows} where ${sql.join(conditions, sql` and `)} order by g.id desc limit ${asked.limit}`.execute(
      db,
    )
  ).rows;
}

/** Moves a grading on from one of the given states; answers whether it was in one, so that of two people one wins. */
export async function advance(
  ctx: Pick<Context, "tx">,
  id: string,
  from: readonly string[],
  change: Record<string, unknown>,
): Promise<boolean> {
  const done = await ctx.tx
    .updateTable("customers.grading")
    .set(change)
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Whether a later review has been decided upon: then this one's moves are no longer from where customers stand. */
export async function overtaken(
  ctx: Pick<Context, "tx">,
  grading: Pick<GradingRow, "id" | "createdAt">,
): Promise<boolean> {
  const later = await sql`select 1 from customers.grading
     where kind = 'review' and state in ('approved', 'applying', 'applied') and id <> ${grading.id} and decided_at > ${grading.createdAt} limit 1`.execute(
    ctx.tx,
  );
  return later.rows.length > 0;
}
