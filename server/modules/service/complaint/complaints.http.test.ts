import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { allGood, desk } from "./complaint.testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let customerId: string;
beforeAll(async () => {
  // A Monday, ten in the morning in Shanghai.
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  customerId = await d.customer("慕容雪");
});
afterAll(() => t.close());

const promises = async (id: string) =>
  (
    await t.pool.query(
      "select control, state, clause, settled_at is not null as settled, due_at from policy.obligation where subject_id = $1 order by id",
      [id],
    )
  ).rows;
const promise = async (id: string, control: string) =>
  (await promises(id)).filter((one) => one.control === `service.${control}`);
const ticket = async (id: string) => (await d.agent("GET", `/tickets/${id}`)).body;
const messages = async (id: string) =>
  (await t.pool.query("select template, way, body from service.message where ticket_id = $1 order by id", [id])).rows;

describe("a complaint from its registration to its archive", () => {
  test("each step keeps its promise and opens the next; the customer hears of each outcome", async () => {
    const { id } = await d.complaint(customerId);
    expect((await promise(id, "complaint-investigation"))[0]).toMatchObject({
      state: "open",
      clause: "B5.3.3",
      due_at: "2026-06-18T09:30:00Z",
    });
    const found = await d.step(d.agent, id, "investigation", d.finding({ responsiblePersonId: d.people.lead }));
    expect(found.status, JSON.stringify(found.body)).toBe(200);
    expect(found.body).toMatchObject({
      found: { ourFault: "yes", departmentId: d.department.OPS, personId: d.people.lead },
      investigations: [{ finding: "派单时间冲突，师傅晚到三小时。", byName: "林晓燕", personName: "周建国" }],
    });
    expect((await promise(id, "complaint-investigation"))[0].state).toBe("met");
    expect((await ticket(id)).state).toBe("working");

    const solved = await d.step(d.agent, id, "solution", d.solution());
    expect(solved.status, JSON.stringify(solved.body)).toBe(200);
    expect(solved.body.solutions).toMatchObject([
      {
        apology: true,
        measures: [{ what: "派单间隔改为两小时", ownerName: "周建国", dueOn: "2026-06-20", doneAt: null }],
      },
    ]);
    expect(await ticket(id)).toMatchObject({ state: "solved", outcome: "向客户致歉并调整派单间隔。" });
    expect((await promise(id, "complaint-solution"))[0].state).toBe("met");
    expect((await promise(id, "closing-review"))[0].state).toBe("open");
    const [measure] = solved.body.solutions[0].measures;
    // The whole of the day that was named, in Shanghai.
    expect((await promises(measure.id))[0]).toMatchObject({
      control: "service.complaint-measure",
      due_at: "2026-06-20T16:00:00Z",
    });

    const reviewed = await d.step(d.supervision, id, "review", d.pass);
    expect(reviewed.body.reviews).toMatchObject([{ passed: true, checklist: allGood }]);
    expect((await promise(id, "closing-review"))[0].state).toBe("met");
    expect((await promise(id, "complaint-result"))[0].state).toBe("open");

    const told = await d.step(d.agent, id, "telling", { way: "preferred", text: "我们已致歉并改进派单。" });
    expect(told.body.tellings).toMatchObject([{ way: "preferred", satisfied: null }]);
    expect((await promise(id, "complaint-result"))[0].state).toBe("met");
    expect((await promise(id, "complaint-contact"))[0].state).toBe("met");
    expect(await messages(id)).toMatchObject([{ template: "complaint-result", way: "sms" }]);
    expect((await messages(id))[0].body).toContain("我们已致歉并改进派单。");

    const closed = await d.step(d.agent, id, "answer", { satisfied: true, words: "可以接受" });
    expect(closed.body.tellings).toMatchObject([{ satisfied: true, words: "可以接受" }]);
    expect(await ticket(id)).toMatchObject({ state: "closed", satisfied: true, reopened: 0 });
    expect((await promises(id)).filter((one) => !one.settled)).toEqual([]);

    // Its promise leads to the ticket on which it is done.
    expect((await d.lead("GET", `/ticket-parts/${measure.id}`)).body).toEqual({ ticketId: id });
    expect((await d.lead("GET", `/ticket-parts/${id}`)).status).toBe(404);
    // Measures may run longer than the ticket; the archive is edited by nobody.
    const done = await d.step(d.lead, id, `measures/${measure.id}/completion`, { note: "已改派单规则" });
    expect(done.body.solutions[0].measures[0]).toMatchObject({ doneNote: "已改派单规则", doneByName: "周建国" });
    expect((await promises(measure.id))[0].state).toBe("met");
    expect((await d.step(d.lead, id, `measures/${measure.id}/completion`, { note: "再次" })).status).toBe(409);
    const late = await d.step(d.agent, id, "investigation", d.finding());
    expect([late.status, late.body.clause?.number]).toEqual([403, "B5.3.1"]);
  });

  test("dissatisfied opens it again with clocks of its own, as often as it happens", async () => {
    const { id } = await d.complaint(customerId);
    await d.until(id, "told");
    t.clock.set("2026-06-16T02:00:00.000Z");
    const answered = await d.step(d.agent, id, "answer", { satisfied: false, words: "没有解决我的问题" });
    expect(answered.status, JSON.stringify(answered.body)).toBe(200);
    expect(await ticket(id)).toMatchObject({ state: "working", reopened: 1, satisfied: null });
    expect((await promise(id, "complaint-solution")).map((one) => [one.state, one.due_at])).toEqual([
      ["met", "2026-06-22T02:00:00Z"],
      ["open", "2026-06-23T02:00:00Z"],
    ]);
    expect((await messages(id)).map((one) => one.template)).toEqual(["complaint-result", "reopened"]);
    await d.ok(d.step(d.agent, id, "solution", d.solution({ apology: false })));
    await d.ok(d.step(d.supervision, id, "review", d.pass));
    await d.ok(d.step(d.agent, id, "telling", { way: "phone", text: "电话说明了改进情况。" }));
    expect((await messages(id)).length).toBe(2);
    await d.ok(d.step(d.agent, id, "answer", { satisfied: false }));
    expect(await ticket(id)).toMatchObject({ state: "working", reopened: 2 });
    t.clock.set("2026-06-15T02:00:00.000Z");
  });

  test("a review that fails sends it back under the clock that it had", async () => {
    const { id } = await d.complaint(customerId);
    t.clock.set("2026-06-17T02:00:00.000Z");
    await d.until(id, "solved");
    const failed = await d.step(d.supervision, id, "review", {
      passed: false,
      notes: "原因没有查清",
      checklist: { ...allGood, facts: false },
    });
    expect(failed.body.reviews).toMatchObject([{ passed: false, notes: "原因没有查清" }]);
    expect(await ticket(id)).toMatchObject({ state: "working", solvedAt: null, outcome: null });
    expect((await promise(id, "complaint-solution")).map((one) => [one.state, one.due_at])).toEqual([
      ["met", "2026-06-22T02:00:00Z"],
      ["open", "2026-06-22T02:00:00Z"],
    ]);
    t.clock.set("2026-06-15T02:00:00.000Z");
  });
});

