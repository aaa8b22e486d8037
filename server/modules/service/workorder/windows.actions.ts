import { alwaysOpen, type Calendar, readCalendars } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { bindingsOf } from "../../policy/index.ts";
import { type Absence, type Installer, listAbsences, listInstallers } from "./installer.store.ts";
import { takenTimes } from "./visit.store.ts";
import { freeWindows, msOf, type Span, visitingHours, type WindowRules } from "./windows.rules.ts";
import { appointment } from "./workorder.controls.ts";
import { covers } from "./workorder.rules.ts";

/** The clause in force, or what is usual where none speaks. */
export async function windowRules(ctx: Context): Promise<WindowRules> {
  const usual = Object.fromEntries(
    Object.entries(appointment.parameters).map(([key, { default: value }]) => [key, value]),
  );
  const [binding] = await bindingsOf(ctx.services, appointment.key, ctx.now);
  return { ...usual, ...binding?.parameters } as WindowRules;
}

/** The calendar on which an installer makes visits of a kind: their own, else that of the clause. */
export async function calendarsFor(ctx: Context, rules: WindowRules) {
  const known = await readCalendars(ctx);
  return (installer: Pick<Installer, "calendar">, kind: string): Calendar =>
    known.get(installer.calendar ?? (kind === "repair" ? rules.repairCalendar : rules.calendar)) ?? alwaysOpen;
}

export type WindowQuery = {
  readonly kind: string;
  readonly area: string | null;
  readonly skill: string | null;
  readonly installerId?: string | undefined;
  readonly from: Date;
  readonly days: number;
  /** This order's own time is free to itself. */
  readonly orderId?: string | undefined;
};
export type FreeWindow = { installerId: string; installerName: string; from: string; to: string };

const mostOfOne = 40;

/** Windows that can be offered to a customer, the earliest first. */
export async function proposeWindows(ctx: Context, asked: WindowQuery): Promise<FreeWindow[]> {
  const rules = await windowRules(ctx);
  const now = ctx.now.getTime();
  const from = Math.max(asked.from.getTime(), now + msOf(rules.notice));
  const to = Math.min(asked.from.getTime() + asked.days * 86_400_000, now + msOf(rules.horizon));
  if (from >= to) return [];
  const fitting = (await listInstallers(ctx)).filter(
    (one) =>
      (!asked.installerId || one.id === asked.installerId) &&
      (asked.installerId !== undefined || covers(one.areas, asked.area)) &&
      (asked.skill === null || one.skills.includes(asked.skill)),
  );
  const ids = fitting.map((one) => one.id);
  const [taken, absences] = [
    await takenTimes(ctx, ids, new Date(from), new Date(to + 86_400_000)),
    await listAbsences(ctx, ids, new Date(from), new Date(to + 86_400_000)),
  ];
  const calendarOf = await calendarsFor(ctx, rules);
  const lengths = { length: msOf(rules.window), travel: msOf(rules.travel), step: 15 * 60_000 };
  return fitting
    .flatMap((one) => {
      const hours = visitingHours(calendarOf(one, asked.kind), rules, [
        Math.ceil(from / lengths.step) * lengths.step,
        to,
      ]);
      const busy: Span[] = [
        ...taken.filter((row) => row.installerId === one.id && row.workOrderId !== asked.orderId).map(spanOf),
        ...absences.filter((row) => row.staffId === one.id).map(spanOf),
      ];
      return freeWindows(hours, busy, lengths)
        .slice(0, mostOfOne)
        .map(([start, end]) => ({
          installerId: one.id,
          installerName: one.name,
          from: new Date(start).toISOString(),
          to: new Date(end).toISOString(),
        }));
    })
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || a.installerName.localeCompare(b.installerName, "zh"));
}

export const spanOf = ({ from, to }: { from: string; to: string } | Absence): Span => [
  Date.parse(from),
  Date.parse(to),
];
