import { mkdir } from "node:fs/promises";
import { buildServer, closeServices, openServices, startWork } from "./app.ts";
import { demoLine, loadDemo } from "./demo/demo.ts";
import type { Config } from "./platform/config.ts";
import { readConfig } from "./platform/config.ts";
import { holdDataFolder } from "./platform/data-folder.ts";
import { type Embedded, startEmbedded } from "./platform/postgres/embedded.ts";

/** Runs the product until SIGINT or SIGTERM; both stop web, worker and database in order. */
export async function serve(config: Config): Promise<void> {
  await mkdir(config.dataDir, { recursive: true });
  const release = await holdDataFolder(config.dataDir);
  const closing: (() => Promise<unknown>)[] = [release];
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      for (const close of closing.toReversed()) await close().catch(() => {});
    })());
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => void stop().then(() => process.exit(0)));
  try {
    const embedded: Embedded | undefined = config.databaseUrl
      ? undefined
      : await startEmbedded({ dataDir: config.dataDir });
    if (embedded) closing.push(embedded.stop);
    const services = await openServices(config, config.databaseUrl ?? embedded!.url);
    closing.push(() => closeServices(services));
    await loadDemo(services, config.demo);
    if (config.worker) {
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
    await stop();
    throw explained(error, config);
  }
}

function explained(error: unknown, config: Config): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return new Error(`Port ${config.port} is taken: stop what runs there, or start with --port.`);
  if (code === "EACCES" || code === "EROFS")
    return new Error(`Cannot write to ${config.dataDir} (${code}): choose another folder with --data.`);
  if (code === "ENOSPC" || code === "53100")
    return new Error("The disk is full: nothing was changed. Free some space and start again.");
  if (code === "ECONNREFUSED" || code === "ENOTFOUND")
    return new Error("The database at DATABASE_URL cannot be reached.");
  return error instanceof Error ? error : new Error(message);
}

if (import.meta.main)
  await serve(readConfig()).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
