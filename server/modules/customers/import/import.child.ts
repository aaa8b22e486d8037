// A worker in a process of its own, to be killed: works the run named on the command line.
import { closeServices, openServices } from "../../../app.ts";
import { readConfig } from "../../../platform/config.ts";
import { workRun } from "../../../platform/runs.ts";
import { importRuns } from "./index.ts";

const [url, runId] = process.argv.slice(2) as [string, string];
const services = await openServices(readConfig(), url);
await workRun(services, importRuns, runId);
await closeServices(services);
