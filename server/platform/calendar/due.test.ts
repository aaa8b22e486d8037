import { describe, expect, it } from "vitest";
import { type Calendar, calendarSchema, due, explainDue, nextOpening, openSeconds, shippedCalendars } from "./index.ts";

const shipped = (name: string) => shippedCalendars.find((calendar) => calendar.name === name)!;
const everyDay = (spans: [string, string][]) => ({
  1: spans,
  2: spans,
  3: spans,
  4: spans,
  5: spans,
  6: spans,
  7: spans,
});
const own = (name: string, part: object): Calendar =>
  calendarSchema.parse({
    name,
    label: { zh: name, en: name },
    weekly: everyDay([["08:00", "20:00"]]),
    holidays: "none",
    ...part,
  });

const calendars: Record<string, Calendar> = {
  "24x7": shipped("24x7"),
  office: shipped("office"),
  split: shipped("split"),
  evening: own("evening", {
    weekly: everyDay([
      ["00:00", "02:00"],
      ["18:00", "24:00"],
    ]),
  }),
  stocktaking: own("stocktaking", {
    exceptions: [
      { date: "2026-06-30", spans: [], note: { zh: "年中盘点", en: "mid-year stocktaking" } },
      { date: "2026-07-01", spans: [["10:00", "12:00"]] },
    ],
  }),
  "new-york": own("new-york", { timeZone: "America/New_York", weekly: everyDay([["00:00", "24:00"]]) }),
  "new-york-office": own("new-york-office", { timeZone: "America/New_York", weekly: everyDay([["01:00", "04:00"]]) }),
};

/** Shanghai time unless the text has an offset. */
const at = (text: string) =>
  new Date(/[Z]$|-\d\d:\d\d$/.test(text) ? text.replace(" ", "T") : `${text.replace(" ", "T")}+08:00`).toISOString();
const pause = (text: string) => {
  const [from, to] = text.split(" .. ");
  return { from: at(from!), to: to ? at(to) : null };
};

