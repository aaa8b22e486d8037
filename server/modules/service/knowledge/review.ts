import type { Context, Statement } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { bindingsOf, openObligations } from "../../policy/index.ts";
import { dayOf } from "../day.ts";
import { articleReview } from "./knowledge.controls.ts";

type Reviewed = { readonly id: string; readonly title: string; readonly ownerId: string | null };

const due: Statement = { name: "service.article.review-due", text: "select platform.due_at($1, $2, $3) as at" };

/**
 * Promises the review of an article by the clause in force, at the latest on the day that it gives; on an earlier day
 * where one is named. Answers the day: what a person named where no clause speaks, else null.
 * @throws AppError service.invalid (400) for a day later than the clause allows
 */
export async function promiseReview(
  ctx: Context,
  article: Reviewed,
  on?: string,
  from = ctx.now,
): Promise<string | null> {
  const [binding] = await bindingsOf(ctx.services, articleReview.key, ctx.now);
  if (!binding) return on ?? null;
  const { calendar, within } = binding.parameters as { calendar: string; within: string };
  const [row] = await ctx.query<{ at: string | null }>(due, [calendar, from, within]);
  const latest = row?.at ? dayOf(row.at) : undefined;
  if (on && latest && on > latest)
    throw invalid(
      [
        {
          field: "reviewOn",
          text: {
            zh: `${binding.clause} 要求最迟 ${latest} 复核`,
            en: `${binding.clause} wants the review by ${latest} at the latest`,
          },
        },
      ],
      "service.invalid",
    );
  await openObligations(ctx, articleReview.key, [
    {
      customerId: nobody,
      subjectType: "article",
      subjectId: article.id,
      subjectName: article.title,
      assigneeId: article.ownerId,
      openedAt: from.toISOString(),
      ...(on && { term: `${daysBetween(dayOf(from), on)}d`, calendar: "24x7" }),
    },
  ]);
  return on ?? latest ?? null;
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
