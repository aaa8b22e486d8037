import { type Call, day, type Happening, hour } from "./happening.ts";
import type { Known } from "./house.ts";
import { nextPeriodStart } from "../platform/calendar/index.ts";
import type { Random } from "./random.ts";

/** The day of an instant as the company's calendar counts it. */
export const dayOf = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 10);

/** A time of the day of an instant in Shanghai: 9.5 is half past nine. */
export const clock = (at: number, hours: number): number =>
  Math.floor((at + 8 * hour) / day) * day - 8 * hour + hours * hour;

/** Customers speak by day, between eight and ten in the evening. */
export const daytime = (at: number, r: Random): number => clock(at, r.int(8, 20)) + r.int(0, 59) * 60_000;

/** What is done each day between two instants that the office is open, at a time of that day. */
export const workdays = (
  from: number,
  to: number,
  hours: number,
  known: Known,
  what: (call: Call, at: number) => Promise<unknown>,
): Happening[] =>
  Array.from({ length: Math.floor((to - from) / day) }, (_, n) => clock(from + n * day, hours)).map((at) => ({
    at,
    what: async (call) => ((await known()).works(dayOf(at)) ? what(call, at) : undefined),
  }));

/** Half past nine on the first day of each month between two instants. */
export function monthStarts(from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = new Date(from).toISOString(); ;) {
    at = nextPeriodStart("month", at);
    if (Date.parse(at) > to) return found;
    found.push(Date.parse(at) + 9.5 * hour);
  }
}
