import { afterAll, beforeAll, expect, test } from "vitest";
import { demoEmail, demoPassword, testApp } from "../../../../test/app.ts";
import { desk } from "../complaint/complaint.testing.ts";

/**
 * Figures of the desk over one June: an enquiry answered at once; one that took two replies; a fault handed on; a
 * complaint that ran ten days and was reopened; an enquiry that is still open, and a suggestion open for two weeks.
 */
let t: Awaited<ReturnType<typeof testApp>>;
let d: Awaited<ReturnType<typeof desk>>;
let manager: Awaited<ReturnType<typeof t.as>>;
const ids: Record<string, string> = {};
beforeAll(async () => {
  t = await testApp("2026-06-01T02:00:00.000Z");
  d = await desk(t);
  const customerId = await d.customer("慕容雪");
  const make = async (name: string, more: object) => {
    ids[name] = (await d.complaint(customerId, more)).id;
  };
  const enquiry = { kind: "enquiry", categoryKey: "tariffs" };
  const reply = (name: string) =>
    d.ok(d.agent("POST", `/tickets/${ids[name]}/entries`, { kind: "reply", body: "答复", way: "told" }));
  const close = (name: string) => d.ok(d.agent("POST", `/tickets/${ids[name]}/closure`, { outcome: "已答复" }));
  await make("complaint", {});
  await make("suggestion", { kind: "suggestion", categoryKey: "suggest-service" });
  await d.until(ids.complaint!, "told");
  await d.ok(d.step(d.agent, ids.complaint!, "answer", { satisfied: false }));
  await d.ok(d.step(d.agent, ids.complaint!, "solution", d.solution()));
  await d.ok(d.step(d.supervision, ids.complaint!, "review", d.pass));
  t.clock.set("2026-06-11T02:00:00.000Z");
  await d.ok(d.step(d.agent, ids.complaint!, "telling", { way: "phone", text: "已说明" }));
  await d.ok(d.step(d.agent, ids.complaint!, "answer", { satisfied: true }));
  t.clock.set("2026-06-15T02:00:00.000Z");
  for (const name of ["quick", "slow", "open"]) await make(name, enquiry);
  await make("handed", { kind: "fault", categoryKey: "picture" });
  await close("quick");
  await reply("slow");
  await reply("slow");
  await close("slow");
  await d.ok(d.lead("POST", `/tickets/${ids.handed}/assignment`, { assigneeId: d.people.agent }));
  await close("handed");
  t.clock.set("2026-06-16T02:00:00.000Z");
  // Signed in anew: nobody works for a fortnight without a pause.
  const { token } = (await t.call("POST", "/sessions", { email: demoEmail("manager"), password: demoPassword })).body;
  manager = t.callWith(token);
});
afterAll(() => t.close());

test.each([
  ["first-contact-resolution", 1, 4, false],
  ["reopen-rate", 1, 1, false],
  ["handling-time", 3, 4, false],
  ["backlog-age", 1, 2, false],
] as const)("%s: %i of %i", async (control, numerator, denominator, reached) => {
  const { body } = await manager(
    "GET",
    `/metrics/service.${control}/figures?from=2026-05-31T16:00:00Z&to=2026-06-30T16:00:00Z`,
  );
  expect(body.items, JSON.stringify(body)).toMatchObject([{ clause: "B5.3.3", numerator, denominator, reached }]);
});

test("the rows behind a figure name their tickets", async () => {
  const { body } = await manager(
    "GET",
    "/metrics/service.first-contact-resolution/rows?from=2026-05-31T16:00:00Z&to=2026-06-30T16:00:00Z&part=numerator",
  );
  expect(body.items).toMatchObject([
    { subjectId: ids.quick, good: true, facts: { kind: "enquiry", replies: 0, handedOn: 0, reopened: 0 } },
  ]);
});

test("answers in time count all promises to answer that exist now, and no others", async () => {
  const { body } = await manager(
    "GET",
    "/metrics/supervision.timely/rows?from=2026-05-31T16:00:00Z&to=2026-06-16T02:00:00Z&limit=200",
  );
  const controls = new Set(body.items.map((one: any) => one.facts.control));
  expect([...controls].sort()).toEqual([
    "service.complaint-contact",
    "service.complaint-solution",
    "service.enquiry-answer",
  ]);
  const { body: figures } = await manager(
    "GET",
    "/metrics/supervision.timely/figures?from=2026-05-31T16:00:00Z&to=2026-06-30T16:00:00Z",
  );
  const [figure] = figures.items;
  // What was not due yet does not count; the open enquiry was, and nobody answered.
  expect(figure.denominator).toBe(body.items.length);
  expect(figure.numerator).toBe(body.items.filter((one: any) => one.good).length);
  expect(figure.denominator - figure.numerator).toBeGreaterThan(0);
  expect(figure.numerator).toBeGreaterThan(0);
});
