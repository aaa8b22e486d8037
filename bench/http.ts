// One customer read, one created and one ticket registered with its clocks over HTTP, against a bare node:http + pg server that sends the very same statements.
// Both servers run as processes of their own, in turn. Usage: node bench/http.ts [seconds] [rounds]
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import http from "node:http";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";
import { readConfig } from "../server/platform/config.ts";
import { seedBasics, seedCompany } from "../server/demo/company.ts";
import { makeHistory } from "../server/demo/history.ts";
import { buildServer, closeServices, openServices } from "../server/app.ts";
import { load, median } from "./load.ts";
import type { BareSetup } from "./bare-server.ts";

const [seconds = 4, rounds = 3] = process.argv.slice(2).map(Number);
const dataDir = `/tmp/youzhang-bench-${randomBytes(4).toString("hex")}`;
const embedded = await startEmbedded({ dataDir });
const environment = {
  ...process.env,
  YOUZHANG_DATA: dataDir,
  YOUZHANG_LOG: "silent",
  YOUZHANG_RATE_LIMIT: "0",
  YOUZHANG_WORKER: "false",
  YOUZHANG_DEMO: "none",
  DATABASE_URL: embedded.url,
};

const { ids, token, setup } = await prepare();
const product = await child("../server/main.ts", { YOUZHANG_PORT: "18690" });
const bare = await child("./bare-server.ts", { BARE_SETUP: JSON.stringify(setup), YOUZHANG_PORT: "18691" });

const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
const read = (port: number) => (agent: http.Agent) =>
  http.request({ agent, port, path: `/api/v1/customers/${ids[Math.floor(Math.random() * ids.length)]}`, headers });
const post = (path: string, bodies: () => object) => (port: number) => (agent: http.Agent) => {
  const body = JSON.stringify(bodies());
  const request = http.request({
    agent,
    port,
    method: "POST",
    path: `/api/v1${path}`,
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
  });
  request.write(body);
  return request;
};
const create = post("/customers", newCustomer);
const register = post("/tickets", () => newTicket(ids[Math.floor(Math.random() * ids.length)]!));

for (const [what, request] of [
  ["read one customer", read],
  ["create a customer", create],
  ["register a ticket", register],
] as const) {
  const rates: Record<"product" | "bare", number[]> = { product: [], bare: [] };
  let failed = 0;
  for (const port of [18690, 18691]) await load(8, 1, request(port));
  for (let round = 0; round < rounds; round++)
    for (const [name, port] of [
      ["product", 18690],
      ["bare", 18691],
    ] as const) {
      const result = await load(8, seconds, request(port));
      rates[name].push(result.perSecond);
      failed += result.failed;
    }
  const ratios = rates.product.map((rate, i) => rate / rates.bare[i]!);
  console.log(
    `${what}: product ${median(rates.product).toFixed(0)}/s, bare ${median(rates.bare).toFixed(0)}/s, ratio ${median(ratios).toFixed(2)}${failed ? `, ${failed} FAILED` : ""}`,
  );
}
console.log(`memory of the product: ${await memory(product)} MB`);
product.kill("SIGTERM");
bare.kill("SIGTERM");
await new Promise((resolve) => setTimeout(resolve, 500));
await embedded.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);

function newCustomer() {
  return {
    facts: { name: "测试客户", kind: "person", division: "330106" },
    contacts: [{ kind: "phone", value: "13812345678" }],
    consents: [{ purpose: "service", notice: "2026-01", evidenceKind: "signature", evidence: "受理单" }],
  };
}

function newTicket(customerId: string) {
  return {
    customerId,
    kind: "complaint",
    categoryKey: "service",
    source: "hotline",
    subject: "安装师傅没有按时上门",
    content: "约好周六上午安装宽带，师傅下午三点才到，没有提前通知，耽误了半天时间，希望给一个说法。",
  };
}

