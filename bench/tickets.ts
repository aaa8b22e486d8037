// Queues, searches and the sweep of clocks among many tickets: 95th percentiles through HTTP, and what a sweep costs writers.
// node bench/tickets.ts [--customers 100000] [--purchases 0] [--tickets 500000] [--promises 100000] [--requests 60]
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { buildServer } from "../server/app.ts";
import { systemActor } from "../server/platform/actor.ts";
import { write } from "../server/platform/context.ts";
import { demoEmail, demoPassword } from "../server/demo/company.ts";
import { random } from "../server/demo/random.ts";
import { policy } from "../server/modules/policy/index.ts";
import { fill, openBench, readSize, sizeOptions } from "./data.ts";
import { median, quantile, timed } from "./measure.ts";
import { fillTickets } from "./ticket-data.ts";

const { values } = parseArgs({
  options: {
    ...sizeOptions,
    tickets: { type: "string", default: "500000" },
    promises: { type: "string", default: "100000" },
    requests: { type: "string", default: "60" },
  },
});
const { services, close } = await openBench(values.data);
await fill(services, readSize(values));
await fillTickets(services, Number(values.tickets), Number(values.promises));
// The person asked for has a queue like everybody's.
const { rows: people } = await services.pool.query<{ id: string }>("select id from bench.owner order by slot limit 1");
await services.pool.query(
  "update service.ticket t set assignee_id = s.id from identity.staff s where s.email = $1 and t.assignee_id = $2 and t.state not in ('closed', 'merged')",
  [demoEmail("agent"), people[0]!.id],
);
const app = await buildServer(services);
await app.listen({ port: 0, host: "127.0.0.1" });
const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`;
const token = await signIn("agent");
const r = random(5);
const texts = (
  await services.pool.query<{ subject: string; content: string; number: string }>(
    "select x.subject, x.content, t.number from bench.text x join service.ticket t on t.id = bench.tid(1 + x.slot) order by x.slot limit 500",
  )
).rows;
const word = (text: string, length: number) => {
  const at = r.int(0, Math.max(0, text.length - length));
  return encodeURIComponent(text.slice(at, at + length));
};

const kinds: Record<string, () => string> = {
  "my queue": () => "queue=mine",
  "my queue, by what runs out": () => "queue=mine&sort=dueAt",
  "everybody's queue": () => "state=new,working&sort=priority",
  unassigned: () => "queue=unassigned",
  "newest first": () => "",
  "complaints of a month": () => "kind=complaint&openedAt=2024-03-01..2024-03-31",
  "search: two common characters": () => `q=${encodeURIComponent(r.pick(["宽带", "账单", "安装", "电话"]))}`,
  "search: four characters": () => `q=${word(r.pick(texts).subject, 4)}`,
  "search: a phrase of eight": () => `q=${word(r.pick(texts).content, 8)}`,
  "search: a rare number in the text": () => `q=${r.pick(texts).content.slice(-5)}`,
  "search: nothing found": () => `q=${encodeURIComponent("鲲鹏展翅")}`,
  "search: ticket number": () => `q=${r.pick(texts).number}`,
};

const table: Record<string, string | number>[] = [];
for (const [what, make] of Object.entries(kinds)) {
  const times: number[] = [];
  let failed = 0;
  for (let n = 0; n < Number(values.requests) + 3; n++) {
    const start = performance.now();
    const reply = await fetch(`${base}/tickets?limit=50&${make()}`, { headers: { authorization: `Bearer ${token}` } });
    await reply.arrayBuffer();
    if (!reply.ok) failed++;
    if (n >= 3) times.push(performance.now() - start);
  }
  table.push({ what, "median ms": median(times).toFixed(1), "p95 ms": quantile(times, 0.95).toFixed(1), failed });
  console.error(`${what}: ${median(times).toFixed(1)} ms`);
}
console.table(table);

// The sweep: finds what is due among all that is open; then again while others write, whose waiting is measured.
const sweep = () =>
  write(services, { actor: systemActor("worker") }, (ctx) => policy.tasks!["policy.obligations.sweep"]!(ctx, {}));
const idle = await timed(sweep);
await services.pool.query(
  "update policy.obligation set next_step_at = now() - interval '1 minute', due_at = now() + interval '1 day' where id in (select id from policy.obligation where settled_at is null order by due_at limit 4000)",
);
const alone = await writers(() => new Promise((resolve) => setTimeout(resolve, 1000)));
let busy = 0;
const beside = await writers(async () => {
  busy = await timed(sweep);
});
console.log(
  `sweep over ${values.promises} open promises: nothing due ${idle.toFixed(0)} ms, 4,000 due ${busy.toFixed(0)} ms; ` +
    `a writer of a promise waits at most ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside the sweep`,
);
await app.close();
await close();

/** Longest time that one of many small writes of other promises takes while something goes on. */
async function writers(during: () => Promise<unknown>): Promise<number> {
  const { rows } = await services.pool.query<{ customer_id: string; id: string }>(
    "select customer_id, id from policy.obligation where next_step_at > now() order by due_at desc limit 400",
  );
  let going = true;
  let longest = 0;
  const writing = (async () => {
    for (let n = 0; going; n++) {
      const { customer_id, id } = rows[n % rows.length]!;
      longest = Math.max(
        longest,
        await timed(() =>
          services.pool.query("update policy.obligation set reason = 'x' where customer_id = $1 and id = $2", [
            customer_id,
            id,
          ]),
        ),
      );
    }
  })();
  await during();
  going = false;
  await writing;
  return longest;
}

async function signIn(role: string): Promise<string> {
  const reply = await fetch(`${base}/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: demoEmail(role), password: demoPassword }),
  });
  return ((await reply.json()) as { token: string }).token;
}
