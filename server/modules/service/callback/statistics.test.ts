import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { type CallbackApp, callbackApp, record, runPlan } from "../../../../test/callbacks.ts";

let t: CallbackApp;
let [lead, manager, agent]: Awaited<ReturnType<CallbackApp["as"]>>[] = [];
const ids: string[] = [];

const say = (id: string, more: object = {}, who = agent!) => who("POST", `/callbacks/${id}/record`, record(more));

beforeAll(async () => {
  // In May, so that June may report on it.
  t = await callbackApp("M", "2026-05-11T02:00:00.000Z");
  [lead, manager, agent] = [await t.as("team_lead"), await t.as("manager"), await t.as("agent")];
  const people: string[] = [];
  for (let i = 0; i < 6; i++) people.push(await t.customer(`客户${i}`));
  await runPlan(t, { fromOn: "2026-05-01", name: "五月回访", term: "7d" });
  for (const one of people) ids.push(await t.due(one));
  t.clock.set("2026-05-12T02:00:00.000Z");
  const at = { at: "2026-05-12T01:00:00Z" };
  const speed = (score: number) => ({
    answers: [
      { question: "speed", score },
      { question: "used", choices: ["电视"] },
    ],
  });
  await say(ids[0]!, { ...at, satisfaction: 5, opinion: "安装师傅态度好", opinionCategory: "praise", ...speed(5) });
  await say(ids[1]!, { ...at, satisfaction: 4, ...speed(4) });
  await say(ids[2]!, {
    ...at,
    satisfaction: 1,
    opinion: "安装太慢，等了一周",
    opinionCategory: "visit",
    explanation: "排班紧张",
    nextOn: "2026-05-15",
    remedy: { departmentId: t.ids.OPS, problem: "装机超时" },
    ...speed(1),
  });
  await say(
    ids[3]!,
    { ...at, satisfaction: 2, opinion: "安装拖延", opinionCategory: "visit", fixed: "当场改约" },
    lead!,
  );
  for (let i = 0; i < 3; i++)
    await agent!("POST", `/callbacks/${ids[4]}/attempts`, {
      ...at,
      way: "phone",
      outcome: "no_answer",
      tryAt: "2026-05-13T01:00:00Z",
    });
  t.clock.set("2026-06-02T02:00:00.000Z");
  await t.tick("service.callbacks.turn");
});
afterAll(() => t.close());

