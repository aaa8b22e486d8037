import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { cron, gradeOf, plant, workAll } from "../../../../test/grading.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp("2026-09-01T02:00:00.000Z");
});
afterAll(() => t.close());

test("a sudden rise moves up before the review, and nobody down", async () => {
  const { rows } = await t.pool.query("select id from policy.version limit 1");
  const quarter = (before: number, latest: number) =>
    [
      ["2026-04-10", before],
      ["2026-07-10", latest],
    ] as const;
  // Factor 1.5: 4,000 to 6,000 is a rise, 4,001 to 6,000 is none.
  const risen = await plant(t.pool, { name: "突增", purchases: quarter(400_000, 600_000) });
  const steady = await plant(t.pool, { name: "平稳", purchases: quarter(400_100, 600_000) });
  const low = await plant(t.pool, { name: "小额突增", purchases: quarter(100, 10_000) });
  const fallen = await plant(t.pool, { name: "虚高", purchases: quarter(100, 1_000) });
  await t.pool.query(
    `insert into customers.grade (customer_id, grade, since, clause, version_id, facts, judged_at)
     select x.id, x.grade, '2026-08-01', 'B4.2', $5, '{}', '2026-08-01'
       from (values ($1::uuid, 'silver'), ($2, 'silver'), ($3, 'bronze'), ($4, 'gold')) x (id, grade)`,
    [risen, steady, low, fallen, rows[0].id],
  );
  await cron(t, "customers.sudden-rise");
  await workAll(t);
  expect(await Promise.all([risen, steady, low, fallen].map((id) => gradeOf(t, id)))).toEqual([
    "gold",
    "silver",
    "bronze",
    "gold",
  ]);
  const { body } = await (await t.as("manager"))("GET", "/gradings?kind=early");
  expect(body.items).toMatchObject([{ kind: "early", state: "applied", changed: 1, applied: 1 }]);
  // What the clause let happen is its evidence.
  const report = await (
    await t.as("supervision")
  )("GET", "/compliance?document=B&from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z");
  const clause = report.body.chapters
    .flatMap((chapter: any) => chapter.clauses)
    .find((one: any) => one.number === "B4.3");
  expect(clause.controls.find((one: any) => one.key === "customers.sudden-rise")).toMatchObject({ inScope: 1, met: 1 });
});
