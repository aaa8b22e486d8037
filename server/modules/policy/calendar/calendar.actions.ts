import { v5 } from "uuid";
import {
  type Calendar,
  calendarProblems,
  calendarSchema,
  isPublished,
  writeCalendar,
} from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { startRun } from "../../../platform/runs.ts";
import { findCalendar, keepEdition, listCalendars, lockCalendar, type StoredCalendar } from "./calendar.store.ts";

/** How many years around the present the database knows open time for. */
const yearsBack = 3;
const yearsAhead = 2;

const client = (ctx: Context) => ({
  query: (statement: { name: string; text: string }, values: unknown[]) => ctx.query(statement, values),
});
/** Events name their subject by a UUID; a calendar's comes from its name. */
const calendarId = (name: string): string => v5(name, nobody);

/** @throws AppError platform.not_found (404) */
export async function loadCalendar(ctx: Context, name: string): Promise<StoredCalendar> {
  const found = await findCalendar(ctx, name);
  if (!found) throw notFound({ zh: "工作日历", en: "calendar" });
  return found;
}

/**
 * Makes a calendar, or changes one: what it said until now is kept, and a run reckons the due times of open promises
 * anew. `updatedAt` is that of the edition that was edited.
 * @throws AppError policy.calendar_invalid (400) field by field; policy.calendar_changed (409) where somebody else was faster
 */
export async function putCalendar(
  ctx: Context,
  name: string,
  input: object,
  updatedAt: string | undefined,
): Promise<{ calendar: StoredCalendar; runId: string | null }> {
  const problems = calendarProblems({ ...input, name });
  if (problems.length) throw invalid(problems, "policy.calendar_invalid");
  const definition = calendarSchema.parse({ ...input, name });
  await lockCalendar(ctx, name);
  const before = await findCalendar(ctx, name);
  if (before && before.updatedAt !== updatedAt)
    throw conflict(
      "policy.calendar_changed",
      {
        zh: "这份日历已被别人修改，请重新打开后再改。",
        en: "Somebody else changed this calendar; open it again and repeat your change.",
      },
      { updatedAt: before.updatedAt },
    );
  if (before) await keepEdition(ctx, calendarSchema.parse(before.definition));
  await store(ctx, definition, before);
  await ctx.emit({
    kind: before ? "policy.calendar.changed" : "policy.calendar.created",
    subjectType: "calendar",
    subjectId: calendarId(name),
    data: { calendar: name },
  });
  return { calendar: await loadCalendar(ctx, name), runId: before ? await recompute(ctx, name) : null };
}

const recompute = (ctx: Context, name: string) =>
  startRun(ctx, "policy.calendar.recompute", { calendar: name, calendarId: calendarId(name) });

const store = (ctx: Context, calendar: Calendar, before?: StoredCalendar) => {
  const year = ctx.now.getUTCFullYear();
  // Never fewer years than were known: an old promise may be paused and resumed.
  return writeCalendar(
    client(ctx),
    calendar,
    Math.min(year - yearsBack, before?.firstYear ?? year),
    Math.max(year + yearsAhead, before?.lastYear ?? year),
  );
};

/**
 * Daily: a calendar whose stored years run out gets more, and one whose official holidays have come to be known is
 * written anew; open promises follow. Answers the names of those written.
 */
export async function extendCalendars(ctx: Context): Promise<string[]> {
  const year = ctx.now.getUTCFullYear();
  const stale = (await listCalendars(ctx)).filter(({ definition, lastYear, provisionalYears }) => {
    const known = provisionalYears.some((one) => isPublished(one) || definition.confirmedYears.includes(one));
    return lastYear < year + yearsAhead || known;
  });
  for (const { name, definition, ...before } of stale) {
    await store(ctx, calendarSchema.parse(definition), { name, definition, ...before });
    await ctx.emit({
      kind: "policy.calendar.extended",
      subjectType: "calendar",
      subjectId: calendarId(name),
      data: { calendar: name, to: year + yearsAhead },
    });
    await recompute(ctx, name);
  }
  return stale.map(({ name }) => name);
}

export const extendTask = async (ctx: Context): Promise<void> => void (await extendCalendars(ctx));
