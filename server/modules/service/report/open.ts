import type { Context, Statement } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { bindingsOf, openObligations } from "../../policy/index.ts";
import { dayOf, spanOf } from "../day.ts";
import { type Active, isWorkingDay } from "./day.store.ts";
import { dailyReport } from "./report.controls.ts";
import { openReports } from "./report.store.ts";

const due: Statement = { name: "service.report.due", text: "select platform.due_at($1, $2, $3) as at" };

/** When what began to run at an instant is due. */
export const dueAt = async (
  ctx: Context,
  calendar: string,
  from: string | Date,
  within: string,
): Promise<string | null> => (await ctx.query<{ at: string | null }>(due, [calendar, from, within]))[0]!.at;

export type Owed = { readonly openedAt: string; readonly dueAt: string | null };

/** From when to when a report of today is owed; undefined where no clause asks for one, or the office is closed. */
export async function owedToday(ctx: Context): Promise<Owed | undefined> {
  const [binding] = await bindingsOf(ctx.services, dailyReport.key, ctx.now);
  if (!binding) return undefined;
  const { calendar, within } = binding.parameters as { calendar: string; within: string };
  const day = dayOf(ctx.now);
  if (!(await isWorkingDay(ctx, calendar, day))) return undefined;
  const openedAt = new Date(Date.parse(spanOf(day).from) - 1_000).toISOString();
  return { openedAt, dueAt: await dueAt(ctx, calendar, openedAt, within) };
}

/** Opens reports of a day for those who have none of it yet, with their promises where they are owed. */
export async function openDay(
  ctx: Context,
  people: readonly Active[],
  day: string,
  owed: Owed | undefined,
): Promise<void> {
  const opened = await openReports(ctx, people, day, owed?.dueAt ?? null);
  if (owed)
    await openObligations(
      ctx,
      dailyReport.key,
      opened.map(({ id, staffId, departmentId }) => ({
        customerId: nobody,
        subjectType: "work_report",
        subjectId: id,
        subjectName: day,
        assigneeId: staffId,
        departmentId,
        openedAt: owed.openedAt,
      })),
    );
}
