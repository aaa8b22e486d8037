import { type Calendar, due, type Due, explainDue, readCalendars } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import type { Text } from "../../../platform/text.ts";
import { listEditions } from "../calendar/calendar.store.ts";
import { listPauses, type ObligationRow } from "./row.store.ts";

export type Explanation = {
  /** The calendar by which the stored due time was added up. */
  readonly calendar: Calendar;
  /** Until when that calendar held; null: it still does. */
  readonly calendarReplacedAt: string | null;
  /** When it would be due without pauses. */
  readonly plannedAt: string | null;
  /** By the sum below; the same as what is stored. */
  readonly dueAt: string | null;
  readonly remainingSeconds: number | null;
  readonly provisional: boolean;
  readonly lines: readonly Text[];
  readonly pauses: readonly { from: string; to: string | null; reason: string }[];
  /** False where the sum does not give the stored time: the official holidays we know changed after it was fixed. */
  readonly agrees: boolean;
};

/**
 * How a due time was added up. A promise that was late or done before its calendar changed keeps the due time of
 * then, so the edition of the calendar that gives the stored time is the one that explains it.
 */
export async function explainObligation(ctx: Context, row: ObligationRow): Promise<Explanation> {
  const pauses = await listPauses(ctx.query, row);
  const present = (await readCalendars({ query: (statement, values) => ctx.query(statement, values) })).get(
    row.calendar,
  );
  const editions = [
    ...(present ? [{ calendar: present, replacedAt: null }] : []),
    ...(await listEditions(ctx, row.calendar)),
  ];
  const reckoned = editions.map((edition) => ({
    ...edition,
    due: due(edition.calendar, row.openedAt, row.term, pauses),
  }));
  const found = reckoned.find((one) => sameInstant(one.due, row)) ?? reckoned[0]!;
  return {
    calendar: found.calendar,
    calendarReplacedAt: found.replacedAt,
    plannedAt: due(found.calendar, row.openedAt, row.term).dueAt,
    dueAt: found.due.dueAt,
    remainingSeconds: found.due.remainingSeconds,
    provisional: found.due.provisional,
    lines: explainDue(found.due.sum),
    pauses,
    agrees: sameInstant(found.due, row),
  };
}

const sameInstant = ({ dueAt }: Due, row: ObligationRow): boolean =>
  dueAt === null || row.dueAt === null ? dueAt === row.dueAt : Math.abs(Date.parse(dueAt) - Date.parse(row.dueAt)) < 1;
