import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { enact, idsOf, promisesOf, runTask } from "../pack.testing.ts";
import { drawQualitySamples } from "./draw.actions.ts";
import { drawSamples } from "./draw.store.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let supervision: Call;
let lead: Call;
let manager: Call;
let agent: Call;
let ids: Record<string, string>;
const english = { "accept-language": "en" };

/** A contact that somebody handled. */
const handled = (staffId: string, at: string) =>
  write(t.services, { actor: systemActor("test") }, async (ctx) => {
    const { id } = await recordContact(ctx, {
      customerId: null,
      channel: "hotline",
      state: "done",
      at,
      staffId,
      subject: "无信号",
      content: "客户报无信号",
    });
    return id;
  });

const list = async (view: string, call = supervision, more = "") =>
  (await call("GET", `/quality-checks?view=${view}&limit=200${more}`)).body.items;
const sheet = async (key: string) =>
  (await supervision("GET", "/quality/sheets")).body.items.find((one: any) => one.key === key);
/** Answers of a whole sheet: everything kept, marks as high as they go, but for what is said. */
const answersOf = (items: any[], but: Record<string, unknown> = {}) =>
  Object.fromEntries(
    items.map(({ key, kind, steps }) => [key, but[key] ?? { value: kind === "check" ? true : steps }]),
  );

beforeAll(async () => {
  t = await testApp("2026-06-01T02:00:00.000Z");
  [supervision, lead, manager, agent] = [
    await t.as("supervision"),
    await t.as("team_lead"),
    await t.as("manager"),
    await t.as("agent"),
  ];
  ids = await idsOf(t);
  for (let day = 1; day <= 30; day++) await handled(ids.agent!, `2026-05-${String(day).padStart(2, "0")}T03:00:00Z`);
  for (let day = 1; day <= 4; day++) await handled(ids.supervision!, `2026-05-0${day}T03:00:00Z`);
  await handled(ids.agent!, "2026-06-01T01:00:00Z");
});
afterAll(() => t.close());

describe("without a clause", () => {
  test("nothing is drawn, but a scorer may choose a contact; there is no pass mark", async () => {
    await runTask(t, drawQualitySamples);
    expect(await list("to_score")).toEqual([]);
    const subjectId = await handled(ids.agent!, "2026-05-20T04:00:00Z");
    const { id: sheetId, items } = await sheet("handling");
    const { status, body } = await lead("POST", "/quality-checks", { subjectType: "contact", subjectId, sheetId });
    expect([status, body.staffName, body.scorerName, body.drawId]).toEqual([201, "林晓燕", "周建国", null]);
    const again = await lead("POST", "/quality-checks", { subjectType: "contact", subjectId, sheetId });
    expect([again.status, again.body.code]).toEqual([409, "service.checked"]);
    const scored = await lead("POST", `/quality-checks/${body.id}/scoring`, {
      version: 1,
      answers: answersOf(items, { answer: { value: 1 } }),
    });
    expect(scored.body).toMatchObject({ score: 76, passed: null, needsTalk: false, state: "scored" });
  });

  test("nobody chooses their own work, nor what is not handled", async () => {
    const { id: sheetId } = await sheet("conduct");
    const own = await handled(ids.team_lead!, "2026-05-20T05:00:00Z");
    const refused = await lead("POST", "/quality-checks", { subjectType: "contact", subjectId: own, sheetId });
    expect([refused.status, refused.body.code]).toEqual([409, "service.own_work"]);
    expect(await list("to_score")).toEqual([]);
    const { id } = await write(t.services, { actor: systemActor("test") }, (ctx) =>
      recordContact(ctx, { customerId: null, channel: "email", state: "open", staffId: ids.agent! }),
    );
    const open = await lead("POST", "/quality-checks", { subjectType: "contact", subjectId: id, sheetId });
    expect(open.body.code).toBe("service.not_handled");
    for (const wrong of [{ subjectId: newId() }, { subjectType: "ticket" }])
      expect(
        (await lead("POST", "/quality-checks", { subjectType: "contact", subjectId: id, sheetId, ...wrong })).status,
      ).toBe(404);
    expect(
      (await lead("POST", "/quality-checks", { subjectType: "contact", subjectId: own, sheetId: newId() })).status,
    ).toBe(400);
  });
});

