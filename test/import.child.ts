// A worker in a process of its own, to be killed: works the run named on the command line.
import { closeServices, openServices } from "../server/app.ts";
import { readConfig } from "../server/platform/config.ts";
import { workRun } from "../server/platform/runs.ts";
import { importRuns } from "../server/modules/customers/import/index.ts";

const [url, runId] = process.argv.slice(2) as [string, string];
const services = await openServices(readConfig(), url);
await workRun(services, importRuns, runId);
await closeServices(services);
