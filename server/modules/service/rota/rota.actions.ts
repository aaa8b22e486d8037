import type { Context } from "../../../platform/context.ts";
import { type AppError, conflict, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { bindingsOf } from "../../policy/index.ts";
import { dayOf, daysAfter, spanOf } from "../day.ts";
import { coverage } from "./rota.controls.ts";
import { daysBetween, doubleBooked, gapsIn, lengthOf, merged, type Stretch } from "./rota.rules.ts";
import {
  deleteDuty,
  dutiesBetween,
  type DutyRow,
  findDuty,
  insertDuties,
  nextDuty,
  openTime,
  weekFrom,
} from "./rota.store.ts";
import { findShift, listShifts } from "./shift.store.ts";

/** Who may stand on the rota: whoever can take a customer's contact. */
export const rotaPeople = (ctx: Context) => colleaguesWith(ctx, "service.contacts.record");

/** The calendar of the hotline by the clause in force; around the clock where none speaks of it. */
async function hotlineCalendar(ctx: Context): Promise<string> {
  const [binding] = await bindingsOf(ctx.services, coverage.key, ctx.now);
  const named: unknown = (binding?.parameters.denominator as Record<string, unknown> | undefined)?.calendar;
  return typeof named === "string" ? named : "24x7";
}

const spanOfDuty = ({ startsAt, endsAt }: DutyRow): Stretch => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) });
const shownSpan = ({ from, to }: Stretch) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });

async function wantedIn(ctx: Context, calendar: string, from: Date, to: Date): Promise<Stretch[]> {
  const whole = { from: from.getTime(), to: to.getTime() };
  if (calendar === "24x7") return [whole];
  return merged(
    (await openTime(ctx, calendar, from, to)).map((one) => ({
      from: Math.max(Date.parse(one.from), whole.from),
      to: Math.min(Date.parse(one.to), whole.to),
    })),
  );
}

/** So many days of the rota: who is on duty, where nobody is, and who is booked twice. */
export async function readRota(ctx: Context, first: string, days: number) {
  const [from, to] = [new Date(spanOf(first).from), new Date(spanOf(daysAfter(first, days)).from)];
  const calendar = await hotlineCalendar(ctx);
  const duties = await dutiesBetween(ctx, from, to);
  const wanted = await wantedIn(ctx, calendar, from, to);
  const gaps = gapsIn(wanted, duties.map(spanOfDuty));
  const twice = doubleBooked(duties);
  const of = lengthOf(wanted);
  const shifts = await listShifts(ctx);
  return {
    first,
    days,
    calendar,
    shifts: shifts.filter((shift) => shift.active || duties.some((one) => one.shiftId === shift.id)),
    duties: duties.map((one) => ({ ...one, double: twice.has(one.id) })),
    gaps: gaps.map(shownSpan),
    coveredMinutes: Math.round((of - lengthOf(gaps)) / 60_000),
    minutes: Math.round(of / 60_000),
  };
}

/** Who is on duty at this moment, and who comes next. */
export async function onDuty(ctx: Context) {
  const here = await dutiesBetween(ctx, ctx.now, new Date(ctx.now.getTime() + 1));
  return { items: here, next: (await nextDuty(ctx)) ?? null };
}

/** The end of somebody's duty of this moment; undefined where they are not on duty. */
export async function endOfDuty(ctx: Context, staffId: string, at: Date = ctx.now): Promise<Date | undefined> {
  const mine = await dutiesBetween(ctx, at, new Date(at.getTime() + 1), staffId);
  const last = Math.max(...mine.map((one) => Date.parse(one.endsAt)));
  return mine.length ? new Date(last) : undefined;
}

/**
 * Puts somebody on a shift on some days. Answers what is new; a day that is over is refused.
 * @throws AppError service.invalid (400), service.duty_past (409)
 */
export async function assign(ctx: Context, shiftId: string, staffId: string, days: readonly string[]) {
  const shift = await findShift(ctx, shiftId);
  if (!shift?.active) throw wrong("shiftId", "没有这个班次，或已停用", "there is no such shift in use");
  if (!(await rotaPeople(ctx)).some((one) => one.id === staffId))
    throw wrong("staffId", "此人不在岗，或岗位不能接待客户", "not at work here, or their role takes no contacts");
  // Yesterday's night shift may still run.
  if (days.some((day) => daysBetween(day, dayOf(ctx.now)) > 1)) throw past();
  const made = await insertDuties(
    ctx,
    days.map((day) => ({ day, shiftId, staffId })),
  );
  await ctx.emit(
    ...made.map(({ id, day }) => ({
      kind: "service.duty.assigned",
      subjectType: "duty",
      subjectId: id,
      data: { day, shift: shift.name, staffId },
    })),
  );
  return { added: made.length };
}

/** Takes somebody off a shift. @throws AppError platform.not_found (404), service.duty_past (409) */
export async function unassign(ctx: Context, id: string): Promise<void> {
  const duty = await findDuty(ctx, id);
  if (!duty) throw notFound({ zh: "值班安排", en: "duty" });
  if (new Date(duty.endsAt) <= ctx.now) throw past();
  await deleteDuty(ctx, id);
  await ctx.emit({
    kind: "service.duty.removed",
    subjectType: "duty",
    subjectId: id,
    data: { day: duty.day, shift: duty.shiftName, staffId: duty.staffId },
  });
}

/**
 * Copies a week: the same people on the same shifts. What stands already, is over, or whose people left is skipped.
 * @throws AppError service.invalid (400) where the weeks are not whole weeks apart
 */
export async function copy(ctx: Context, from: string, to: string) {
  const days = daysBetween(from, to);
  if (days === 0 || days % 7 !== 0)
    throw wrong("to", "两周必须相隔整周", "the weeks must be a whole number of weeks apart");
  const people = new Set((await rotaPeople(ctx)).map((one) => one.id));
  const week = await weekFrom(ctx, from);
  const fit = week.filter((one) => one.active && people.has(one.staffId));
  const made = await insertDuties(
    ctx,
    fit.map((one) => ({ ...one, day: daysAfter(one.day, days) })),
  );
  const done = { copied: made.length, skipped: week.length - made.length };
  if (done.copied)
    await ctx.emit({
      kind: "service.rota.copied",
      subjectType: "rota",
      subjectId: nobody,
      data: { from, to, count: done.copied },
    });
  return done;
}

const wrong = (field: string, zh: string, en: string): AppError =>
  invalid([{ field, text: { zh, en } }], "service.invalid");

const past = () =>
  conflict("service.duty_past", {
    zh: "已经结束的值班是记录，不能再改。",
    en: "A duty that is over is a record and cannot be changed.",
  });
