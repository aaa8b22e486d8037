import { mkdir } from "node:fs/promises";
import { buildServer, closeServices, openServices, startWork } from "./app.ts";
import { demoPolicy } from "./demo/choice.ts";
import { demoLine, loadDemo } from "./demo/demo.ts";
import { aloneOn } from "./platform/alone.ts";
import type { Config } from "./platform/config.ts";
import { readConfig } from "./platform/config.ts";
import { holdDataFolder } from "./platform/data-folder.ts";
import { startEmbedded } from "./platform/postgres/embedded.ts";
import { reviveAll } from "./platform/runs.ts";
import { within } from "./platform/within.ts";

/** Work that does not end by itself is broken off after this; what is committed stays, a run goes on at the next start. */
const patienceMs = 8_000;

/** Runs the product until SIGINT or SIGTERM; both stop web, worker and database in order. */
export async function serve(config: Config): Promise<void> {
  const policy = await demoPolicy(config.demoPolicy);
  const closing: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      for (const close of closing.toReversed())
        await within(
          patienceMs,
          close().catch(() => {}),
        );
    })());
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => void stop().then(() => process.exit(0)));
  try {
    await mkdir(config.dataDir, { recursive: true });
    closing.push(await holdDataFolder(config.dataDir));
    const starting = config.databaseUrl ? undefined : startEmbedded({ dataDir: config.dataDir });
    // A signal may come while it starts: then it is stopped as soon as it runs.
    if (starting) closing.push(async () => (await starting).stop());
    const embedded = await starting;
    embedded?.keepAlive(() => console.error("The database has stopped; it is being started again."));
    const url = config.databaseUrl ?? embedded!.url;
    const alone = await aloneOn(url, embedded?.found ? 5_000 : 0);
    const services = await openServices(config, url);
    closing.push(() => closeServices(services));
    await loadDemo(services, config.demo, policy, (line) => console.log(line));
    if (config.worker) {
      if (alone) await reviveAll(services);
      const worker = await startWork(services);
      closing.push(() => worker.stop());
    }
    if (config.web) {
      const app = await buildServer(services);
      closing.push(() => app.close());
      await app.listen({ port: config.port, host: config.host });
      const address = app.server.address();
      const port = typeof address === "object" && address ? address.port : config.port;
      console.log(`Youzhang is ready at ${config.publicUrl ?? `http://localhost:${port}`}${await demoLine(services)}`);
    } else console.log("Youzhang works in the background.");
  } catch (error) {
    // What breaks because it was told to stop is no failure.
    if (stopping) return stopping;
    await stop();
    throw explained(error, config);
  }
}

/** What went wrong at the start, as something that whoever started it can act upon. */
function explained(error: unknown, config: Config): Error {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (syscall === "listen" && code === "EADDRINUSE")
    return new Error(`Port ${config.port} is taken: stop what runs there, or start with --port.`);
  if (syscall === "listen")
    return new Error(`Cannot listen on ${config.host}, port ${config.port} (${code}): choose others.`);
  if (code === "ENOSPC" || code === "53100")
    return new Error("The disk is full: nothing was changed. Free some space and start again.");
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT", "EEXIST"].includes(code ?? "") && syscall !== "connect")
    return new Error(`Cannot write to ${config.dataDir} (${code}): choose another folder with --data.`);
  const url = config.databaseUrl;
  if (url && /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)/.test(code ?? ""))
    return new Error(`The database at DATABASE_URL cannot be reached (${code}).`);
  if (url && /^(28|3D|42501)/.test(code ?? "")) return new Error(`The database at DATABASE_URL refuses us: ${message}`);
  return error instanceof Error ? error : new Error(message);
}

if (import.meta.main)
  try {
    await serve(readConfig());
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
