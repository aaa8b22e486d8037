import { type Calendar, calendarSchema } from "./calendar.ts";
import { type Day, yearOf } from "./year.ts";
import { dateLocal, edgeInstant, instantText } from "./zone.ts";

/** A context, a pg pool or a pg client; inside the caller's transaction if there is one. */
type Client = { query: (statement: { name: string; text: string }, values: unknown[]) => Promise<unknown> };

/**
 * Stores a calendar and its open spans from 1 January of `yearsFrom` to the end of `yearsTo` for the SQL functions,
 * instead of whatever was stored under its name. One statement, so readers see the old table or the new one.
 */
export async function writeCalendar(
  client: Client,
  calendar: Calendar,
  yearsFrom: number,
  yearsTo: number,
): Promise<void> {
  const edge = (year: number) => edgeInstant(calendar.timeZone, Date.UTC(year, 0, 1));
  const years = Array.from({ length: yearsTo - yearsFrom + 1 }, (_, index) => yearOf(calendar, yearsFrom + index));
  const days = years.flatMap(({ days, provisional }) => days.map((day) => ({ ...day, provisional })));
  const spans = everyDay(calendar, days);
  await client.query(write, [
    calendar.name,
    JSON.stringify(calendar),
    instantText(edge(yearsFrom)),
    instantText(edge(yearsTo + 1)),
    spans.map(([from]) => instantText(from)),
    spans.map(([, to]) => instantText(to)),
    days.map((day) => day.date),
    days.map((day) => (day.spans.length ? instantText(day.spans[0]![0]) : null)),
    days.map((day) => (day.spans.length ? instantText(day.spans.at(-1)![1]) : null)),
    days.map((day) => day.provisional),
  ]);
}

const write = {
  name: "platform.calendar.write",
  text: `select platform.write_calendar($1, $2, $3, $4, $5::timestamptz[], $6::timestamptz[],
                                        $7::date[], $8::timestamptz[], $9::timestamptz[], $10::boolean[])`,
};
const read = { name: "platform.calendar.read", text: "select definition from platform.calendar order by name" };

// One object a definition, since what is worked out about a calendar is kept with its object.
const met = new Map<string, Calendar>();

/** The stored calendars by name. */
export async function readCalendars(client: Client): Promise<Map<string, Calendar>> {
  const result = await client.query(read, []);
  const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as { definition: unknown }[];
  return new Map(rows.map(({ definition }) => meet(definition)).map((calendar) => [calendar.name, calendar]));
}

function meet(definition: unknown): Calendar {
  const text = JSON.stringify(definition);
  let calendar = met.get(text);
  if (!calendar) met.set(text, (calendar = calendarSchema.parse(definition)));
  return calendar;
}

/** The spans, and one without length at the midnight of each closed day: so a look-up by time need not look far back. */
function everyDay(calendar: Calendar, days: readonly Day[]): (readonly [number, number])[] {
  const midnight = (day: Day) => edgeInstant(calendar.timeZone, dateLocal(day.date));
  const rows = days.flatMap((day) => (day.spans.length ? day.spans : [[midnight(day), midnight(day)] as const]));
  // Where a zone skipped a whole day its midnight is that of the next.
  return rows.filter(([from], index) => from !== rows[index + 1]?.[0]);
}