/** Fills the database, signs in, and records which statements the product sends for each request. */
async function prepare() {
  const services = await openServices(readConfig(environment), embedded.url);
  await seedBasics(services);
  await seedCompany(services);
  await makeHistory(services, 4_000);
  const app = await buildServer(services);
  const session = await app.inject({
    method: "POST",
    url: "/api/v1/sessions",
    payload: { email: "team.lead@demo.example", password: "youzhang demo" },
  });
  const bearer = { authorization: `Bearer ${session.json().token}` };
  const { rows } = await services.pool.query<{ id: string }>(
    "select customer_id as id from customers.customer order by random() limit 2000",
  );
  const payload: Record<string, unknown> = newCustomer();
  if ((await app.inject({ method: "POST", url: "/api/v1/customers", headers: bearer, payload })).statusCode === 400)
    delete payload.consents;
  const warm = await app.inject({ method: "POST", url: "/api/v1/customers", headers: bearer, payload });
  if (warm.statusCode !== 201) throw new Error(`create fails: ${warm.payload}`);
  await app.inject({ url: `/api/v1/customers/${rows[0]!.id}`, headers: bearer });
  const ticket = newTicket(rows[0]!.id);
  const first = await app.inject({ method: "POST", url: "/api/v1/tickets", headers: bearer, payload: ticket });
  if (first.statusCode !== 201) throw new Error(`a ticket fails: ${first.payload}`);
  const sent = record(services.pool);
  const made = await app.inject({ method: "POST", url: "/api/v1/customers", headers: bearer, payload });
  const creating = sent.splice(0);
  await app.inject({ url: `/api/v1/customers/${rows[0]!.id}`, headers: bearer });
  const reading = sent.splice(0);
  const registered = await app.inject({ method: "POST", url: "/api/v1/tickets", headers: bearer, payload: ticket });
  const registering = sent.splice(0);
  await app.close();
  await closeServices(services);
  const setup: BareSetup = {
    url: embedded.url,
    customer: { sent: creating, made: made.json().customerId },
    ticket: { sent: registering, made: registered.json().id },
    reading,
    read: rows[0]!.id,
  };
  console.log(
    `statements: ${reading.length} to read, ${creating.length} to create a customer, ${registering.length} to register a ticket`,
  );
  return { ids: rows.map((row) => row.id), token: session.json().token as string, setup };
}

function record(pool: import("pg").Pool) {
  const sent: { name?: string; text: string; values?: unknown[] }[] = [];
  const keep = (query: unknown, values?: unknown[]) => {
    if (typeof query === "string") sent.push({ text: query, ...(values && { values: values.map(plain) }) });
    else {
      const { name, text, values: given } = query as { name?: string; text: string; values?: unknown[] };
      sent.push({ ...(name && { name }), text, ...((given ?? values) && { values: (given ?? values)!.map(plain) }) });
    }
  };
  const connect = pool.connect.bind(pool);
  const seen = new WeakSet<object>();
  (pool as { connect: unknown }).connect = async (...given: unknown[]) => {
    if (given.length) {
      // pool.query connects by callback.
      const [callback] = given as [(error: Error | undefined, client: any, done: unknown) => void];
      return connect(((error: Error | undefined, client: any, done: unknown) =>
        callback(error, client && watch(client), done)) as never);
    }
    return watch(await connect());
  };
  const watch = (client: any) => {
    if (seen.has(client)) return client;
    seen.add(client);
    const query = client.query.bind(client);
    client.query = (...given: [unknown, unknown[]?]) => {
      keep(given[0], Array.isArray(given[1]) ? given[1] : undefined);
      return query(...given);
    };
    return client;
  };
  return sent;
}

/** Values as JSON can carry them to the other process. */
function plain(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { hex: value.toString("hex") };
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "bigint" ? value.toString() : value;
}

function child(file: string, more: Record<string, string>): Promise<ChildProcess> {
  const made = fork(new URL(file, import.meta.url), {
    env: { ...environment, ...more },
    execArgv: ["--max-semi-space-size=8", "--max-old-space-size=640"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    made.stdout!.on("data", (text) => /ready/.test(String(text)) && resolve(made));
    made.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

async function memory(of: ChildProcess): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const status = await readFile(`/proc/${of.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
