import { z } from "zod";
import type { Text } from "../text.ts";
import { alwaysOpenName } from "./calendar.ts";

/**
 * `m` and `h` count open time of the calendar. `d` is the same local time n days later whether open or not.
 * `wd` ends at the close of the n-th working day after the day of opening, which itself does not count.
 */
export type Unit = "m" | "h" | "d" | "wd";
export type Duration = { readonly count: number; readonly unit: Unit };

const pattern = /^([1-9]\d{0,4})(m|h|d|wd)$/;

/** A duration as policies write it: `90m`, `24h`, `3d`, `2wd`. */
export const durationSchema = z.string({ error: "应为文字 / Must be text" }).regex(pattern, {
  error: "时限应为 90m、24h、3d 或 2wd 这样的写法 / A duration is written like 90m, 24h, 3d or 2wd",
});

/** Throws RangeError when the text is no duration. */
export function parseDuration(text: string): Duration {
  const parts = pattern.exec(text);
  if (!parts) throw new RangeError(`Not a duration: ${text}`);
  return { count: Number(parts[1]), unit: parts[2] as Unit };
}

const units: Record<Unit, { zh: string; one: string; many: string }> = {
  m: { zh: "分钟", one: "minute", many: "minutes" },
  h: { zh: "小时", one: "hour", many: "hours" },
  d: { zh: "天", one: "day", many: "days" },
  wd: { zh: "个工作日", one: "working day", many: "working days" },
};

const amount = (count: number, unit: Unit): Text => ({
  zh: `${count}${units[unit].zh}`,
  en: `${count} ${count === 1 ? units[unit].one : units[unit].many}`,
});

/** 「2个工作日」, "2 working days". Throws RangeError when the text is no duration. */
export function formatDuration(text: string): Text {
  const { count, unit } = parseDuration(text);
  return amount(count, unit);
}

/** 「2小时30分钟」, "2 hours 30 minutes". */
export function formatSeconds(seconds: number): Text {
  const parts: Text[] = [];
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    Math.floor(seconds % 60),
  ];
  if (hours) parts.push(amount(hours, "h"));
  if (minutes) parts.push(amount(minutes, "m"));
  if (rest || parts.length === 0) parts.push({ zh: `${rest}秒`, en: `${rest} ${rest === 1 ? "second" : "seconds"}` });
  return { zh: parts.map((part) => part.zh).join(""), en: parts.map((part) => part.en).join(" ") };
}

/** A duration on a calendar, named as policies name it. */
export type Term = { readonly duration: string; readonly calendar: string };

const seconds: Record<"m" | "h" | "d", number> = { m: 60, h: 3600, d: 86_400 };

/**
 * Which is longer (-1, 0, 1), or null when that depends on the date. Comparable are terms on the wall clock
 * (24x7, or `d` on any calendar, a day being 24 h) and terms on one calendar that both count hours or both working days.
 */
export function compareDurations(one: Term, other: Term): -1 | 0 | 1 | null {
  const [a, b] = [measure(one), measure(other)];
  return a.kind === b.kind ? (Math.sign(a.size - b.size) as -1 | 0 | 1) : null;
}

function measure({ duration, calendar }: Term): { kind: string; size: number } {
  const { count, unit } = parseDuration(duration);
  if (unit === "wd") return { kind: `working days of ${calendar}`, size: count };
  const wallClock = unit === "d" || calendar === alwaysOpenName;
  return { kind: wallClock ? "wall clock" : `open time of ${calendar}`, size: count * seconds[unit] };
}
