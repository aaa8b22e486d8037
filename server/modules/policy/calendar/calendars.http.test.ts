import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { workRun } from "../../../platform/runs.ts";
import { sweepObligations } from "../obligation/sweep.ts";
import { asSystem, call, promise, visit, withTestPolicy } from "../obligation/testing.ts";
import { extendCalendars } from "./calendar.actions.ts";
import { recomputeRun } from "./recompute.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
  await withTestPolicy(t.services);
});
afterAll(() => t.close());

const opened = "2026-06-15T02:00:00.000Z";
const work = (id: string) => workRun(t.services, { "policy.calendar.recompute": recomputeRun }, id);
const read = async (name: string) => (await (await t.as("administrator"))("GET", `/calendars/${name}`)).body;
const dueOf = async (id: string) =>
  (await t.pool.query("select state, due_at, next_step_at from policy.obligation where id = $1", [id])).rows[0];

/** Changes a stored calendar and works the run that follows. */
async function change(name: string, edit: (definition: any) => void) {
  const { definition, updatedAt } = await read(name);
  const { name: _, ...rest } = definition;
  edit(rest);
  const reply = await (await t.as("administrator"))("PUT", `/calendars/${name}`, { definition: rest, updatedAt });
  if (reply.body.runId) await work(reply.body.runId);
  return reply;
}

const closedDay = (date: string) => ({ date, spans: [], note: { zh: "停电", en: "No power" } });

describe("a changed calendar", () => {
  test("moves what is open and its next step, and leaves what is late or done as it was judged", async () => {
    const [open, late, paused] = await promise(t.services, visit.key, opened, {}, 3);
    const [other] = await promise(t.services, call.key, opened);
    const [lost] = await promise(t.services, visit.key, "2026-06-10T02:00:00Z");
    await asSystem(t.services, (ctx) => sweepObligations(ctx));
    expect(await dueOf(lost!.id)).toMatchObject({ state: "breached", due_at: "2026-06-12T09:30:00Z" });
    // Late already, though no sweep has said so.
    const [unsaid] = await promise(t.services, visit.key, "2026-06-10T02:00:00Z");
    await (
      await t.as("team_lead")
    )("POST", `/obligations/${paused!.customerId}/${paused!.id}/pause`, { reason: "等待" });
    await (
      await t.as("data_group")
    )("POST", `/obligations/${late!.customerId}/${late!.id}/fulfilment`, { note: "已上门" });

    const { status, body } = await change("office", (definition) =>
      definition.exceptions.push(closedDay("2026-06-11"), closedDay("2026-06-16")),
    );
    expect(status).toBe(200);
    // Wednesday's close becomes Thursday's.
    expect(await dueOf(open!.id)).toEqual({
      state: "open",
      due_at: "2026-06-18T09:30:00Z",
      next_step_at: "2026-06-18T09:30:00Z",
    });
    expect(await dueOf(late!.id)).toMatchObject({ state: "met", due_at: "2026-06-17T09:30:00Z" });
    expect(await dueOf(lost!.id)).toMatchObject({ state: "breached", due_at: "2026-06-12T09:30:00Z" });
    expect(await dueOf(unsaid!.id)).toMatchObject({
      due_at: "2026-06-12T09:30:00Z",
      next_step_at: "2026-06-12T09:30:00Z",
    });
    expect(await dueOf(paused!.id)).toMatchObject({ due_at: null, next_step_at: null });
    expect(await dueOf(other!.id)).toMatchObject({ due_at: "2026-06-15T07:30:00Z" });

    const { rows } = await t.pool.query("select data from platform.event where kind = 'policy.calendar.recomputed'");
    expect(rows.map((row) => row.data)).toEqual([{ calendar: "office", seen: 3, earlier: 0, later: 1 }]);
    const run = await (await t.as("administrator"))("GET", `/runs/${body.runId}`);
    expect(run.body).toMatchObject({
      state: "done",
      done: 3,
      total: 3,
      result: { calendar: "office", seen: 3, earlier: 0, later: 1 },
    });

    // Each is explained by the edition that gave its due time.
    const boss = await t.as("supervision");
    const explain = async (one: { customerId: string; id: string }) =>
      (await boss("GET", `/obligations/${one.customerId}/${one.id}/explanation`)).body;
    expect(await explain(open!)).toMatchObject({ agrees: true, calendar: { replacedAt: null } });
    expect(JSON.stringify((await explain(open!)).lines)).toContain("停电");
    expect(await explain(lost!)).toMatchObject({ agrees: true, calendar: { replacedAt: "2026-06-15T02:00:00Z" } });

    // The paused one gets its due time by the new calendar when it resumes.
    await (
      await t.as("team_lead")
    )("DELETE", `/obligations/${paused!.customerId}/${paused!.id}/pause`);
    expect(await dueOf(paused!.id)).toMatchObject({ due_at: "2026-06-18T09:30:00Z" });
  });

  test("is cut in chunks that a run takes up again", async () => {
    const rows = await promise(t.services, call.key, opened, {}, 30);
    const { body } = await (async () => {
      const { definition, updatedAt } = await read("split");
      const { name: _, ...rest } = definition;
      rest.exceptions.push(closedDay("2026-06-15"));
      return (await t.as("administrator"))("PUT", "/calendars/split", { definition: rest, updatedAt });
    })();
    // As if a worker had died after the customers before this place.
    const sorted = [...rows].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
    await t.pool.query("update platform.run set position = $2 where id = $1", [
      body.runId,
      JSON.stringify({ customerId: sorted[9]!.customerId, id: sorted[9]!.id, seen: 10, earlier: 0, later: 10 }),
    ]);
    await work(body.runId);
    expect((await dueOf(sorted[9]!.id)).due_at).toBe("2026-06-15T07:30:00Z");
    expect((await dueOf(sorted[10]!.id)).due_at).toBe("2026-06-16T06:00:00Z");
  });
});

