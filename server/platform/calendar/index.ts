/** Working calendars, durations, due times with their reasons, and schedules. The SQL twins are in 0003_calendar.sql. */
export { type Calendar, calendarProblems, calendarSchema } from "./calendar.ts";
export { alwaysOpen, shippedCalendars } from "./shipped.ts";
export {
  compareDurations,
  type Duration,
  durationSchema,
  formatDuration,
  formatSeconds,
  parseDuration,
  type Term,
  type Unit,
} from "./duration.ts";
export { type Due, due, nextOpening, openSeconds } from "./due.ts";
export type { Pause } from "./pauses.ts";
export type { Step } from "./sum.ts";
export { explainDue } from "./explain.ts";
export { type Cycle, cycles, cycleSchema, nextPeriodStart, type Period, periodOf } from "./schedule.ts";
export { isPublished } from "./holidays.ts";
export { readCalendars, writeCalendar } from "./store.ts";
