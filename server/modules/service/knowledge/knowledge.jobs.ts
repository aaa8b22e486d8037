import type { Context } from "../../../platform/context.ts";
import { bindingsOf } from "../../policy/index.ts";
import { articleReview } from "./knowledge.controls.ts";
import { promiseReview } from "./review.ts";
import { setReviewDay, unpromisedArticles } from "./review.store.ts";

/** Cron: articles that were in use before a clause asked for their review are promised one from then on. */
export async function promiseReviews(ctx: Context): Promise<void> {
  if (!(await bindingsOf(ctx.services, articleReview.key, ctx.now)).length) return;
  for (const article of await unpromisedArticles(ctx, articleReview.key)) {
    const day = await promiseReview(ctx, article);
    await setReviewDay(ctx, article.id, day);
  }
}
