import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Db } from "../../../platform/db.ts";
import { notFound } from "../../../platform/errors.ts";
import type { Override } from "./candidate.ts";
import type { Summary } from "./summary.ts";

export type Replay = {
  id: string;
  versionId: string;
  document: string;
  versionNumber: number;
  overrides: Override[];
  spanFrom: string;
  spanTo: string;
  runId: string;
  createdByName: string;
  createdAt: string;
  summary: Summary | Record<string, never>;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number | null;
};

const replays = (db: Db) =>
  db
    .selectFrom("policy.replay as r")
    .innerJoin("policy.version as v", "v.id", "r.versionId")
    .innerJoin("policy.document as d", "d.id", "v.documentId")
    .innerJoin("platform.run as w", "w.id", "r.runId")
    .select([
      "r.id",
      "r.versionId",
      "d.code as document",
      "v.number as versionNumber",
      "r.overrides",
      "r.spanFrom",
      "r.spanTo",
      "r.runId",
      "r.createdByName",
      "r.createdAt",
      "r.summary",
      "w.state",
    ])
    .select([sql<number>`w.done::float8`.as("done"), sql<number | null>`w.total::float8`.as("total")]);

/** @throws AppError platform.not_found (404) */
export async function findReplay(ctx: Context, id: string): Promise<Replay> {
  const row = await replays(ctx.tx).where("r.id", "=", id).executeTakeFirst();
  if (!row) throw notFound({ zh: "试算", en: "replay" });
  return row as unknown as Replay;
}

/** Replays, the newest first; their ids are in order of time. */
export const listReplays = (
  db: Db,
  asked: { versionId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Replay[]> =>
  replays(db)
    .$if(Boolean(asked.versionId), (query) => query.where("r.versionId", "=", asked.versionId!))
    .$if(Boolean(asked.cursor), (query) => query.where("r.id", "<", asked.cursor!))
    .orderBy("r.id", "desc")
    .limit(asked.limit + 1)
    .execute() as unknown as Promise<Replay[]>;

export const insertReplay = (
  ctx: Context,
  row: { id: string; versionId: string; overrides: readonly Override[]; from: string; to: string; runId: string },
) =>
  ctx.tx
    .insertInto("policy.replay")
    .values({
      id: row.id,
      versionId: row.versionId,
      overrides: JSON.stringify(row.overrides),
      spanFrom: row.from,
      spanTo: row.to,
      runId: row.runId,
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();

export const keepSummary = (ctx: Context, id: string, summary: Summary) =>
  ctx.tx
    .updateTable("policy.replay")
    .set({ summary: JSON.stringify(summary) })
    .where("id", "=", id)
    .execute();

export type ChangeQuery = {
  readonly control?: string | undefined;
  readonly at?: string | undefined;
  readonly fromValue?: string | undefined;
  readonly toValue?: string | undefined;
  readonly limit: number;
  readonly cursor?: readonly [string, string, string, string] | undefined;
};

/** Who would have another value, by control, review and customer; one more than the limit where there are more. */
export async function listChanges(db: Db, replayId: string, asked: ChangeQuery) {
  const { control, at, fromValue, toValue, limit, cursor } = asked;
  return (
    db
      .selectFrom("policy.replayChange")
      .select(["control", "at", "customerId", "subjectId", "fromValue", "toValue", "fromRow", "toRow", "facts"])
      .where("replayId", "=", replayId)
      .$if(control !== undefined, (query) => query.where("control", "=", control!))
      .$if(at !== undefined, (query) => query.where("at", "=", at!))
      // An empty text asks for those who have no value.
      .$if(fromValue !== undefined, (query) =>
        fromValue ? query.where("fromValue", "=", fromValue) : query.where("fromValue", "is", null),
      )
      .$if(toValue !== undefined, (query) =>
        toValue ? query.where("toValue", "=", toValue) : query.where("toValue", "is", null),
      )
      .$if(cursor !== undefined, (query) =>
        query.where(
          sql<boolean>`(control, at, customer_id, subject_id) > (${cursor![0]}, ${cursor![1]}, ${cursor![2]}, ${cursor![3]})`,
        ),
      )
      .orderBy("control")
      .orderBy("at")
      .orderBy("customerId")
      .orderBy("subjectId")
      .limit(limit + 1)
      .execute()
  );
}

export type ObligationQuery = {
  readonly change?: "newly_late" | "no_longer_late" | undefined;
  readonly control?: string | undefined;
  readonly clause?: string | undefined;
  readonly limit: number;
  readonly cursor?: readonly [string, string, string] | undefined;
};

/** Promises that would have ended otherwise; one more than the limit where there are more. */
export async function listObligationChanges(db: Db, replayId: string, asked: ObligationQuery) {
  const { change, control, clause, limit, cursor } = asked;
  return db
    .selectFrom("policy.replayObligation")
    .select([
      "customerId",
      "obligationId",
      "control",
      "clause",
      "change",
      "openedAt",
      "dueAt",
      "wouldBeDueAt",
      "settledAt",
    ])
    .where("replayId", "=", replayId)
    .$if(change !== undefined, (query) => query.where("change", "=", change!))
    .$if(control !== undefined, (query) => query.where("control", "=", control!))
    .$if(clause !== undefined, (query) => query.where("clause", "=", clause!))
    .$if(cursor !== undefined, (query) =>
      query.where(sql<boolean>`(change, customer_id, obligation_id) > (${cursor![0]}, ${cursor![1]}, ${cursor![2]})`),
    )
    .orderBy("change")
    .orderBy("customerId")
    .orderBy("obligationId")
    .limit(limit + 1)
    .execute();
}
