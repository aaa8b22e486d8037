import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { anyCase, calendars } from "../../../platform/calendar/arbitraries.ts";
import { writeCalendar } from "../../../platform/calendar/index.ts";
import { newId } from "../../../platform/ids.ts";
import { setResumed } from "./change.store.ts";
import { explainObligation } from "./explanation.ts";
import { insertObligations } from "./obligation.store.ts";
import { planTable } from "./plan.ts";
import { findObligation } from "./row.store.ts";
import { asSystem, call, withTestPolicy } from "./testing.ts";

let t: Awaited<ReturnType<typeof testApp>>;
let versionId: string;
beforeAll(async () => {
  t = await testApp();
  await withTestPolicy(t.services);
  for (const calendar of calendars) await writeCalendar(t.pool, calendar, 2023, 2029);
  versionId = (
    await t.pool.query(
      "select v.id from policy.version v join policy.document d on d.id = v.document_id where d.code = 'TEST'",
    )
  ).rows[0].id;
});
afterAll(() => t.close());

const count = 400;

test("the sum that people are told is the due time that is stored, whatever the calendar, the term and the pauses", async () => {
  const cases = fc.sample(anyCase, count).map((one) => ({ ...one, customerId: newId(), id: newId() }));
  await asSystem(t.services, async (ctx) => {
    await insertObligations(
      ctx.query,
      cases.map((one) => ({
        customerId: one.customerId,
        id: one.id,
        control: call.key,
        clause: "T1.1",
        versionId,
        subjectType: "customer",
        subjectId: newId(),
        subjectName: null,
        departmentId: null,
        assigneeId: null,
        role: null,
        calendar: one.calendar.name,
        term: one.duration,
        openedAt: one.opened,
        nextOffset: -3600,
      })),
    );
    const pauses = cases.flatMap(({ customerId, id, pauses }) => pauses.map((pause) => ({ customerId, id, ...pause })));
    await ctx.query(
      {
        name: "test.pauses",
        text: `insert into policy.pause (customer_id, obligation_id, from_at, to_at, reason)
               select *, 'test' from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) on conflict do nothing`,
      },
      // A pause without end holds nothing here: one that runs has no due time at all.
      [
        pauses.map((one) => one.customerId),
        pauses.map((one) => one.id),
        pauses.map((one) => one.from),
        pauses.map((one) => one.to ?? one.from),
      ],
    );
    await setResumed(ctx, cases, await planTable(t.services));
  });
  let paused = 0;
  await asSystem(t.services, async (ctx) => {
    for (const one of cases) {
      const row = (await findObligation(ctx.query, one))!;
      const explanation = await explainObligation(ctx, row);
      expect({ at: explanation.dueAt && Date.parse(explanation.dueAt), agrees: explanation.agrees }).toEqual({
        at: row.dueAt && Date.parse(row.dueAt),
        agrees: true,
      });
      expect(row.dueAt).not.toBeNull();
      expect(Date.parse(row.nextStepAt!)).toBe(Date.parse(row.dueAt!) - 3_600_000);
      expect(explanation.lines.length).toBeGreaterThan(1);
      if (explanation.pauses.length && explanation.dueAt !== explanation.plannedAt) paused++;
    }
  });
  // The cases are worth their name only if many of them were moved by a pause.
  expect(paused).toBeGreaterThan(count / 10);
});
