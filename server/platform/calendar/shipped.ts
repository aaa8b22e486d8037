import { alwaysOpenName, type Calendar, type Span, type Weekday } from "./calendar.ts";

const week = (days: readonly Weekday[], ...spans: Span[]): Calendar["weekly"] => {
  const on = (day: Weekday) => (days.includes(day) ? spans : []);
  return { 1: on(1), 2: on(2), 3: on(3), 4: on(4), 5: on(5), 6: on(6), 7: on(7) };
};

const common = { timeZone: "Asia/Shanghai", confirmedYears: [], exceptions: [] };

/** Wall-clock time. */
export const alwaysOpen: Calendar = {
  ...common,
  name: alwaysOpenName,
  label: { zh: "全天候", en: "Around the clock" },
  weekly: week([1, 2, 3, 4, 5, 6, 7], ["00:00", "24:00"]),
  holidays: "none",
};

/** The calendars of a new installation; a company changes them and adds its own. */
export const shippedCalendars: readonly Calendar[] = [
  alwaysOpen,
  {
    ...common,
    name: "office",
    label: { zh: "办公时间", en: "Office hours" },
    weekly: week([1, 2, 3, 4, 5], ["08:30", "17:30"]),
    holidays: "CN",
  },
  {
    ...common,
    name: "split",
    label: { zh: "办公时间（午休）", en: "Office hours with a noon break" },
    weekly: week([1, 2, 3, 4, 5], ["08:30", "12:00"], ["13:30", "17:30"]),
    holidays: "CN",
  },
];
