import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { newId } from "../../../platform/ids.ts";
import { workRun } from "../../../platform/runs.ts";
import { checked, draft, enact, installTestMetric, plant, plantCustomer, policyOf } from "../compliance/testing.ts";
import type { DecisionControl } from "../control/control.ts";
import { decisionSql } from "../control/decide.ts";
import { bindingsOf, registryIn } from "../installation.ts";
import { replayKind } from "./replay.actions.ts";
import { replayRun } from "./replay.run.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let call: Awaited<ReturnType<typeof t.as>>;
let inForce: string;
let drafted: string;
let obligations: { customerId: string; id: string }[];
const people: Record<string, string> = {};

type Rules = { gold: string; within: string; target?: string; cycle?: string };
const policy = ({ gold, within, target = "50%", cycle = "quarter" }: Rules, entryClause = "T1") =>
  policyOf(
    { number: entryClause, controls: [{ control: "customers.entry", parameters: { within } }] },
    {
      number: "T2",
      controls: [
        {
          control: "customers.grade",
          parameters: {
            goldSpend: gold,
            silverSpend: "2400",
            goldPurchases: 12,
            goldTenure: 36,
            goldServices: 3,
            goldReferrals: 2,
          },
          table: {
            hit: "first",
            rows: [
              { when: { yearlySpend: ">= {goldSpend}" }, then: "gold" },
              { when: { yearlySpend: ">= {silverSpend}" }, then: "silver" },
            ],
            otherwise: "bronze",
          },
        },
      ],
    },
    { number: "T3", controls: [{ control: "customers.grade-review", parameters: { cycle, within: "30d" } }] },
    { number: "T4", controls: [{ control: checked.key, parameters: { target, numerator: { good: true } } }] },
  );

const now = "2026-06-15T02:00:00.000Z";
const span = { from: "2026-01-01T00:00:00.000Z", to: now };
const march = "2026-03-31T16:00:00.000Z";

beforeAll(async () => {
  t = await testApp(now);
  call = await t.as("supervision");
  await installTestMetric(t.services);
  await t.pool.query(
    "update policy.version set effective_to = '2025-01-01', state = 'replaced' where document_id = (select id from policy.document where code = 'B')",
  );
  inForce = await enact(t.services, policy({ gold: "6000", within: "24h" }), "2025-06-01T00:00:00.000Z");
  drafted = await draft(t.services, policy({ gold: "5000", within: "6h", target: "80%" }));
  for (const [name, at, yuan] of [
    ["gold", "2026-01-10T00:00:00Z", 7000],
    ["between", "2026-01-10T00:00:00Z", 5500],
    ["exactly", "2026-01-10T00:00:00Z", 5000],
    ["silver", "2026-01-10T00:00:00Z", 4999],
    ["late", "2026-04-10T00:00:00Z", 5500],
    ["none", "2026-01-10T00:00:00Z", 0],
  ] as const)
    people[name] = await plantCustomer(t.pool, at, yuan);
  const one = {
    control: "customers.entry",
    clause: "T1",
    versionId: inForce,
    openedAt: "2026-02-01T00:00:00Z",
    dueAt: "2026-02-02T00:00:00Z",
  };
  await plant(t.pool, [
    { ...one, settledAt: "2026-02-01T05:00:00Z", state: "met" },
    { ...one, settledAt: "2026-02-01T07:00:00Z", state: "met" },
    { ...one, settledAt: "2026-02-01T07:30:00Z", state: "met" },
    { ...one, settledAt: "2026-02-03T00:00:00Z", state: "breached" },
    { ...one, state: "waived" },
    { ...one, openedAt: "2026-06-15T00:00:00Z", dueAt: "2026-06-16T00:00:00Z", state: "open" },
    {
      ...one,
      openedAt: "2025-12-31T00:00:00Z",
      dueAt: "2026-01-01T00:00:00Z",
      settledAt: "2025-12-31T10:00:00Z",
      state: "met",
    },
  ]);
  obligations = (
    await t.pool.query(
      `select customer_id as "customerId", id from policy.obligation where settled_at between '2026-02-01T07:00Z' and '2026-02-01T08:00Z' order by settled_at`,
    )
  ).rows;
  // A pause from hour 1 to hour 3 holds the clock: seven and a half hours are five and a half then.
  await t.pool.query("insert into policy.pause values ($1, $2, '2026-02-01T01:00Z', '2026-02-01T03:00Z', 'x')", [
    obligations[1]!.customerId,
    obligations[1]!.id,
  ]);
  for (const good of [true, true, false])
    await t.pool.query(
      "insert into test.fact (id, customer_id, subject_type, subject_id, at, good) values ($1, $1, 'customer', $1, '2026-04-20', $2)",
      [newId(), good],
    );
});
afterAll(() => t.close());