describe("samples (T12.1, S1.3)", () => {
  let draws: any[];
  beforeAll(async () => {
    await enact(t, "service", "2026-05-01T00:00:00+08:00");
    await enact(t, "telecom", "2026-05-10T00:00:00+08:00");
    await runTask(t, drawQualitySamples);
    await runTask(t, drawQualitySamples);
    draws = (await supervision("GET", "/quality/draws")).body.items;
  });

  test("are drawn once for each clause, from the period that ended, as many as it says", async () => {
    expect(draws).toHaveLength(2);
    const [handling, conduct] = ["service.quality-sample", "service.conduct-check"].map((control) =>
      draws.find((one) => one.control === control),
    );
    // 31 of the agent, 4 of the supervisor, 1 of the lead: 2 % is one each; five of each where there are five.
    expect(handling).toMatchObject({ clause: "T12.1", periodKey: "2026-05", handled: 36, drawn: 3 });
    expect(conduct).toMatchObject({ clause: "S1.3", handled: 36, drawn: 10, scored: 0 });
    const checks = await list("to_score");
    expect(new Set(checks.map((one: any) => `${one.kind} ${one.subjectId}`)).size).toBe(checks.length);
  });

  test("can be drawn again by their seed", async () => {
    const conduct = draws.find((one) => one.control === "service.conduct-check");
    const again = await write(t.services, { actor: systemActor("test") }, (ctx) =>
      drawSamples(ctx, {
        subjects: ["contact"],
        from: conduct.periodFrom,
        to: conduct.periodTo,
        seed: conduct.seed,
        share: "0",
        perAgent: 5,
      }),
    );
    const { rows } = await t.pool.query("select subject_id from service.quality_check where draw_id = $1", [
      conduct.id,
    ]);
    expect(again.map((one) => one.subjectId).sort()).toEqual(rows.map((row) => row.subject_id).sort());
  });

  test("are promised to a scorer of the clause's role, never to the person checked", async () => {
    const promises = await promisesOf(t, "service.conduct-check");
    expect(promises).toHaveLength(10);
    expect(promises[0]).toMatchObject({ clause: "S1.3", state: "open", term: "10wd", customerId: nobody });
    const checks = await list("to_score");
    const ofSupervisor = await t.pool.query(
      "select scorer_id from service.quality_check where staff_id = $1 and state = 'open'",
      [ids.supervision],
    );
    expect(ofSupervisor.rows.length).toBeGreaterThan(3);
    expect(ofSupervisor.rows.map((row) => row.scorer_id)).not.toContain(ids.supervision);
    expect(ofSupervisor.rows.map((row) => row.scorer_id)).not.toContain(null);
    expect(
      checks.filter((one: any) => one.staffId === ids.agent).every((one: any) => one.scorerId === ids.supervision),
    ).toBe(true);
    expect(await list("to_score", supervision, "&scorer=me")).toHaveLength(8);
  });

  test("are not told to the person checked before they are scored", async () => {
    expect(await list("to_score", agent)).toEqual([]);
    const [one] = (await list("to_score")).filter((each: any) => each.staffId === ids.agent);
    expect((await agent("GET", `/quality-checks/${one.id}`)).status).toBe(404);
    const mine = await t.pool.query("select id from service.quality_check where staff_id = $1 and state = 'open'", [
      ids.supervision,
    ]);
    expect((await supervision("GET", `/quality-checks/${mine.rows[0].id}`)).status).toBe(404);
  });
});

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

describe("sheets", () => {
  const item = (key: string, more: object = {}) => ({
    key,
    label: { zh: key, en: key },
    kind: "check",
    weight: 10,
    ...more,
  });
  const title = { zh: "表", en: "Sheet" };
  test("change as new versions; what was scored keeps its own", async () => {
    const before = await sheet("handling");
    const given = { version: 1, kind: "handling", title, items: [item("fast", { kind: "mark" })] };
    expect((await lead("PUT", "/quality/sheets/handling", given)).body).toMatchObject({ version: 2, inUse: true });
    expect((await lead("PUT", "/quality/sheets/handling", given)).body.code).toBe("service.changed");
    expect((await sheet("handling")).items).toHaveLength(1);
    const scored = (await list("results", manager, "&kind=handling"))[0];
    expect((await manager("GET", `/quality-checks/${scored.id}`)).body.sheet.id).toBe(before.id);
    const versions = (await lead("GET", "/quality/sheets/handling/versions")).body.items;
    expect(versions.map((one: any) => [one.version, one.inUse])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test.each([
    ["two items of one key", { items: [item("a"), item("a")] }],
    ["a checklist without an item of conduct", { kind: "conduct", items: [item("a")] }],
    ["no items", { items: [] }],
    ["a weight of nothing", { items: [item("a", { weight: 0 })] }],
    ["a key that no place could hold", { items: [item("A b")] }],
  ])("with %s are refused", async (_, wrong) => {
    const given = { version: 0, kind: "handling", title, ...wrong };
    expect((await lead("PUT", "/quality/sheets/own", given)).status).toBe(400);
  });
});

test("each action needs its permission, and an agent never sees another's scores", async () => {
  const finance = await t.as("finance");
  expect((await finance("GET", "/quality-checks")).status).toBe(403);
  expect((await agent("GET", "/quality/draws")).status).toBe(403);
  expect(
    (await agent("POST", "/quality-checks", { subjectType: "contact", subjectId: newId(), sheetId: newId() })).status,
  ).toBe(403);
  expect(
    (
      await supervision("PUT", "/quality/sheets/handling", {
        version: 2,
        kind: "handling",
        title: { zh: "a", en: "a" },
        items: [],
      })
    ).status,
  ).toBe(403);
  // A colleague's check that is scored.
  const [other] = (await list("to_score", manager)).filter(
    (one: any) => one.staffId === ids.supervision && one.kind === "conduct",
  );
  const { items } = await sheet("conduct");
  expect(
    (
      await manager("POST", `/quality-checks/${other.id}/scoring`, {
        version: other.version,
        answers: answersOf(items),
      })
    ).status,
  ).toBe(200);
  expect((await agent("GET", `/quality-checks/${other.id}`)).status).toBe(404);
  expect((await list("results", agent)).every((one: any) => one.staffId === ids.agent)).toBe(true);
  expect((await agent("GET", `/quality-checks?staffId=${ids.supervision}`)).body.items).toEqual([]);
  expect((await supervision("GET", `/quality-checks/${other.id}`)).status).toBe(200);
});
