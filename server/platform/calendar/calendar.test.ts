import { describe, expect, it } from "vitest";
import { calendarProblems, calendarSchema, shippedCalendars } from "./index.ts";
import { edgeInstant, instantText, toInstant, toLocal } from "./zone.ts";

const sound = {
  name: "shop",
  label: { zh: "门店", en: "Shop" },
  weekly: { 1: [["09:00", "24:00"]] },
  holidays: "none",
};

describe("a calendar is checked", () => {
  it.each(shippedCalendars.map((calendar) => [calendar.name, calendar] as const))(
    "%s as shipped is sound",
    (_, calendar) => {
      expect(calendarProblems(calendar)).toEqual([]);
      expect(calendarSchema.parse(calendar)).toEqual(calendar);
    },
  );

  it("fills in what may be left out", () => {
    const calendar = calendarSchema.parse(sound);
    expect(calendar).toMatchObject({ timeZone: "Asia/Shanghai", exceptions: [], confirmedYears: [] });
    expect(calendar.weekly[7]).toEqual([]);
  });

  it.each([
    [
      "an overlap",
      {
        weekly: {
          1: [
            ["08:00", "12:00"],
            ["11:59", "17:00"],
          ],
        },
      },
      "weekly.1.1",
      "时间段应按先后排列且不得重叠",
    ],
    [
      "a span over midnight",
      { weekly: { 1: [["22:00", "06:00"]] } },
      "weekly.1.0",
      "结束时刻应晚于开始时刻；跨午夜请分成两段",
    ],
    [
      "an hour that does not exist",
      { weekly: { 1: [["08:00", "24:30"]] } },
      "weekly.1.0.1",
      "结束时刻应为 00:01 至 24:00",
    ],
    ["a week without work", { weekly: {} }, "weekly", "每周至少要有一个时间段，否则时钟永远不走"],
    ["an offset for a zone", { timeZone: "+08:00" }, "timeZone", "时区应为 Asia/Shanghai 一类的名称"],
    ["an unknown zone", { timeZone: "Asia/Shangai" }, "timeZone", "时区应为 Asia/Shanghai 一类的名称"],
    [
      "a date that does not exist",
      { exceptions: [{ date: "2026-02-29", spans: [] }] },
      "exceptions.0.date",
      "应为存在的日期，如 2026-12-31",
    ],
    [
      "a date twice",
      {
        exceptions: [
          { date: "2026-02-28", spans: [] },
          { date: "2026-02-28", spans: [] },
        ],
      },
      "exceptions.1.date",
      "同一日期只能有一条例外",
    ],
    ["24x7 that closes", { name: "24x7" }, "name", "名称 24x7 只用于全年无休的日历"],
  ])("refuses %s", (_, change, field, zh) => {
    const problems = calendarProblems({ ...sound, ...change });
    expect(problems).toEqual([{ field, text: { zh, en: expect.stringMatching(/^[A-Z]/) } }]);
  });
});

describe("local time", () => {
  it.each([
    ["Asia/Shanghai", "2026-02-28T09:00", "2026-02-28T01:00:00.000Z"],
    ["America/New_York", "2026-03-08T01:59", "2026-03-08T06:59:00.000Z"],
    ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00.000Z"],
    ["America/New_York", "2026-03-08T03:00", "2026-03-08T07:00:00.000Z"],
    ["America/New_York", "2026-11-01T00:59", "2026-11-01T04:59:00.000Z"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T06:30:00.000Z"],
    ["America/New_York", "2026-11-01T02:00", "2026-11-01T07:00:00.000Z"],
    ["Europe/London", "2026-03-29T01:00", "2026-03-29T01:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00.000Z"],
    ["Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15:00.000Z"],
  ])("%s %s is %s", (zone, local, instant) => {
    const at = toInstant(zone, Date.parse(`${local}Z`));
    expect(instantText(at)).toBe(instant);
  });

  it("puts the edge of a span inside a gap at the end of the gap", () => {
    expect(instantText(edgeInstant("America/New_York", Date.parse("2026-03-08T02:30Z")))).toBe(
      "2026-03-08T07:00:00.000Z",
    );
    // Cairo springs forward at midnight, so this day starts at 01:00.
    const start = edgeInstant("Africa/Cairo", Date.parse("2026-04-24T00:00Z"));
    expect(new Date(toLocal("Africa/Cairo", start)).toISOString()).toBe("2026-04-24T01:00:00.000Z");
  });
});
