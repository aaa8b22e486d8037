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
import type pg from "pg";
import { systemActor } from "./actor.ts";
import { type Context, write } from "./context.ts";
import type { Services } from "./services.ts";

/** A piece of background work: one transaction, tried again with growing pauses when it fails. */
export type TaskHandler = (ctx: Context, payload: any) => Promise<void>;
export type Tasks = Readonly<Record<string, TaskHandler>>;

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
 * their own (runs).
 */
export async function startWorker(
  services: Services,
  tasks: Tasks,
  longTasks: Record<string, (services: Services, payload: any) => Promise<void>>,
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
  let workers: string[] = [];
  const begin = () => {
    const events: WorkerEvents = new EventEmitter();
    workers = [];
    events.on("worker:create", ({ worker }) => workers.push(worker.workerId));
    return run({
      pgPool: services.pool,
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
  return {
    stop: async () => {
      stopped = true;
      await runner?.stop();
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

const quiet = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});
