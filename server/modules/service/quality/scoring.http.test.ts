import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { promisesOf } from "../pack.testing.ts";
import { qualityDesk } from "./quality.testing.ts";

const english = { "accept-language": "en" };
type Desk = Awaited<ReturnType<typeof qualityDesk>>;
let { t, supervision, lead, manager, agent, ids, list, sheet, answersOf, scoredByHand, draw } = {} as Desk;
beforeAll(async () => {
  ({ t, supervision, lead, manager, agent, ids, list, sheet, answersOf, scoredByHand, draw } = await qualityDesk());
  await scoredByHand();
  await draw();
});
afterAll(() => t.close());

describe("scoring", () => {
  let check: any;
  let items: any[];
  beforeAll(async () => {
    check = (await list("to_score", supervision, "&kind=handling")).find((one: any) => one.staffId === ids.agent);
    items = (await sheet("handling")).items;
  });

  test.each([
    ["an item without an answer", { answers: {} }, "answers.identity"],
    ["an item of another sheet", { answers: { speed: { value: true } } }, "answers.identity"],
  ])("%s is refused by name", async (_, given, field) => {
    const { status, body } = await supervision("POST", `/quality-checks/${check.id}/scoring`, { version: 1, ...given });
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  test("a mark beyond the sheet is refused", async () => {
    const answers = answersOf(items, { answer: { value: 6 } });
    const { status, body } = await supervision(
      "POST",
      `/quality-checks/${check.id}/scoring`,
      { version: 1, answers },
      english,
    );
    expect([status, body.errors.map((one: any) => one.reason)]).toEqual([
      400,
      ['"The answer is right and complete" has an answer of another kind'],
    ]);
  });

  test("keeps the promise; below the mark a talk is promised to the lead of the department", async () => {
    const answers = answersOf(items, { answer: { value: 1, note: "口径错误" }, record: { value: 2 } });
    const { status, body } = await supervision("POST", `/quality-checks/${check.id}/scoring`, {
      version: 1,
      answers,
      comment: "请学习退订规定",
    });
    expect([status, body.score, body.passed, body.needsTalk]).toEqual([200, 64, false, true]);
    expect((await promisesOf(t, "service.quality-sample")).filter((one) => one.subjectId === check.id)).toMatchObject([
      { state: "met" },
    ]);
    // Both clauses want a talk.
    const talks = (await promisesOf(t, "service.quality-talk")).sort((a, b) => (a.clause < b.clause ? -1 : 1));
    expect(talks).toMatchObject([
      { clause: "S1.3", role: "team_lead", departmentId: ids.HL, state: "open" },
      { clause: "T12.1", state: "open" },
    ]);
    const again = await supervision("POST", `/quality-checks/${check.id}/scoring`, { version: 2, answers });
    expect([again.status, again.body.code]).toEqual([409, "service.scored"]);
  });

  test("the agent sees the result and may dispute it once", async () => {
    expect(await list("results", agent)).toMatchObject([{ id: check.id, score: 64 }, { score: 76 }]);
    const { body } = await agent("GET", `/quality-checks/${check.id}`);
    expect(body).toMatchObject({
      comment: "请学习退订规定",
      mayScore: false,
      answers: { answer: { note: "口径错误" } },
    });
    expect((await agent("POST", `/quality-checks/${check.id}/dispute`, { version: 2, reason: "" })).status).toBe(400);
    const foreign = await lead("POST", `/quality-checks/${check.id}/dispute`, { version: 2, reason: "替他说话" });
    expect(foreign.body.code).toBe("service.not_disputable");
    const disputed = await agent("POST", `/quality-checks/${check.id}/dispute`, {
      version: 2,
      reason: "口径当时已更新",
    });
    expect(disputed.body).toMatchObject({ state: "disputed", dispute: "口径当时已更新" });
    expect((await agent("POST", `/quality-checks/${check.id}/dispute`, { version: 3, reason: "再来" })).status).toBe(
      409,
    );
  });

  test("a review is done by somebody else than the scorer, and what it finds holds", async () => {
    const answers = answersOf(items, { answer: { value: 4 } });
    const given = { version: 3, answers, comment: "口径确已更新" };
    const own = await supervision("POST", `/quality-checks/${check.id}/review`, given);
    expect([own.status, own.body.code, own.body.clause.number]).toEqual([
      403,
      "policy.guarded",
      expect.stringMatching(/^(S1.3|T12.1)$/),
    ]);
    const { body } = await manager("POST", `/quality-checks/${check.id}/review`, given);
    expect(body).toMatchObject({
      state: "settled",
      score: 94,
      firstScore: 64,
      passed: true,
      needsTalk: false,
      reviewedByName: "沈明辉",
    });
    expect((await promisesOf(t, "service.quality-talk")).map((one) => one.state)).toEqual(["waived", "waived"]);
    expect((await manager("POST", `/quality-checks/${check.id}/review`, { ...given, version: 4 })).body.code).toBe(
      "service.not_disputed",
    );
  });

  test("nobody scores their own work, by clause, and the refusal is evidence", async () => {
    const { rows } = await t.pool.query(
      "select id, version from service.quality_check where staff_id = $1 and kind = 'conduct' limit 1",
      [ids.team_lead],
    );
    expect(rows).toHaveLength(1);
    // The lead does not see it; given to the lead it is refused.
    expect((await lead("POST", `/quality-checks/${rows[0].id}/scoring`, { version: 1, answers: {} })).status).toBe(404);
    const given = await supervision("PUT", `/quality-checks/${rows[0].id}/scorer`, {
      version: 1,
      scorerId: ids.team_lead,
    });
    expect([given.status, given.body.code]).toEqual([403, "policy.guarded"]);
    const kept = await t.pool.query(
      "select outcome from policy.guard_check where control = 'service.quality-scorer' and subject_id = $1",
      [rows[0].id],
    );
    expect(kept.rows.map((row) => row.outcome)).toContain("refused");
    const handed = await supervision("PUT", `/quality-checks/${rows[0].id}/scorer`, {
      version: 1,
      scorerId: ids.manager,
    });
    expect(handed.body.scorerName).toBe("沈明辉");
    const [promise] = (await promisesOf(t, "service.conduct-check")).filter((one) => one.subjectId === rows[0].id);
    expect(promise.assigneeId).toBe(ids.manager);
  });
});

describe("a breach of conduct", () => {
  let check: any;
  test("needs a word on what happened, fails, and is talked over", async () => {
    check = (await list("to_score", supervision, "&kind=conduct")).find((one: any) => one.staffId === ids.agent);
    const { items } = await sheet("conduct");
    const silent = answersOf(items, { "no-dispute": { value: false } });
    expect(
      (await supervision("POST", `/quality-checks/${check.id}/scoring`, { version: 1, answers: silent })).status,
    ).toBe(400);
    const answers = answersOf(items, { "no-dispute": { value: false, note: "与客户争对错" } });
    const { body } = await supervision("POST", `/quality-checks/${check.id}/scoring`, { version: 1, answers });
    expect(body).toMatchObject({ breaches: 1, passed: false, score: 80, needsTalk: true });
    expect((await list("to_talk", lead)).map((one: any) => one.id)).toEqual([check.id]);
    expect((await lead("GET", "/quality-checks/counts")).body).toMatchObject({ to_talk: 1, to_look: 0, disputed: 0 });
  });

  test("the talk sets improvements and a date, then somebody looks again", async () => {
    const talk = { version: 2, improvements: "重听录音，学习接待规范", lookAgainOn: "2026-07-01" };
    expect(
      (await lead("POST", `/quality-checks/${check.id}/talk`, { ...talk, lookAgainOn: "2026-06-01" })).status,
    ).toBe(400);
    expect((await agent("POST", `/quality-checks/${check.id}/talk`, talk)).status).toBe(403);
    const { body } = await lead("POST", `/quality-checks/${check.id}/talk`, talk);
    expect(body).toMatchObject({ talkedByName: "周建国", lookAgainOn: "2026-07-01" });
    const talks = (await promisesOf(t, "service.quality-talk")).filter((one) => one.subjectId === check.id);
    expect(talks.map((one) => one.state)).toEqual(["met", "met"]);
    expect((await lead("POST", `/quality-checks/${check.id}/talk`, { ...talk, version: 3 })).body.code).toBe(
      "service.no_talk",
    );
    expect(await list("to_look", lead)).toHaveLength(1);
    const looked = await lead("POST", `/quality-checks/${check.id}/second-look`, { version: 3, improved: true });
    expect(looked.body).toMatchObject({ improved: true, lookedByName: "周建国" });
    expect((await lead("POST", `/quality-checks/${check.id}/second-look`, { version: 4, improved: true })).status).toBe(
      409,
    );
  });
});

describe("figures", () => {
  const span = "from=2026-06-01T00:00:00.000Z&to=2026-07-01T00:00:00.000Z";
  test("by person and item; agents see their own only", async () => {
    const { body } = await lead("GET", `/quality/summary?${span}`);
    expect(body.people).toMatchObject([{ staffName: "林晓燕", checks: 2, average: 85, passed: 1, judged: 1 }]);
    expect(body.items[0]).toMatchObject({ key: "answer", answered: 2, reached: 0.5 });
    const conduct = (await agent("GET", `/quality/summary?${span}&kind=conduct`)).body;
    expect(conduct.people).toMatchObject([{ staffId: ids.agent, breaches: 1 }]);
    expect((await lead("GET", "/quality/summary?from=2026-07-01T00:00:00Z&to=2026-06-01T00:00:00Z")).status).toBe(400);
  });

  test.each([
    ["service.quality-pass", { numerator: 1, denominator: 1 }],
    ["service.conduct-breach", { numerator: 1, denominator: 1, reached: false }],
  ])("%s counts drawn checks", async (control, wanted) => {
    t.clock.set("2026-06-01T03:00:00.000Z");
    const { body } = await supervision("GET", `/metrics/${control}/figures?${span}`);
    expect(body.items[0]).toMatchObject(wanted);
  });
});
