import fc from "fast-check";
import { type Calendar, calendarSchema, type Pause, shippedCalendars } from "./index.ts";

/** For the property tests: calendars with every oddity, and instants around holidays, year ends and shifts of local time. */

const week = (workdays: [string, string][], weekend: [string, string][] = []) => ({
  1: workdays,
  2: workdays,
  3: workdays,
  4: workdays,
  5: workdays,
  6: weekend,
  7: weekend,
});
const own = (name: string, part: object) =>
  calendarSchema.parse({ name, label: { zh: name, en: name }, holidays: "none", ...part });

export const calendars: readonly Calendar[] = [
  ...shippedCalendars,
  own("night", {
    weekly: week(
      [
        ["00:00", "06:00"],
        ["22:00", "24:00"],
      ],
      [["00:00", "24:00"]],
    ),
    holidays: "CN",
  }),
  own("touching", {
    weekly: week(
      [
        ["08:00", "12:00"],
        ["12:00", "18:00"],
      ],
      [["10:00", "10:01"]],
    ),
  }),
  own("new-york", {
    timeZone: "America/New_York",
    weekly: week(
      [
        ["01:00", "02:30"],
        ["02:30", "05:00"],
      ],
      [["00:00", "24:00"]],
    ),
  }),
  own("cairo", {
    timeZone: "Africa/Cairo",
    weekly: week(
      [
        ["00:00", "09:00"],
        ["13:00", "24:00"],
      ],
      [["23:00", "24:00"]],
    ),
  }),
  own("lord-howe", {
    timeZone: "Australia/Lord_Howe",
    weekly: week([["09:00", "17:00"]], [["01:30", "03:00"]]),
    exceptions: [
      { date: "2026-01-01", spans: [] },
      {
        date: "2025-12-31",
        spans: [
          ["00:00", "00:30"],
          ["23:30", "24:00"],
        ],
      },
    ],
  }),
];

export const anyCalendar = fc.constantFrom(...calendars);

const [first, last] = [Date.parse("2024-06-01T00:00:00Z"), Date.parse("2027-06-01T00:00:00Z")];
const instants = (unit: number) => fc.integer({ min: first / unit, max: last / unit }).map((count) => count * unit);
const moments = [
  "2025-10-08T09:30Z",
  "2025-12-31T16:00Z",
  "2026-03-08T07:00Z",
  "2026-11-01T06:00Z",
  "2026-04-23T22:00Z",
  "2026-04-04T15:00Z",
  "2026-02-24T00:30Z",
].map((text) => Date.parse(text));
const nearby = fc
  .tuple(fc.constantFrom(...moments), fc.integer({ min: -200, max: 200 }))
  .map(([at, quarters]) => at + quarters * 900_000);

/** ISO text; now to the millisecond, now on the hour, where the edges are. */
export const anyInstant = fc.oneof(instants(1), instants(1_800_000), nearby).map((at) => new Date(at).toISOString());

const anyDuration = fc.oneof(
  fc.integer({ min: 1, max: 6000 }).map((count) => `${count}m`),
  fc.integer({ min: 1, max: 400 }).map((count) => `${count}h`),
  fc.integer({ min: 1, max: 90 }).map((count) => `${count}d`),
  fc.integer({ min: 1, max: 60 }).map((count) => `${count}wd`),
);

/** Pauses that mostly matter to something opened at `opened`. */
export const pausesAround = (opened: string): fc.Arbitrary<Pause[]> => {
  const at = (minutes: number) => new Date(Date.parse(opened) + minutes * 60_000).toISOString();
  const pause = fc
    .tuple(fc.integer({ min: -2000, max: 20_000 }), fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 19 }))
    .map(([from, length, open]): Pause => ({ from: at(from), to: open === 0 ? null : at(from + length) }));
  return fc.array(pause, { maxLength: 4 });
};

/** Something opened, with its pauses. */
export const anyCase = fc
  .tuple(anyCalendar, anyInstant, anyDuration)
  .chain(([calendar, opened, duration]) =>
    pausesAround(opened).map((pauses) => ({ calendar, opened, duration, pauses })),
  );
