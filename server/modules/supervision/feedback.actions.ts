import type { Context } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { namesOfCustomers, opinionsAsSeen } from "../customers/index.ts";
import { bindingsOf, fulfil, openObligations } from "../policy/index.ts";
import { callbackOpinionsAsSeen } from "../service/index.ts";
import {
  type FeedbackRow,
  findFeedbackRows,
  insertFeedback,
  listFeedback,
  markRead,
  type Said,
  unknownFeedback,
} from "./feedback.store.ts";
import { feedbackDuty } from "./supervision.controls.ts";

/** Only what was said in this span is asked to be read: the time that this program may have been off. */
const lookBackDays = 40;

/** Cron: what customers said of the service is to be read by the supervision group (B8.1.2), each once. */
export async function findFeedback(ctx: Context): Promise<void> {
  if (!(await bindingsOf(ctx.services, feedbackDuty.key, ctx.now)).length) return;
  const from = new Date(ctx.now.getTime() - lookBackDays * 86_400_000).toISOString();
  const said = await promised(ctx, await unknownFeedback(ctx, from, ctx.now.toISOString()));
  if (!said.length) return;
  const found = await insertFeedback(ctx, said);
  await openObligations(
    ctx,
    feedbackDuty.key,
    found.map(({ customerId, id, at }) => ({ customerId, subjectType: "feedback", subjectId: id, openedAt: at })),
  );
}

/** Leaves out what was said when no clause promised yet that it would be read. */
async function promised(ctx: Context, said: readonly Said[]): Promise<Said[]> {
  const kept: Said[] = [];
  for (const one of said)
    if ((await bindingsOf(ctx.services, feedbackDuty.key, new Date(one.at))).length) kept.push(one);
  return kept;
}

/** A page of feedback with names and words as the actor may see them: null where not, or where they are gone. */
export async function readFeedback(
  ctx: Context,
  asked: { unread: boolean; cursor?: string | undefined; limit: number },
) {
  const rows = await listFeedback(ctx.tx, asked);
  const names = await namesOf(ctx, rows);
  const words = await wordsOf(ctx, rows);
  return rows.map((row) => ({
    ...row,
    customerName: names.get(row.customerId) ?? null,
    opinion: words.get(row.sourceId) ?? null,
  }));
}

/**
 * Marks feedback as read and so keeps its promises; what was read before stays as it is. Answers how many were new.
 * @throws AppError platform.not_found (404) where one is not there, or its customer is not the actor's
 */
export async function recordReadings(ctx: Context, ids: readonly string[], note?: string): Promise<number> {
  const rows = await findFeedbackRows(ctx.tx, ids);
  const names = await namesOf(ctx, rows);
  if (rows.length < new Set(ids).size || rows.some((row) => !names.has(row.customerId)))
    throw notFound({ zh: "客户评价", en: "feedback" });
  const read = await markRead(ctx, ids, note ?? null);
  if (!read.length) return 0;
  await fulfil(
    ctx,
    feedbackDuty.key,
    read.map(({ customerId, id }) => ({ customerId, subjectId: id })),
  );
  await ctx.emit(
    ...read.map(({ customerId, id }) => ({
      kind: "supervision.feedback.read",
      customerId,
      subjectType: "feedback",
      subjectId: id,
    })),
  );
  return read.length;
}

/** Where the words of each source are kept, and who may read them there. */
const sources = { communication: opinionsAsSeen, callback: callbackOpinionsAsSeen } as const;

async function wordsOf(ctx: Context, rows: readonly FeedbackRow[]): Promise<Map<string, string>> {
  const found = await Promise.all(
    Object.entries(sources).map(([source, read]) =>
      read(
        ctx,
        rows.filter((row) => row.source === source),
      ),
    ),
  );
  return new Map(found.flatMap((one) => [...one]));
}

const namesOf = (ctx: Context, rows: readonly FeedbackRow[]) =>
  namesOfCustomers(
    ctx,
    rows.map((row) => row.customerId),
  );
