// Thousands of open web chats: how long a message takes from its sender to the other side, against a bare node:http server of events.
// Both servers run as processes of their own, in turn. Usage: node bench/chat.ts [chats] [seconds] [messages a second]
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { closeServices, openServices } from "../server/app.ts";
import { seedBasics, seedCompany } from "../server/demo/company.ts";
import { keyHash } from "../server/modules/service/chat/key.ts";
import { readConfig } from "../server/platform/config.ts";
import { newId, nobody } from "../server/platform/ids.ts";
import { eventReader, type SentEvent } from "../server/platform/live/testing.ts";
import { startEmbedded } from "../server/platform/postgres/embedded.ts";
import { quantile } from "./measure.ts";

const [chats = 2_000, seconds = 10, rate = 100] = process.argv.slice(2).map(Number);
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
const [port, barePort] = [18692, 18693];
type Open = { readonly id: string; readonly key: string };

const opened = await prepare();
const product = await child("../server/main.ts", { YOUZHANG_PORT: String(port) });
const bare = await child("./bare-events.ts", { YOUZHANG_PORT: String(barePort), BARE_EVENTS: "1" });
const token = await signIn();
const bearer = { authorization: `Bearer ${token}` };
const sockets = new http.Agent({ keepAlive: true, maxSockets: 16 });

/** When each message was sent, by the text that it carries. */
const sent = new Map<string, number>();
let took: number[] = [];
const heard = (text: string) => {
  const at = sent.get(text);
  if (at === undefined) return;
  sent.delete(text);
  took.push(performance.now() - at);
};

const toVisitors = await run(
  "to visitors",
  (one, listen) =>
    stream(port, "/api/v1/chats/current/live?after=1", { "x-chat-key": one.key }, (event) => {
      if (event.event === "message") listen(event.data.body);
    }),
  (one, text) => post(port, `/api/v1/chats/${one.id}/messages`, bearer, { clientId: randomUUID(), text }),
);
const bareTook = await run(
  "bare",
  (one, listen) => stream(barePort, `/${one.id}`, {}, (event) => listen(event.data.text)),
  (one, text) => post(barePort, `/${one.id}`, {}, { text }),
);
console.log(
  `ratio to bare: median ${(toVisitors.median / bareTook.median).toFixed(1)}, 99th percentile ${(toVisitors.p99 / bareTook.p99).toFixed(1)}`,
);
const good = toVisitors.p99 < 200 && !toVisitors.lost;
console.log(good ? "99th percentile below 200 ms, nothing lost" : "NOT below 200 ms, or something was lost");
console.log(`memory of the product: ${await memory(product)} MB`);
product.kill("SIGTERM");
bare.kill("SIGTERM");
await pause(500);
await embedded.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(good ? 0 : 1);

/** Opens a stream for each chat, sends at an even pace to chats in turn, and waits for what is under way. */
async function run(
  name: string,
  open: (one: Open, listen: (text: string) => void) => Promise<http.IncomingMessage>,
  say: (one: Open, text: string) => Promise<number>,
) {
  took = [];
  const began = performance.now();
  const streams: http.IncomingMessage[] = [];
  for (let at = 0; at < opened.length; at += 50)
    streams.push(...(await Promise.all(opened.slice(at, at + 50).map((one) => open(one, heard)))));
  const opening = performance.now() - began;
  await pause(500);
  let failed = 0;
  // Both are warm before they are measured.
  for (let i = 0; i < 200; i++) await say(opened[i % opened.length]!, `${name} ${i}`);
  const count = Math.round(seconds * rate);
  const start = performance.now();
  const answers: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    const due = start + (i * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    const text = `第${i}句 ${name}`;
    // From when it should have been sent: a sender that is held up counts.
    sent.set(text, due);
    answers.push(say(opened[(i * 7919) % opened.length]!, text).then((status) => void (status === 201 || failed++)));
  }
  await Promise.all(answers);
  for (let i = 0; i < 100 && sent.size; i++) await pause(50);
  const lost = sent.size;
  sent.clear();
  for (const one of streams) one.destroy();
  const [median, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  console.log(
    `${name}: ${chats} streams opened in ${(opening / 1000).toFixed(1)} s; ${took.length} messages at ${rate}/s: median ${median.toFixed(1)} ms, 99th percentile ${p99.toFixed(1)} ms, longest ${Math.max(...took).toFixed(1)} ms${lost || failed ? `, ${lost} LOST, ${failed} REFUSED` : ""}`,
  );
  return { median, p99, lost: lost + failed };
}

function stream(to: number, path: string, headers: Record<string, string>, listen: (event: SentEvent) => void) {
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    http
      .get({ port: to, path, headers, agent: false }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`a stream was refused: ${response.statusCode}`));
        response.setEncoding("utf8");
        response.on("data", eventReader(listen));
        response.on("error", () => {});
        resolve(response);
      })
      .on("error", reject);
  });
}

function post(to: number, path: string, headers: Record<string, string>, body: object): Promise<number> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    http
      .request(
        {
          agent: sockets,
          port: to,
          method: "POST",
          path,
          headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(text) },
        },
        (response) => {
          response.resume();
          response.once("end", () => resolve(response.statusCode!));
        },
      )
      .once("error", reject)
      .end(text);
  });
}

/** Chats under way, all with one agent, each with a question. */
async function prepare() {
  const services = await openServices(readConfig(environment), embedded.url);
  await seedBasics(services);
  await seedCompany(services);
  const { rows } = await services.pool.query<{ id: string }>(
    "select id from identity.staff where email = 'agent@demo.example'",
  );
  const agent = rows[0]!.id;
  const opened: Open[] = Array.from({ length: chats }, () => ({
    id: newId(),
    key: randomBytes(32).toString("base64url"),
  }));
  const ids = opened.map((one) => one.id);
  await services.pool.query(
    `insert into service.chat (customer_id, id, state, language, staff_id, staff_name, started_at, queued_at, taken_at, answered_at, last_at, visitor_seen_at, last_number)
     select $1, id, 'active', 'zh', $2, '客服', now(), now(), now(), now(), now(), now(), 1 from unnest($3::uuid[]) id`,
    [nobody, agent, ids],
  );
  await services.pool.query(
    `insert into service.chat_message (customer_id, id, chat_id, number, side, kind, body, at)
     select $1, gen_random_uuid(), id, 1, 'visitor', 'text', '您好', now() from unnest($2::uuid[]) id`,
    [nobody, ids],
  );
  await services.pool.query(
    "insert into service.claim (kind, value, customer_id, id) select 'chat.key', k.value, $1, k.id from unnest($2::text[], $3::uuid[]) k (value, id)",
    [nobody, opened.map((one) => keyHash(one.key)), ids],
  );
  await services.pool.query("analyze");
  await closeServices(services);
  return opened;
}

async function signIn(): Promise<string> {
  const reply = await fetch(`http://localhost:${port}/api/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "agent@demo.example", password: "youzhang demo" }),
  });
  return ((await reply.json()) as { token: string }).token;
}

async function child(file: string, more: Record<string, string>): Promise<ChildProcess> {
  const started = fork(new URL(file, import.meta.url), { env: { ...environment, ...more }, silent: true });
  started.stderr!.pipe(process.stderr);
  await new Promise<void>((resolve, reject) => {
    started.stdout!.on("data", (text: Buffer) => /ready/.test(String(text)) && resolve());
    started.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return started;
}

async function memory({ pid }: ChildProcess): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
