import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { enact } from "../pack.testing.ts";
import { createTicket } from "../ticket/ticket.actions.ts";
import { desk } from "./complaint.testing.ts";

/** Under the policy of the telecom operator, which says how complaints are sorted (T5.1.2). */
let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let customerId: string;
const categories: Record<string, string> = {};
/** How it was before that policy came into force. */
let before: unknown[];
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
  d = await desk(t);
  customerId = await d.customer("慕容雪");
  const free = await d.complaint(customerId, { categoryKey: undefined });
  const asked = await d.agent("GET", "/ticket-categories");
  before = [(await change(free.id, { categoryId: null })).status, asked.body.complaints];
  for (const one of asked.body.items) categories[one.key] = one.id;
  await enact(t, "telecom");
});
afterAll(() => t.close());

async function change(id: string, facts: object, reason?: string) {
  const { version } = (await d.agent("GET", `/tickets/${id}`)).body;
  return d.agent("PATCH", `/tickets/${id}`, { version, facts, ...(reason && { reason }) });
}
const checks = async (id: string) =>
  (
    await t.pool.query(
      "select facts->>'act' as act, outcome, clause from policy.guard_check where control = 'service.complaint-category' and subject_id = $1 order by id",
      [id],
    )
  ).rows.map((row) => `${row.act} ${row.outcome} ${row.clause}`);
const refusedBy = ({ status, body }: { status: number; body: any }) => [status, body.clause?.number];
const clause = [403, "T5.1.2"];

test("where no clause speaks of categories, none is asked for", () => {
  expect(before).toEqual([200, { required: false, reason: false, definition: false }]);
});

