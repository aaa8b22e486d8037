import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { systemActor } from "../../platform/actor.ts";
import { type Context, write } from "../../platform/context.ts";
import { newId, nobody } from "../../platform/ids.ts";
import { ensureDocument, insertDraft, putInForce } from "../policy/index.ts";
import { openInspections } from "./inspection.actions.ts";
import { findShortfalls } from "./shortfall.actions.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let supervisor: Awaited<ReturnType<typeof t.as>>;
let lead: Awaited<ReturnType<typeof t.as>>;
const ids: Record<string, string> = {};
let version: string;

const run = (task: (ctx: Context) => Promise<void>) => write(t.services, { actor: systemActor("cron") }, task);
const promises = async (control: string) =>
  (
    await t.pool.query(
      "select subject_id, state, role, department_id, customer_id, term, settled_at is not null as settled from policy.obligation where control = $1 order by opened_at, id",
      [control],
    )
  ).rows;
const text = (zh: string) => ({ zh, en: zh });

const bind = (control: string, parameters: object) => ({ control, parameters: parameters as Record<string, unknown> });
const content = {
  code: "S",
  kind: "company" as const,
  title: text("监督"),
  about: text("监督"),
  chapters: [
    {
      number: "1",
      title: text("监督"),
      clauses: [
        ["S1", bind("supervision.inspection", { cycle: "quarter", role: "supervision" })],
        [
          "S2",
          bind("supervision.timely", {
            target: "80%",
            denominator: { control: "customers.entry", state: "not(waived)" },
          }),
        ],
        ["S3", bind("supervision.satisfaction", { target: "90%" })],
        ["S4", bind("supervision.improvement-plan", { term: "30d", role: "team_lead" })],
      ].map(([number, control]) => ({
        number: number as string,
        title: text("条"),
        text: text("文"),
        controls: [control as ReturnType<typeof bind>],
      })),
    },
  ],
};

beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  [supervisor, lead] = [await t.as("supervision"), await t.as("team_lead")];
  const { rows } = await t.pool.query(
    "select code, id from identity.department union all select email, id from identity.staff",
  );
  for (const row of rows) ids[row.code] = row.id;
  // The shipped policy binds the same controls: it steps aside, so that this text alone speaks.
  await t.pool.query(
    "update policy.version set effective_to = '2025-01-01' where effective_to is null and document_id = (select id from policy.document where code = 'B')",
  );
  version = await write(t.services, { actor: systemActor("test") }, async (ctx) => {
    const id = await insertDraft(ctx, await ensureDocument(ctx, content), content);
    await putInForce(ctx, id, new Date("2026-01-01T00:00:00.000Z"));
    return id;
  });
  // Due in May: the hotline keeps one of two, the data group all; one is waived. None is due in April.
  for (const [department, settled, state] of [
    ["HL", "2026-05-03T00:00:00Z", "met"],
    ["HL", "2026-05-06T00:00:00Z", "breached"],
    ["DATA", "2026-05-03T00:00:00Z", "met"],
    ["DATA", null, "waived"],
  ] as const)
    await t.pool.query(
      `insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, department_id, calendar, term, opened_at, due_at, settled_at, state)
       values ($1, $1, 'customers.entry', 'S9', $2, 'customer', $1, $3, '24x7', '24h', '2026-05-03', '2026-05-04', $4, $5)`,
      [newId(), version, ids[department], settled, state],
    );
});
afterAll(() => t.close());

describe("inspections", () => {
  test("are promised once a cycle, to the role of the clause", async () => {
    await run(openInspections);
    await run(openInspections);
    expect(await promises("supervision.inspection")).toMatchObject([
      { state: "open", role: "supervision", customer_id: nobody, settled: false },
    ]);
  });

  test("keep the promise of their turn when recorded, with a finding to correct", async () => {
    const { status, body } = await supervisor("POST", "/inspections", {
      departmentId: ids.HL,
      findings: "三份工单未记录回访",
      ownerId: ids["team.lead@demo.example"],
      correctBy: "2026-06-30",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ period: "2026-Q2", verifiedAt: null, recordedByName: "何正" });
    expect(await promises("supervision.inspection")).toMatchObject([{ state: "met", settled: true }]);
    expect((await supervisor("GET", "/inspections?state=open")).body.items).toMatchObject([{ id: body.id }]);
    expect(
      (await supervisor("POST", `/inspections/${body.id}/verification`, { verification: "已补齐" })).body,
    ).toMatchObject({ verifiedByName: "何正" });
    expect((await supervisor("POST", `/inspections/${body.id}/verification`, { verification: "再来" })).status).toBe(
      409,
    );
    expect((await supervisor("GET", "/inspections?state=open")).body.items).toEqual([]);
  });

  test("are promised anew in the next cycle", async () => {
    t.clock.set("2026-07-02T00:00:00.000Z");
    await run(openInspections);
    t.clock.set("2026-06-15T02:00:00.000Z");
    expect((await promises("supervision.inspection")).map((one) => one.state)).toEqual(["met", "open"]);
  });

  test.each([
    ["an owner without a deadline", () => ({ ownerId: ids["agent@demo.example"] }), 400],
    ["an owner who does not work here", () => ({ ownerId: newId(), correctBy: "2026-06-30" }), 400],
    ["no findings", () => ({ findings: "" }), 400],
  ])("with %s are refused", async (_, more, status) => {
    expect(
      (await supervisor("POST", "/inspections", { departmentId: ids.HL, findings: "问题", ...more() })).status,
    ).toBe(status);
  });
});

