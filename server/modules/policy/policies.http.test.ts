import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clauseIn, policyApp, type PolicyApp } from "./document/testing.ts";

let t: PolicyApp;
let manager: PolicyApp["manager"];
let administrator: PolicyApp["administrator"];
let agent: PolicyApp["agent"];
let summaryOf: PolicyApp["summaryOf"];
let draftOf: PolicyApp["draftOf"];
let giveUp: PolicyApp["giveUp"];
beforeAll(async () => {
  t = await policyApp();
  ({ manager, administrator, agent, summaryOf, draftOf, giveUp } = t);
});
afterAll(() => t.close());

const goldSpend = (version: number, value: string) => ({ version, parameters: { goldSpend: value } });

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
