import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { withNames } from "./detail.ts";
import { type Installer, listAbsences, listInstallers } from "./installer.store.ts";
import { calendarsFor, spanOf, windowRules } from "./windows.actions.ts";
import { daysFrom, isInside, overlaps, type Span, visitingHours } from "./windows.rules.ts";
import { visibleOrders } from "./workorder.access.ts";
import { covers } from "./workorder.rules.ts";
import { findOrders, type OrderRow } from "./workorder.store.ts";

export type Conflict = "absent" | "outside" | "skill" | "area" | "late";
export type BoardQuery = {
  readonly from: string;
  readonly days: number;
  readonly area?: string | undefined;
  readonly skill?: string | undefined;
};

const dayMs = 86_400_000;

/** A week of installers: who has which visits when, what waits for a time, and what does not fit. */
export async function readBoard(ctx: Context, { from, days, area, skill }: BoardQuery) {
  const zone = { timeZone: "Asia/Shanghai" };
  const [start, end] = daysFrom(zone, from, days);
  const installers = (await listInstallers(ctx)).filter(
    (one) => (!area || covers(one.areas, area)) && (!skill || one.skills.includes(skill)),
  );
  const ids = installers.map((one) => one.id);
  const absences = await listAbsences(ctx, ids, new Date(start), new Date(end));
  const seen = visibleOrders(ctx.actor);
  const narrowed = sql`${area ? sql`o.area like ${`${area.replace(/(00)+$/, "")}%`}` : sql`true`} and ${skill ? sql`o.skill = ${skill}` : sql`true`}`;
  const planned = await findOrders(
    ctx,
    sql`${seen} and o.window_from >= ${new Date(start)} and o.window_from < ${new Date(end)} and o.state not in ('cancelled', 'new', 'failed')
        and o.installer_id = any(${ids}::uuid[])`,
  );
  const waiting = await findOrders(ctx, sql`${seen} and o.state in ('new', 'failed') and ${narrowed}`, {
    order: sql`o.promised_by nulls last, o.id`,
    limit: 300,
  });
  const rules = await windowRules(ctx);
  const calendarOf = await calendarsFor(ctx, rules);
  const conflictsOf = (order: OrderRow): Conflict[] => {
    const installer = installers.find((one) => one.id === order.installerId);
    const late = order.dueAt !== null && Date.parse(order.windowTo ?? ctx.now.toISOString()) > Date.parse(order.dueAt);
    if (!installer || !order.windowFrom || !order.windowTo) return late ? ["late"] : [];
    const span = spanOf({ from: order.windowFrom, to: order.windowTo });
    const wide: Span = [span[0] - dayMs, span[1] + dayMs];
    const ended = order.state === "done";
    return [
      ...(!ended && absences.some((one) => one.staffId === installer.id && overlaps(spanOf(one), span))
        ? ["absent" as const]
        : []),
      ...(!ended && !isInside(span, visitingHours(calendarOf(installer, order.kind), rules, wide))
        ? ["outside" as const]
        : []),
      ...(order.skill && !installer.skills.includes(order.skill) ? ["skill" as const] : []),
      ...(!covers(installer.areas, order.area) ? ["area" as const] : []),
      ...(late ? ["late" as const] : []),
    ];
  };
  return {
    from,
    days: Array.from({ length: days }, (_, index) => dayNamed(start, index)),
    installers: installers.map((one) => ({
      ...one,
      absences: absences.filter((absence) => absence.staffId === one.id),
      openDays: openDays(one, start, days),
    })),
    planned: (await withNames(ctx, planned)).map((one) => ({ ...one, conflicts: conflictsOf(one) })),
    waiting: (await withNames(ctx, waiting)).map((one) => ({ ...one, conflicts: conflictsOf(one) })),
  };

  /** On which of the days somebody makes visits at all. */
  function openDays(installer: Installer, first: number, count: number): string[] {
    const hours = visitingHours(calendarOf(installer, "installation"), rules, [first, first + count * dayMs]);
    return Array.from({ length: count }, (_, index) => index)
      .filter((index) => hours.some((span) => overlaps(span, [first + index * dayMs, first + (index + 1) * dayMs])))
      .map((index) => dayNamed(first, index));
  }
}

const dayNamed = (start: number, index: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(start + index * dayMs + dayMs / 2));