/** Starts a replay over HTTP and works it here. */
async function replay(body: object) {
  const { status, body: made } = await call("POST", "/replays", { ...span, ...body });
  expect(status).toBe(201);
  expect(made).toMatchObject({ state: "queued", summary: null });
  await workRun(t.services, { [replayKind]: replayRun }, made.runId);
  return (await call("GET", `/replays/${made.id}`)).body;
}
const rowsOf = async (path: string) => {
  const found = [];
  for (let cursor = ""; ;) {
    const { status, body } = await call("GET", `${path}${path.includes("?") ? "&" : "?"}limit=1${cursor}`);
    expect(status).toBe(200);
    found.push(...body.items);
    if (!body.next) return found;
    cursor = `&cursor=${body.next}`;
  }
};

describe("a draft", () => {
  let done: any;
  beforeAll(async () => {
    done = await replay({ versionId: drafted });
  });

  test("is judged at the end of every review in the span", () => {
    expect(done).toMatchObject({ state: "done", document: "T" });
    expect(done.summary.decisions).toEqual([
      {
        control: "customers.grade",
        at: march,
        judged: 5,
        changed: 2,
        before: { gold: 1, silver: 3, bronze: 1 },
        after: { gold: 3, silver: 1, bronze: 1 },
        moves: [{ from: "silver", to: "gold", count: 2 }],
      },
    ]);
  });

  test("lists who would change, with the facts", async () => {
    const changes = await rowsOf(`/replays/${done.id}/changes`);
    expect(changes.map((one) => one.customerId).sort()).toEqual([people.between, people.exactly].sort());
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          customerId: people.between,
          at: march.replace(".000", ""),
          fromValue: "silver",
          toValue: "gold",
          fromRow: 2,
          toRow: 1,
          facts: expect.objectContaining({ yearlySpend: 550000 }),
        }),
      ]),
    );
    expect(await rowsOf(`/replays/${done.id}/changes?fromValue=gold`)).toEqual([]);
    expect(await rowsOf(`/replays/${done.id}/changes?toValue=gold&control=customers.grade&at=${march}`)).toHaveLength(
      2,
    );
  });

  test("tells what would have been late, pauses counted", async () => {
    expect(done.summary.obligations).toEqual([
      {
        control: "customers.entry",
        clause: "T1",
        judged: 5,
        lateBefore: 1,
        lateAfter: 2,
        newlyLate: 1,
        noLongerLate: 0,
        dropped: 0,
      },
    ]);
    const late = await rowsOf(`/replays/${done.id}/obligations?change=newly_late`);
    expect(late).toMatchObject([{ obligationId: obligations[0]!.id, wouldBeDueAt: "2026-02-01T06:00:00Z" }]);
  });

  test("has its figures beside those that were", () => {
    const figure = (side: any[]) =>
      side
        .filter((one) => one.period.key === "2026-04")
        .map(({ numerator, denominator, target, reached }) => ({ numerator, denominator, target, reached }));
    expect(figure(done.summary.metrics.before)).toEqual([
      { numerator: 2, denominator: 3, target: "0.5", reached: true },
    ]);
    expect(figure(done.summary.metrics.after)).toEqual([
      { numerator: 2, denominator: 3, target: "0.8", reached: false },
    ]);
  });

  test("touches nothing that lives", async () => {
    const { rows } = await t.pool.query(
      "select (select count(*)::int from customers.grade) as grades, (select count(*)::int from policy.figure) as figures, (select count(*)::int from policy.obligation where state = 'breached') as breached",
    );
    expect(rows).toEqual([{ grades: 0, figures: 0, breached: 1 }]);
  });
});

test("one changed threshold needs no draft, and finds the same", async () => {
  const done = await replay({
    versionId: inForce,
    overrides: [{ clause: "T2", control: "customers.grade", parameters: { goldSpend: "5000" } }],
  });
  expect(done.summary.decisions).toMatchObject([{ changed: 2, moves: [{ from: "silver", to: "gold", count: 2 }] }]);
  expect(done.summary.obligations).toMatchObject([{ judged: 5, lateBefore: 1, lateAfter: 1, newlyLate: 0 }]);
});

test.each([
  [
    "a later term frees who was late",
    { within: "72h" },
    "T1",
    { lateBefore: 1, lateAfter: 0, noLongerLate: 1, dropped: 0 },
  ],
  [
    "a clause with a new number keeps its promises",
    { within: "6h" },
    "T8",
    { clause: "T1", lateAfter: 2, newlyLate: 1, dropped: 0 },
  ],
])("%s", async (_, rules, clause, wanted) => {
  const done = await replay({ versionId: await draft(t.services, policy({ gold: "6000", ...rules }, clause)) });
  expect(done.summary.obligations).toMatchObject([wanted]);
  expect(done.summary.decisions[0].changed).toBe(0);
});

test("a promise with a term of its own keeps it, whatever the draft says", async () => {
  const versionId = await draft(t.services, policy({ gold: "6000", within: "6h" }));
  const own = async (term: string) =>
    t.pool.query("update policy.obligation set term = $1 where id = $2", [term, obligations[0]!.id]);
  await own("20d");
  const done = await replay({ versionId });
  await own("24h");
  // The one that six hours would have made late was agreed apart.
  expect(done.summary.obligations).toMatchObject([{ judged: 5, lateAfter: 1, newlyLate: 0 }]);
});

