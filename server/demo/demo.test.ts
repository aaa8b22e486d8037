import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../test/app.ts";
import { loadDemo } from "./demo.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp(new Date().toISOString());
  await t.pool.query("insert into platform.setting (name, value) values ('demo', $1)", ['{"step":"company"}']);
  await loadDemo(t.services, "small");
}, 300_000);
afterAll(() => t.close());

test("every bound clause of the demo company's policy shows evidence over the last year", async () => {
  const now = t.clock.now().getTime();
  const from = new Date(now - 365 * 86_400_000).toISOString();
  const call = await t.as("supervision");
  const { body } = await call("GET", `/compliance?document=B&from=${from}&to=${new Date(now).toISOString()}`);
  const silent = body.chapters
    .flatMap((chapter: any) => chapter.clauses)
    .filter((clause: any) => clause.bound)
    .flatMap((clause: any) =>
      clause.controls
        .filter((control: any) => !control.inScope && !control.figures.some((figure: any) => figure.denominator > 0))
        .map((control: any) => `${clause.number} ${control.key}`),
    );
  expect(silent).toEqual([]);
});
