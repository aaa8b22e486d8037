import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import type { Actor } from "../../../platform/actor.ts";
import { type Context, write } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { exportGuard, staffOf, withTestPolicy } from "../obligation/testing.ts";
import { askGuard, askGuards } from "./guard.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: Actor;
beforeAll(async () => {
  t = await testApp();
  await withTestPolicy(t.services);
  agent = {
    kind: "staff",
    id: await staffOf(t.services, "agent"),
    name: "林晓燕",
    grants: new Set(),
    roles: ["agent"],
    departments: [],
  };
});
afterAll(() => t.close());

const as = <T>(actor: Actor, work: (ctx: Context) => Promise<T>) => write(t.services, { actor }, work);
const subject = () => ({ customerId: newId(), subjectType: "customer", subjectId: newId() });
const tryIt = async (ask: ReturnType<typeof subject>, rows: number, actor = agent): Promise<AppError | undefined> => {
  try {
    return await as(actor, async (ctx) => {
      await ctx.emit({ kind: "policy.obligation.paused", ...ask });
      await askGuard(ctx, exportGuard, { ...ask, facts: { rows } });
      return undefined;
    });
  } catch (error) {
    return error as AppError;
  }
};
const evidence = async ({ subjectId }: { subjectId: string }) =>
  (
    await t.pool.query(
      "select outcome, clause, actor_name, facts from policy.guard_check where subject_id = $1 order by at, id",
      [subjectId],
    )
  ).rows;

describe("a guard", () => {
  test.each([
    [50, undefined, "allowed"],
    [100, undefined, "allowed"],
    [101, "policy.approval_needed", "approval_asked"],
    [1001, "policy.guarded", "refused"],
  ])("of %i rows: %s", async (rows, code, outcome) => {
    const ask = subject();
    const refusal = await tryIt(ask, rows);
    expect(refusal?.code).toBe(code);
    if (code)
      expect(refusal!.details.clause).toEqual({
        document: "TEST",
        clause: "T1.3",
        title: { zh: "条款T1.3", en: "Clause T1.3" },
      });
    // The evidence outlives the work that the refusal undid.
    expect(await evidence(ask)).toEqual([{ outcome, clause: "T1.3", actor_name: "林晓燕", facts: { rows } }]);
    const { rowCount } = await t.pool.query("select 1 from platform.event where subject_id = $1", [ask.subjectId]);
    expect(rowCount).toBe(code ? 0 : 1);
  });

  test("asked for many at once says which may, and keeps all answers", async () => {
    const asks = [50, 500, 5000].map((rows) => ({ ...subject(), facts: { rows } }));
    const refusals = await as(agent, (ctx) => askGuards(ctx, exportGuard, asks));
    expect(refusals.map((one) => one?.code)).toEqual([undefined, "policy.approval_needed", "policy.guarded"]);
    expect((await Promise.all(asks.map(evidence))).flat().map((row) => row.outcome)).toEqual([
      "allowed",
      "approval_asked",
      "refused",
    ]);
    expect(await as(agent, (ctx) => askGuards(ctx, exportGuard, []))).toEqual([]);
  });

  test("that no clause binds allows all and leaves nothing", async () => {
    const ask = subject();
    await as(agent, (ctx) => askGuard(ctx, { ...exportGuard, key: "test.unbound" }, { ...ask, facts: { rows: 9999 } }));
    expect(await evidence(ask)).toEqual([]);
  });

  test("may be judged by its module with more than facts", async () => {
    const refusal = await as(agent, (ctx) =>
      askGuard(ctx, exportGuard, subject(), () => ({ outcome: "refused", text: { zh: "今天不行", en: "Not today" } })),
    ).catch((error) => error);
    expect(refusal).toMatchObject({ code: "policy.guarded", details: { text: { en: "Not today" } } });
  });
});