describe("what is refused", () => {
  test.each([
    ["a solution without a finding", "new", "solution"],
    ["telling before the review", "solved", "telling"],
    ["an answer before the telling", "reviewed", "answer"],
  ] as const)("%s names the clause", async (_, state, path) => {
    const { id } = await d.complaint(customerId);
    if (state !== "new") await d.until(id, state);
    const bodies = {
      solution: d.solution({ apology: false }),
      telling: { way: "phone", text: "已告知" },
      answer: { satisfied: true },
    };
    const { status, body } = await d.step(d.agent, id, path, bodies[path]);
    expect([status, body.code, body.clause?.number]).toEqual([403, "policy.guarded", "B5.3.3"]);
    // The refusal is kept as evidence.
    const { rows } = await t.pool.query(
      "select outcome from policy.guard_check where control = 'service.closing' and subject_id = $1 order by id desc limit 1",
      [id],
    );
    expect(rows).toEqual([{ outcome: "refused" }]);
  });

  test("an apology without fault on our side", async () => {
    const { id } = await d.complaint(customerId);
    await d.ok(d.step(d.agent, id, "investigation", d.finding({ ourFault: "no", cause: "customer-side" })));
    const { status, body } = await d.step(d.agent, id, "solution", d.solution());
    expect([status, body.clause?.number]).toEqual([403, "B5.3.3"]);
    // Found anew, the latest finding stands.
    await d.ok(d.step(d.agent, id, "investigation", d.finding({ ourFault: "partly" })));
    expect((await d.step(d.agent, id, "solution", d.solution())).status).toBe(200);
  });

  test("whoever handled it does not review it", async () => {
    const { id } = await d.complaint(customerId, { assigneeId: undefined });
    await d.ok(d.step(d.manager, id, "investigation", d.finding()));
    await d.ok(d.step(d.agent, id, "solution", d.solution()));
    const { status, body } = await d.step(d.manager, id, "review", d.pass);
    expect([status, body.clause?.number]).toEqual([403, "B5.3.3"]);
    expect((await d.step(d.agent, id, "review", d.pass)).status).toBe(403);
    expect((await d.step(d.supervision, id, "review", d.pass)).status).toBe(200);
  });

  test("a step of another kind, a step twice, and a review of nothing", async () => {
    const enquiry = await d.complaint(customerId, { kind: "enquiry", categoryKey: "tariffs" });
    expect((await d.step(d.agent, enquiry.id, "investigation", d.finding())).body.code).toBe("service.not_complaint");
    const { id } = await d.complaint(customerId);
    expect((await d.step(d.supervision, id, "review", d.pass)).body.code).toBe("service.step");
    await d.until(id, "solved");
    expect((await d.step(d.agent, id, "solution", d.solution())).body.code).toBe("service.step");
    expect((await d.step(d.agent, id, "investigation", d.finding())).body.code).toBe("service.step");
  });

  test.each([
    ["investigation", { cause: "nothing" }, "cause"],
    ["investigation", { responsibleDepartmentId: "0197a000-0000-7000-8000-000000000000" }, "responsibleDepartmentId"],
    ["investigation", { responsiblePersonId: "0197a000-0000-7000-8000-000000000000" }, "responsiblePersonId"],
  ])("%s with %j is refused by name", async (path, more, field) => {
    const { id } = await d.complaint(customerId);
    const { status, body } = await d.step(d.agent, id, path, d.finding(more));
    expect([status, body.errors[0].field]).toEqual([400, field]);
  });

  test("a measure for yesterday, or of nobody", async () => {
    const { id } = await d.complaint(customerId);
    await d.until(id, "found");
    const measures = (more: object) => [
      { what: "改进", ownerId: d.people.lead, dueOn: "2026-06-20" },
      { what: "改进", ownerId: d.people.lead, dueOn: "2026-06-20", ...more },
    ];
    for (const [more, field] of [
      [{ dueOn: "2026-06-14" }, "measures.1.dueOn"],
      [{ ownerId: "0197a000-0000-7000-8000-000000000000" }, "measures.1.ownerId"],
    ] as const) {
      const { status, body } = await d.step(d.agent, id, "solution", d.solution({ measures: measures(more) }));
      expect([status, body.errors[0].field]).toEqual([400, field]);
    }
    expect((await d.step(d.agent, id, "solution", d.solution({ measures: [] }))).status).toBe(400);
  });
});

