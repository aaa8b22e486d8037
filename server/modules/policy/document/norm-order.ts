import { compareDurations, parseDuration } from "../../../platform/calendar/index.ts";
import type { ParameterType } from "../control/parameter.ts";

/**
 * Which of two values of a parameter is greater (negative, 0, positive), or null where that cannot be said.
 * Durations count on the calendar of the clause; those of a norm on the wall clock, and its working days on that calendar.
 */
export function compareValues(type: ParameterType, a: unknown, b: unknown, calendar: unknown = "24x7"): number | null {
  switch (type) {
    case "duration": {
      const clauseCalendar = String(calendar);
      const working = parseDuration(String(b)).unit === "wd";
      return compareDurations(
        { duration: String(a), calendar: clauseCalendar },
        { duration: String(b), calendar: working ? clauseCalendar : "24x7" },
      );
    }
    case "money":
      return Number((a as bigint) - (b as bigint));
    case "integer":
    case "decimal":
    case "percent":
      return Number(a) - Number(b);
    case "time":
      return minutesApart(String(a), String(b));
    default:
      return null;
  }
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const day = 24 * 60;

/**
 * Minutes from `b` to `a` the shorter way round the clock, since quiet hours pass midnight: 00:30 is later than 21:00,
 * 23:00 is earlier than 08:00.
 */
function minutesApart(a: string, b: string): number {
  const forward = (((minuteOf(a) - minuteOf(b)) % day) + day) % day;
  return forward > day / 2 ? forward - day : forward;
}
