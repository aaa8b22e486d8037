// Grading of all customers by the decision table against the same statement written by hand, and the change list applied.
// node bench/grading.ts [--customers 100000] [--purchases 2000000] [--runs 3]
import { parseArgs } from "node:util";
import { modules } from "../server/app.ts";
import { startGrading, approveGrading } from "../server/modules/customers/grading/grading.actions.ts";
import { systemActor } from "../server/platform/actor.ts";
import { write } from "../server/platform/context.ts";
import { type RunKinds, workRun } from "../server/platform/runs.ts";
import { fill, openBench, readSize, sizeOptions } from "./data.ts";
import { median, timed } from "./measure.ts";

const { values } = parseArgs({ options: { ...sizeOptions, runs: { type: "string", default: "3" } } });
const { services, close } = await openBench(values.data);
await fill(services, readSize(values));
const { pool } = services;
const kinds: RunKinds = Object.assign({}, ...modules.map((module) => module.runs ?? {}));
const actor = systemActor("bench");
const asOf = "2026-06-14T00:00:00.000Z";

const runOf = async (id: string, column: "run_id" | "application_run_id") =>
  (await pool.query(`select ${column} as run from customers.grading where id = $1`, [id])).rows[0].run as string;

async function work(run: string) {
  await workRun(services, kinds, run);
  const { rows } = await pool.query("select state, problem from platform.run where id = $1", [run]);
  if (rows[0].state !== "done")
    throw new Error(`the run ended as ${rows[0].state}: ${JSON.stringify(rows[0].problem)}`);
}

/** What somebody would write for this one policy: thresholds in the text, one statement, the same rows kept. */
const byHand = `
  insert into customers.grading_change (grading_id, customer_id, from_grade, to_grade, row_no, facts)
  select $2, f.customer_id, g.grade, f.grade, f.row_no,
         jsonb_build_object('class', f.class, 'yearlySpend', f.spend, 'yearlyPurchases', f.purchases, 'tenureMonths', f.tenure, 'services', f.services, 'referrals', f.referrals)
    from (
      select x.*,
             case when spend >= 600000 then 'gold' when spend >= 240000 and (purchases >= 12 or tenure >= 36 and services >= 3 or referrals >= 2) then 'gold'
                  when spend >= 240000 then 'silver' else 'bronze' end as grade,
             case when spend >= 600000 then 1 when spend >= 240000 and purchases >= 12 then 2 when spend >= 240000 and tenure >= 36 and services >= 3 then 3
                  when spend >= 240000 and referrals >= 2 then 4 when spend >= 240000 then 5 end as row_no
        from (
          select c.customer_id, c.class, coalesce(p.spend, 0)::bigint as spend, coalesce(p.purchases, 0)::int as purchases,
                 greatest(0, (extract(year from age($1, c.joined_on)) * 12 + extract(month from age($1, c.joined_on)))::int) as tenure,
                 coalesce(s.services, 0)::int as services, coalesce(r.referrals, 0)::int as referrals
            from customers.customer c
            left join (select customer_id, sum(amount) as spend, count(*) as purchases from customers.purchase
                        where at > $1::timestamptz - interval '1 year' and at <= $1 group by 1) p using (customer_id)
            left join (select customer_id, count(*) as services from customers.service_held
                        where started_on <= $1 and coalesce(ended_on, 'infinity') > $1 group by 1) s using (customer_id)
            left join (select referrer_id, count(*) as referrals from customers.customer where referrer_id is not null and joined_on <= $1 group by 1) r on r.referrer_id = c.customer_id
           where c.state <> 'merged' and c.joined_on <= $1
        ) x
    ) f
    left join customers.grade g on g.customer_id = f.customer_id
   where g.grade is distinct from f.grade`;

async function hand(workMemory: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(`set local work_mem = '${workMemory}'`);
    return await timed(() => client.query(byHand, [asOf, "00000000-0000-0000-0000-000000000001"]));
  } finally {
    await client.query("rollback");
    client.release();
    await pool.query("vacuum customers.grading_change");
  }
}

const judge = async () => {
  const id = await write(services, { actor }, (ctx) => startGrading(ctx, { asOf }));
  const run = await runOf(id, "run_id");
  return { id, ms: await timed(() => work(run)) };
};

const ours: number[] = [];
const theirs: number[] = [];
let last = "";
for (let n = 0; n < Number(values.runs); n++) {
  // In turns, so that what else the machine does troubles both.
  theirs.push(await hand("192MB"));
  const { id, ms } = await judge();
  ours.push(ms);
  if (last) await pool.query("delete from customers.grading_change where grading_id = $1", [last]);
  last = id;
  await pool.query("vacuum customers.grading_change");
}
const { rows: counts } = await pool.query("select judged, changed from customers.grading where id = $1", [last]);
await write(services, { actor }, (ctx) => approveGrading(ctx, last));
const application = await runOf(last, "application_run_id");
const applied = await timed(() => work(application));
const again = await judge();
const rest = (await pool.query("select changed from customers.grading where id = $1", [again.id])).rows[0].changed;

console.table([
  {
    what: `judged ${counts[0].judged}, changed ${counts[0].changed}: by the table`,
    seconds: seconds(median(ours)),
    ratio: (median(ours) / median(theirs)).toFixed(2),
  },
  { what: "the same by hand", seconds: seconds(median(theirs)), ratio: "1.00" },
  { what: `${counts[0].changed} changed rows applied`, seconds: seconds(applied), ratio: "" },
  { what: `judged again, ${rest} changed`, seconds: seconds(again.ms), ratio: "" },
]);
await close();

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