type Case = [why: string, calendar: string, opened: string, duration: string, due: string, ...pauses: string[]];
const cases: Case[] = [
  ["wall clock", "24x7", "2026-10-01 09:00", "24h", "2026-10-02 09:00"],
  ["wall clock keeps the milliseconds", "24x7", "2026-10-01 09:00:00.250", "90m", "2026-10-01 10:30:00.250"],
  ["within the day", "office", "2026-11-23 09:00", "90m", "2026-11-23 10:30"],
  ["to the very close", "office", "2026-11-23 08:30", "9h", "2026-11-23 17:30"],
  ["one minute over the close", "office", "2026-11-23 08:31", "9h", "2026-11-24 08:31"],
  ["over the weekend", "office", "2026-11-20 17:00", "1h", "2026-11-23 09:00"],
  ["opened before hours", "office", "2026-11-23 06:00", "1h", "2026-11-23 09:30"],
  ["opened after hours", "office", "2026-11-23 20:00", "1h", "2026-11-24 09:30"],
  ["opened at the close", "office", "2026-11-23 17:30", "1m", "2026-11-24 08:31"],
  ["opened on a Sunday", "office", "2026-11-22 12:00", "9h", "2026-11-23 17:30"],
  ["over the noon break", "split", "2026-11-23 11:30", "1h", "2026-11-23 14:00"],
  ["ends at the noon break, not after it", "split", "2026-11-23 11:30", "30m", "2026-11-23 12:00"],
  ["opened in the noon break", "split", "2026-11-23 12:45", "1h", "2026-11-23 14:30"],
  ["no minute lost at midnight", "evening", "2026-11-23 23:00", "2h", "2026-11-24 01:00"],
  ["due at midnight", "evening", "2026-11-23 23:00", "1h", "2026-11-24 00:00"],
  ["National Day and Mid-autumn 2025", "office", "2025-09-30 16:30", "2h", "2025-10-09 09:30"],
  [
    "National Day 2025 in working days, make-up Saturday counted",
    "office",
    "2025-09-30 16:30",
    "3wd",
    "2025-10-11 17:30",
  ],
  ["make-up Sunday before National Day 2025", "split", "2025-09-27 10:00", "1wd", "2025-09-28 17:30"],
  ["National Day 2026", "office", "2026-09-30 17:00", "1h", "2026-10-08 09:00"],
  ["National Day 2026, make-up Saturday then Sunday off", "office", "2026-10-08 09:00", "3wd", "2026-10-12 17:30"],
  ["Spring Festival 2025", "office", "2025-01-27 17:00", "1h", "2025-02-05 09:00"],
  ["make-up Sunday before Spring Festival 2025", "office", "2025-01-24 09:00", "2wd", "2025-01-27 17:30"],
  ["Spring Festival 2026, nine days", "split", "2026-02-13 09:00", "2wd", "2026-02-24 17:30"],
  ["a holiday does not stop the wall clock", "24x7", "2026-02-15 09:00", "48h", "2026-02-17 09:00"],
  ["year end", "office", "2025-12-31 17:00", "1h", "2026-01-04 09:00"],
  ["leap day", "24x7", "2028-02-28 10:00", "2d", "2028-03-01 10:00"],
  ["29 February is worked", "office", "2028-02-28 10:00", "1wd", "2028-02-29 17:30"],
  ["no leap day", "24x7", "2026-02-28 10:00", "1d", "2026-03-01 10:00"],
  ["days run whether open or not", "office", "2026-09-30 16:30", "3d", "2026-10-03 16:30"],
  ["working day: day of opening not counted", "office", "2026-11-23 08:00", "1wd", "2026-11-24 17:30"],
  ["working days: opened on a closed day", "office", "2026-11-21 10:00", "1wd", "2026-11-23 17:30"],
  ["working days around the clock", "24x7", "2026-11-20 10:00", "2wd", "2026-11-23 00:00"],
  ["a closed exception", "stocktaking", "2026-06-29 19:00", "2h", "2026-07-01 11:00"],
  ["a shorter exception", "stocktaking", "2026-06-29 20:00", "1wd", "2026-07-01 12:00"],

  [
    "pause within the day",
    "office",
    "2026-11-23 09:00",
    "2h",
    "2026-11-23 13:00",
    "2026-11-23 10:00 .. 2026-11-23 12:00",
  ],
  [
    "pause over a holiday costs only open time",
    "office",
    "2026-09-30 16:30",
    "2h",
    "2026-10-08 10:30",
    "2026-09-30 17:00 .. 2026-10-08 09:00",
  ],
  [
    "pause inside a holiday costs nothing",
    "office",
    "2026-09-30 16:30",
    "2h",
    "2026-10-08 09:30",
    "2026-10-02 09:00 .. 2026-10-05 09:00",
  ],
  [
    "overlapping pauses count once",
    "24x7",
    "2026-11-23 09:00",
    "4h",
    "2026-11-23 16:00",
    "2026-11-23 10:00 .. 2026-11-23 12:00",
    "2026-11-23 11:00 .. 2026-11-23 13:00",
  ],
  [
    "pauses in any order",
    "24x7",
    "2026-11-23 09:00",
    "4h",
    "2026-11-23 15:00",
    "2026-11-23 12:00 .. 2026-11-23 13:00",
    "2026-11-23 10:00 .. 2026-11-23 11:00",
  ],
  [
    "pause before opening",
    "24x7",
    "2026-11-23 09:00",
    "4h",
    "2026-11-23 14:00",
    "2026-11-23 07:00 .. 2026-11-23 10:00",
  ],
  [
    "pause after the due time",
    "office",
    "2026-11-23 09:00",
    "2h",
    "2026-11-23 11:00",
    "2026-11-23 11:00 .. 2026-11-23 12:00",
  ],
  [
    "pause that the earlier pause lets in",
    "24x7",
    "2026-11-23 09:00",
    "2h",
    "2026-11-23 14:00",
    "2026-11-23 10:00 .. 2026-11-23 12:00",
    "2026-11-23 12:30 .. 2026-11-23 13:30",
  ],
  [
    "pause longer than the rest",
    "split",
    "2026-11-23 09:00",
    "4h",
    "2026-11-25 14:00",
    "2026-11-23 10:00 .. 2026-11-25 09:30",
  ],
  [
    "pause of hours puts a working day off by hours",
    "office",
    "2026-11-23 10:00",
    "1wd",
    "2026-11-25 10:30",
    "2026-11-24 09:00 .. 2026-11-24 11:00",
  ],
  [
    "pause of days is wall clock for days",
    "office",
    "2026-11-20 10:00",
    "1d",
    "2026-11-22 10:00",
    "2026-11-20 12:00 .. 2026-11-21 12:00",
  ],

  ["DST gap: 24 h of open time", "new-york", "2026-03-07 12:00:00-05:00", "24h", "2026-03-08 13:00:00-04:00"],
  ["DST gap: a day keeps the local time", "new-york", "2026-03-07 12:00:00-05:00", "1d", "2026-03-08 12:00:00-04:00"],
  ["DST gap: a local time that is skipped", "new-york", "2026-03-07 02:30:00-05:00", "1d", "2026-03-08 03:30:00-04:00"],
  ["DST gap shortens the shift", "new-york-office", "2026-03-07 12:00:00-05:00", "3h", "2026-03-09 02:00:00-04:00"],
  ["DST end lengthens the shift", "new-york-office", "2026-10-31 12:00:00-04:00", "3h", "2026-11-01 04:00:00-05:00"],
  ["DST end: a day is 25 hours", "new-york", "2026-10-31 12:00:00-04:00", "24h", "2026-11-01 11:00:00-05:00"],
  [
    "DST end: closes at the local midnight",
    "new-york",
    "2026-10-31 12:00:00-04:00",
    "1wd",
    "2026-11-02 00:00:00-05:00",
  ],
];

