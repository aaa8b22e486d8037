import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { seedBasics, seedCompany } from "../../../demo/company.ts";
import { desk } from "./complaint.testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
// The telecom policy alone: a complaint's result is told (T5.2.4), no clause wants a review before.
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z", {}, true);
  await seedBasics(t.services);
  await seedCompany(t.services, "T");
  d = await desk(t);
});
afterAll(() => t.close());

const promises = async (id: string) =>
  (
    await t.pool.query(
      "select state from policy.obligation where subject_id = $1 and control = 'service.complaint-result' order by id",
      [id],
    )
  ).rows.map((row) => row.state);
const solved = async () => {
  const { id } = await d.complaint(await d.customer("令狐冲"));
  await d.ok(d.step(d.agent, id, "investigation", d.finding()));
  const file = await d.ok(d.step(d.agent, id, "solution", d.solution({ apology: false })));
  expect(file.wantsReview).toBe(false);
  return id as string;
};
const tell = (id: string) => d.step(d.agent, id, "telling", { way: "phone", text: "已调整派单。" });

test("where no clause wants a review, what was decided is told at once, under a clock from the decision", async () => {
  const id = await solved();
  expect(await promises(id)).toEqual(["open"]);
  expect((await tell(id)).status).toBe(200);
  expect(await promises(id)).toEqual(["met"]);
  await d.ok(d.step(d.agent, id, "answer", { satisfied: true }));
  expect((await d.agent("GET", `/tickets/${id}`)).body.state).toBe("closed");
});

test("it may be reviewed all the same: one clock for its telling, none while it is handled again", async () => {
  const id = await solved();
  await d.ok(d.step(d.supervision, id, "review", { ...d.pass, passed: false }));
  expect(await promises(id)).toEqual(["waived"]);
  await d.ok(d.step(d.agent, id, "solution", d.solution({ apology: false })));
  await d.ok(d.step(d.supervision, id, "review", d.pass));
  expect((await promises(id)).filter((state) => state === "open")).toHaveLength(1);
  expect((await tell(id)).status).toBe(200);
});

test("a dissatisfied complainer's complaint is handled again after the supervisor's word, within its term", async () => {
  const id = await solved();
  await d.ok(tell(id));
  await d.ok(d.step(d.agent, id, "answer", { satisfied: false, words: "没有解决" }));
  const file = (await d.agent("GET", `/tickets/${id}/complaint`)).body;
  expect(file.awaitsSupervisor).toBe(true);
  const again = () => d.step(d.agent, id, "solution", d.solution({ apology: false }));
  const early = await again();
  expect([early.status, early.body.code, early.body.clause?.number]).toEqual([403, "policy.guarded", "T5.2.4"]);
  const word = { notes: "本次由技术组长上门" };
  expect((await d.step(d.agent, id, "supervision", word)).status).toBe(403);
  expect((await d.step(d.lead, id, "supervision", { notes: "" })).body.errors[0].field).toBe("notes");
  expect((await d.step(d.lead, id, "supervision", word)).body.awaitsSupervisor).toBe(false);
  const { rows } = await t.pool.query(
    "select state, clause, settled_by_name from policy.obligation where subject_id = $1 and control = 'service.reopening-review'",
    [id],
  );
  expect(rows).toEqual([{ state: "met", clause: "T5.2.4", settled_by_name: "周建国" }]);
  const twice = await d.step(d.lead, id, "supervision", word);
  expect([twice.status, twice.body.code]).toEqual([409, "service.nothing_to_supervise"]);
  expect((await again()).status).toBe(200);
});

test("a department gives a complaint back with the ground; somebody is to have it anew, in time", async () => {
  const complaint = await d.complaint(await d.customer("曲非烟"));
  const give = (as: typeof d.agent, reason: string) => as("POST", `/tickets/${complaint.id}/return`, { reason });
  const financeId = (await d.finance("GET", "/me")).body.id;
  await d.ok(d.lead("POST", `/tickets/${complaint.id}/assignment`, { assigneeId: financeId }));
  const stranger = await give(d.agent, "不该由财务处理");
  expect([stranger.status, stranger.body.code]).toEqual([403, "service.not_theirs"]);
  expect((await give(d.finance, " ")).body.errors[0].field).toBe("reason");
  const back = await give(d.finance, "不涉及收费，属上门服务");
  expect([back.status, back.body.assigneeId, back.body.departmentId]).toEqual([200, null, null]);
  expect((await d.finance("GET", `/tickets/${complaint.id}`)).status).toBe(404);
  const { rows } = await t.pool.query(
    "select state, assignee_id from policy.obligation where subject_id = $1 and control = 'service.complaint-assignment' order by id",
    [complaint.id],
  );
  expect(rows).toEqual([
    { state: "met", assignee_id: expect.anything() },
    { state: "open", assignee_id: null },
  ]);
  const held = await t.pool.query(
    "select 1 from policy.obligation where subject_id = $1 and settled_at is null and assignee_id = $2",
    [complaint.id, financeId],
  );
  expect(held.rowCount).toBe(0);
  // Whoever gave it hears of it, and gives it to somebody else: the promise is kept.
  const bell = (await d.lead("GET", "/notices?state=unread")).body.items[0];
  expect(bell).toMatchObject({ kind: "ticket.returned", name: complaint.number, by: "吴敏" });
  await d.ok(d.lead("POST", `/tickets/${complaint.id}/assignment`, { assigneeId: d.people.agent }));
  const open = await t.pool.query(
    "select 1 from policy.obligation where subject_id = $1 and control = 'service.complaint-assignment' and settled_at is null",
    [complaint.id],
  );
  expect(open.rowCount).toBe(0);
  await d.ok(d.lead("POST", `/tickets/${complaint.id}/return`, { reason: "再退" }));
  const nobody = await d.lead("POST", `/tickets/${complaint.id}/return`, { reason: "再退" });
  expect([nobody.status, nobody.body.code]).toEqual([409, "service.with_nobody"]);
});
