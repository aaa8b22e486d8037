import type { Dayjs } from "dayjs";
import { companyTime } from "../parts/clock.ts";

export const spanNames = ["month", "last", "quarter", "year", "twelve", "own"] as const;
export type SpanName = (typeof spanNames)[number];

/** The first instant of a span and the first after it; own days as `YYYY-MM-DD`, the last one included. */
export function spanOf(
  name: SpanName,
  from: string | undefined,
  to: string | undefined,
  now: Dayjs,
): { from: string; to: string } {
  const [start, end] = bounds(name, from, to, now);
  return { from: start.toISOString(), to: end.toISOString() };
}

function bounds(name: SpanName, from: string | undefined, to: string | undefined, now: Dayjs): [Dayjs, Dayjs] {
  const tomorrow = now.startOf("day").add(1, "day");
  const month = now.startOf("month");
  switch (name) {
    case "month":
      return [month, tomorrow];
    case "last":
      return [month.subtract(1, "month"), month];
    case "quarter":
      return [month.subtract(now.month() % 3, "month"), tomorrow];
    case "twelve":
      return [month.subtract(11, "month"), tomorrow];
    default:
      return name === "own" && from && to
        ? [companyTime(from).startOf("day"), companyTime(to).startOf("day").add(1, "day")]
        : [now.startOf("year"), tomorrow];
  }
}
