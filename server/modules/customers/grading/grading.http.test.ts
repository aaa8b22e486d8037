import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { cron, gradeOf, plant, type Planted, workAll } from "../../../../test/grading.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
});
afterAll(() => t.close());

const months = (from: string, count: number, fen: number) =>
  Array.from({ length: count }, (_, n) => {
    const at = new Date(`${from}-10T00:00:00Z`);
    at.setUTCMonth(at.getUTCMonth() + n);
    return [at.toISOString().slice(0, 10), fen] as const;
  });

// What B4.2 says of each, worked out by hand: gold from 6,000 yuan, or from 2,400 with 12 purchases, with 36 months
// and 3 services, or with 2 referrals; silver from 2,400; the window is 2025-06-15 to 2026-06-15.
const cases: [Planted, string][] = [
  [{ name: "满六千", purchases: [["2026-03-01", 600_000]] }, "gold"],
  [{ name: "差一分", purchases: [["2026-03-01", 599_999]] }, "silver"],
  [{ name: "十二次", purchases: months("2025-07", 12, 20_000) }, "gold"],
  [{ name: "十二次不足额", purchases: months("2025-07", 11, 21_818) }, "bronze"],
  [{ name: "老客户三业务", joinedOn: "2023-06-01", services: 3, purchases: [["2026-01-05", 240_000]] }, "gold"],
  [{ name: "老客户两业务", joinedOn: "2023-06-01", services: 2, purchases: [["2026-01-05", 240_000]] }, "silver"],
  [{ name: "新客户三业务", joinedOn: "2023-07-01", services: 3, purchases: [["2026-01-05", 240_000]] }, "silver"],
  [{ name: "去年的消费", purchases: [["2025-06-14", 900_000]] }, "bronze"],
  [{ name: "没买过" }, "bronze"],
  // A telecom customer: 24 months at 70.70 yuan, three services, never above silver's 2,400 a year.
  [{ name: "宽带用户", joinedOn: "2024-06-01", services: 3, purchases: months("2024-06", 24, 7_070) }, "bronze"],
  // A shop's customer: seldom, but much at once.
  [
    {
      name: "唱片顾客",
      purchases: [
        ["2025-08-01", 152_500],
        ["2025-12-24", 98_410],
      ],
    },
    "silver",
  ],
];

const ids = new Map<string, string>();
const idOf = (name: string) => ids.get(name)!;
let gradingId: string;

test("a review is only a preview: counted and listed with grounds, nobody's grade changes", async () => {
  for (const [given] of cases) ids.set(given.name, await plant(t.pool, given));
  const { status, body } = await (await t.as("data_group"))("POST", "/gradings", {});
  expect(status).toBe(202);
  expect(body).toMatchObject({ state: "computing", kind: "review", clause: "B4.2" });
  gradingId = body.id;
  await workAll(t);
  const call = await t.as("manager");
  const seen = (await call("GET", `/gradings/${gradingId}`)).body;
  expect(seen).toMatchObject({ state: "preview", judged: cases.length, changed: cases.length });
  expect(seen.distribution.find((one: any) => one.class === "household" && one.grade === null)).toMatchObject({
    before: cases.length,
    after: 0,
  });
  const { body: changes } = await call("GET", `/gradings/${gradingId}/changes`);
  expect(changes.next).toBeNull();
  const got = Object.fromEntries(changes.items.map((one: any) => [one.customer.name, one.grade]));
  expect(got).toEqual(Object.fromEntries(cases.map(([given, grade]) => [given.name, grade])));
  expect(changes.items.find((one: any) => one.customer.name === "满六千")).toMatchObject({
    fromGrade: null,
    row: 1,
    ground: { zh: "近12个月消费 6,000.00 元 ≥ 6,000.00 元", en: "Spend in 12 months CNY 6,000.00 ≥ CNY 6,000.00" },
  });
  for (const id of ids.values()) expect(await gradeOf(t, id)).toBeNull();
});

