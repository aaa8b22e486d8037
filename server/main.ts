import { readConfig } from "./platform/config.ts";
import { startEmbedded } from "./platform/postgres/embedded.ts";
import { buildServer, closeServices, openServices, startWork } from "./app.ts";
import { loadDemo } from "./demo/demo.ts";

const config = readConfig();
const embedded = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir });
const services = await openServices(config, config.databaseUrl ?? embedded!.url);
await loadDemo(services, config.demo);
const app = config.web ? await buildServer(services) : undefined;
const worker = config.worker ? await startWork(services) : undefined;
await app?.listen({ port: config.port, host: config.host });
console.log(`Youzhang is ready at ${config.publicUrl ?? `http://localhost:${config.port}`}`);

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await app?.close();
  await worker?.stop();
  await closeServices(services);
  await embedded?.stop();
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop().then(() => process.exit(0)));