test("a new calendar, and what it must say", async () => {
  const admin = await t.as("administrator");
  const definition = {
    label: { zh: "夜班", en: "Night shift" },
    weekly: { 1: [["22:00", "24:00"]], 2: [["00:00", "06:00"]] },
    holidays: "none",
  };
  const made = await admin("PUT", "/calendars/night", { definition });
  expect(made).toMatchObject({
    status: 200,
    body: { runId: null, calendar: { name: "night", firstYear: 2023, lastYear: 2028, provisionalYears: [] } },
  });
  expect((await admin("GET", "/calendars")).body.items.map((one: { name: string }) => one.name)).toEqual([
    "24x7",
    "night",
    "office",
    "split",
  ]);

  const wrong = await admin(
    "PUT",
    "/calendars/night",
    {
      definition: { ...definition, weekly: { 1: [["22:00", "06:00"]] }, timeZone: "+08:00" },
      updatedAt: made.body.calendar.updatedAt,
    },
    { "accept-language": "en" },
  );
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors).toEqual([
    { field: "timeZone", reason: "A time zone is a name such as Asia/Shanghai" },
    { field: "weekly.1.0", reason: "A span ends after it starts; split it at midnight" },
  ]);
  const chinese = await admin("PUT", "/calendars/24x7", { definition: { ...definition } });
  expect(chinese.body.errors[0]).toEqual({ field: "name", reason: "名称 24x7 只用于全年无休的日历" });
});

test("two people editing one calendar: the second is told", async () => {
  const { definition, updatedAt } = await read("office");
  const { name: _, ...rest } = definition;
  const admin = await t.as("administrator");
  const both = await Promise.all([1, 2].map(() => admin("PUT", "/calendars/office", { definition: rest, updatedAt })));
  expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  expect((await admin("PUT", "/calendars/office", { definition: rest })).body.code).toBe("policy.calendar_changed");
});

test("only who maintains calendars changes them; who reads policies reads them", async () => {
  const agent = await t.as("agent");
  expect((await agent("GET", "/calendars/office")).status).toBe(200);
  expect((await agent("PUT", "/calendars/office", { definition: {} })).status).toBe(403);
  expect((await agent("GET", "/calendars/nowhere")).status).toBe(404);
});

test("each year the stored years go on, and what was beyond them gets its due time", async () => {
  expect(await asSystem(t.services, extendCalendars)).toEqual([]);
  // Beyond the stored years nothing can be added up.
  const [far] = await promise(t.services, call.key, "2029-01-05T02:00:00Z");
  expect(far!.dueAt).toBeNull();
  // Half a year on, those who are signed in still are.
  await t.pool.query("update identity.session set expires_at = '2028-01-01', last_seen_at = '2027-01-03'");
  t.clock.set("2027-01-03T00:00:00.000Z");
  const written = await asSystem(t.services, extendCalendars);
  expect(written).toEqual(expect.arrayContaining(["24x7", "office", "split", "night"]));
  const { rows } = await t.pool.query("select id, parameters from platform.run where state = 'queued'");
  await work(rows.find((row) => row.parameters.calendar === "split").id);
  expect((await dueOf(far!.id)).due_at).toBe("2029-01-05T07:30:00Z");
  expect(await read("office")).toMatchObject({ firstYear: 2023, lastYear: 2029 });
  expect(await asSystem(t.services, extendCalendars)).toEqual([]);
  t.clock.set(opened);
});
