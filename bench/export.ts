// Whether an export holds its rows in memory: the process's size after a tenth, half and all of them.
//   node bench/export.ts [rows=100000] [csv|xlsx]    (under bin/start's heap: node --max-semi-space-size=8 --max-old-space-size=640)
import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { closeServices, openServices } from "../server/app.ts";
import { seedBasics } from "../server/demo/company.ts";
import type { ExportPlan } from "../server/platform/export/index.ts";
import { exportRuns } from "../server/modules/customers/export/index.ts";
import { systemActor } from "../server/platform/actor.ts";
import { readConfig } from "../server/platform/config.ts";
import { write } from "../server/platform/context.ts";
import { newId } from "../server/platform/ids.ts";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";
import { startRun, workRun } from "../server/platform/runs.ts";

const rows = Number(process.argv[2] ?? 100_000);
const format = process.argv[3] === "xlsx" ? "xlsx" : "csv";
const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

const dataDir = `/tmp/youzhang-bench-${randomBytes(4).toString("hex")}`;
await mkdir(dataDir, { recursive: true });
const embedded = await startEmbedded({ dataDir });
try {
  const services = await openServices(readConfig({ YOUZHANG_DATA: dataDir }), embedded.url);
  await seedBasics(services);
  for (let made = 0; made < rows; made += 10_000)
    await services.pool.query(
      `insert into customers.customer (customer_id, kind, class, name, name_pinyin, name_initials, name_tokens, received_at, created_at, updated_at)
       select id, 'person', 'household', '客户' || n, 'kehu', 'kh', '{}', now(), now(), now() from unnest($1::uuid[]) with ordinality x (id, n)`,
      [Array.from({ length: Math.min(10_000, rows - made) }, () => newId())],
    );
  await services.pool.query("analyze customers.customer");
  const actor = systemActor("bench", ["customers.read", "customers.rows:all", "customer.basic:read"]);
  const plan: ExportPlan = {
    filters: {},
    columns: ["name"],
    format,
    encoding: "utf-8",
    language: "zh",
    actor: { ...actor, grants: [...actor.grants] },
  };
  const id = await write(services, { actor }, (ctx) => startRun(ctx, "customers.export", plan));
  const sizes = new Map<number, number>();
  const before = megabytes();
  const watch = setInterval(async () => {
    const { rows: found } = await services.pool.query("select done::int from platform.run where id = $1", [id]);
    for (const share of [0.1, 0.5])
      if (found[0].done >= rows * share && !sizes.has(share)) sizes.set(share, megabytes());
  }, 50);
  const started = performance.now();
  await workRun(services, exportRuns, id);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  const { rows: ended } = await services.pool.query("select state, done::int from platform.run where id = $1", [id]);
  if (ended[0].state !== "done" || ended[0].done !== rows) throw new Error(JSON.stringify(ended[0]));
  console.log(
    `export  ${rows} rows as ${format} in ${seconds.toFixed(1)} s; memory ${before} MB before, ${sizes.get(0.1)} MB at a tenth, ${sizes.get(0.5)} MB at half, ${megabytes()} MB at the end`,
  );
  await closeServices(services);
} finally {
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
}