describe("an approval", () => {
  const wish = (ask: ReturnType<typeof subject>) => ({
    control: exportGuard.key,
    ...ask,
    reason: "年度审计需要",
    term: "8h",
    receiver: "审计所",
    protection: "加密并于八小时后删除",
  });

  test("granted by another person lets the same person do the same, until it expires", async () => {
    const ask = subject();
    const refusal = await tryIt(ask, 500);
    expect(refusal!.details.extra).toEqual({ approval: { control: "test.export", ...ask } });
    const mine = await t.as("agent");
    const { status, body } = await mine("POST", "/approvals", wish(ask));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: "asked",
      clause: "T1.3",
      askedByName: "林晓燕",
      receiver: "审计所",
      expiresAt: null,
    });
    expect((await mine("POST", "/approvals", wish(ask))).body.code).toBe("policy.approval_asked");
    expect((await tryIt(ask, 500))?.code).toBe("policy.approval_needed");

    const lead = await t.as("team_lead");
    expect(
      (await lead("GET", "/approvals?scope=all&state=asked")).body.items.map((one: { id: string }) => one.id),
    ).toContain(body.id);
    const path = `/approvals/${body.customerId}/${body.id}`;
    expect((await mine("POST", `${path}/decision`, { granted: true })).status).toBe(403);
    expect((await lead("POST", `${path}/decision`, { granted: true, term: "9h" })).body.errors[0].field).toBe("term");
    const granted = await lead("POST", `${path}/decision`, { granted: true, term: "4h", answer: "同意" });
    expect(granted.body).toMatchObject({
      state: "granted",
      expiresAt: "2026-06-15T06:00:00Z",
      decidedByName: "周建国",
    });
    expect((await lead("POST", `${path}/decision`, { granted: false, answer: "反悔" })).body.code).toBe(
      "policy.approval_decided",
    );

    expect(await tryIt(ask, 500)).toBeUndefined();
    expect((await evidence(ask)).at(-1)).toMatchObject({ outcome: "allowed" });
    // Not more than an approval can allow, not another subject, not another person.
    expect((await tryIt(ask, 5000))?.code).toBe("policy.guarded");
    expect((await tryIt(subject(), 500))?.code).toBe("policy.approval_needed");
    expect((await tryIt(ask, 500, { ...agent, id: newId() }))?.code).toBe("policy.approval_needed");

    t.clock.set("2026-06-15T06:00:00.000Z");
    expect((await tryIt(ask, 500))?.code).toBe("policy.approval_needed");
    expect((await mine("GET", path)).body.state).toBe("expired");
    expect((await mine("GET", "/approvals?state=expired")).body.items).toHaveLength(1);
    expect((await mine("GET", "/approvals?state=granted")).body.items).toEqual([]);
    t.clock.set("2026-06-15T02:00:00.000Z");
    const { rows } = await t.pool.query("select kind, data from platform.event where subject_id = $1 order by id", [
      body.id,
    ]);
    expect(rows.map((row) => row.kind)).toEqual(["policy.approval.asked", "policy.approval.granted"]);
    expect(JSON.stringify(rows)).not.toContain("审计");
  });

  test("denied with a reason allows nothing", async () => {
    const ask = subject();
    const lead = await t.as("team_lead");
    const { body } = await (await t.as("agent"))("POST", "/approvals", wish(ask));
    const path = `/approvals/${body.customerId}/${body.id}/decision`;
    expect((await lead("POST", path, { granted: false })).body.errors[0].field).toBe("answer");
    expect((await lead("POST", path, { granted: false, answer: "没有必要" })).body).toMatchObject({
      state: "denied",
      expiresAt: null,
    });
    expect((await tryIt(ask, 500))?.code).toBe("policy.approval_needed");
  });

  test("nobody decides on their own, though they may decide", async () => {
    const lead = await t.as("team_lead");
    const { body } = await lead("POST", "/approvals", wish(subject()));
    expect((await lead("POST", `/approvals/${body.customerId}/${body.id}/decision`, { granted: true })).body.code).toBe(
      "policy.own_approval",
    );
  });

  test.each([
    ["longer than the clause allows", { term: "25h" }, "term"],
    ["not a term", { term: "soon" }, "term"],
    ["by a control that guards nothing", { control: "test.call" }, "control"],
    ["without a reason", { reason: "" }, "reason"],
  ])("is not asked for %s", async (_, change, field) => {
    const { status, body } = await (await t.as("agent"))("POST", "/approvals", { ...wish(subject()), ...change });
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe(field);
  });

  test("is for the asker and who decides to see", async () => {
    const { body } = await (await t.as("agent"))("POST", "/approvals", wish(subject()));
    const path = `/approvals/${body.customerId}/${body.id}`;
    expect((await (await t.as("marketing"))("GET", path)).status).toBe(404);
    expect((await (await t.as("marketing"))("GET", "/approvals?scope=all")).status).toBe(403);
    expect((await (await t.as("marketing"))("GET", "/approvals")).body.items).toEqual([]);
    expect((await (await t.as("supervision"))("POST", "/approvals", wish(subject()))).status).toBe(403);
    expect((await (await t.as("manager"))("GET", path)).status).toBe(200);
  });
});