test("changes page by key and filter by move; a role sees names as its fields allow", async () => {
  const call = await t.as("manager");
  const names: string[] = [];
  for (let cursor = ""; ;) {
    const { body } = await call("GET", `/gradings/${gradingId}/changes?limit=3${cursor}`);
    names.push(...body.items.map((one: any) => one.customer.name));
    if (!body.next) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(names.toSorted()).toEqual([...ids.keys()].toSorted());
  const gold = (await call("GET", `/gradings/${gradingId}/changes?from=none&to=gold`)).body.items;
  expect(gold.map((one: any) => one.customer.name).toSorted()).toEqual(["十二次", "满六千", "老客户三业务"].toSorted());
  expect((await call("GET", `/gradings/${gradingId}/changes?from=silver`)).body.items).toEqual([]);
  expect((await call("GET", `/gradings/${gradingId}/changes?to=platinum`)).status).toBe(400);
});

test("who may not, is refused: to start, to read, to approve", async () => {
  expect((await (await t.as("agent"))("POST", "/gradings", {})).status).toBe(403);
  expect((await (await t.as("agent"))("GET", `/gradings/${gradingId}`)).status).toBe(403);
  expect((await (await t.as("data_group"))("POST", `/gradings/${gradingId}/approval`, {})).status).toBe(403);
  expect((await t.call("GET", "/gradings")).status).toBe(401);
});

test("the starter cannot approve, and the refusal names the clause", async () => {
  const call = await t.as("manager");
  const { body: own } = await call("POST", "/gradings", {});
  expect((await call("POST", `/gradings/${own.id}/approval`, {})).body.code).toBe("customers.grading_not_open");
  await workAll(t);
  const { status, body } = await call("POST", `/gradings/${own.id}/approval`, {});
  expect(status).toBe(403);
  expect(body).toMatchObject({ code: "customers.grading_same_person", clause: { document: "B", number: "B4.3" } });
  expect((await call("POST", `/gradings/${own.id}/rejection`, { note: "只是试算" })).body.state).toBe("rejected");
  expect((await call("POST", `/gradings/${own.id}/approval`, {})).status).toBe(409);
});

test("once another person approves, changed rows are written, and the period's review is kept", async () => {
  for (let n = 0; n < 2; n++) await cron(t, "customers.grade-review");
  const review = () =>
    t.pool
      .query(
        "select state, opened_at::text, due_at::date::text from policy.obligation where control = 'customers.grade-review'",
      )
      .then((r) => r.rows);
  expect(await review()).toMatchObject([{ state: "open", opened_at: "2025-12-31 16:00:00+00" }]);

  const { status } = await (await t.as("manager"))("POST", `/gradings/${gradingId}/approval`, {});
  expect(status).toBe(202);
  await workAll(t);
  expect((await (await t.as("manager"))("GET", `/gradings/${gradingId}`)).body).toMatchObject({
    state: "applied",
    applied: cases.length,
  });
  for (const [given, grade] of cases)
    expect([given.name, await gradeOf(t, idOf(given.name))]).toEqual([given.name, grade]);
  expect(await review()).toMatchObject([{ state: "met" }]);
  // Met once, it is not opened again.
  await cron(t, "customers.grade-review");
  expect(await review()).toHaveLength(1);
});

test("each new gold is promised an account manager, due after five working days", async () => {
  const { rows } = await t.pool.query(
    "select customer_id, state, term, due_at from policy.obligation where control = 'customers.account-manager'",
  );
  expect(rows.map((row) => row.customer_id).toSorted()).toEqual(
    [idOf("满六千"), idOf("老客户三业务"), idOf("十二次")].toSorted(),
  );
  expect(rows[0]).toMatchObject({ state: "open", term: "5wd" });
});

test("applying again writes nothing, and a second review finds nothing to change", async () => {
  const before = (await t.pool.query("select * from customers.grade order by customer_id")).rows;
  await t.pool.query("update customers.grading set state = 'approved', effective_at = $2 where id = $1", [
    gradingId,
    "2026-06-15T02:00:00Z",
  ]);
  await cron(t, "customers.grades-due");
  await workAll(t);
  expect((await t.pool.query("select * from customers.grade order by customer_id")).rows).toEqual(before);
  const { body } = await (await t.as("data_group"))("POST", "/gradings", {});
  await workAll(t);
  expect((await (await t.as("manager"))("GET", `/gradings/${body.id}`)).body).toMatchObject({
    state: "preview",
    changed: 0,
    moves: [],
  });
});

test("a past instant is judged by what held then", async () => {
  const { body } = await (await t.as("data_group"))("POST", "/gradings", { asOf: "2025-06-14T12:00:00.000Z" });
  await workAll(t);
  const { items } = (await (await t.as("manager"))("GET", `/gradings/${body.id}/changes`)).body;
  const then = Object.fromEntries(items.map((one: any) => [one.customer.name, one.grade]));
  // 9,000 yuan on 2025-06-14 counted then; the long-standing had not bought yet; later customers were not there.
  expect(then).toEqual({ 去年的消费: "gold", 老客户三业务: "bronze", 老客户两业务: "bronze", 新客户三业务: "bronze" });
  expect(
    (await (await t.as("data_group"))("POST", "/gradings", { asOf: "2026-06-16T00:00:00.000Z" })).body.errors[0].field,
  ).toBe("asOf");
});

test("without a clause in force nothing is judged, and the refusal says so", async () => {
  const { status, body } = await (await t.as("data_group"))("POST", "/gradings", { asOf: "2019-01-01T00:00:00.000Z" });
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: "policy.undecided" });
});

test("an approval for a later day waits for it, and can be called off until then", async () => {
  await t.pool.query("delete from customers.grade where customer_id = $1", [idOf("没买过")]);
  t.clock.set("2026-06-16T02:00:00.000Z");
  const { body } = await (await t.as("data_group"))("POST", "/gradings", {});
  await workAll(t);
  const call = await t.as("manager");
  expect(
    (await call("POST", `/gradings/${body.id}/approval`, { effectiveAt: "2026-06-15T00:00:00.000Z" })).body.errors[0]
      .field,
  ).toBe("effectiveAt");
  expect(
    (await call("POST", `/gradings/${body.id}/approval`, { effectiveAt: "2026-07-01T00:00:00.000Z" })).body.state,
  ).toBe("approved");
  await cron(t, "customers.grades-due");
  await workAll(t);
  expect(await gradeOf(t, idOf("没买过"))).toBeNull();
  t.clock.set("2026-07-01T00:00:00.000Z");
  await cron(t, "customers.grades-due");
  await workAll(t);
  const { rows } = await t.pool.query("select grade, since::text from customers.grade where customer_id = $1", [
    idOf("没买过"),
  ]);
  expect(rows).toEqual([{ grade: "bronze", since: "2026-07-01 00:00:00+00" }]);
});
