import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { record } from "../../../../test/callbacks.ts";
import { newId } from "../../../platform/ids.ts";
import { callbackDesk } from "./callback.testing.ts";

type Desk = Awaited<ReturnType<typeof callbackDesk>>;
let { t, lead, manager, agent, installer, toCall, unhappy } = {} as Desk;
beforeAll(async () => {
  ({ t, lead, manager, agent, installer, toCall, unhappy } = await callbackDesk());
});
afterAll(() => t.close());

describe("a callback", () => {
  test("waits for those of its role, with script, questions and what the policy allows", async () => {
    const { id, customerId } = await toCall();
    const list = (await agent("GET", "/callbacks?only=mine&state=due")).body.items;
    expect(list.find((one: any) => one.callback.id === id)).toMatchObject({
      customerName: expect.stringMatching(/^客/),
      callback: { customerId, reason: "plan", state: "due", dueAt: "2026-06-25T02:00:00Z", assigneeName: null },
    });
    expect((await manager("GET", "/callbacks?only=mine&state=due")).body.items).toEqual([]);
    expect((await agent("GET", `/callbacks/${id}`)).body).toMatchObject({
      script: "您好，这里是客户服务部。",
      questions: [{ key: "speed" }, { key: "used" }, { key: "first" }, { key: "wish" }],
      attemptsAllowed: 3,
      lastNextDay: "2026-06-22",
      mayCall: true,
    });
    const counts = (await agent("GET", "/callbacks/counts")).body;
    expect([counts.mine > 0, counts.late]).toEqual([true, 0]);
  });

  test("is recorded with what was said, which keeps its promise and has it reviewed", async () => {
    const { id, customerId } = await toCall();
    const { status, body } = await agent(
      "POST",
      `/callbacks/${id}/record`,
      record({
        answers: [
          { question: "speed", score: 4 },
          { question: "used", choices: ["电视"] },
          { question: "wish", words: "多放体育" },
        ],
        opinion: "师傅很好",
        opinionCategory: "praise",
        answered: "解释了套餐",
      }),
    );
    expect([status, body.callback]).toMatchObject([
      200,
      {
        state: "done",
        calledByName: "林晓燕",
        calledAt: "2026-06-15T01:30:00Z",
        satisfaction: 5,
        opinion: "师傅很好",
        departmentId: t.ids.HL,
      },
    ]);
    expect(body.answers).toHaveLength(3);
    expect(await t.promises("service.callback", id)).toMatchObject([{ state: "met" }]);
    expect(await t.promises("service.callback-record", id)).toMatchObject([{ state: "met", clause: "M4.4" }]);
    expect(await t.promises("service.callback-review", id)).toMatchObject([
      { state: "open", role: "manager", clause: "M4.6" },
    ]);
    const { rows } = await t.pool.query(
      "select data from platform.event where kind = 'service.callback.recorded' and customer_id = $1",
      [customerId],
    );
    expect(rows).toEqual([{ data: { satisfaction: 5 } }]);
  });

  test("that is recorded more than a day after the call is recorded late", async () => {
    const { id } = await toCall();
    const late = await agent("POST", `/callbacks/${id}/record`, record({ at: "2026-06-14T01:00:00Z" }));
    expect(late.status).toBe(200);
    expect(await t.promises("service.callback-record", id)).toMatchObject([{ state: "breached" }]);
  });

  test.each([
    ["in the future", { at: "2026-06-15T03:00:00Z" }, "at"],
    ["with an answer to nothing", { answers: [{ question: "no", score: 1 }] }, "answers.0"],
    ["with a level that does not exist", { satisfaction: 6 }, "satisfaction"],
    ["with a category that does not exist", { opinionCategory: "weather" }, "opinionCategory"],
    ["by a way that does not exist", { way: "pigeon" }, "way"],
    ["with an empty opinion", { opinion: "" }, "opinion"],
    ["that says more than fits", { opinion: "长".repeat(2001) }, "opinion"],
    ["with a field that is not known", { colour: "red" }, undefined],
  ])("%s is refused", async (_, wrong, field) => {
    const { id } = await toCall();
    const { status, body } = await agent("POST", `/callbacks/${id}/record`, record(wrong));
    expect(status).toBe(400);
    if (field) expect(body.errors.map((one: any) => one.field)).toContain(field);
    expect(await t.promises("service.callback", id)).toMatchObject([{ state: "open" }]);
  });

  test("keeps its category when that is renamed or retired; a retired one takes no new opinion", async () => {
    const { id } = await toCall();
    const lead = await t.as("team_lead");
    await lead("POST", "/opinion-categories", { key: "queue", label: { zh: "排队", en: "Queues" } });
    expect((await agent("POST", `/callbacks/${id}/record`, record({ opinionCategory: "queue" }))).status).toBe(200);
    const change = { active: false, label: { zh: "排队等候", en: "Waiting" } };
    expect((await lead("PATCH", "/opinion-categories/queue", change)).body.used).toBe(true);
    expect((await lead("DELETE", "/opinion-categories/queue")).status).toBe(409);
    const listed = await lead("GET", "/callbacks?opinionCategory=queue");
    expect(listed.body.items.map((one: any) => one.callback.id)).toEqual([id]);
    const { body } = await lead("GET", "/callback-statistics/2026-06");
    expect(body.problems.find((one: any) => one.category === "queue").label).toEqual(change.label);
    const next = await toCall();
    const refused = await agent("POST", `/callbacks/${next.id}/record`, record({ opinionCategory: "queue" }));
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, "opinionCategory"]);
  });

  test("is made once, whoever is quicker", async () => {
    const { id } = await toCall();
    const answers = await Promise.all(
      [agent!, lead!, agent!, lead!].map((who) => who("POST", `/callbacks/${id}/record`, record())),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.find((one) => one.status === 409)!.body.code).toBe("service.callback_over");
    expect(await t.promises("service.callback-review", id)).toHaveLength(1);
  });

  test("that nobody knows, or that is not theirs, is not there", async () => {
    const { id } = await toCall({ doer: "person", doerRole: null, doerStaffId: t.staffOf("agent") });
    const [sales, finance] = [await t.as("account_manager"), await t.as("finance")];
    expect((await agent("GET", `/callbacks/${newId()}`)).status).toBe(404);
    expect((await sales("GET", `/callbacks/${id}`)).status).toBe(404);
    expect((await sales("POST", `/callbacks/${id}/record`, record())).status).toBe(404);
    expect((await finance("GET", `/callbacks/${id}`)).status).toBe(403);
    expect((await manager("POST", `/callbacks/${id}/record`, record())).status).toBe(403);
    expect((await manager("GET", `/callbacks/${id}`)).status).toBe(200);
  });
});