test("promises that the draft does not make any more are counted as dropped", async () => {
  const content = policy({ gold: "6000", within: "24h" });
  content.chapters[0]!.clauses.shift();
  const done = await replay({ versionId: await draft(t.services, content) });
  expect(done.summary.obligations).toMatchObject([{ judged: 5, dropped: 5, lateAfter: 0, noLongerLate: 0 }]);
});

test("a replay that was cancelled keeps no result, and a finished one cannot be cancelled", async () => {
  const { body: made } = await call("POST", "/replays", { ...span, versionId: drafted });
  await t.pool.query(
    "update platform.run set state = 'running', heartbeat_at = now() - interval '1 hour' where id = $1",
    [made.runId],
  );
  expect((await call("POST", `/replays/${made.id}/cancellation`)).status).toBe(200);
  await workRun(t.services, { [replayKind]: replayRun }, made.runId);
  expect((await call("GET", `/replays/${made.id}`)).body).toMatchObject({ state: "cancelled", summary: null });
  expect(await rowsOf(`/replays/${made.id}/changes`)).toEqual([]);
  expect((await call("POST", `/replays/${made.id}/cancellation`)).status).toBe(409);
});

test("a replay goes on after a crash without doing a step twice", async () => {
  const { body: made } = await call("POST", "/replays", { ...span, versionId: drafted });
  let steps = 0;
  const dying = {
    ...replayRun,
    work: (tools: any) =>
      replayRun.work({ ...tools, chunk: async (work: any) => (steps++ ? new Promise(() => {}) : tools.chunk(work)) }),
  };
  void workRun(t.services, { [replayKind]: dying }, made.runId);
  await expect.poll(() => steps).toBe(2);
  await t.pool.query("update platform.run set heartbeat_at = now() - interval '1 hour' where id = $1", [made.runId]);
  await workRun(t.services, { [replayKind]: replayRun }, made.runId);
  const { body } = await call("GET", `/replays/${made.id}`);
  expect(body.summary.decisions).toMatchObject([{ judged: 5, changed: 2 }]);
  expect(await rowsOf(`/replays/${made.id}/changes`)).toHaveLength(2);
});

describe("bad requests", () => {
  test.each([
    ["an unknown version", () => ({ versionId: newId() }), 404],
    ["the future", () => ({ versionId: drafted, to: "2027-01-01T00:00:00.000Z" }), 400],
    ["an empty span", () => ({ versionId: drafted, to: span.from }), 400],
    [
      "a control that the clause does not bind",
      () => ({ versionId: inForce, overrides: [{ clause: "T1", control: "customers.grade", parameters: {} }] }),
      400,
    ],
    [
      "a value of the wrong type",
      () => ({
        versionId: inForce,
        overrides: [{ clause: "T1", control: "customers.entry", parameters: { within: "soon" } }],
      }),
      400,
    ],
    [
      "an unknown parameter",
      () => ({
        versionId: inForce,
        overrides: [{ clause: "T1", control: "customers.entry", parameters: { speed: 1 } }],
      }),
      400,
    ],
  ])("%s is refused", async (_, body, status) => {
    expect((await call("POST", "/replays", { ...span, ...body() })).status).toBe(status);
  });

  test("only who may replay does, in every way", async () => {
    const agent = await t.as("team_lead");
    expect((await agent("POST", "/replays", { ...span, versionId: drafted })).status).toBe(403);
    for (const path of ["", `/${newId()}`, `/${newId()}/changes`, `/${newId()}/obligations`])
      expect((await agent("GET", `/replays${path}`)).status).toBe(403);
    expect((await agent("POST", `/replays/${newId()}/cancellation`)).status).toBe(403);
    expect((await call("GET", `/replays/${newId()}/changes`)).status).toBe(404);
  });
});

test("a replay is what really enacting the draft and judging all gives", async () => {
  const control = registryIn(t.services).get("customers.grade") as DecisionControl;
  const judge = async () => {
    const [binding] = await bindingsOf(t.services, control.key, new Date(march));
    return new Map<string, string>(
      (await t.pool.query(decisionSql(binding!, control), [march])).rows.map((row) => [row.subject_id, row.value]),
    );
  };
  const before = await judge();
  await enact(t.services, policy({ gold: "5000", within: "6h" }), "2026-01-01T00:00:00.000Z");
  const after = await judge();
  const moved = [...before].filter(([id, value]) => after.get(id) !== value).map(([id]) => id);
  const { body } = await call("GET", "/replays?limit=200");
  const first = body.items.at(-1);
  expect((await rowsOf(`/replays/${first.id}/changes`)).map((row) => row.customerId).sort()).toEqual(moved.sort());
  expect(moved).toHaveLength(2);
});
