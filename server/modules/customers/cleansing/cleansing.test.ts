import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { identityConsent, newCustomer, serviceConsent } from "../../../../test/customers.ts";
import { systemActor } from "../../../platform/actor.ts";
import { write } from "../../../platform/context.ts";
import { workRun } from "../../../platform/runs.ts";
import { contactIndex } from "../blind-keys.ts";
import { cleanseWhenDue } from "./cleansing.actions.ts";
import { cleansingRuns, cutoffOf } from "./cleansing.run.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let data: Awaited<ReturnType<typeof t.as>>;
const ids: Record<string, string> = {};
const enter = async (name: string, more: object = {}, facts: object = {}) =>
  (ids[name] = (
    await data("POST", "/customers", newCustomer({ name, joinedOn: "2020-01-01", ...facts }, more))
  ).body.customerId);
const phone = (value: string) => ({ contacts: [{ kind: "phone", value }] });
const papers = { consents: [serviceConsent, identityConsent], identifiers: [{ kind: "passport", value: "E12345678" }] };
const purchase = (name: string, at: string) => data("POST", `/customers/${ids[name]}/purchases`, { at, amount: "100" });

beforeAll(async () => {
  t = await testApp();
  data = await t.as("data_group");
  await enter("林冬眠", phone("13900000001"));
  await purchase("林冬眠", "2024-01-01T00:00:00Z");
  await enter("常来往", phone("13900000002"));
  await purchase("常来往", "2026-06-01T00:00:00Z");
  await enter("新客户", phone("13900000003"), { joinedOn: "2026-05-01" });
  await enter("有业务", phone("13900000004"));
  await data("POST", `/customers/${ids["有业务"]}/services`, { kind: "tv", name: "电视", startedOn: "2021-01-01" });
  await enter("都退订", phone("13900000005"));
  await data("POST", `/customers/${ids["都退订"]}/services`, {
    kind: "tv",
    name: "电视",
    startedOn: "2021-01-01",
    endedOn: "2022-01-01",
  });
  await purchase("都退订", "2026-06-01T00:00:00Z");
  // The same person twice, a stranger on the same number, and the same passport under another name.
  for (const name of ["张重复", "张重復"]) await enter(name, phone("13900000006"));
  await enter("李邻居", phone("13900000006"));
  for (const name of ["王护照", "Wang Huzhao"]) await enter(name, papers);
  for (const name of ["张重复", "张重復", "李邻居", "王护照", "Wang Huzhao"])
    await purchase(name, "2026-06-01T00:00:00Z");
  await enter("打不通", phone("13900000007"), { joinedOn: "2026-05-01" });
  await t.pool.query("update customers.contact set reachable = false where customer_id = $1", [ids["打不通"]]);
  // Written before numbers were checked: an import of long ago.
  await enter("号码错", phone("13900000008"), { joinedOn: "2026-05-01" });
  const { vault } = t.services;
  await t.pool.query("update customers.contact set value = $2, exact = $3 where customer_id = $1", [
    ids["号码错"],
    vault.seal("1390000", "contact.value"),
    contactIndex(vault, "phone", "1390000").exact,
  ]);
});
afterAll(() => t.close());

const work = async () => {
  const { body } = await data("POST", "/cleansings");
  await workRun(t.services, cleansingRuns, body.runId);
  return (await data("GET", `/cleansings/${body.id}`)).body;
};
const itemsOf = async (id: string, query = "") =>
  (await data("GET", `/cleansings/${id}/items?limit=200${query}`)).body.items as any[];

test.each([
  ["365d", "2025-06-15T02:00:00.000Z"],
  ["48h", "2026-06-13T02:00:00.000Z"],
  ["5wd", "2026-06-08T02:00:00.000Z"],
])("idle after %s", (term, at) => {
  expect(cutoffOf(new Date("2026-06-15T02:00:00Z"), term).toISOString()).toBe(at);
});

test("a run marks what needs care, each with its problem; its findings are promised and worked off", async () => {
  const run = await work();
  expect(run.state).toBe("working");
  expect(Object.fromEntries(run.counts.map((one: any) => [one.problem, one.found]))).toEqual({
    idle: 1,
    expired: 1,
    unreachable: 1,
    duplicate: 2,
    invalid: 1,
  });
  const items = await itemsOf(run.id);
  const named = items.map((one) => [one.problem, one.customer.name, one.other?.name ?? null]).sort();
  expect(named).toEqual([
    ["duplicate", "Wang Huzhao", "王护照"],
    ["duplicate", "张重復", "张重复"],
    ["expired", "都退订", null],
    ["idle", "林冬眠", null],
    ["invalid", "号码错", null],
    ["unreachable", "打不通", null],
  ]);
  expect(JSON.stringify(items)).not.toContain("1390000");
  const again = await work();
  expect([again.state, again.counts]).toEqual(["done", []]);

  const resolve = (body: object) => data("POST", `/cleansings/${run.id}/resolutions`, body);
  expect((await resolve({ problem: "idle", resolution: "merged" })).body.code).toBe("customers.resolution_unfit");
  expect((await resolve({ resolution: "kept" })).status).toBe(400);
  expect((await resolve({ problem: "idle", resolution: "deactivated" })).body).toEqual({ done: 1 });
  expect((await data("GET", `/customers/${ids["林冬眠"]}`)).body.state).toBe("idle");
  expect((await resolve({ problem: "invalid", resolution: "deleted" })).body).toEqual({ done: 1 });
  expect((await data("GET", `/customers/${ids["号码错"]}/contacts`)).body.items).toEqual([]);
  const double = items.find((one) => one.customer.name === "张重復");
  expect((await resolve({ ids: [double.id], resolution: "merged", note: "同一客户" })).body).toEqual({ done: 1 });
  expect((await data("GET", `/customers/${ids["张重復"]}`)).body).toMatchObject({
    state: "merged",
    mergedInto: ids["张重复"],
  });
  const promise = () =>
    t.pool
      .query(
        "select state, settled_at is not null as settled from policy.obligation where control = 'customers.cleansing' and subject_id = $1",
        [run.id],
      )
      .then(({ rows }) => rows);
  expect(await promise()).toEqual([{ state: "open", settled: false }]);
  for (const problem of ["expired", "unreachable", "duplicate"]) await resolve({ problem, resolution: "kept" });
  expect(await promise()).toEqual([{ state: "met", settled: true }]);
  const done = (await data("GET", `/cleansings/${run.id}`)).body;
  expect([done.state, done.counts.find((one: any) => one.problem === "duplicate")]).toEqual([
    "done",
    { problem: "duplicate", found: 2, open: 0, resolved: { merged: 1, kept: 1 } },
  ]);
  expect((await itemsOf(run.id, "&state=resolved")).length).toBe(6);
});

test("it begins by itself once a quarter, and needs the right to", async () => {
  const begun = () => t.pool.query("select count(*)::int as n from customers.cleansing").then(({ rows }) => rows[0].n);
  const before = await begun();
  const cron = (now: string) =>
    write(t.services, { actor: systemActor("worker"), now: new Date(now) }, (ctx) => cleanseWhenDue(ctx, {}));
  await cron("2026-06-30T10:00:00Z");
  expect(await begun()).toBe(before);
  await cron("2026-07-01T18:23:00Z");
  await cron("2026-07-02T18:23:00Z");
  expect(await begun()).toBe(before + 1);
  expect((await (await t.as("agent"))("POST", "/cleansings")).status).toBe(403);
});