describe("a dissatisfied customer", () => {
  test.each([
    ["nothing more", { explanation: null, nextOn: null, remedy: undefined }, ["explanation", "nextOn", "remedy"]],
    ["no next date", { nextOn: null }, ["nextOn"]],
    ["no department that corrects", { remedy: undefined }, ["remedy"]],
    ["a next date later than the policy allows", { nextOn: "2026-06-23" }, ["nextOn"]],
    ["a next date in the past", { nextOn: "2026-06-14" }, ["nextOn"]],
    [
      "a department that does not exist",
      { remedy: { departmentId: newId(), problem: "慢了" } },
      ["remedy.departmentId"],
    ],
  ])("with %s is refused", async (_, wrong, fields) => {
    const { id } = await toCall();
    const { status, body } = await agent("POST", `/callbacks/${id}/record`, unhappy(wrong));
    expect([status, body.errors?.map((one: any) => one.field)]).toEqual([400, fields]);
  });

  test("who is helped at once needs no more", async () => {
    const { id } = await toCall();
    const fixed = record({ satisfaction: 1, fixed: "远程重启后恢复" });
    expect((await agent("POST", `/callbacks/${id}/record`, fixed)).body.remedies).toEqual([]);
  });

  test("is called again by the agreed day, and the department corrects and answers in time", async () => {
    const { id, customerId } = await toCall();
    const { body } = await agent("POST", `/callbacks/${id}/record`, unhappy());
    expect(body.callback).toMatchObject({ nextOn: "2026-06-18", explanation: "已向客户说明排班情况" });
    const again = await t.due(customerId);
    expect((await agent("GET", `/callbacks/${again}`)).body.callback).toMatchObject({
      reason: "follow_up",
      subjectId: id,
      assigneeName: "林晓燕",
      dueAt: "2026-06-18T16:00:00Z",
    });
    expect(await t.promises("service.next-callback", again)).toMatchObject([
      { state: "open", term: "4d", assignee_id: t.staffOf("agent"), clause: "M4.5" },
    ]);
    const [order] = body.remedies;
    // Three working days of the office, to the close of the last: Thursday.
    expect(order).toMatchObject({
      departmentId: t.ids.OPS,
      problem: "安装师傅迟到两小时",
      dueAt: "2026-06-18T09:30:00Z",
    });
    expect(await t.promises("service.callback-remedy", order.id)).toMatchObject([
      { state: "open", department_id: t.ids.OPS, assignee_id: t.staffOf("installer") },
    ]);
    expect((await installer("GET", "/callback-remedies")).body.items).toMatchObject([{ id: order.id }]);
    expect((await (await t.as("finance"))("GET", "/callback-remedies")).body.items).toEqual([]);
    const told = { answer: "已调整排班，今后提前一天电话确认" };
    const finance = await t.as("finance");
    expect((await finance("POST", `/callback-remedies/${order.id}/answer`, told)).status).toBe(404);
    expect((await installer("POST", `/callback-remedies/${order.id}/answer`, { answer: " " })).status).toBe(400);
    expect((await installer("POST", `/callback-remedies/${order.id}/answer`, told)).body).toMatchObject({
      answer: told.answer,
      answeredByName: "郑大勇",
    });
    const twice = await installer("POST", `/callback-remedies/${order.id}/answer`, told);
    expect([twice.status, twice.body.code]).toEqual([409, "service.remedy_answered"]);
    expect(await t.promises("service.callback-remedy", order.id)).toMatchObject([{ state: "met" }]);
    expect((await installer("GET", "/callback-remedies")).body.items).toEqual([]);
    expect((await agent("POST", `/callbacks/${again}/record`, record({ satisfaction: 4 }))).status).toBe(200);
    expect(await t.promises("service.next-callback", again)).toMatchObject([{ state: "met" }]);
  });
});