test("two record the answer at once: one does, the other is told", async () => {
  const { id } = await d.complaint(customerId);
  await d.until(id, "told");
  const both = await Promise.all([
    d.step(d.agent, id, "answer", { satisfied: true }),
    d.step(d.lead, id, "answer", { satisfied: false }),
  ]);
  const [won, lost] = both[0].status === 200 ? both : [both[1], both[0]];
  expect(won!.status).toBe(200);
  expect([403, 409]).toContain(lost!.status);
  const { rows } = await t.pool.query(
    "select count(*)::int as n from service.telling where ticket_id = $1 and answered_at is not null",
    [id],
  );
  expect(rows[0].n).toBe(1);
});

test("a complaint that nobody's name stands on is worked off, but nobody is written to", async () => {
  const { id } = await d.complaint(null, { source: "opinion_box" });
  await d.until(id, "reviewed");
  const { status, body } = await d.step(d.agent, id, "telling", { way: "preferred", text: "已改进" });
  expect([status, body.errors?.[0].field]).toEqual([400, "way"]);
  await d.ok(d.step(d.agent, id, "telling", { way: "visit", text: "公告栏答复" }));
  await d.ok(d.step(d.agent, id, "answer", { satisfied: false }));
  expect(await messages(id)).toEqual([]);
});

