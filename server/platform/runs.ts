import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { systemActor } from "./actor.ts";
import { type Context, reading, write } from "./context.ts";
import { isDatabaseAway } from "./db.ts";
import { AppError, conflict, notFound } from "./errors.ts";
import { newId } from "./ids.ts";
import { releaseJobs } from "./jobs.ts";
import type { Services } from "./services.ts";
import type { Text } from "./text.ts";

/** What the code of a long piece of work is given. */
export type RunTools<P, S> = {
  readonly services: Services;
  readonly id: string;
  readonly parameters: P;
  /** Where the last killed or restarted try had come to. */
  readonly position: Partial<S>;
  readonly startedBy: { readonly id: string | null; readonly name: string };
  /** One chunk: its work and the new position are kept together or not at all. Throws `Cancelled` when asked to stop. */
  readonly chunk: <T>(
    work: (ctx: Context) => Promise<{ position?: S; done?: number; total?: number; value?: T }>,
  ) => Promise<T | undefined>;
};

export type RunKind<P = any, S = any> = {
  readonly label: Text;
  /** Does the work and answers the result that people see. */
  readonly work: (tools: RunTools<P, S>) => Promise<Record<string, unknown>>;
};
export type RunKinds = Readonly<Record<string, RunKind>>;

/** Thrown inside a run that somebody cancelled; its last complete chunk stays. */
export class Cancelled extends Error {}

const staleAfter = "30 seconds";

