import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../../../test/database.ts";
import { anyCase, anyInstant, calendars } from "./arbitraries.ts";
import {
  alwaysOpen,
  due,
  openSeconds,
  type Pause,
  parseDuration,
  readCalendars,
  shippedCalendars,
  writeCalendar,
} from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  for (const calendar of calendars) await writeCalendar(database.pool, calendar, 2023, 2029);
});
afterAll(() => database.close());

const sample = <Value>(values: fc.Arbitrary<Value>, count: number) =>
  fc.sample(values, { numRuns: count, seed: 20261123 });
const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString());
const multirange = (pauses: readonly Pause[]) =>
  `{${pauses.map((pause) => `[${pause.from},${pause.to ?? ""})`).join(",")}}`;

/** One statement over all cases, as a batch would do it; answers in the order of the cases. */
async function ask<Row>(columns: string, cases: readonly object[]): Promise<Row[]> {
  const sql = `select ${columns} from rows from (jsonb_to_recordset($1::jsonb) as (
    calendar text, opened timestamptz, duration text, pauses tstzmultirange, until timestamptz, paused bigint)) with ordinality as c order by ordinality`;
  return (await database.pool.query(sql, [JSON.stringify(cases)])).rows as Row[];
}

describe("SQL and TypeScript agree", () => {
  it("on due times with and without pauses", async () => {
    const cases = sample(anyCase, 2500);
    const rows = await ask<{ plain: string; paused: string | null }>(
      "platform.due_at(calendar, opened, duration) as plain, platform.due_at_with_pauses(calendar, opened, duration, pauses) as paused",
      cases.map((one) => ({ ...one, calendar: one.calendar.name, pauses: multirange(one.pauses) })),
    );
    rows.forEach((row, index) => {
      const { calendar, opened, duration, pauses } = cases[index]!;
      const answer = {
        calendar: calendar.name,
        opened,
        duration,
        pauses,
        plain: iso(row.plain),
        paused: iso(row.paused),
      };
      const expected = {
        plain: due(calendar, opened, duration).dueAt,
        paused: due(calendar, opened, duration, pauses).dueAt,
      };
      expect(answer).toMatchObject(expected);
    });
  });

  it("on due times from the sum of the pauses so far", async () => {
    const cases = sample(anyCase, 2000).map((one) => {
      const clock = parseDuration(one.duration).unit === "d" ? alwaysOpen : one.calendar;
      // One pause, begun in time and ended: what the sum stands for.
      const pauses = one.pauses
        .filter(
          (pause) =>
            pause.from >= one.opened && pause.to && pause.from < due(one.calendar, one.opened, one.duration).dueAt!,
        )
        .slice(0, 1);
      const whole = pauses.map((pause) => ({
        from: pause.from,
        to: pause.to,
        seconds: openSeconds(clock, pause.from, pause.to!),
      }));
      return { ...one, pauses: whole, paused: whole[0]?.seconds ?? 0 };
    });
    const rows = await ask<{ due: string }>(
      "platform.due_at(calendar, opened, duration, paused) as due",
      cases.map(({ calendar, opened, duration, paused }) => ({ calendar: calendar.name, opened, duration, paused })),
    );
    rows.forEach((row, index) => {
      const { calendar, opened, duration, pauses, paused } = cases[index]!;
      const exact = due(calendar, opened, duration, pauses).dueAt!;
      // The sum is in whole seconds, so a pause edge with milliseconds may cost less than one.
      const clock = parseDuration(duration).unit === "d" ? alwaysOpen : calendar;
      const short = openSeconds(clock, iso(row.due)!, exact);
      expect({ calendar: calendar.name, opened, duration, pauses, paused, short }).toMatchObject({ short: 0 });
    });
  });

  it("on open time", async () => {
    const cases = sample(fc.tuple(anyCase, anyInstant), 3000).map(([one, until]) => ({ ...one, until }));
    const rows = await ask<{ plain: bigint; paused: bigint }>(
      "platform.open_seconds(calendar, opened, until) as plain, platform.open_seconds(calendar, opened, until, pauses) as paused",
      cases.map((one) => ({ ...one, calendar: one.calendar.name, pauses: multirange(one.pauses) })),
    );
    rows.forEach((row, index) => {
      const { calendar, opened, until, pauses } = cases[index]!;
      const expected = [openSeconds(calendar, opened, until), openSeconds(calendar, opened, until, pauses)];
      expect([calendar.name, opened, until, pauses, Number(row.plain), Number(row.paused)]).toEqual([
        calendar.name,
        opened,
        until,
        pauses,
        ...expected,
      ]);
    });
  });
});

describe("the stored years", () => {
  const one = async (expression: string) => (await database.pool.query(`select ${expression} as value`)).rows[0].value;

  it.each([
    "platform.due_at('office', '2022-12-01T00:00:00Z', '2h')",
    "platform.due_at('office', '2022-12-01T00:00:00Z', '2wd')",
    "platform.due_at('office', '2029-12-28T00:00:00Z', '99999h')",
    "platform.due_at('office', '2029-12-28T00:00:00Z', '30wd')",
    "platform.due_at('office', '2030-02-01T00:00:00Z', '1h')",
    "platform.open_seconds('office', '2029-12-28T00:00:00Z', '2030-02-01T00:00:00Z')",
    "platform.due_at('nowhere', '2026-12-01T00:00:00Z', '2h')",
    "platform.due_at('office', '2026-12-01T00:00:00Z', 'soon')",
  ])("%s is unknown", async (expression) => expect(await one(expression)).toBeNull());

  it.each([
    "due_at('office', $1, '9h')",
    "due_at_with_pauses('office', $1, '9h', '{[2026-11-21 00:00Z,2026-11-22 00:00Z)}')",
  ])("know a part of a second after a span starts: %s", async (call) => {
    const { rows } = await database.pool.query(`select platform.${call} as due`, ["2026-11-20T00:30:00.250Z"]);
    expect(iso(rows[0].due)).toBe("2026-11-23T00:30:00.250Z");
  });

  it("need none for 24x7 hours", async () => {
    expect(iso(await one("platform.due_at('24x7', '2099-12-31T23:00:00Z', '2h')"))).toBe("2100-01-01T01:00:00.000Z");
  });

  it("give back the calendars as they were", async () => {
    const stored = await readCalendars(database.pool);
    expect([...stored.values()]).toEqual(calendars.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    expect((await readCalendars(database.pool)).get("office")).toBe(stored.get("office"));
  });

  it("are replaced as a whole, and say which days are provisional", async () => {
    const office = shippedCalendars[1]!;
    const count = () => one("(select count(*)::int from platform.calendar_day where calendar = 'office')");
    expect(await count()).toBe(7 * 365 + 2);
    await writeCalendar(database.pool, { ...office, exceptions: [{ date: "2026-11-23", spans: [] }] }, 2023, 2029);
    expect(await count()).toBe(7 * 365 + 2);
    expect(iso(await one("platform.due_at('office', '2026-11-20T09:00:00Z', '1wd')"))).toBe("2026-11-24T09:30:00.000Z");
    expect(
      await one(
        "(select array_agg(distinct extract(year from day)::int) from platform.calendar_day where calendar = 'office' and not provisional)",
      ),
    ).toContain(2026);
    expect(
      await one(
        "(select bool_and(provisional) from platform.calendar_day where calendar = 'office' and day >= '2029-01-01')",
      ),
    ).toBe(true);
    await writeCalendar(database.pool, office, 2023, 2029);
    expect(iso(await one("platform.due_at('office', '2026-11-20T09:00:00Z', '1wd')"))).toBe("2026-11-23T09:30:00.000Z");
  });
});
