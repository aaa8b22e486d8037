import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../platform/actor.ts";
import { write } from "../../platform/context.ts";
import { clauseIn, policyApp, type PolicyApp } from "./document/testing.ts";
import { turnPolicies } from "./document/turn.ts";
import { bindingsOf } from "./installation.ts";

let t: PolicyApp;
let manager: PolicyApp["manager"];
let administrator: PolicyApp["administrator"];
let agent: PolicyApp["agent"];
let summaryOf: PolicyApp["summaryOf"];
let draftOf: PolicyApp["draftOf"];
let giveUp: PolicyApp["giveUp"];
let supervision: PolicyApp["supervision"];
beforeAll(async () => {
  t = await policyApp();
  ({ manager, administrator, agent, summaryOf, draftOf, giveUp, supervision } = t);
});
afterAll(() => t.close());

const goldSpend = (version: number, value: string) => ({ version, parameters: { goldSpend: value } });

test("a draft with several faults is mended one by one, and not sent before all are", async () => {
  const draft = await draftOf("B");
  const wrong = { version: 1 };
  // As from an older release: two clauses set a role and a calendar that are gone.
  await t.pool.query(
    `update policy.version set content = replace(replace(content::text, '"role": "data_group"', '"role": "wizard"'), '"default": "98%"', '"default": "many"')::jsonb where id = $1`,
    [draft.id],
  );
  const { body } = await manager("GET", `/policy-versions/${draft.id}`);
  const clauses = new Set(body.problems.map((one: any) => one.clause));
  expect(clauses.size).toBeGreaterThan(2);
  const sent = await manager("POST", `/policy-versions/${draft.id}/submission`, wrong);
  expect([sent.status, sent.body.code]).toEqual([422, "policy.refused"]);
  const at = `/policy-versions/${draft.id}/clauses/B8.2.1`;
  const still = await manager("PATCH", at, { version: 1, values: { "customers.accuracy.target": "lots" } });
  expect(still.status).toBe(422);
  const mended = await manager("PATCH", at, { version: 1, values: { "customers.accuracy.target": "97%" } });
  expect(mended.status).toBe(200);
  expect(mended.body.problems.length).toBe(body.problems.length - 1);
  await giveUp(draft.id);
});

