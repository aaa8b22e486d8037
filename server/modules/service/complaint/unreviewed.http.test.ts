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