/** Queues a run inside the caller's transaction; answers its id. */
export async function startRun(ctx: Context, kind: string, parameters: object, id: string = newId()): Promise<string> {
  await ctx.tx
    .insertInto("platform.run")
    .values({
      id,
      kind,
      parameters: JSON.stringify(parameters),
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
  await ctx.later("platform.run", { id }, { key: `run:${id}` });
  return id;
}

/** Asks a run to stop at its next chunk. */
export async function cancelRun(ctx: Context, id: string): Promise<void> {
  const run = await findRun(ctx, id);
  if (run.state !== "queued" && run.state !== "running")
    throw conflict("platform.run_finished", {
      zh: "该任务已经结束，不能再取消。",
      en: "This job has ended and cannot be cancelled.",
    });
  await ctx.tx
    .updateTable("platform.run")
    .set({ cancelRequested: true, ...(run.state === "queued" && { state: "cancelled", finishedAt: ctx.now }) })
    .where("id", "=", id)
    .execute();
  await ctx.emit({ kind: "platform.run.cancelled", subjectType: "run", subjectId: id, data: { run: run.kind } });
}

export async function findRun(ctx: Context, id: string) {
  const run = await ctx.tx.selectFrom("platform.run").selectAll().where("id", "=", id).executeTakeFirst();
  if (!run) throw notFound({ zh: "任务", en: "job" });
  return run;
}

/** The worker's task `platform.run`: claims the run, works it chunk by chunk, keeps its end. */
export async function workRun(services: Services, kinds: RunKinds, id: string): Promise<void> {
  const claimed = await services.db
    .updateTable("platform.run")
    .set((eb) => ({
      state: "running",
      heartbeatAt: sql`now()`,
      startedAt: eb.fn.coalesce("startedAt", sql<string>`now()`),
    }))
    .where("id", "=", id)
    .where((eb) =>
      eb.or([
        eb("state", "=", "queued"),
        eb.and([
          eb("state", "=", "running"),
          eb("heartbeatAt", "<", sql<string>`now() - ${sql.lit(staleAfter)}::interval`),
        ]),
      ]),
    )
    .returningAll()
    .executeTakeFirst();
  if (!claimed) return;
  const kind = kinds[claimed.kind];
  const actor = systemActor(claimed.createdByName);
  const beat = setInterval(() => void heartbeat(services, id).catch(() => {}), 5_000);
  const tools: RunTools<any, any> = {
    services,
    id,
    parameters: claimed.parameters,
    position: claimed.position,
    startedBy: { id: claimed.createdBy, name: claimed.createdByName },
    chunk: (work) =>
      write(services, { actor: { ...actor, id: claimed.createdBy } }, async (ctx) => {
        const { position, done, total, value } = await work(ctx);
        const row = await ctx.tx
          .updateTable("platform.run")
          .set({
            heartbeatAt: sql`now()`,
            ...(position !== undefined && { position: JSON.stringify(position) }),
            ...(done !== undefined && { done }),
            ...(total !== undefined && { total }),
          })
          .where("id", "=", id)
          .returning("cancelRequested")
          .executeTakeFirst();
        if (row?.cancelRequested) throw new Cancelled();
        return value;
      }),
  };
  try {
    if (!kind) throw new Error(`No code for runs of kind ${claimed.kind}`);
    await finish(services, id, "done", { result: await kind.work(tools) });
  } catch (error) {
    if (error instanceof Cancelled) await finish(services, id, "cancelled", {});
    else if (isDatabaseAway(error)) {
      clearInterval(beat);
      await letGo(services, id);
      throw error;
    } else await finish(services, id, "failed", { problem: problemIn(error) });
  } finally {
    clearInterval(beat);
  }
}

/** The database went away: the run is not over. As soon as it is back anybody may take the run up again. */
async function letGo(services: Services, id: string) {
  for (let tries = 0; tries < 60; tries++) {
    const kept = await services.db
      .updateTable("platform.run")
      .set({ heartbeatAt: sql`'epoch'` })
      .where("id", "=", id)
      .execute()
      .catch(() => undefined);
    if (kept || services.pool.ending) return;
    await pause(1000, undefined, { ref: false });
  }
}

const heartbeat = (services: Services, id: string) =>
  services.db
    .updateTable("platform.run")
    .set({ heartbeatAt: sql`now()` })
    .where("id", "=", id)
    .execute();

async function finish(services: Services, id: string, state: string, outcome: { result?: object; problem?: object }) {
  await write(services, { actor: systemActor("worker") }, async (ctx) => {
    const run = await ctx.tx
      .updateTable("platform.run")
      .set({
        state,
        finishedAt: ctx.now,
        ...(outcome.result && { result: JSON.stringify(outcome.result, bigints) }),
        ...(outcome.problem && { problem: JSON.stringify(outcome.problem) }),
      })
      .where("id", "=", id)
      .returning(["kind"])
      .executeTakeFirst();
    await ctx.emit({ kind: `platform.run.${state}`, subjectType: "run", subjectId: id, data: { run: run?.kind } });
  });
}

const bigints = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

// Only texts made for people are kept: a database's own message may quote the data.
function problemIn(error: unknown) {
  if (error instanceof AppError)
    return { code: error.code, text: error.details.text, values: error.details.values ?? {} };
  const code = (error as { code?: unknown }).code;
  if (code === "53100")
    return {
      code: "platform.disk_full",
      text: {
        zh: "磁盘空间已满，任务已停在最后一个完整批次。腾出空间后可重新开始。",
        en: "The disk is full; the job stopped after its last complete chunk. Free some space and start it again.",
      },
    };
  console.error("run failed", (error as Error).name, code, stackOf(error));
  return {
    code: "platform.run_failed",
    text: {
      zh: "任务意外中断，已完成的批次保留。请重试或联系管理员。",
      en: "The job broke off; finished chunks are kept. Try again or ask an administrator.",
    },
    ...(typeof code === "string" && { values: { code } }),
  };
}

const stackOf = (error: unknown) =>
  (error as Error).stack
    ?.split("\n")
    .filter((line) => line.includes(" at "))
    .slice(0, 8)
    .join("\n");

/** At the start of a program that knows to be alone: what any worker left half-done goes on at once. */
export async function reviveAll(services: Services): Promise<void> {
  await releaseJobs(services.pool);
  await write(services, { actor: systemActor("worker") }, async (ctx) => {
    const left = await ctx.tx
      .updateTable("platform.run")
      .set({ heartbeatAt: sql`'epoch'` })
      .where("state", "=", "running")
      .returning("id")
      .execute();
    for (const { id } of left) await ctx.later("platform.run", { id }, { key: `run:${id}` });
  });
}

/** Cron task: runs whose worker died are queued again and go on from their last chunk. */
export async function reviveRuns(ctx: Context): Promise<void> {
  const stale = await ctx.tx
    .selectFrom("platform.run")
    .select("id")
    .where("state", "=", "running")
    .where("heartbeatAt", "<", sql<string>`now() - ${sql.lit(staleAfter)}::interval`)
    .execute();
  for (const { id } of stale) await ctx.later("platform.run", { id });
}

/** A context outside any transaction, for a run's own long reads. */
export const readingAs = (tools: Pick<RunTools<unknown, unknown>, "services" | "startedBy">): Context =>
  reading(tools.services, { actor: { ...systemActor(tools.startedBy.name), id: tools.startedBy.id } });
