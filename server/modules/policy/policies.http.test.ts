import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../test/app.ts";
import { write } from "../../platform/context.ts";
import { systemActor } from "../../platform/actor.ts";
import { turnPolicies } from "./document/turn.ts";
import { bindingsOf } from "./installation.ts";

let t: Awaited<ReturnType<typeof testApp>>;
type Call = Awaited<ReturnType<typeof t.as>>;
let manager: Call, supervision: Call, administrator: Call, agent: Call;
beforeAll(async () => {
  t = await testApp();
  manager = await t.as("manager");
  supervision = await t.as("supervision");
  administrator = await t.as("administrator");
  agent = await t.as("agent");
});
afterAll(() => t.close());

const summaryOf = async (code: string) => (await manager("GET", `/policies/${code}`)).body;
/** A new draft from what is in force. */
async function draftOf(code: string, as: Call = manager) {
  const { inForce } = await summaryOf(code);
  const { status, body } = await as("POST", `/policies/${code}/drafts`, { from: inForce.id, note: "trial" });
  expect(status).toBe(201);
  return body as {
    id: string;
    version: number;
    number: number;
    state: string;
    chapters: { clauses: { number: string }[] }[];
  };
}
const clauseIn = (version: any, number: string) =>
  version.chapters.flatMap((chapter: any) => chapter.clauses).find((clause: any) => clause.number === number);
const giveUp = async (id: string) => {
  const { body } = await manager("GET", `/policy-versions/${id}`);
  await administrator("POST", `/policy-versions/${id}/withdrawal`, { version: body.version });
};
const goldSpend = (version: number, value: string) => ({ version, parameters: { goldSpend: value }, table: undefined });

describe("reading", () => {
  test("documents say what is in force, what waits and how many clauses run", async () => {
    const { status, body } = await agent("GET", "/policies");
    expect(status).toBe(200);
    expect(body.items.map((one: any) => one.code)).toEqual(["B", "E", "M", "R", "S", "T", "N"]);
    const broadcaster = body.items[0];
    expect(broadcaster).toMatchObject({ kind: "company", inForce: { number: 1, state: "in_force" }, pending: [] });
    expect(broadcaster.clauses.bound).toBeGreaterThanOrEqual(3);
    expect(broadcaster.clauses.bound + broadcaster.clauses.unbound).toBe(broadcaster.clauses.total);
    expect(body.items[1]).toMatchObject({ inForce: null, pending: [{ state: "draft" }] });
  });

  test("a clause reads in words, and its controls say what is written, set and shown", async () => {
    const { inForce } = await summaryOf("B");
    const { body } = await agent("GET", `/policy-versions/${inForce.id}`);
    const clause = clauseIn(body, "B3.2.1");
    expect(clause.shown.zh).toContain("自收到客户信息之时起24小时内将其录入系统。录入后1个工作日内");
    expect(clause.shown.en).toContain("within 24 hours of its receipt");
    const [entry] = clause.controls;
    expect(entry).toMatchObject({ control: "customers.entry", kind: "obligation" });
    const shown = Object.fromEntries(
      entry.parameters.map((one: any) => [one.name, [one.origin, one.written, one.shown?.zh]]),
    );
    expect(shown.within).toEqual(["value", "24h", "24小时"]);
    expect(shown.calendar).toEqual(["clause", "24x7", "全天候"]);
    expect(shown.role).toEqual(["clause", "data_group", "客户数据组"]);
    expect(shown.steps[2]).toBe("到期前2小时告知责任人；到期时告知班组长");
    const grade = clauseIn(body, "B4.2").controls[0];
    expect(grade.parameters.find((one: any) => one.name === "goldSpend")).toMatchObject({
      value: "600000",
      shown: { zh: "6,000元", en: "CNY 6,000" },
    });
    expect(clauseIn(body, "B3.3.2").shown.zh).toContain("客户数据组每季度清理一次");
    expect(body.problems.filter((one: any) => one.severity === "error")).toEqual([]);
  });

  test("norms show their source, region and trust; what was not read is off", async () => {
    const { inForce } = await summaryOf("N");
    const { body } = await agent("GET", `/policy-versions/${inForce.id}`);
    expect(clauseIn(body, "N1.5")).toMatchObject({
      trust: "A",
      region: "CN",
      enabled: true,
      limits: [{ shown: { zh: "不超过0.3%" } }],
    });
    const unread = body.chapters
      .flatMap((chapter: any) => chapter.clauses)
      .filter((clause: any) => clause.trust === "C");
    expect(unread.length).toBeGreaterThan(0);
    expect(unread.every((clause: any) => clause.enabled === false)).toBe(true);
  });

  test("whoever may only read cannot write, and nobody signed out reads", async () => {
    const { inForce } = await summaryOf("B");
    expect((await agent("POST", "/policies/B/drafts", { from: inForce.id })).status).toBe(403);
    expect((await t.call("GET", "/policies")).status).toBe(401);
    expect((await agent("GET", "/policies/X")).status).toBe(404);
    expect((await agent("GET", "/policy-versions/00000000-0000-7000-8000-000000000000")).status).toBe(404);
  });
});

