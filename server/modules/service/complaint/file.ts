import type { Context } from "../../../platform/context.ts";
import { compensationsOf } from "./compensation.store.ts";
import { withoutFee } from "./compensations.http.ts";
import { foundOf, investigationsOf, measuresOf, reviewsOf, solutionsOf } from "./complaint.store.ts";
import { awaitsSupervisor, wantsReview } from "./step.ts";
import { tellingsOf } from "./telling.store.ts";

/** All that was done with a complaint, the newest first. */
export async function complaintFile(ctx: Context, ticket: { readonly customerId: string; readonly id: string }) {
  const measures = Map.groupBy(await measuresOf(ctx, ticket), (one) => one.solutionId);
  return {
    found: (await foundOf(ctx, ticket)) ?? null,
    investigations: await investigationsOf(ctx, ticket),
    solutions: (await solutionsOf(ctx, ticket)).map((one) => ({ ...one, measures: measures.get(one.id) ?? [] })),
    reviews: await reviewsOf(ctx, ticket),
    tellings: await tellingsOf(ctx, ticket),
    compensations: withoutFee(ctx, await compensationsOf(ctx, ticket)),
    awaitsSupervisor: await awaitsSupervisor(ctx, ticket),
    wantsReview: await wantsReview(ctx),
  };
}
