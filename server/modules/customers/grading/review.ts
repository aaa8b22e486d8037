import { v5 } from "uuid";
import { type Cycle, type Period, periodOf } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { nobody } from "../../../platform/ids.ts";
import { type Binding, bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { gradeReview } from "./grade.controls.ts";

// Names the review of a period, so that its promise is one whoever opens it first.
const namespace = "5b0f3a52-3c0e-4c8e-9d57-0f5f0c6c4b11";

const subjectOf = (binding: Binding, period: Period) => ({
  customerId: nobody,
  subjectType: "grade_review",
  subjectId: v5(`${binding.clause} ${period.key}`, namespace),
  subjectName: period.label.zh,
  openedAt: period.from,
});

const mark = "customers.grade-review";

/** Opens the review of the running period (B4.3), once: what was met or waived since is not opened again. */
export async function openReview(ctx: Context): Promise<void> {
  const [binding] = await bindingsOf(ctx.services, gradeReview.key, ctx.now);
  if (!binding) return;
  const period = periodOf(binding.parameters.cycle as Cycle, ctx.now.toISOString());
  const value = JSON.stringify({ clause: binding.clause, period: period.key });
  const fresh = await ctx.query<{ name: string }>(
    {
      name: "customers.review-mark",
      text: `insert into platform.setting as s (name, value, updated_at) values ($1, $2::jsonb, $3)
             on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at where s.value <> excluded.value returning name`,
    },
    [mark, value, ctx.now],
  );
  if (fresh.length) await openObligations(ctx, gradeReview.key, [subjectOf(binding, period)]);
}

/** A review of all that judged them at `asOf` has taken effect: its period's promise is kept, and any older one too. */
export async function reviewed(ctx: Context, asOf: string): Promise<void> {
  const bindings = await bindingsOf(ctx.services, gradeReview.key, ctx.now);
  const subjects = bindings.flatMap((binding) => {
    const periods: Period[] = [periodOf(binding.parameters.cycle as Cycle, asOf)];
    // Nothing older than two years waits to be reviewed.
    while (periods.length < 24 && Date.parse(periods.at(-1)!.from) > Date.parse(asOf) - 2 * 366 * 86_400_000)
      periods.push(
        periodOf(binding.parameters.cycle as Cycle, new Date(Date.parse(periods.at(-1)!.from) - 1).toISOString()),
      );
    return periods.map((period) => subjectOf(binding, period));
  });
  await fulfil(ctx, gradeReview.key, subjects);
}