describe("due", () => {
  it.each(cases)("%s", (_, calendar, opened, duration, expected, ...pauses) => {
    const result = due(calendars[calendar]!, at(opened), duration, pauses.map(pause));
    expect(result.dueAt).toBe(at(expected));
    expect(result.remainingSeconds).toBeNull();
  });

  it("is unknown while a pause lasts, and tells what is left", () => {
    const paused = due(calendars.office!, at("2026-11-23 09:00"), "4h", [pause("2026-11-23 10:30")]);
    expect(paused).toMatchObject({ dueAt: null, remainingSeconds: 9000 });
    const tooLate = due(calendars.office!, at("2026-11-23 09:00"), "4h", [pause("2026-11-23 13:00")]);
    expect(tooLate).toMatchObject({ dueAt: at("2026-11-23 13:00"), remainingSeconds: null });
  });

  it("is provisional in a year without published holidays, unless the company has confirmed it", () => {
    const [opened, office] = [at("2030-01-02 09:00"), calendars.office!];
    const result = due(office, opened, "2wd");
    expect(result.provisional).toBe(true);
    expect(explainDue(result.sum).at(-1)!.zh).toContain("尚未公布");
    expect(due({ ...office, confirmedYears: [2030] }, opened, "2wd").provisional).toBe(false);
    expect(due(office, opened, "2d").provisional).toBe(false);
    expect(due(calendars["24x7"]!, opened, "2h").provisional).toBe(false);
    expect(due(office, at("2026-11-23 09:00"), "2wd").provisional).toBe(false);
  });

  it.each([
    ["an instant", () => due(calendars.office!, "soon", "1h")],
    ["a duration", () => due(calendars.office!, at("2026-11-23 09:00"), "1 day")],
    [
      "a pause",
      () => due(calendars.office!, at("2026-11-23 09:00"), "1h", [pause("2026-11-23 10:00 .. 2026-11-23 09:00")]),
    ],
  ])("refuses %s that makes no sense", (_, run) => expect(run).toThrow(RangeError));
});

