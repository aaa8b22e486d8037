import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { desk } from "../complaint/complaint.testing.ts";
import { runTask } from "../pack.testing.ts";
import { openAnalyses } from "./analysis.actions.ts";
import { checkImprovements } from "./effect.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let customerId: string;
let causes: Record<string, string>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  customerId = await d.customer("慕容雪");
  const { items } = (await d.agent("GET", "/complaint-causes")).body;
  causes = Object.fromEntries(items.map((one: any) => [one.key, one.id]));
});
afterAll(() => t.close());

/** Complaints of a cause as they came, one an instant. */
async function came(cause: string | null, at: readonly string[], more: object = {}) {
  for (const openedAt of at) {
    const { id } = await d.complaint(customerId, { openedAt, ...more });
    if (cause) await d.ok(d.step(d.agent, id, "investigation", d.finding({ cause })));
  }
}
const plan = (more: object = {}) => ({
  title: "减少上门延误",
  causeId: causes["late-visit"],
  measure: "派单间隔改为两小时",
  ownerId: d.people.lead,
  dueOn: "2026-06-30",
  ...more,
});
const improve = (more: object = {}) => d.ok(d.lead("POST", "/improvements", plan(more)));
const verb = (id: string, path: string, body: object, as = d.lead) => as("POST", `/improvements/${id}/${path}`, body);
const promises = async (subject: string) =>
  (
    await t.pool.query(
      "select control, state, settled_at is not null as settled, due_at from policy.obligation where subject_id = $1 order by id",
      [subject],
    )
  ).rows;

describe("complaints by cause", () => {
  const june = "from=2026-05-31T16:00:00Z&to=2026-06-30T16:00:00Z";
  beforeAll(async () => {
    await came("late-visit", ["2026-06-01T01:00:00Z", "2026-06-02T01:00:00Z", "2026-06-03T01:00:00Z"]);
    await came("attitude", ["2026-06-04T01:00:00Z"], { categoryKey: "product-quality" });
    await came(null, ["2026-05-31T17:00:00Z", "2026-05-31T15:59:00Z"]);
    // A merged one is counted in the one that took it in.
    const [kept, other] = [
      await d.complaint(customerId, { openedAt: "2026-05-01T01:00:00Z" }),
      await d.complaint(customerId, { openedAt: "2026-06-05T01:00:00Z" }),
    ];
    await d.ok(d.agent("POST", `/tickets/${kept.id}/merges`, { otherId: other.id }));
  });

  test("are a Pareto of counts with the share that they add up to", async () => {
    const { status, body } = await d.lead("GET", `/complaint-analysis?${june}&by=cause`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.total).toBe(5);
    expect(body.bars.map((one: any) => [one.id, one.count, one.share, one.cumulative])).toEqual([
      [causes["late-visit"], 3, 0.6, 0.6],
      [causes.attitude, 1, 0.2, 0.8],
      [null, 1, 0.2, 1],
    ]);
    expect(body.bars[0].ourFault).toBe(3);
    expect(body.departments.map((one: any) => [one.id === d.department.OPS, one.count])).toEqual([
      [true, 4],
      [false, 1],
    ]);
    expect(body.months.every((one: any) => one.month === "2026-06")).toBe(true);
  });

  test("by category, with a month before", async () => {
    const { body } = await d.lead(
      "GET",
      `/complaint-analysis?from=2026-04-30T16:00:00Z&to=2026-06-30T16:00:00Z&by=category`,
    );
    expect(body.bars.map((one: any) => one.count)).toEqual([6, 1]);
    const byMonth = Object.groupBy(body.months as any[], (one) => one.month);
    expect(byMonth["2026-05"]!.reduce((sum, one) => sum + one.count, 0)).toBe(2);
  });

  test("lead to the complaints behind each bar, as far as one has them", async () => {
    const behind = async (as: typeof d.lead, more: string) =>
      (await as("GET", `/complaint-analysis/complaints?${june}${more}`)).body.items;
    const late = await behind(d.lead, `&cause=${causes["late-visit"]}&limit=2`);
    expect(late.map((one: any) => one.customerName)).toEqual(["慕容雪", "慕容雪"]);
    expect((await behind(d.lead, "&cause=none")).length).toBe(1);
    expect((await behind(d.lead, `&department=${d.department.OPS}`)).length).toBe(4);
    // Marketing reads the analysis, but has no tickets of this desk.
    expect(await behind(await t.as("marketing"), "")).toEqual([]);
  });

  test.each(["from=2026-06-02T00:00:00Z&to=2026-06-01T00:00:00Z", "from=2000-01-01T00:00:00Z&to=2026-06-01T00:00:00Z"])(
    "%s is no span",
    async (span) => {
      expect((await d.lead("GET", `/complaint-analysis?${span}`)).status).toBe(400);
    },
  );
});