describe("the statistics of a month", () => {
  test("count what was due and made, by department and caller", async () => {
    const { body } = await manager!("GET", "/callback-statistics/2026-05");
    // Six of the plan, and the one that was agreed for the fifteenth.
    expect(body.total).toEqual({ due: 7, inTime: 5, made: 4, unreached: 1, rated: 4, satisfied: 2, dissatisfied: 2 });
    const hotline = body.departments.find((one: any) => one.departmentId === t.ids.HL);
    expect(hotline.callers.find((one: any) => one.name === "林晓燕")).toMatchObject({
      made: 3,
      satisfied: 2,
      unreached: 1,
    });
    expect(hotline.callers.find((one: any) => one.name === "周建国")).toMatchObject({ made: 1, dissatisfied: 1 });
    const label = { zh: "安装维修", en: "Installation and repair" };
    expect(body.problems[0]).toEqual({ category: "visit", label, opinions: 2, dissatisfied: 2 });
    expect(body.remedies).toEqual({ opened: 1, answered: 0, inTime: 0 });
    expect([body.over, body.report]).toEqual([true, null]);
  });

  const fileOf = async (format: string, language = "zh-CN") => {
    const made = await manager!(
      "POST",
      "/callback-statistics/2026-05/files",
      { format },
      { "accept-language": language },
    );
    expect(made.status).toBe(202);
    const at = `/callback-statistics-files/${made.body.id}`;
    expect((await manager!("GET", `${at}/file`)).status).toBe(409);
    await t.drain();
    expect((await manager!("GET", at)).body.state).toBe("done");
    const token = await t.callWith();
    expect((await token("GET", `${at}/file`)).status).toBe(401);
    expect((await lead!("GET", `${at}/file`)).status).toBe(404);
    const { body } = await t.call("POST", "/sessions", { email: "manager@demo.example", password: "youzhang demo" });
    const reply = await t.app.inject({ url: `/api/v1${at}/file`, headers: { authorization: `Bearer ${body.token}` } });
    return { reply, bytes: reply.rawPayload };
  };

  test("are printed with page numbers and a place to sign", async () => {
    const { reply, bytes } = await fileOf("pdf");
    expect([reply.statusCode, reply.headers["content-type"]]).toEqual([200, "application/pdf"]);
    expect(decodeURIComponent(String(reply.headers["content-disposition"]))).toContain("回访统计-2026-05.pdf");
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.length).toBeGreaterThan(10_000);
  });

  test("come as a workbook", async () => {
    const { bytes } = await fileOf("xlsx", "en");
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    const rows = book.worksheets[0]!.getSheetValues().slice(1) as unknown[][];
    expect(rows[0]!.slice(1, 5)).toEqual(["Department", "Caller", "Due", "In time"]);
    expect(rows[1]!.slice(1)).toEqual(
      ["In all", "", 7, 5, 4, 1, 4, 2, 2, 0.714, 0.5].map((one) => (one === "" ? undefined : one)),
    );
  });

  test("are signed once, which keeps the promise, and stand then as they were", async () => {
    // April's, and May's.
    expect(await t.promises("service.callback-statistics")).toMatchObject([
      { state: "open", role: "team_lead", clause: "M4.6", due_at: "2026-05-11T09:30:00Z" },
      { state: "open", due_at: "2026-06-08T09:30:00Z" },
    ]);
    expect((await lead!("POST", "/callback-statistics/2026-06/report", { note: "六月" })).body.code).toBe(
      "service.period_runs",
    );
    const signed = await lead!("POST", "/callback-statistics/2026-05/report", { note: "安装超时是主要问题" });
    expect(signed.body.report).toMatchObject({ note: "安装超时是主要问题", signedByName: "周建国" });
    expect((await lead!("POST", "/callback-statistics/2026-05/report", { note: "再来" })).body.code).toBe(
      "service.already_signed",
    );
    expect((await t.promises("service.callback-statistics")).map((one) => one.state)).toEqual(["open", "met"]);
    await t.pool.query("update service.callback set satisfaction = 5 where id = $1", [ids[2]]);
    expect((await manager!("GET", "/callback-statistics/2026-05")).body.total.satisfied).toBe(2);
    await t.pool.query("update service.callback set satisfaction = 1 where id = $1", [ids[2]]);
  });

  test.each([
    ["2026-13", 400],
    ["May", 400],
    ["2026-Q2", 200],
    ["2026-H1", 200],
    ["2026", 200],
  ])("of %s answer %i", async (period, status) => {
    expect((await manager!("GET", `/callback-statistics/${period}`)).status).toBe(status);
  });

  test("are not for those who only call", async () => {
    expect((await agent!("GET", "/callback-statistics/2026-05")).status).toBe(403);
    expect(
      (await (await t.as("supervision"))("POST", "/callback-statistics/2026-05/report", { note: "好的" })).status,
    ).toBe(403);
    expect((await manager!("POST", "/callback-statistics/2026-05/files", { format: "doc" })).status).toBe(400);
    expect((await manager!("GET", `/callback-statistics-files/${newId()}`)).status).toBe(404);
  });
});

