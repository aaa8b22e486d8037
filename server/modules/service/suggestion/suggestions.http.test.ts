import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { desk } from "../complaint/complaint.testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let customerId: string;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  customerId = await d.customer("慕容雪");
});
afterAll(() => t.close());

const suggest = async (more: object = {}) =>
  (
    await d.complaint(customerId, {
      kind: "suggestion",
      categoryKey: "suggest-service",
      subject: "上门前发短信",
      content: "建议师傅上门前一小时发短信。",
      ...more,
    })
  ).id as string;
const step = (id: string, path: string, body: object, as = d.agent) => d.step(as, id, `suggestion/${path}`, body);
const analysis = () => ({ feasibility: "调度系统可自动发送。", departmentId: d.department.OPS });
const adopted = () => ({ adopted: true, reason: "有助于减少空跑", ownerId: d.people.lead, carryOutBy: "2026-07-15" });
const promise = async (subject: string) =>
  (
    await t.pool.query(
      "select control, state, settled_at is not null as settled, assignee_id, due_at from policy.obligation where subject_id = $1 order by id",
      [subject],
    )
  ).rows;

describe("a suggestion", () => {
  test("is analysed, adopted, told and closed; what was adopted is still to be carried out, by its date", async () => {
    const id = await suggest();
    expect((await step(id, "analysis", analysis())).body.suggestion).toMatchObject({
      feasibility: "调度系统可自动发送。",
      analysedByName: "林晓燕",
      adopted: null,
    });
    const decided = await step(id, "decision", adopted());
    expect(decided.status, JSON.stringify(decided.body)).toBe(200);
    const told = await step(id, "telling", { way: "preferred" });
    expect(told.body.suggestion).toMatchObject({ toldWay: "preferred", toldWords: "有助于减少空跑" });
    expect((await d.agent("GET", `/tickets/${id}`)).body).toMatchObject({ state: "closed", outcome: "有助于减少空跑" });
    expect(await promise(id)).toMatchObject([{ control: "service.suggestion-reply", state: "met", settled: true }]);
    const { rows } = await t.pool.query("select template, body from service.message where ticket_id = $1", [id]);
    expect(rows).toMatchObject([{ template: "suggestion-outcome", body: expect.stringContaining("采纳") }]);
    const suggestionId = told.body.suggestion.id;
    expect(await promise(suggestionId)).toMatchObject([
      {
        control: "service.suggestion-carried-out",
        state: "open",
        settled: false,
        assignee_id: d.people.lead,
        due_at: "2026-07-15T16:00:00Z",
      },
    ]);
    const done = await step(id, "completion", { note: "短信已上线" }, d.lead);
    expect(done.body.suggestion).toMatchObject({ carriedOutNote: "短信已上线" });
    expect((await promise(suggestionId))[0]).toMatchObject({ state: "met", settled: true });
    expect((await step(id, "completion", { note: "再次" }, d.lead)).body.code).toBe("service.nothing_to_carry_out");
  });

  test("is declined with the reason, and leaves nothing to do", async () => {
    const id = await suggest();
    await d.ok(step(id, "analysis", analysis()));
    await d.ok(step(id, "decision", { adopted: false, reason: "成本过高" }));
    const { body } = await step(id, "telling", { way: "phone", text: "已电话说明原因" });
    expect(body.suggestion).toMatchObject({ adopted: false, toldWords: "已电话说明原因", ownerId: null });
    expect(await promise(body.suggestion.id)).toEqual([]);
    expect((await step(id, "completion", { note: "做完了" })).status).toBe(409);
  });

  test.each([
    ["a decision before the analysis", "decision", "service.not_analysed"],
    ["telling before the decision", "telling", "service.step"],
  ])("%s is refused", async (_, path, code) => {
    const id = await suggest();
    const body = path === "decision" ? { adopted: false, reason: "成本过高" } : { way: "phone" };
    expect((await step(id, path, body)).body.code).toBe(code);
  });

  test("what is adopted needs an owner and a date that lies ahead", async () => {
    const id = await suggest();
    await d.ok(step(id, "analysis", analysis()));
    const bare = await step(id, "decision", { adopted: true, reason: "有益" });
    expect(bare.body.errors.map((one: any) => one.field)).toEqual(["ownerId", "carryOutBy"]);
    const late = await step(id, "decision", { ...adopted(), carryOutBy: "2026-06-14" });
    expect(late.body.errors.map((one: any) => one.field)).toEqual(["carryOutBy"]);
  });

  test("an analysis of an unknown department, or of a complaint, or after the decision", async () => {
    const id = await suggest();
    const nowhere = { ...analysis(), departmentId: "0197a000-0000-7000-8000-000000000000" };
    expect((await step(id, "analysis", nowhere)).body.errors[0].field).toBe("departmentId");
    const { id: other } = await d.complaint(customerId);
    expect((await step(other, "analysis", analysis())).body.code).toBe("service.not_suggestion");
    await d.ok(step(id, "analysis", analysis()));
    await d.ok(step(id, "decision", adopted()));
    expect((await step(id, "analysis", analysis())).body.code).toBe("service.step");
  });

  test("two tell its author at once: it is told once", async () => {
    const id = await suggest();
    await d.ok(step(id, "analysis", analysis()));
    await d.ok(step(id, "decision", { adopted: false, reason: "成本过高" }));
    const both = await Promise.all([step(id, "telling", { way: "sms" }), step(id, "telling", { way: "sms" }, d.lead)]);
    expect(both.filter((one) => one.status === 200).length).toBe(1);
    const { rows } = await t.pool.query("select count(*)::int as n from service.message where ticket_id = $1", [id]);
    expect(rows[0].n).toBe(1);
  });
});
