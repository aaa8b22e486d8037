import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, testApp } from "../../../../test/app.ts";
import { asSystem, call, promise, staffOf, visit, withTestPolicy } from "./testing.ts";
import { pauseObligation } from "./change.actions.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let agent: string;
let hotline: string;
beforeAll(async () => {
  t = await testApp();
  await withTestPolicy(t.services);
  agent = await staffOf(t.services, "agent");
  hotline = (await t.pool.query("select id from identity.department where code = 'HL'")).rows[0].id;
  const at = (minutes: number) => new Date(Date.parse("2026-06-15T02:00:00Z") - minutes * 60_000).toISOString();
  // Given to the agent: one late since Friday, two open; waiting for agents: three; for the data group, of a department: two.
  await promise(t.services, call.key, "2026-06-12T02:00:00Z", { assigneeId: agent });
  await promise(t.services, call.key, at(0), { assigneeId: agent }, 2);
  const [paused] = await promise(t.services, call.key, at(10), { departmentId: hotline }, 3);
  await promise(t.services, visit.key, at(0), { departmentId: hotline }, 2);
  const boss = systemActor("boss", ["policy.obligations.all", "policy.obligations.assign"]);
  await write(t.services, { actor: boss }, (ctx) => pauseObligation(ctx, paused!, "等待"));
});
afterAll(() => t.close());

const pageThrough = async (role: string, query: string) => {
  const call = await t.as(role);
  const items: any[] = [];
  let cursor: string | null = "";
  for (let page = 0; cursor !== null && page < 20; page++) {
    const { status, body }: Answer = await call("GET", `/obligations?${query}${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    items.push(...body.items);
    cursor = body.next;
  }
  return items;
};

test.each([
  ["agent", "scope=mine", 6],
  ["agent", "scope=role", 3],
  ["agent", "scope=mine&state=late", 1],
  ["agent", "scope=mine&state=paused", 1],
  ["data_group", "scope=mine", 2],
  ["team_lead", "scope=department", 5],
  ["team_lead", "scope=mine", 0],
  ["supervision", "scope=all", 8],
  ["supervision", "scope=all&control=test.visit", 2],
  ["supervision", "scope=all&clause=T1.1", 6],
  ["supervision", "scope=all&dueBefore=2026-06-15T00:00:00Z", 1],
])("%s sees by %s: %i", async (role, query, count) => {
  for (const limit of [1, 2, 50]) {
    const items = await pageThrough(role, `${query}&limit=${limit}`);
    expect(new Set(items.map((item) => item.id)).size).toBe(count);
    expect(items).toHaveLength(count);
    // The most urgent first, the paused last.
    const due = items.map((item) => item.dueAt ?? "9");
    expect(due).toEqual([...due].sort());
  }
});

test("counts for badges", async () => {
  expect((await (await t.as("agent"))("GET", "/obligations/counts")).body).toEqual({ open: 6, late: 1, paused: 1 });
  expect((await (await t.as("supervision"))("GET", "/obligations/counts?scope=all")).body).toEqual({
    open: 8,
    late: 1,
    paused: 1,
  });
});

test("an item says what is promised, by which clause, how long is left, and what comes next", async () => {
  const [late] = await pageThrough("agent", "state=late");
  expect(late).toMatchObject({
    label: { zh: "回访" },
    document: "TEST",
    clause: "T1.1",
    clauseTitle: { zh: "条款T1.1" },
    late: true,
    secondsLeft: -239_400,
    nextStep: { seconds: -3600, tell: "assignee" },
  });
});

test.each([
  ["agent", "scope=all", 403],
  ["agent", "scope=department", 403],
  ["administrator", "scope=mine", 403],
  ["agent", "cursor=abc", 400],
  ["agent", "state=done&scope=role", 400],
  ["agent", "scope=everything", 400],
  ["agent", "limit=1000", 400],
])("%s asking for %s is refused with %i", async (role, query, status) => {
  expect((await (await t.as(role))("GET", `/obligations?${query}`)).status).toBe(status);
});

test("a cursor belongs to its list", async () => {
  const call = await t.as("agent");
  const { body } = await call("GET", "/obligations?limit=1");
  expect((await call("GET", `/obligations?scope=role&cursor=${body.next}`)).body.code).toBe("lists.invalid");
});

test("what another has taken is hidden from the role, as one obligation too", async () => {
  const [own] = await promise(t.services, call.key, "2026-06-15T02:00:00Z", {
    assigneeId: await staffOf(t.services, "team_lead"),
  });
  for (const path of ["", "/explanation"])
    expect((await (await t.as("agent"))("GET", `/obligations/${own!.customerId}/${own!.id}${path}`)).status).toBe(404);
  expect((await (await t.as("team_lead"))("GET", `/obligations/${own!.customerId}/${own!.id}`)).status).toBe(200);
  await asSystem(t.services, (ctx) =>
    ctx.query({ name: "test.drop", text: "delete from policy.obligation where id = $1" }, [own!.id]),
  );
});