describe("nobody reached", () => {
  const tried = (more: object = {}) => ({
    at: "2026-06-15T01:30:00Z",
    way: "phone",
    outcome: "no_answer",
    tryAt: "2026-06-16T02:00:00Z",
    ...more,
  });

  test("is counted with the next time, until the clause's number of tries ends it", async () => {
    const { id } = await toCall();
    for (const outcome of ["no_answer", "busy"])
      expect((await agent("POST", `/callbacks/${id}/attempts`, tried({ outcome }))).body.callback).toMatchObject({
        state: "due",
        tryAt: "2026-06-16T02:00:00Z",
      });
    const { body } = await lead("POST", `/callbacks/${id}/attempts`, tried({ tryAt: undefined }));
    expect(body.callback).toMatchObject({ state: "unreachable", attempts: 3, tryAt: null });
    expect(body.attempts.map((one: any) => [one.outcome, one.byName])).toEqual([
      ["no_answer", "林晓燕"],
      ["busy", "林晓燕"],
      ["no_answer", "周建国"],
    ]);
    expect(await t.promises("service.callback", id)).toMatchObject([{ state: "met" }]);
    expect((await agent("POST", `/callbacks/${id}/attempts`, tried())).status).toBe(409);
    expect((await agent("POST", `/callbacks/${id}/record`, record())).status).toBe(409);
  });

  test("ends at once where the customer does not want to be called", async () => {
    const { id } = await toCall();
    const { body } = await agent("POST", `/callbacks/${id}/attempts`, tried({ outcome: "refused", tryAt: undefined }));
    expect(body.callback).toMatchObject({ state: "unreachable", attempts: 1 });
  });

  test.each([
    ["without the next time", { tryAt: undefined }, "tryAt"],
    ["with a next time that is over", { tryAt: "2026-06-15T01:00:00Z" }, "tryAt"],
    ["in the future", { at: "2026-06-15T05:00:00Z" }, "at"],
    ["for no known reason", { outcome: "bored" }, "outcome"],
  ])("%s is refused", async (_, wrong, field) => {
    const { id } = await toCall();
    const { status, body } = await agent("POST", `/callbacks/${id}/attempts`, tried(wrong));
    expect([status, body.errors.map((one: any) => one.field)]).toEqual([400, [field]]);
  });
});

test.each([
  ["reason=plan&state=done", 200],
  ["sort=-calledAt", 200],
  ["calledAt=2026-06-01..2026-06-30&satisfaction=4..5", 200],
  ["only=late", 200],
  ["said=%E5%AE%89%E8%A3%85", 200],
  ["said=%25", 400],
  ["only=dissatisfied", 200],
  ["reason=whim", 400],
  ["sort=opinion", 400],
  ["only=whim", 400],
  ["limit=0", 400],
  ["cursor=x", 400],
])("the list asked with %s answers %i", async (query, status) => {
  expect((await lead("GET", `/callbacks?${query}`)).status).toBe(status);
});

test("the list pages without a gap, and finds those who gave an answer", async () => {
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await lead("GET", `/callbacks?limit=7${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map((one: any) => one.callback.id));
    cursor = body.next;
  } while (cursor);
  const { rows } = await t.pool.query("select count(*)::int as n from service.callback");
  expect([seen.length, new Set(seen).size]).toEqual([rows[0].n, rows[0].n]);
  const { rows: said } = await t.pool.query(
    "select form_id, callback_id from service.callback_answer where question = 'used'",
  );
  const at = `form=${said[0].form_id}&question=used`;
  const found = (await lead("GET", `/callbacks?${at}&value=${encodeURIComponent("电视")}`)).body.items;
  expect(found.map((one: any) => one.callback.id)).toEqual([said[0].callback_id]);
  expect((await lead("GET", `/callbacks?${at}&value=${encodeURIComponent("宽带")}`)).body.items).toEqual([]);
});