describe("a draft", () => {
  test("changes words, values, tables and controls, and the text follows", async () => {
    const draft = await draftOf("B");
    const at = `/policy-versions/${draft.id}/clauses`;
    const title = { zh: "及时录入", en: "Timely entry" };
    let { status, body } = await manager("PATCH", `${at}/B3.2.1`, { version: draft.version, title });
    expect(status).toBe(200);
    expect(body.clause.title).toEqual(title);

    ({ status, body } = await manager("PUT", `${at}/B3.2.1/controls/customers.entry`, {
      version: body.version,
      parameters: { within: "12h", calendar: "office", role: "data_group" },
    }));
    expect(status).toBe(200);
    expect(body.clause.shown.zh).toContain("12小时");
    expect(body.clause.values[0]).toMatchObject({ name: "customers.entry.within", default: "12h", origin: "ours" });

    ({ body } = await manager("DELETE", `${at}/B3.2.1/controls/customers.second-check?version=${body.version}`));
    expect(body.clause.controls.map((one: any) => one.control)).not.toContain("customers.second-check");

    ({ status, body } = await manager("POST", at, {
      version: body.version,
      chapter: "3",
      number: "B3.9",
      title,
      text: { zh: "新条款", en: "New" },
    }));
    expect(status).toBe(201);
    ({ status, body } = await manager("DELETE", `${at}/B4.2.1?version=${body.version}`));
    expect(body.clause).toBeNull();

    const { body: changes } = await agent("GET", `/policy-versions/${draft.id}/changes`);
    const byNumber = Object.fromEntries(changes.clauses.map((one: any) => [one.number, one]));
    expect(Object.keys(byNumber).sort()).toEqual(["B3.2.1", "B3.9", "B4.2.1"]);
    expect([byNumber["B3.9"].kind, byNumber["B4.2.1"].kind]).toEqual(["added", "removed"]);
    expect(byNumber["B3.2.1"].heading.after).toEqual(title);
    expect(byNumber["B3.2.1"].controls).toMatchObject([
      {
        control: "customers.entry",
        kind: "changed",
        parameters: [
          { name: "within", before: { zh: "24小时" }, after: { zh: "12小时" } },
          { name: "calendar", before: { zh: "全天候" }, after: { zh: "办公时间" } },
        ],
      },
      { control: "customers.second-check", kind: "removed" },
    ]);
    await giveUp(draft.id);
  });

  test("a changed table is told row by row", async () => {
    const draft = await draftOf("B");
    const { table } = clauseIn(draft, "B4.2").controls[0];
    const rows = table.rows.slice(0, -1);
    const { status } = await manager("PUT", `/policy-versions/${draft.id}/clauses/B4.2/controls/customers.grade`, {
      version: draft.version,
      parameters: {},
      table: { ...table, rows: [...rows, { when: { yearlySpend: ">= 1,800.00" }, then: "silver" }] },
    });
    expect(status).toBe(200);
    const { body: changes } = await agent("GET", `/policy-versions/${draft.id}/changes`);
    expect(changes.clauses).toMatchObject([
      { number: "B4.2", controls: [{ table: [{ kind: "changed", before: 5, after: 5 }] }] },
    ]);
    await giveUp(draft.id);
  });

  test("the second of two editors is told, with the present version", async () => {
    const draft = await draftOf("B");
    const url = `/policy-versions/${draft.id}/clauses/B4.2/controls/customers.grade`;
    const { table } = clauseIn(draft, "B4.2").controls[0];
    const both = await Promise.all([
      manager("PUT", url, { ...goldSpend(draft.version, "7000 CNY"), table }),
      administrator("PUT", url, { ...goldSpend(draft.version, "8000 CNY"), table }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const refused = both.find((one) => one.status === 409)!;
    expect(refused.body).toMatchObject({ code: "policy.changed_meanwhile", version: draft.version + 1 });
    await giveUp(draft.id);
  });

  test.each([
    ["a value that does not fit", "B4.2", "customers.grade", { goldSpend: "lots" }, "policy.bad_parameter"],
    ["an unknown parameter", "B4.2", "customers.grade", { platinum: 1 }, "policy.unknown_parameter"],
    ["an unknown control", "B4.2", "customers.platinum", {}, "policy.unknown_control"],
    ["a role that does not exist", "B3.2.1", "customers.entry", { role: "wizard" }, "policy.unknown_role"],
    ["a calendar that does not exist", "B3.2.1", "customers.entry", { calendar: "moon" }, "policy.unknown_calendar"],
    ["less than a norm", "B4.2", "customers.grade", { overridable: false }, "policy.weaker_than_norm"],
  ])("refuses %s", async (_, clause, control, parameters, code) => {
    const draft = await draftOf("B");
    const { table } = clauseIn(draft, "B4.2").controls[0];
    const setting = { version: draft.version, parameters, ...(control === "customers.grade" && { table }) };
    const { status, body } = await manager(
      "PUT",
      `/policy-versions/${draft.id}/clauses/${clause}/controls/${control}`,
      setting,
    );
    expect(status).toBe(422);
    expect(body.code).toBe("policy.refused");
    expect(body.problems.map((one: any) => one.code)).toContain(code);
    if (code === "policy.weaker_than_norm") expect(body.clause).toMatchObject({ document: "N" });
    expect((await manager("GET", `/policy-versions/${draft.id}`)).body.version).toBe(draft.version);
    await giveUp(draft.id);
  });

  test("the wording of a norm is not edited, only whether and where it binds", async () => {
    const draft = await draftOf("N");
    const at = `/policy-versions/${draft.id}/clauses/N1.5`;
    const words = await manager("PATCH", at, { version: draft.version, title: { zh: "改", en: "Changed" } });
    expect([words.status, words.body.code]).toEqual([400, "policy.norm_text"]);
    const { status, body } = await manager("PATCH", at, { version: draft.version, enabled: false, appliesTo: ["T"] });
    expect(status).toBe(200);
    expect(body.clause).toMatchObject({ enabled: false, appliesTo: ["T"] });
    const bound = await manager("PUT", `${at}/controls/customers.entry`, {
      version: body.version,
      parameters: { within: "2h" },
    });
    expect([bound.status, bound.body.code]).toEqual([400, "policy.norm_text"]);
    expect((await manager("DELETE", `${at}?version=${body.version}`)).status).toBe(400);
    const { body: changes } = await agent("GET", `/policy-versions/${draft.id}/changes`);
    expect(changes.clauses).toMatchObject([
      { number: "N1.5", enabled: { before: true, after: false }, binds: { after: { zh: "T" } } },
    ]);
    await giveUp(draft.id);
  });
});

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

describe("files", () => {
  test("what is exported is imported again as the same policy", async () => {
    const { inForce } = await summaryOf("N");
    const { body } = await manager("GET", `/policy-versions/${inForce.id}/files`);
    expect(body.files.map((file: any) => file.name)).toContain("pack.yaml");
    const { status, body: made } = await manager("POST", "/policies/imports", { files: body.files, note: "from git" });
    expect(status).toBe(201);
    const { body: changes } = await manager("GET", `/policy-versions/${made.id}/changes?against=${inForce.id}`);
    expect(changes.clauses).toEqual([]);
    await giveUp(made.id);
  });

  test("a malformed pack makes no draft and says file and line", async () => {
    const before = (await summaryOf("B")).versions.length;
    const head = "code: B\nkind: company\ntitle: { zh: 甲, en: A }\nabout: { zh: 乙, en: B }\n";
    const chapter =
      'chapter: { number: "1", title: { zh: 一, en: One } }\nclauses:\n  - number: B1.1\n    title: { zh: 甲, en: A }\n    text: { zh: 甲 }\n';
    const files = [
      { name: "pack.yaml", text: head },
      { name: "01-one.yaml", text: chapter },
    ];
    const { status, body } = await manager("POST", "/policies/imports", { files });
    expect([status, body.code]).toEqual([422, "policy.refused"]);
    expect(body.problems).toMatchObject([{ code: "policy.malformed", file: "01-one.yaml", line: 5, clause: "B1.1" }]);
    expect((await summaryOf("B")).versions.length).toBe(before);
    expect((await manager("POST", "/policies/imports", { files: [{ name: "../x.yaml", text: "" }] })).status).toBe(400);
    expect((await agent("POST", "/policies/imports", { files })).status).toBe(403);
  });

  test("a shipped pack begins a draft", async () => {
    const { status, body } = await manager("POST", "/policies/T/drafts", { from: "pack" });
    expect([status, body.number, body.state]).toEqual([201, 2, "draft"]);
    expect((await manager("POST", "/policies/T/drafts", { from: (await summaryOf("B")).inForce.id })).status).toBe(404);
  });
});