test("a complaint of a customer who left, or became part of another, is finished all the same", async () => {
  for (const end of ["closure", "merge"] as const) {
    const gone = await d.customer(`离开${end}`, {
      contacts: [{ kind: "phone", value: "13900002222", isPrimary: true }],
    });
    const { id } = await d.complaint(gone);
    await d.until(id, "found");
    if (end === "closure")
      await t.pool.query("update customers.customer set state = 'closed' where customer_id = $1", [gone]);
    else
      await t.pool.query("update customers.customer set state = 'merged', merged_into = $2 where customer_id = $1", [
        gone,
        customerId,
      ]);
    const proposed = await d.step(d.agent, id, "compensation", { lossKind: "outage", outageDays: 3 });
    expect(proposed.status, JSON.stringify(proposed.body)).toBe(200);
    // No bill is left to credit.
    expect(proposed.body.compensations[0].way).toBe("cash");
    await d.ok(d.step(d.agent, id, "solution", d.solution()));
    await d.ok(d.step(d.supervision, id, "review", d.pass));
    await d.ok(d.step(d.agent, id, "telling", { way: "preferred", text: "已处理" }));
    await d.ok(d.step(d.agent, id, "answer", { satisfied: true }));
    expect((await ticket(id)).state).toBe("closed");
  }
});

test("what was found and said is kept from roles that may not read it", async () => {
  const { id } = await d.complaint(customerId);
  await d.until(id, "told");
  await d.ok(d.step(d.agent, id, "answer", { satisfied: false, words: "密语一二三" }));
  const admin = await t.as("administrator");
  const role = (await admin("GET", "/roles")).body.items.find((one: any) => one.key === "supervision");
  const { version, grants } = (await admin("GET", `/roles/${role.id}`)).body;
  const hidden = ["ticket.handling", "ticket.content"];
  await d.ok(
    admin("PUT", `/roles/${role.id}/grants`, {
      version,
      grants: grants.filter((one: string) => !hidden.some((group) => one.startsWith(group))),
    }),
  );
  const { body } = await d.supervision("GET", `/tickets/${id}/complaint`);
  const seen = JSON.stringify(body);
  for (const secret of ["密语一二三", "派单时间冲突", "向客户致歉", "处理得当", "我们已致歉"])
    expect(seen).not.toContain(secret);
  expect(body.investigations[0].ourFault).toBe("yes");
});

test("whoever owns a measure sees the complaint that it is for", async () => {
  const { id } = await d.complaint(await d.customer("任盈盈"));
  await d.ok(d.step(d.agent, id, "investigation", d.finding()));
  expect((await d.finance("GET", `/tickets/${id}`)).status).toBe(404);
  const ownerId = (await d.finance("GET", "/me")).body.id;
  await d.ok(
    d.step(d.agent, id, "solution", d.solution({ measures: [{ what: "核对账单", ownerId, dueOn: "2026-06-20" }] })),
  );
  expect((await d.finance("GET", `/tickets/${id}`)).status).toBe(200);
});
