import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import {
  Logger,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run,
  type Task,
  type WorkerEvents,
} from "graphile-worker";
import pg from "pg";
import { systemActor } from "./actor.ts";
import { isDatabaseAway } from "./db.ts";
import { type Context, write } from "./context.ts";
import type { Services } from "./services.ts";

/** A piece of background work: one transaction, tried again with growing pauses when it fails. */
export type TaskHandler = (ctx: Context, payload: any) => Promise<void>;
export type Tasks = Readonly<Record<string, TaskHandler>>;
/** Work that opens transactions of its own: it waits for somebody outside, or is long. */
export type LongTasks = Readonly<Record<string, (services: Services, payload: any) => Promise<void>>>;

/** `pattern` as cron writes it, in UTC. */
export type CronItem = { readonly task: string; readonly pattern: string };

/** Makes or updates the queue's own tables. */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
  await utils.migrate();
  await utils.release();
}

export type Working = { readonly stop: () => Promise<void> };

/**
 * Starts the worker, and again whenever it gives up because the database was away. `longTasks` manage transactions of
 * their own.
 */
export async function startWorker(
  services: Services,
  tasks: Tasks,
  longTasks: LongTasks,
  cron: readonly CronItem[],
): Promise<Working> {
  const actor = systemActor("worker");
  const taskList: Record<string, Task> = {};
  for (const [name, handler] of Object.entries(tasks))
    taskList[name] = (payload) => write(services, { actor }, (ctx) => handler(ctx, payload));
  for (const [name, handler] of Object.entries(longTasks)) taskList[name] = (payload) => handler(services, payload);
  const parsedCronItems = parseCronItems(
    cron.map((item) => ({ task: item.task, match: item.pattern, identifier: item.task })),
  );
  // The queue writes its rows as JSON, which knows no bigint: it gets connections that read numbers in pg's own way.
  const pool = new pg.Pool({ ...services.pool.options, types: pg.types, max: 6 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  let workers: string[] = [];
  const begin = () => {
    const events: WorkerEvents = new EventEmitter();
    workers = [];
    events.on("pool:create", ({ workerPool }) => workers.push(workerPool.id));
    events.on("worker:create", ({ worker }) => workers.push(worker.workerId));
    return run({
      pgPool: pool,
      taskList,
      parsedCronItems,
      concurrency: 4,
      pollInterval: 1000,
      noHandleSignals: true,
      logger: quiet,
      events,
    });
  };

  let stopped = false;
  let runner: Runner | undefined = await begin();
  const supervise = async () => {
    while (!stopped) {
      await runner?.promise.catch(() => {});
      if (stopped) return;
      runner = undefined;
      await pause(1000, undefined, { ref: false });
      // What the last one could not give back must not wait for hours.
      runner = await releaseJobs(services.pool, workers).then(begin, () => undefined);
    }
  };
  void supervise();
  // What the queue cannot write because the database went away it throws where nobody listens: then it begins anew.
  const stray = (reason: unknown) => {
    if (!isDatabaseAway(reason)) throw reason;
    void runner?.stop().catch(() => {});
  };
  process.on("unhandledRejection", stray);
  return {
    stop: async () => {
      stopped = true;
      process.off("unhandledRejection", stray);
      await runner?.stop();
      await pool.end();
    },
  };
}

/** Gives back the jobs of workers that are gone; of all workers where none are named. */
export async function releaseJobs(pool: pg.Pool, workers?: readonly string[]): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(coalesce($1::text[], array(select distinct locked_by from graphile_worker.jobs where locked_by is not null)))`,
    [workers ?? null],
  );
}

// A database's own message may quote data: of a failure only its name, code and place are told.
const quiet = new Logger(() => (level, message, meta) => {
  if (level !== "error") return;
  const error = meta?.error as (Error & { code?: unknown }) | undefined;
  const at = error?.stack
    ?.match(/\n\s+at .*/g)
    ?.slice(0, 6)
    .join("");
  console.error(message.split(/ with error |: /)[0], ...(error ? [error.name, error.code ?? "", at ?? ""] : []));
});
