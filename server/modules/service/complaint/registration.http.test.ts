import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { enact, promisesOf } from "../pack.testing.ts";
import { createTicket } from "../ticket/ticket.actions.ts";
import { desk } from "./complaint.testing.ts";

/** Under the policies of the telecom operator and of rewards, which say how a complaint is registered. */
let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let customerId: string;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  customerId = await d.customer("慕容雪");
  await enact(t, "telecom");
  await enact(t, "rewards");
});
afterAll(() => t.close());

const hand = (id: string, to = d.people.agent) => d.lead("POST", `/tickets/${id}/assignment`, { assigneeId: to });

test("whoever complains gets a confirmation with the number at once, which keeps the promise (R8.1.1)", async () => {
  const { id, number } = await d.complaint(customerId);
  const kept = (await promisesOf(t, "service.acknowledgement")).filter((one) => one.subjectId === id);
  expect(kept).toMatchObject([{ clause: "R8.1.1", state: "met", dueAt: "2026-06-15T04:00:00Z" }]);
  const { rows } = await t.pool.query("select template, body from service.message where ticket_id = $1", [id]);
  expect(rows).toMatchObject([{ template: "ticket-received", body: expect.stringContaining(number) }]);
});

test("a paper without a name has nobody to confirm to", async () => {
  const { id } = await d.complaint(null, { source: "opinion_box" });
  expect((await promisesOf(t, "service.acknowledgement")).some((one) => one.subjectId === id)).toBe(false);
});

test("a complaint is to be assigned in time; a person who has it keeps that (T5.2.2)", async () => {
  const { id } = await d.complaint(customerId, { assigneeId: undefined, departmentId: d.department.CS });
  const assigned = async () =>
    (await promisesOf(t, "service.complaint-assignment")).find((one) => one.subjectId === id)?.state;
  expect(await assigned()).toBe("open");
  await d.ok(hand(id));
  expect(await assigned()).toBe("met");
});

describe("registration", () => {
  test("what is incomplete is not handed on, but may be taken (T5.2.1)", async () => {
    // Whoever files a complaint in the portal need not sort it.
    const { id } = await write(t.services, { actor: systemActor("portal") }, (ctx) =>
      createTicket(ctx, { customerId, kind: "complaint", source: "portal", subject: "迟到", content: "下午才到" }),
    );
    const refused = await hand(id);
    expect([refused.status, refused.body.clause?.number]).toEqual([403, "T5.2.1"]);
    expect((await d.lead("POST", `/tickets/${id}/taking`, {})).status).toBe(200);
    const nameless = await d.complaint(null, { categoryKey: "service" });
    expect((await hand(nameless.id)).status).toBe(403);
    const paper = await d.complaint(null, { categoryKey: "service", source: "opinion_box" });
    expect((await hand(paper.id)).status).toBe(200);
  });

  test("what a complaint says stays as registered; other facts may change (R8.1.2)", async () => {
    const ticket = await d.complaint(customerId);
    const change = (facts: object) => d.agent("PATCH", `/tickets/${ticket.id}`, { version: ticket.version, facts });
    const refused = await change({ content: "改写的内容" });
    expect([refused.status, refused.body.clause?.number]).toEqual([403, "R8.1.2"]);
    expect((await change({ content: ticket.content, severity: "severe" })).status).toBe(200);
    const enquiry = await d.complaint(customerId, { kind: "enquiry", categoryKey: "tariffs" });
    const free = { version: enquiry.version, facts: { content: "改写的内容" } };
    expect((await d.agent("PATCH", `/tickets/${enquiry.id}`, free)).status).toBe(200);
  });
});

test("complaints are found by their cause (T5.2.5)", async () => {
  const { id } = await d.complaint(customerId);
  await d.ok(d.step(d.agent, id, "investigation", d.finding({ cause: "misleading" })));
  const found = async (cause: string) =>
    (await d.agent("GET", `/tickets?cause=${cause}`)).body.items.map((one: any) => one.id);
  expect(await found("misleading")).toEqual([id]);
  expect(await found("attitude")).toEqual([]);
  expect(await found("none")).not.toContain(id);
});

describe("the archive", () => {
  test("is kept for its term, then its words can be disposed of and its figures stay (T5.2.5)", async () => {
    const said = { channel: "counter", customerId, subject: "销毁前的来件", content: "销毁前的来件内容" };
    const contactId = (await d.ok(d.agent("POST", "/contacts", said))).id;
    const { id, number } = await d.complaint(customerId, {
      subject: "销毁前的主题",
      content: "销毁前的内容",
      contactId,
    });
    await t.pool.query(
      `insert into service.mail (customer_id, id, message_id, ticket_id, contact_id, html, received_at)
       values ($1, $2, '<1@a>', $2, $3, '<p>销毁前的信</p>', '2026-06-15')`,
      [customerId, id, contactId],
    );
    const dispose = () => d.lead("POST", `/tickets/${id}/disposal`, { reason: "保存期满" });
    expect((await dispose()).body.code).toBe("service.not_archived");
    await d.until(id, "told");
    await d.ok(d.step(d.agent, id, "answer", { satisfied: true, words: "可以了" }));
    const early = await dispose();
    expect([early.status, early.body.clause?.number]).toEqual([403, "T5.2.5"]);
    expect(early.body.title).toContain("2029-06-14");
    // Three years in the archive are over.
    await t.pool.query("update service.ticket set closed_at = '2023-06-15T02:00:00Z' where id = $1", [id]);
    const { status, body } = await dispose();
    expect(status, JSON.stringify(body)).toBe(200);
    const left = JSON.stringify([
      body,
      (await d.agent("GET", `/tickets/${id}`)).body,
      (await d.agent("GET", `/tickets/${id}/entries`)).body,
      (await d.agent("GET", `/contacts/${contactId}`)).body,
      (await t.pool.query("select * from service.mail where ticket_id = $1", [id])).rows,
    ]);
    for (const word of ["销毁前", "派单时间冲突", "向客户致歉", "处理得当", "我们已致歉", "可以了"])
      expect(left).not.toContain(word);
    expect(left).toContain(number);
    expect(body.found).toMatchObject({ ourFault: "yes", departmentId: d.department.OPS });
    expect((await d.agent("GET", `/tickets?q=${encodeURIComponent("销毁前的主题")}`)).body.items).toEqual([]);
    expect((await d.agent("POST", `/tickets/${id}/disposal`, { reason: "越权" })).status).toBe(403);
  });
});

test("what was told is not simply gone on with: it is opened again by the customer's answer", async () => {
  const { id } = await d.complaint(customerId);
  await d.until(id, "told");
  expect((await d.agent("POST", `/tickets/${id}/resumption`, {})).body.code).toBe("service.step");
});