describe("a complaint", () => {
  test("has a category when it is registered, and leaves that as evidence", async () => {
    const given = { customerId, kind: "complaint", source: "hotline", subject: "迟到", content: "师傅下午才到" };
    expect(refusedBy(await d.agent("POST", "/tickets", given))).toEqual(clause);
    const { id } = await d.complaint(customerId);
    expect(await checks(id)).toEqual(["register allowed T5.1.2"]);
  });

  test("of a customer who files it themselves is sorted by whoever works on it", async () => {
    const { id } = await write(t.services, { actor: systemActor("门户") }, (ctx) =>
      createTicket(ctx, { customerId, kind: "complaint", source: "portal", subject: "多扣费", content: "多扣了一次" }),
    );
    expect((await change(id, { categoryId: categories.price })).status).toBe(200);
    expect(await checks(id)).toEqual(["register allowed T5.1.2", "sort allowed T5.1.2"]);
  });

  test("that lacks one is not told its result", async () => {
    const { id } = await write(t.services, { actor: systemActor("门户") }, (ctx) =>
      createTicket(ctx, { customerId, kind: "complaint", source: "portal", subject: "多扣费", content: "多扣了一次" }),
    );
    await d.ok(d.lead("POST", `/tickets/${id}/taking`, {}));
    await d.until(id, "reviewed");
    const told = () => d.agent("POST", `/tickets/${id}/telling`, { way: "phone", text: "已致歉并退费" });
    expect(refusedBy(await told())).toEqual(clause);
    await d.ok(change(id, { categoryId: categories.price }));
    expect((await told()).status).toBe(200);
    expect((await d.agent("POST", `/tickets/${id}/answer`, { satisfied: true })).status).toBe(200);
    expect((await d.agent("GET", `/tickets/${id}`)).body.state).toBe("closed");
    expect(await checks(id)).toContain("close allowed T5.1.2");
  });

  test("is sorted anew with a reason, which its history keeps", async () => {
    const { id } = await d.complaint(customerId);
    expect(refusedBy(await change(id, { categoryId: categories.price }))).toEqual(clause);
    expect((await d.agent("GET", `/tickets/${id}`)).body.categoryId).toBe(categories.service);
    const done = await change(id, { categoryId: categories.price }, "主要争议在收费");
    expect([done.status, done.body.categoryId]).toEqual([200, categories.price]);
    const events = (await d.agent("GET", `/tickets/${id}/events`)).body.items;
    expect(events.map((one: any) => one.kind)).not.toContain("service.ticket.changed");
    expect(events.find((one: any) => one.kind === "service.ticket.resorted").data).toMatchObject({
      fromId: categories.service,
      toId: categories.price,
    });
    const [note] = (await d.agent("GET", `/tickets/${id}/entries`)).body.items;
    expect(note).toMatchObject({ kind: "note", body: "类别变更（服务态度与效率 → 价格与收费）：主要争议在收费" });
    expect(await checks(id)).toEqual(["register allowed T5.1.2", "change refused T5.1.2", "change allowed T5.1.2"]);
  });

  test.each([
    ["no category", { categoryId: null }],
    ["another kind", { kind: "enquiry" }],
  ])("does not become one of %s without a reason", async (_, facts) => {
    const { id } = await d.complaint(customerId);
    expect(refusedBy(await change(id, facts))).toEqual(clause);
  });

  test("may turn out to be an enquiry, with a reason; an enquiry that turns out to be one needs a category", async () => {
    const { id } = await d.complaint(customerId);
    expect((await change(id, { kind: "enquiry" }, "客户只是询问")).body.kind).toBe("enquiry");
    expect((await change(id, { categoryId: categories.tariffs })).status).toBe(200);
    expect(refusedBy(await change(id, { kind: "complaint" }))).toEqual(clause);
    expect((await change(id, { kind: "complaint", categoryId: categories.service })).body.kind).toBe("complaint");
  });

  test("changes in other facts, or to the category that it has, ask for nothing", async () => {
    const { id } = await d.complaint(customerId);
    expect((await change(id, { severity: "severe", categoryId: categories.service })).status).toBe(200);
    expect(await checks(id)).toEqual(["register allowed T5.1.2"]);
  });

  test("is sorted anew among many with one reason", async () => {
    const made = [await d.complaint(customerId), await d.complaint(customerId)];
    const ids = made.map((one) => one.id);
    const bulk = (more: object) =>
      d.agent("POST", "/tickets/bulk/changes", { ids, categoryId: categories["false-advertising"], ...more });
    expect((await bulk({})).body).toMatchObject({ done: 0, refused: [{ id: expect.any(String) }, {}] });
    expect((await bulk({ reason: "宣传与实际不符" })).body).toEqual({ done: 2, refused: [] });
  });

  test.each([
    ["too short", "x"],
    ["too long", "长".repeat(501)],
  ])("takes no reason that is %s", async (_, reason) => {
    const { id } = await d.complaint(customerId);
    expect((await change(id, { categoryId: categories.price }, reason)).status).toBe(400);
  });
});

test("a category of complaints that is added says what belongs to it", async () => {
  const given = { kind: "complaint", key: "privacy", label: { zh: "个人信息", en: "Privacy" } };
  const definition = { zh: "个人信息被泄露或者滥用。", en: "Personal data leaked or misused." };
  expect(refusedBy(await d.lead("POST", "/ticket-categories", given))).toEqual(clause);
  const made = await d.lead("POST", "/ticket-categories", { ...given, definition });
  expect([made.status, made.body.definition]).toEqual([201, definition]);
  const patch = (body: object) => d.lead("PATCH", `/ticket-categories/${made.body.id}`, body);
  expect(refusedBy(await patch({ definition: null }))).toEqual(clause);
  expect((await patch({ active: false })).body).toMatchObject({ active: false, definition });
  const enquiry = { ...given, kind: "enquiry", key: "privacy-enquiry" };
  expect((await d.lead("POST", "/ticket-categories", enquiry)).body.definition).toBeNull();
  expect((await d.lead("GET", "/ticket-categories")).body.complaints).toEqual({
    required: true,
    reason: true,
    definition: true,
  });
});
