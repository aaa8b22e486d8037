import { describe, expect, it } from "vitest";
import { compareDurations, durationSchema, formatDuration, formatSeconds, parseDuration } from "./index.ts";

describe("durations as text", () => {
  it.each([
    ["90m", { count: 90, unit: "m" }, "90分钟", "90 minutes"],
    ["1h", { count: 1, unit: "h" }, "1小时", "1 hour"],
    ["3d", { count: 3, unit: "d" }, "3天", "3 days"],
    ["2wd", { count: 2, unit: "wd" }, "2个工作日", "2 working days"],
  ])("%s", (text, parsed, zh, en) => {
    expect(parseDuration(text)).toEqual(parsed);
    expect(formatDuration(text)).toEqual({ zh, en });
  });

  it.each(["", "0h", "h", "1.5h", "-1h", "24 h", "100000m", "3w", "month", "1wd2h"])("%s is none", (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
    expect(durationSchema.safeParse(text).success).toBe(false);
  });

  it.each([
    [0, "0秒", "0 seconds"],
    [61, "1分钟1秒", "1 minute 1 second"],
    [9000, "2小时30分钟", "2 hours 30 minutes"],
  ])("%i seconds", (seconds, zh, en) => expect(formatSeconds(seconds)).toEqual({ zh, en }));
});

describe("floors of law", () => {
  it.each([
    ["48h", "24x7", "72h", "24x7", -1],
    ["2d", "office", "48h", "24x7", 0],
    ["3d", "split", "2d", "office", 1],
    ["90m", "office", "1h", "office", 1],
    ["2wd", "office", "3wd", "office", -1],
    ["2d", "office", "48h", "office", null],
    ["48h", "office", "48h", "24x7", null],
    ["2wd", "office", "48h", "office", null],
    ["2wd", "24x7", "2d", "24x7", null],
    ["8h", "office", "8h", "split", null],
  ])("%s on %s against %s on %s: %s", (duration, calendar, other, otherCalendar, order) => {
    const [one, two] = [
      { duration, calendar },
      { duration: other, calendar: otherCalendar },
    ];
    expect(compareDurations(one, two)).toBe(order);
    expect(compareDurations(two, one)).toBe(order === null ? null : order === 0 ? 0 : -order);
  });
});
