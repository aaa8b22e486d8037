import { z } from "zod";
import type { FieldProblem } from "../errors.ts";
import { isZone } from "./zone.ts";

/** The name kept for wall-clock time: every hour of every day, in TypeScript and in SQL without a table look-up. */
export const alwaysOpenName = "24x7";

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Span = [from: string, to: string];

const separator = " / ";
/** One message in both languages: readable wherever zod prints it, and `calendarProblems` takes it apart. */
const say = (zh: string, en: string) => ({ error: zh + separator + en });
const wrong = (path: (string | number)[], zh: string, en: string) =>
  ({ code: "custom", path, message: say(zh, en).error }) as const;

const text = z.strictObject(
  {
    zh: z.string(say("应为文字", "Must be text")).min(1, say("请填写中文", "Chinese is missing")),
    en: z.string(say("应为文字", "Must be text")).min(1, say("请填写英文", "English is missing")),
  },
  say("应有中文和英文", "Must have zh and en"),
);

const time = z.string(say("应为时刻，如 08:30", "Must be a time such as 08:30"));
const startTime = time.regex(
  /^([01]\d|2[0-3]):[0-5]\d$/,
  say("开始时刻应为 00:00 至 23:59", "A start is 00:00 to 23:59"),
);
const endTime = time.regex(
  /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
  say("结束时刻应为 00:01 至 24:00", "An end is 00:01 to 24:00"),
);

const spans = z
  .array(
    z.tuple([startTime, endTime], say("时间段应为两个时刻", "A span is two times")),
    say("应为时间段列表", "Must be a list of spans"),
  )
  .superRefine((list, context) => {
    list.forEach(([from, to], index) => {
      // Times of day in this notation sort like text.
      if (from >= to)
        context.addIssue(
          wrong(
            [index],
            "结束时刻应晚于开始时刻；跨午夜请分成两段",
            "A span ends after it starts; split it at midnight",
          ),
        );
      const before = list[index - 1];
      if (before && from < before[1])
        context.addIssue(wrong([index], "时间段应按先后排列且不得重叠", "Spans come in order and do not overlap"));
    });
  });

const day = spans.default([]);

/** Working time as people write it: weekly spans, official holidays, and dates of its own that win over both. */
export const calendarSchema = z
  .strictObject(
    {
      name: z
        .string(say("应为文字", "Must be text"))
        .regex(
          /^[a-z0-9][a-z0-9-]{0,39}$/,
          say("名称限小写字母、数字和连字符", "A name has lower case letters, digits and hyphens"),
        ),
      label: text,
      timeZone: z
        .string(say("应为文字", "Must be text"))
        .refine(isZone, say("时区应为 Asia/Shanghai 一类的名称", "A time zone is a name such as Asia/Shanghai"))
        .default("Asia/Shanghai"),
      /** 1 is Monday. */
      weekly: z.strictObject(
        { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
        say("每周安排的键为 1（周一）至 7（周日）", "Weekly keys are 1 (Monday) to 7 (Sunday)"),
      ),
      holidays: z.enum(["CN", "none"], say("节假日应为 CN 或 none", "Holidays are CN or none")),
      /** Years whose holidays are complete in `exceptions` although our copy of the official calendar lacks them. */
      confirmedYears: z
        .array(
          z.number(say("应为年份", "Must be a year")).int(say("应为年份", "Must be a year")),
          say("应为年份列表", "Must be a list of years"),
        )
        .default([]),
      /** A date of its own, e.g. `{ date: "2026-12-31", spans: [["08:30", "12:00"]] }`; no spans: closed. */
      exceptions: z
        .array(
          z.strictObject(
            {
              date: z.iso.date(say("应为存在的日期，如 2026-12-31", "Must be a date that exists, such as 2026-12-31")),
              spans,
              note: text.optional(),
            },
            say("例外日期的内容有误", "An exception has date, spans and note"),
          ),
          say("应为例外日期列表", "Must be a list of exceptions"),
        )
        .default([]),
    },
    say("工作日历的内容有误", "Not a calendar"),
  )
  .superRefine((calendar, context) => {
    const week = Object.values(calendar.weekly);
    if (week.every((list) => list.length === 0))
      context.addIssue(
        wrong(
          ["weekly"],
          "每周至少要有一个时间段，否则时钟永远不走",
          "A week needs at least one span, or the clock never runs",
        ),
      );
    const whole = week.every((list) => list.length === 1 && list[0]![0] === "00:00" && list[0]![1] === "24:00");
    if (
      calendar.name === alwaysOpenName &&
      !(whole && calendar.holidays === "none" && calendar.exceptions.length === 0)
    )
      context.addIssue(
        wrong(["name"], "名称 24x7 只用于全年无休的日历", "The name 24x7 is kept for the calendar that never closes"),
      );
    const dates = calendar.exceptions.map((exception) => exception.date);
    dates.forEach((date, index) => {
      if (dates.indexOf(date) < index)
        context.addIssue(wrong(["exceptions", index, "date"], "同一日期只能有一条例外", "One exception a date"));
    });
  });

export type Calendar = z.output<typeof calendarSchema>;

/** What is wrong with a calendar, field by field, for people; empty when it is sound. */
export function calendarProblems(input: unknown): FieldProblem[] {
  const { error } = calendarSchema.safeParse(input);
  return (error?.issues ?? []).map(({ path, message }) => {
    const [zh = message, en = message] = message.split(separator);
    return { field: path.join("."), text: { zh, en } };
  });
}
