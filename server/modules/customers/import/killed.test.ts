import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { workRun } from "../../../platform/runs.ts";
import { importRuns } from "./index.ts";
import { plainHeader, plainMapping, upload } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

/** 20,000 rows, one in a hundred bad, and in the end a key of the beginning. */
const rows = Array.from(
  { length: 20_000 },
  (_, i) => `K${i},客户${i},${i % 100 === 50 ? "???" : "男"},1380000${String(i).padStart(4, "0").slice(-4)},,`,
);
const content = `${plainHeader}\n${rows.join("\n")}\nK7,重复,男,,,\n`;

async function start() {
  const call = await t.as("data_group");
  const file = await upload(t, content);
  const { body } = await call("POST", "/imports", { fileId: file.body.id, mapping: plainMapping });
  return { id: body.id as string, runId: body.runId as string, read: () => call("GET", `/imports/${body.id}`) };
}

const url = () => String(t.services.pool.options.connectionString);
const environment = () => ({
  ...process.env,
  YOUZHANG_DATA: t.services.config.dataDir,
  YOUZHANG_MASTER_KEY: t.services.config.masterKey,
});
const worker = (runId: string): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL("../../../../test/import.child.ts", import.meta.url)), url(), runId], {
    env: environment(),
    stdio: ["ignore", "ignore", "inherit"],
  });

test(
  "killed in mid-import and begun again: nothing lost, nothing doubled, duplicates still seen",
  { timeout: 90_000 },
  async () => {
    const { id, runId, read } = await start();
    const child = worker(runId);
    const ended = once(child, "exit");
    while (Number((await t.pool.query("select done from platform.run where id = $1", [runId])).rows[0].done) < 1) {
      if (child.exitCode !== null) throw new Error("the worker ended by itself");
      await pause(5);
    }
    child.kill("SIGKILL");
    await ended;
    const { rows: broken } = await t.pool.query("select state, done from platform.run where id = $1", [runId]);
    expect(broken[0].state).toBe("running");
    expect(Number(broken[0].done)).toBeLessThan(20_001);
    // Half a minute without a heartbeat, and another worker takes it.
    await t.pool.query("update platform.run set heartbeat_at = now() - interval '1 minute' where id = $1", [runId]);
    await workRun(t.services, importRuns, runId);
    expect((await read()).body).toMatchObject({ state: "done", counts: { new: 19_800, refused: 201 }, done: 20_001 });
    const { rows: counted } = await t.pool.query(`
    select (select count(*) from customers.customer)::int as customers, (select count(distinct external_key) from customers.customer)::int as keys,
           (select count(*) from customers.contact)::int as contacts, (select count(*) from customers.claim)::int as claims,
           (select count(*) from customers.import_refusal where import_id = '${id}')::int as refusals,
           (select count(*) from policy.obligation where subject_id = '${id}')::int as promises`);
    expect(counted[0]).toEqual({
      customers: 19_800,
      keys: 19_800,
      contacts: 19_800,
      claims: 19_800,
      refusals: 201,
      promises: 2,
    });
    const last = await t.pool.query(
      "select reasons -> 0 -> 'text' ->> 'en' as reason from customers.import_refusal where import_id = $1 order by record desc limit 1",
      [id],
    );
    expect(last.rows[0].reason).toBe("External key: the same as on line 9");
  },
);

test("cancelled: the complete chunks stay, the rest never comes", async () => {
  await t.pool.query("truncate customers.customer, customers.claim, customers.contact");
  const { runId, read } = await start();
  await t.pool.query("update platform.run set cancel_requested = true where id = $1", [runId]);
  await workRun(t.services, importRuns, runId);
  expect((await read()).body).toMatchObject({ state: "cancelled", counts: { new: 0 } });
  expect((await t.pool.query("select count(*)::int as n from customers.customer")).rows[0].n).toBe(0);
});

test("two imports of one file at the same time: each customer once", { timeout: 60_000 }, async () => {
  await t.pool.query("truncate customers.customer, customers.claim, customers.contact");
  const both = await Promise.all([start(), start()]);
  await Promise.all(both.map(({ runId }) => workRun(t.services, importRuns, runId)));
  const ends = await Promise.all(both.map(async ({ read }) => (await read()).body));
  expect(ends.map((one) => one.state)).toEqual(["done", "done"]);
  expect(ends.reduce((sum, one) => sum + one.counts.new, 0)).toBe(19_800);
  expect(
    (await t.pool.query("select count(*)::int as n, count(distinct external_key)::int as keys from customers.customer"))
      .rows[0],
  ).toEqual({ n: 19_800, keys: 19_800 });
});

test.each([
  ["cancelled", async () => {}],
  [
    "failed",
    async (file: string) =>
      t.pool
        .query(
          "alter table customers.claim add constraint no_more check (value <> convert_to('K19000', 'UTF8')) not valid",
        )
        .then(() => file),
  ],
])(
  "%s in mid-way: what was written is entered, to be checked and told",
  { timeout: 60_000 },
  async (state, breakIt) => {
    await t.pool.query("truncate customers.customer, customers.claim, customers.contact, customers.consent");
    const { id, runId, read } = await start();
    await breakIt(id);
    const work = workRun(t.services, importRuns, runId);
    if (state === "cancelled")
      for (;;) {
        const { rows } = await t.pool.query(
          "update platform.run set cancel_requested = true where id = $1 and done > 0 returning 1",
          [runId],
        );
        if (rows.length) break;
        await pause(5);
      }
    await work;
    await t.pool.query("alter table customers.claim drop constraint if exists no_more");
    const { body } = await read();
    expect(body.state).toBe(state);
    const written = (await t.pool.query("select count(*)::int as n from customers.customer")).rows[0].n;
    expect([body.counts.new, written > 0 && written < 19_800]).toEqual([written, true]);
    const { rows: told } = await t.pool.query("select kind, data from platform.event where subject_id = $1", [id]);
    expect(told).toEqual([{ kind: `customers.import.${state}`, data: { what: "customers", ...body.counts } }]);
    const { rows: promised } = await t.pool.query(
      "select control, state from policy.obligation where subject_id = $1 order by control",
      [id],
    );
    expect(promised).toEqual([
      { control: "customers.entry", state: "met" },
      { control: "customers.second-check", state: "open" },
    ]);
  },
);