describe("shortfalls", () => {
  let shortfall: any;
  test("arise once for each department whose closed figure misses its target, and no data is no miss", async () => {
    await run(findShortfalls);
    await run(findShortfalls);
    const { body } = await lead("GET", "/shortfalls");
    expect(body.items).toMatchObject([
      {
        control: "supervision.timely",
        clause: "S2",
        departmentId: ids.HL,
        numerator: 1,
        denominator: 2,
        target: "0.8",
        measures: null,
        finishBy: "2026-07-15T02:00:00Z",
      },
    ]);
    shortfall = body.items[0];
    expect(await promises("supervision.improvement-plan")).toMatchObject([
      { subject_id: shortfall.id, role: "team_lead", department_id: ids.HL, state: "open" },
    ]);
  });

  test.each([
    ["that ends after the clause's term", { finishOn: "2026-07-16" }, 400],
    ["of somebody who does not work here", { ownerId: newId() }, 400],
    ["without measures", { measures: "" }, 400],
  ])("refuse a plan %s", async (_, wrong, status) => {
    const plan = { measures: "每日检查", ownerId: ids["team.lead@demo.example"], finishOn: "2026-07-10", ...wrong };
    expect((await lead("POST", `/shortfalls/${shortfall.id}/plan`, plan)).status).toBe(status);
  });

  test("are planned, then judged, each once", async () => {
    const verdict = { reached: true, verdict: "六月达标" };
    expect((await supervisor("POST", `/shortfalls/${shortfall.id}/verdict`, verdict)).status).toBe(409);
    const plan = { measures: "每日检查待办", ownerId: ids["team.lead@demo.example"], finishOn: "2026-07-15" };
    expect((await lead("POST", `/shortfalls/${shortfall.id}/plan`, plan)).body).toMatchObject({
      measures: "每日检查待办",
      recordedByName: "周建国",
    });
    expect(await promises("supervision.improvement-plan")).toMatchObject([{ state: "met", settled: true }]);
    expect((await lead("POST", `/shortfalls/${shortfall.id}/plan`, plan)).status).toBe(409);
    expect((await supervisor("POST", `/shortfalls/${shortfall.id}/verdict`, verdict)).body).toMatchObject({
      reached: true,
      judgedByName: "何正",
    });
    expect((await lead("GET", "/shortfalls?state=open")).body.items).toEqual([]);
  });
});

test.each([
  ["supervision.timely", { numerator: 2, denominator: 3, share: 0.666667, reached: false }],
  ["supervision.satisfaction", { denominator: 0, share: null, reached: null }],
])("%s of May", async (control, wanted) => {
  const { body } = await supervisor(
    "GET",
    `/metrics/${control}/figures?from=2026-05-10T00:00:00.000Z&to=2026-05-20T00:00:00.000Z`,
  );
  expect(body.items.filter((one: any) => one.document === "S")).toMatchObject([wanted]);
});

test("each action needs its permission", async () => {
  const agent = await t.as("agent");
  expect((await agent("GET", "/inspections")).status).toBe(403);
  expect((await agent("GET", "/shortfalls")).status).toBe(403);
  expect((await lead("POST", "/inspections", { departmentId: ids.HL, findings: "问题" })).status).toBe(403);
  expect((await lead("POST", `/inspections/${newId()}/verification`, { verification: "好了" })).status).toBe(403);
  expect((await lead("POST", `/shortfalls/${newId()}/verdict`, { reached: true, verdict: "好了" })).status).toBe(403);
  expect(
    (
      await supervisor("POST", `/shortfalls/${newId()}/plan`, {
        measures: "xx",
        ownerId: newId(),
        finishOn: "2026-07-10",
      })
    ).status,
  ).toBe(403);
  expect((await supervisor("POST", `/inspections/${newId()}/verification`, { verification: "好了" })).status).toBe(404);
});