describe("why this deadline", () => {
  const explain = (calendar: string, opened: string, duration: string, ...pauses: string[]) =>
    explainDue(due(calendars[calendar]!, at(opened), duration, pauses.map(pause)).sum);

  it("names holidays and make-up days", () => {
    const lines = explain("office", "2025-09-30 16:30", "24h");
    expect(lines.map((line) => line.zh)).toEqual([
      "2025年9月30日 16:30 开始，时限24小时（办公时间）",
      "9月30日 16:30至17:30 计1小时",
      "10月1日至8日 国庆节、中秋节 不计",
      "10月9日 08:30至10月11日 13:30 计23小时（10月11日为国庆节调休上班）",
      "10月11日 13:30 到期",
    ]);
    expect(lines.map((line) => line.en)).toEqual([
      "Opened 30 September 2025 16:30, 24 hours (Office hours)",
      "30 September 16:30 to 17:30: 1 hour counted",
      "1 to 8 October, National Day, Mid-autumn Festival: not counted",
      "9 October 08:30 to 11 October 13:30: 23 hours counted (11 October is worked in lieu, National Day)",
      "Due 11 October 13:30",
    ]);
  });

  it("shows what a pause put off", () => {
    const lines = explain(
      "office",
      "2026-11-05 16:30",
      "2wd",
      "2026-11-06 09:00 .. 2026-11-06 11:00",
      "2026-11-07 09:00 .. 2026-11-07 11:00",
    );
    expect(lines.map((line) => line.zh)).toEqual([
      "2026年11月5日 16:30 开始，时限2个工作日（办公时间），当日不计",
      "11月6日 08:30至17:30 计1个工作日",
      "11月7日至8日 周末 不计",
      "11月9日 08:30至17:30 计1个工作日",
      "若无暂停，应于11月9日 17:30到期",
      "11月6日 09:00至11:00 暂停，顺延2小时",
      "11月7日 09:00至11:00 暂停，其间本不计时，不顺延",
      "11月10日 08:30至10:30 计2小时",
      "11月10日 10:30 到期",
    ]);
  });

  it.each([
    ["midnight as 24:00", ["24x7", "2026-11-20 10:00", "2wd"], -1, "11月22日 24:00 到期"],
    ["another year", ["office", "2025-12-31 17:00", "1h"], -1, "2026年1月4日 09:00 到期"],
    [
      "a later start",
      ["office", "2026-11-23 20:00", "1h"],
      0,
      "2026年11月23日 20:00 开始，时限1小时（办公时间），非工作时间，11月24日 08:30起计",
    ],
    ["an exception by its note", ["stocktaking", "2026-06-29 19:00", "2h"], 2, "6月30日 年中盘点 不计"],
    ["plain days", ["office", "2026-09-30 16:30", "3d"], 1, "9月30日 16:30至10月3日 16:30 计3天"],
    ["a pause that lasts", ["office", "2026-11-23 09:00", "4h", "2026-11-23 10:30"], -1, "恢复后还剩2小时30分钟"],
  ] as const)("spells %s", (_, [calendar, opened, duration, ...pauses], line, zh) => {
    expect(explain(calendar, opened, duration, ...pauses).at(line)!.zh).toBe(zh);
  });
});

describe("open time", () => {
  it.each([
    ["office", "2026-11-20 17:00", "2026-11-23 09:00", 3600],
    ["office", "2026-10-01 00:00", "2026-10-08 00:00", 0],
    ["split", "2026-11-23 00:00", "2026-11-24 00:00", 27_000],
    ["24x7", "2025-12-31 00:00", "2026-01-02 00:00", 172_800],
    ["office", "2026-11-23 12:00", "2026-11-23 09:00", 0],
    ["office", "2025-01-01 00:00", "2026-01-01 00:00", 248 * 9 * 3600],
  ])("%s from %s to %s is %i s", (calendar, from, to, seconds) => {
    expect(openSeconds(calendars[calendar]!, at(from), at(to))).toBe(seconds);
  });

  it("leaves pauses out", () => {
    const pauses = [pause("2026-11-23 09:00 .. 2026-11-23 10:00"), pause("2026-11-23 11:00")];
    expect(openSeconds(calendars.office!, at("2026-11-23 08:30"), at("2026-11-23 17:30"), pauses)).toBe(5400);
  });

  it.each([
    ["office", "2026-11-23 09:00", "2026-11-23 09:00"],
    ["office", "2026-11-23 17:30", "2026-11-24 08:30"],
    ["office", "2026-09-30 18:00", "2026-10-08 08:30"],
    ["split", "2026-11-23 12:00", "2026-11-23 13:30"],
    ["office", "2025-12-31 20:00", "2026-01-04 08:30"],
  ])("%s opens next after %s at %s", (calendar, from, to) =>
    expect(nextOpening(calendars[calendar]!, at(from))).toBe(at(to)),
  );
});