describe("the analysis of a month", () => {
  test("tells of items, of what opinions are about and share, and of the months before", async () => {
    const { body } = await manager!("GET", "/callback-analysis/2026-05");
    expect(body.forms).toMatchObject([
      {
        plan: "五月回访",
        items: [
          { question: "speed", answers: 3, mean: 3.333, satisfied: 0.667 },
          {
            question: "used",
            answers: 3,
            values: [
              { value: "电视", count: 3 },
              { value: "宽带", count: 0 },
            ],
          },
          { question: "first", answers: 0 },
        ],
      },
    ]);
    expect(body.categories).toEqual([
      {
        category: "visit",
        label: { zh: "安装维修", en: "Installation and repair" },
        opinions: 2,
        dissatisfied: 2,
        before: 0,
      },
      { category: "praise", label: { zh: "表扬", en: "Praise" }, opinions: 1, dissatisfied: 0, before: 0 },
    ]);
    expect(body.words).toEqual([{ word: "安装", count: 3 }]);
    expect(body.trend.map((one: any) => one.key)).toEqual([
      "2025-12",
      "2026-01",
      "2026-02",
      "2026-03",
      "2026-04",
      "2026-05",
    ]);
    expect(body.trend[5]).toMatchObject({ due: 7, inTime: 5, made: 4, rated: 4, satisfied: 2 });
    expect(body.levels).toEqual([5, 4, 2, 1].map((level) => ({ level, count: 1 })));
  });

  test("keeps its promise by its conclusions", async () => {
    expect((await t.promises("service.callback-analysis")).map((one) => [one.state, one.clause])).toEqual([
      ["open", "M4.7"],
      ["open", "M4.7"],
    ]);
    const { body } = await lead!("POST", "/callback-analysis/2026-05/conclusion", { note: "装机时长需改进" });
    expect(body.report).toMatchObject({ note: "装机时长需改进", signedByName: "周建国" });
    expect((await lead!("POST", "/callback-analysis/2026-05/conclusion", { note: "再来" })).status).toBe(409);
    expect((await t.promises("service.callback-analysis")).map((one) => one.state)).toEqual(["open", "met"]);
  });

  test("leads to measures that are followed up until their effect is judged", async () => {
    const given = {
      periodKey: "2026-05",
      category: "visit",
      what: "增加周末班次",
      ownerId: t.staffOf("agent"),
      finishOn: "2026-06-20",
    };
    const made = await lead!("POST", "/callback-measures", given);
    expect([made.status, made.body]).toMatchObject([
      201,
      { ownerName: "林晓燕", createdByName: "周建国", doneAt: null },
    ]);
    const at = `/callback-measures/${made.body.id}`;
    expect(await t.promises("service.callback-measure", made.body.id)).toMatchObject([
      { state: "open", assignee_id: t.staffOf("agent"), due_at: "2026-06-20T16:00:00Z" },
    ]);
    expect((await lead!("POST", `${at}/effect`, { effective: true, note: "有效" })).status).toBe(409);
    const supervisor = await t.as("supervision");
    expect((await supervisor("POST", `${at}/completion`, { result: "做完了" })).status).toBe(403);
    expect((await agent!("POST", `${at}/completion`, { result: "周末增开两班" })).body).toMatchObject({
      doneByName: "林晓燕",
    });
    expect((await agent!("POST", `${at}/completion`, { result: "再来" })).status).toBe(409);
    expect(await t.promises("service.callback-measure", made.body.id)).toMatchObject([{ state: "met" }]);
    expect((await manager!("POST", `${at}/effect`, { effective: true, note: "六月意见减半" })).body).toMatchObject({
      effective: true,
    });
    expect((await manager!("POST", `${at}/effect`, { effective: false, note: "再来" })).status).toBe(409);
    expect((await agent!("GET", "/callback-measures?state=open")).body.items).toEqual([]);
    expect((await agent!("GET", "/callback-measures")).body.items).toHaveLength(1);
  });

  test.each([
    ["of nobody here", { ownerId: newId() }, "ownerId"],
    ["that was over before", { finishOn: "2026-06-01" }, "finishOn"],
    ["of no period", { periodKey: "then" }, "period"],
    ["about nothing known", { category: "weather" }, "category"],
    ["that says nothing", { what: " " }, "what"],
  ])("refuses a measure %s", async (_, wrong, field) => {
    const given = { periodKey: "2026-05", what: "措施", ownerId: t.staffOf("agent"), finishOn: "2026-06-20", ...wrong };
    const { status, body } = await lead!("POST", "/callback-measures", given);
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });
});

test.each([
  ["service.callbacks-done", { clause: "M4.6", numerator: 5, denominator: 7 }],
  ["service.callback-satisfaction", { clause: "M4.6", numerator: 2, denominator: 4 }],
])("the figure %s of May", async (control, wanted) => {
  const span = "from=2026-05-01T00:00:00.000Z&to=2026-05-31T00:00:00.000Z";
  const { body } = await manager!("GET", `/metrics/${control}/figures?${span}`);
  expect(body.items.find((one: any) => one.denominator > 0)).toMatchObject(wanted);
});