describe("the analysis of a cycle", () => {
  test("is promised once the cycle has ended, and kept by signing it", async () => {
    await runTask(t, openAnalyses);
    await runTask(t, openAnalyses);
    const { waiting } = (await d.lead("GET", "/complaint-analyses")).body;
    expect(waiting).toMatchObject([{ periodKey: "2026-05", clause: "B5.3.3" }]);
    const [turn] = waiting;
    expect(await promises(turn.id)).toMatchObject([
      { control: "service.complaint-analysis", state: "open", due_at: "2026-06-10T16:00:00Z" },
    ]);
    const span = { from: turn.periodFrom, to: turn.periodTo };
    expect((await d.agent("POST", "/complaint-analyses", { ...span, findings: "越权" })).status).toBe(403);
    const early = { from: span.to, to: "2026-06-30T16:00:00Z", findings: "本月还没有结束" };
    expect((await d.lead("POST", "/complaint-analyses", early)).body.errors[0].field).toBe("to");
    await d.ok(d.lead("POST", "/complaint-analyses", { ...span, findings: "上门延误为主要原因" }));
    const after = (await d.lead("GET", "/complaint-analyses")).body;
    expect(after.waiting).toEqual([]);
    expect(after.items).toMatchObject([{ findings: "上门延误为主要原因", signedByName: "周建国" }]);
    // It was signed after its term: late, and done.
    expect(await promises(turn.id)).toMatchObject([{ state: "breached", settled: true }]);
  });
});

