// The compliance report over many promises, and the replay of one changed threshold against a grading of the same customers.
// node bench/evidence.ts [--customers 100000] [--purchases 2000000] [--promises 1000000]
import { parseArgs } from "node:util";
import { modules } from "../server/app.ts";
import { startGrading } from "../server/modules/customers/index.ts";
import { complianceReport, findReplay, startReplay } from "../server/modules/policy/index.ts";
import { systemActor } from "../server/platform/actor.ts";
import { reading, write } from "../server/platform/context.ts";
import { type RunKinds, workRun } from "../server/platform/runs.ts";
import { fill, openBench, readSize, sizeOptions } from "./data.ts";
import { median, timed } from "./measure.ts";

const { values } = parseArgs({ options: { ...sizeOptions, promises: { type: "string", default: "1000000" } } });
const { services, close } = await openBench(values.data);
await fill(services, readSize(values));
const { pool } = services;
const actor = systemActor("bench");
const kinds: RunKinds = Object.assign({}, ...modules.map((module) => module.runs ?? {}));
const span = { from: "2025-06-14T16:00:00.000Z", to: "2026-06-14T16:00:00.000Z" };

await promise(Number(values.promises));
// The figures of closed periods are kept, as the hourly task does.
const closeFigures = modules.find((module) => module.name === "policy")!.tasks!["policy.figures"]!;
await write(services, { actor, now: new Date(span.to) }, (ctx) => closeFigures(ctx, {}));
const reports: number[] = [];
for (let n = 0; n < 3; n++) {
  const ctx = reading(services, { actor, now: new Date(span.to) });
  reports.push(await timed(() => complianceReport(ctx, { document: "B", ...span })));
}

const { rows: versions } = await pool.query(
  "select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = 'B' and v.state = 'in_force'",
);
const [replays, gradings]: [number[], number[]] = [[], []];
let found = { judged: 0, changed: 0, reviews: 0 };
for (let n = 0; n < 3; n++) {
  gradings.push(await grade());
  const { ms, summary } = await replay(span.from, "2026-01-02T00:00:00.000Z", "4000 CNY");
  const reviews = summary.decisions.filter((one) => one.control === "customers.grade");
  found = { judged: reviews[0]?.judged ?? 0, changed: reviews[0]?.changed ?? 0, reviews: reviews.length };
  replays.push(ms / Math.max(1, reviews.length));
}
console.table([
  { what: `compliance of a year, ${values.promises} promises`, seconds: seconds(median(reports)), ratio: "" },
  { what: `a grading of all`, seconds: seconds(median(gradings)), ratio: "1.00" },
  {
    what: `replay of one threshold, a review (${found.reviews} in the span; judged ${found.judged}, changed ${found.changed})`,
    seconds: seconds(median(replays)),
    ratio: (median(replays) / median(gradings)).toFixed(2),
  },
]);
await close();

/** Promises of a year, most of them kept, by the terms of the policy in force. */
async function promise(count: number) {
  const { rows } = await pool.query("select count(*)::int as count from policy.obligation");
  if (rows[0].count >= count) return;
  await pool.query("truncate policy.obligation");
  await pool.query(
    `insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, assignee_id, calendar, term, opened_at, due_at, settled_at, state)
     select c.customer_id, md5('o' || n)::uuid, case when n % 3 = 0 then 'customers.second-check' else 'customers.entry' end, 'B3.2.1', v.id, 'customer', md5('s' || n)::uuid,
            c.department_id, c.owner_id, case when n % 3 = 0 then 'office' else '24x7' end, case when n % 3 = 0 then '1wd' else '24h' end, t.at, t.at + interval '24 hours', t.at + interval '30 hours' * (hashint4(n) & 1023) / 1024,
            case when (hashint4(n) & 1023) * 30 > 24 * 1024 then 'breached' else 'met' end
       from generate_series(1, $1::int) n
       join lateral (select $2::timestamptz + n * (interval '365 days' / $1::int) as at) t on true
       join (select customer_id, department_id, owner_id, row_number() over () as slot from customers.customer) c on c.slot = 1 + n % (select count(*) from customers.customer)
       cross join (select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = 'B' limit 1) v`,
    [count, span.from],
  );
  await pool.query("vacuum analyze policy.obligation");
}

async function grade(): Promise<number> {
  const id = await write(services, { actor }, (ctx) => startGrading(ctx, { asOf: span.to }));
  const { rows } = await pool.query("select run_id from customers.grading where id = $1", [id]);
  return timed(() => workRun(services, kinds, rows[0].run_id));
}

async function replay(from: string, to: string, goldSpend: string) {
  const overrides = [{ clause: "B4.2", control: "customers.grade", parameters: { goldSpend } }];
  const made = await write(services, { actor, now: new Date(span.to) }, async (ctx) =>
    findReplay(ctx, await startReplay(ctx, { versionId: versions[0].id, from, to, overrides })),
  );
  const ms = await timed(() => workRun(services, kinds, made.runId));
  const done = await findReplay(reading(services, { actor }), made.id);
  if (done.state !== "done" || !("decisions" in done.summary)) throw new Error(`the replay ended as ${done.state}`);
  return { ms, summary: done.summary };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
