import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { recordContact } from "../contact/contact.actions.ts";
import { promisesOf, runTask } from "../pack.testing.ts";
import { drawQualitySamples } from "./draw.actions.ts";
import { drawSamples } from "./draw.store.ts";
import { qualityDesk } from "./quality.testing.ts";

type Desk = Awaited<ReturnType<typeof qualityDesk>>;
let { t, supervision, lead, manager, agent, ids, handled, list, sheet, answersOf, draw } = {} as Desk;
beforeAll(async () => {
  ({ t, supervision, lead, manager, agent, ids, handled, list, sheet, answersOf, draw } = await qualityDesk());
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
    await draw();
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
