import { type Clock, systemClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { masterKey } from "./platform/crypto/master-key.ts";
import { openVault } from "./platform/crypto/vault.ts";
import { kyselyOf, openPool } from "./platform/db.ts";
import { divisionRoutes } from "./platform/divisions/divisions.http.ts";
import { installEventTexts } from "./platform/event-texts.ts";
import { buildApp } from "./platform/http/app.ts";
import type { App } from "./platform/http/route.ts";
import { type CronItem, prepareJobs, startWorker, type Tasks } from "./platform/jobs.ts";
import { installTopics, liveRoutes, presenceRoutes, sweepPresence } from "./platform/live/index.ts";
import { viewRoutes } from "./platform/lists/views.http.ts";
import { installNotices, sweepNotices } from "./platform/notice/index.ts";
import { migrate } from "./platform/migrate.ts";
import type { Module } from "./platform/module.ts";
import { knownGrants } from "./platform/grants.ts";
import { platformRoutes } from "./platform/platform.http.ts";
import { reviveRuns, type RunKinds, workRun } from "./platform/runs.ts";
import type { Services } from "./platform/services.ts";
import { actorOf, identity, installGrants } from "./modules/identity/index.ts";
import { type Control, installControls, installCustomerNames, policy, registryOf } from "./modules/policy/index.ts";
import {
  customerControls,
  customers,
  installNeighbours,
  namesOfCustomers,
  narrowedBy,
} from "./modules/customers/index.ts";
import { customerOf, service, serviceControls } from "./modules/service/index.ts";
import { supervision, supervisionControls } from "./modules/supervision/index.ts";

/** The only place that lists the modules, lower rooms first. */
export const modules: readonly Module[] = [identity, policy, customers, service, supervision];
const controls: readonly Control[] = [...customerControls, ...serviceControls, ...supervisionControls];
export const registry = registryOf(controls);
export const runKinds: RunKinds = Object.assign({}, ...modules.map((module) => module.runs ?? {}));
const lists = new Map(modules.flatMap((module) => Object.entries(module.lists ?? {})));

/** Opens the database (migrated first), the keys and the pools. */
export async function openServices(config: Config, url: string, clock: Clock = systemClock): Promise<Services> {
  await migrate(url);
  const pool = openPool(url, { max: 12 });
  await prepareJobs(pool);
  const searchPool = openPool(config.readUrl ?? url, {
    max: 6,
    statementTimeout: 5_000,
    name: "youzhang search",
    parallel: false,
  });
  const vault = await openVault(pool, await masterKey(config.dataDir, config.masterKey));
  return installed({ config, pool, db: kyselyOf(pool), searchPool, search: kyselyOf(searchPool), clock, vault });
}

/** The same database and keys under another clock. */
export const servicesAt = (services: Services, clock: Clock): Services => installed({ ...services, clock });

/** Tells the rooms below what the rooms above offer. */
function installed(services: Services): Services {
  installControls(services, registry);
  installCustomerNames(services, namesOfCustomers);
  installNeighbours(services, modules);
  installEventTexts(
    services,
    modules.flatMap((module) => module.events),
  );
  installGrants(services, knownGrants(modules));
  installTopics(
    services,
    modules.flatMap((module) => module.topics ?? []),
  );
  installNotices(
    services,
    modules.flatMap((module) => module.notices ?? []),
    modules.flatMap((module) => module.noticeSubjects ?? []),
  );
  return services;
}

export async function closeServices(services: Services): Promise<void> {
  services.vault.close();
  await Promise.all([services.pool.end(), services.searchPool.end()]);
}

export const buildServer = (services: Services): Promise<App> =>
  buildApp({
    services,
    actorOf: narrowedBy(actorOf),
    customerOf,
    routes: [
      platformRoutes(modules),
      divisionRoutes,
      viewRoutes(lists),
      liveRoutes(services),
      presenceRoutes,
      ...modules.flatMap((module) => module.routes ?? []),
    ],
  });

/** Background work of all modules. */
export function startWork(services: Services) {
  const tasks: Tasks = Object.assign(
    { "platform.revive": reviveRuns, "platform.presence.sweep": sweepPresence, "platform.notices.sweep": sweepNotices },
    ...modules.map((module) => module.tasks ?? {}),
  );
  const cron: CronItem[] = [
    { task: "platform.revive", pattern: "* * * * *" },
    { task: "platform.presence.sweep", pattern: "*/10 * * * *" },
    { task: "platform.notices.sweep", pattern: "40 18 * * *" },
    ...modules.flatMap((module) => module.cron ?? []),
  ];
  return startWorker(
    services,
    tasks,
    {
      "platform.run": (owner, payload: { id: string }) => workRun(owner, runKinds, payload.id),
      ...Object.assign({}, ...modules.map((module) => module.longTasks ?? {})),
    },
    cron,
  );
}
