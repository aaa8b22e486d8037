import { Logger, makeWorkerUtils, parseCronItems, type Runner, run, type Task } from "graphile-worker";
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

/** Starts the worker. `longTasks` manage transactions of their own (runs). */
export async function startWorker(
  services: Services,
  tasks: Tasks,
  longTasks: Record<string, (services: Services, payload: any) => Promise<void>>,
  cron: readonly CronItem[],
): Promise<Runner> {
  const actor = systemActor("worker");
  const taskList: Record<string, Task> = {};
  for (const [name, handler] of Object.entries(tasks))
    taskList[name] = (payload) => write(services, { actor }, (ctx) => handler(ctx, payload));
  for (const [name, handler] of Object.entries(longTasks)) taskList[name] = (payload) => handler(services, payload);
  return run({
    pgPool: services.pool,
    taskList,
    parsedCronItems: parseCronItems(
      cron.map((item) => ({ task: item.task, match: item.pattern, identifier: item.task })),
    ),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: quiet,
  });
}

const quiet = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});