describe("an improvement", () => {
  test("that did not work is opened again, and works at the second try", async () => {
    t.clock.set("2026-06-15T02:00:00.000Z");
    const made = await improve();
    expect(made).toMatchObject({ state: "planned", round: 1, ownerName: "周建国" });
    expect(await promises(made.id)).toMatchObject([
      { control: "service.improvement", state: "open", due_at: "2026-06-30T16:00:00Z" },
    ]);
    const done = await d.ok(verb(made.id, "implementation", { implementation: "已调整派单规则" }));
    // Three came within the thirty days before, none since.
    expect(done).toMatchObject({
      state: "implemented",
      checkAt: "2026-07-15T02:00:00Z",
      running: { before: 3, after: 0 },
    });
    expect((await promises(made.id))[0]).toMatchObject({ state: "met", settled: true });

    t.clock.set("2026-07-14T02:00:00.000Z");
    await came("late-visit", ["2026-06-20T01:00:00Z", "2026-06-21T01:00:00Z", "2026-06-22T01:00:00Z"]);
    await runTask(t, checkImprovements);
    expect((await d.lead("GET", `/improvements/${made.id}`)).body.state).toBe("implemented");
    t.clock.set("2026-07-15T02:00:00.000Z");
    await runTask(t, checkImprovements);
    await runTask(t, checkImprovements);
    const again = (await d.lead("GET", `/improvements/${made.id}`)).body;
    expect(again).toMatchObject({ state: "reopened", round: 2, dueOn: null, implementedAt: null, endedAt: null });
    expect(again.checks).toMatchObject([
      { round: 1, beforeCount: 3, afterCount: 3, fall: "0.0000", effective: false, clause: "B5.3.3" },
    ]);
    expect((await promises(made.id)).at(-1)).toMatchObject({ state: "open", due_at: "2026-07-25T02:00:00Z" });
    const { rows } = await t.pool.query(
      "select value, facts, clause from policy.decision where control = 'service.improvement-effect' and subject_id = $1",
      [made.id],
    );
    expect(rows).toEqual([{ value: false, facts: { before: 3, after: 3, fall: "0.0000" }, clause: "B5.3.3" }]);
    // Nothing is carried out before it is planned anew.
    expect((await verb(made.id, "implementation", { implementation: "同前" })).status).toBe(409);

    const next = { measure: "增加下午班组", ownerId: d.people.agent, dueOn: "2026-07-31" };
    expect(await d.ok(verb(made.id, "plan", next))).toMatchObject({
      state: "planned",
      round: 2,
      measure: "增加下午班组",
    });
    t.clock.set("2026-07-20T02:00:00.000Z");
    await d.ok(verb(made.id, "implementation", { implementation: "班组已到位" }));
    t.clock.set("2026-08-19T02:00:00.000Z");
    await came("late-visit", ["2026-07-25T01:00:00Z"]);
    await runTask(t, checkImprovements);
    const works = (await d.lead("GET", `/improvements/${made.id}`)).body;
    // One after three (20 to 22 June lie in the thirty days before the 20th of July).
    expect(works).toMatchObject({ state: "effective", endedAt: "2026-08-19T02:00:00Z" });
    expect(works.checks[1]).toMatchObject({ round: 2, measure: "增加下午班组", afterCount: 1, effective: true });
    t.clock.set("2026-06-15T02:00:00.000Z");
  });

  test("against a category counts the complaints of those below it, too", async () => {
    const { items } = (await d.lead("GET", "/ticket-categories")).body;
    const categoryId = items.find((one: any) => one.key === "price").id;
    const below = { kind: "complaint", key: "double-charge", label: { zh: "重复扣费", en: "Charged twice" } };
    await d.ok(d.lead("POST", "/ticket-categories", { ...below, parentId: categoryId }));
    const { id } = await improve({ title: "减少收费投诉", causeId: undefined, categoryId });
    await came(null, ["2026-06-10T01:00:00Z", "2026-06-11T01:00:00Z"], { categoryKey: "double-charge" });
    await came(null, ["2026-06-12T01:00:00Z"], { categoryKey: "price" });
    await d.ok(verb(id, "implementation", { implementation: "已上线" }));
    t.clock.set("2026-07-15T02:00:00.000Z");
    await runTask(t, checkImprovements);
    const { checks } = (await d.lead("GET", `/improvements/${id}`)).body;
    expect(checks).toMatchObject([{ beforeCount: 3, afterCount: 0, effective: true }]);
    t.clock.set("2026-06-15T02:00:00.000Z");
  });

  test("is given up with a reason, and its promise ends", async () => {
    const { id } = await improve({ title: "暂缓" });
    expect(await d.ok(verb(id, "abandonment", { reason: "预算未批准" }))).toMatchObject({
      state: "dropped",
      endedReason: "预算未批准",
    });
    expect((await promises(id))[0].state).toBe("waived");
    expect((await verb(id, "plan", { measure: "重来", ownerId: d.people.lead, dueOn: "2026-06-30" })).status).toBe(409);
    const open = (await d.lead("GET", "/improvements?state=open")).body.items.map((one: any) => one.id);
    expect(open).not.toContain(id);
    expect((await d.lead("GET", "/improvements")).body.items.map((one: any) => one.id)).toContain(id);
  });

  test.each([
    [{ causeId: undefined }, "causeId"],
    [{ causeId: "0197a000-0000-7000-8000-000000000000" }, "causeId"],
    [{ categoryId: "0197a000-0000-7000-8000-000000000000" }, "categoryId"],
    [{ ownerId: "0197a000-0000-7000-8000-000000000000" }, "ownerId"],
    [{ dueOn: "2026-06-14" }, "dueOn"],
  ])("with %j is refused by name", async (more, field) => {
    const { status, body } = await d.lead("POST", "/improvements", plan(more));
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  test("is read by those who may, and managed by those who may", async () => {
    expect((await d.agent("GET", "/improvements")).status).toBe(403);
    expect((await d.supervision("GET", "/improvements")).status).toBe(200);
    expect((await d.supervision("POST", "/improvements", plan())).status).toBe(403);
  });

  test("two carry it out at once: one does", async () => {
    const { id } = await improve({ title: "同时" });
    const both = await Promise.all([1, 2].map(() => verb(id, "implementation", { implementation: "完成" })));
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  });
});