describe("the way into force", () => {
  test("drafter and reviewer are two people; what was in force never changes", async () => {
    const before = (await summaryOf("B")).inForce;
    const draft = await draftOf("B");
    const at = `/policy-versions/${draft.id}`;
    const { table } = clauseIn(draft, "B4.2").controls[0];
    const { body: saved } = await manager("PUT", `${at}/clauses/B4.2/controls/customers.grade`, {
      ...goldSpend(draft.version, "7000 CNY"),
      table,
    });

    const early = await supervision("POST", `${at}/approval`, { version: saved.version });
    expect([early.status, early.body.code]).toEqual([409, "policy.wrong_state"]);
    let { status, body } = await manager("POST", `${at}/submission`, { version: saved.version });
    expect([status, body.state]).toEqual([200, "review"]);
    const late = await manager("PATCH", `${at}/clauses/B4.2`, {
      version: body.version,
      title: { zh: "改", en: "Changed" },
    });
    expect(late.status).toBe(409);

    const own = await manager("POST", `${at}/approval`, { version: body.version }, { "accept-language": "zh" });
    expect([own.status, own.body.code]).toEqual([403, "policy.same_person"]);
    expect(own.body.title).toContain("另一位");
    expect((await agent("POST", `${at}/approval`, { version: body.version })).status).toBe(403);

    expect((await supervision("POST", `${at}/return`, { version: body.version })).status).toBe(400);
    ({ status, body } = await supervision("POST", `${at}/return`, { version: body.version, reason: "请补充依据" }));
    expect([status, body.state, body.returnReason]).toEqual([200, "draft", "请补充依据"]);
    ({ body } = await manager("POST", `${at}/submission`, { version: body.version }));
    ({ status, body } = await supervision("POST", `${at}/approval`, { version: body.version }));
    expect([status, body.state, body.approvedByName]).toEqual([200, "in_force", "何正"]);

    const { body: old } = await agent("GET", `/policy-versions/${before.id}`);
    expect(old.state).toBe("replaced");
    const change = await manager("PATCH", `/policy-versions/${before.id}/clauses/B4.2`, {
      version: old.version,
      title: { zh: "改", en: "Changed" },
    });
    expect([change.status, change.body.code]).toEqual([409, "policy.wrong_state"]);
    const [binding] = await bindingsOf(t.services, "customers.grade", t.clock.now());
    expect(binding!.parameters.goldSpend).toBe(700_000n);
    const kinds = await t.pool.query("select kind from platform.event where subject_id = $1 order by id", [draft.id]);
    expect(kinds.rows.map((row) => row.kind.slice("policy.version.".length))).toEqual([
      "drafted",
      "changed",
      "submitted",
      "returned",
      "submitted",
      "in_force",
      "approved",
    ]);
  });

  test("whoever changed a colleague's draft cannot approve it either", async () => {
    const draft = await draftOf("B");
    const at = `/policy-versions/${draft.id}`;
    const { body: saved } = await administrator("PATCH", `${at}/clauses/B4.1`, {
      version: draft.version,
      title: { zh: "分类", en: "Classes" },
    });
    const { body } = await manager("POST", `${at}/submission`, { version: saved.version });
    expect((await administrator("POST", `${at}/approval`, { version: body.version })).body.code).toBe(
      "policy.same_person",
    );
    const back = await manager("POST", `${at}/return`, { version: body.version, reason: "再改一处" });
    expect(back.body.state).toBe("draft");
    await giveUp(draft.id);
  });

  test("a version approved for a later day waits, turns on it, and may be withdrawn before", async () => {
    const before = (await summaryOf("B")).inForce;
    const later = new Date(t.clock.now().getTime() + 86_400_000).toISOString();
    const approve = async (effectiveFrom: string) => {
      const draft = await draftOf("B");
      const { table } = clauseIn(draft, "B4.2").controls[0];
      const { body: saved } = await manager(
        "PUT",
        `/policy-versions/${draft.id}/clauses/B4.2/controls/customers.grade`,
        { ...goldSpend(draft.version, "9000 CNY"), table },
      );
      const { body } = await manager("POST", `/policy-versions/${draft.id}/submission`, { version: saved.version });
      return supervision("POST", `/policy-versions/${draft.id}/approval`, { version: body.version, effectiveFrom });
    };
    expect((await approve("2020-01-01T00:00:00Z")).status).toBe(400);
    const first = await approve(later);
    expect([first.status, first.body.state]).toEqual([200, "approved"]);
    const second = await approve(later);
    expect([second.status, second.body.code]).toEqual([409, "policy.another_waits"]);

    expect(
      (await agent("POST", `/policy-versions/${first.body.id}/withdrawal`, { version: first.body.version })).status,
    ).toBe(403);
    const gone = await supervision("POST", `/policy-versions/${first.body.id}/withdrawal`, {
      version: first.body.version,
    });
    expect(gone.body.state).toBe("withdrawn");
    expect((await summaryOf("B")).inForce).toMatchObject({ id: before.id, effectiveTo: null });

    const third = await approve(later);
    const spend = async (at: Date) => (await bindingsOf(t.services, "customers.grade", at))[0]!.parameters.goldSpend;
    expect(await spend(t.clock.now())).toBe(700_000n);
    expect(await spend(new Date(later))).toBe(900_000n);
    await write(t.services, { actor: systemActor("worker"), now: new Date(later) }, turnPolicies);
    const { rows } = await t.pool.query("select state from policy.version where id = any($1) order by number", [
      [before.id, third.body.id],
    ]);
    expect(rows.map((row) => row.state)).toEqual(["replaced", "in_force"]);
  });
});
