import type { Context } from "../../../platform/context.ts";
import { forbidden, notFound } from "../../../platform/errors.ts";
import { fulfil } from "../../policy/index.ts";
import { reviewDuty } from "./callback.controls.ts";
import { findForReview, markReviewed, type Reviewing } from "./review.store.ts";

/**
 * Signs callback records (S2.2.4), those of others that nobody signed yet; answers how many. One's own cannot be signed
 * alone, and are left out of many.
 * @throws AppError platform.not_found (404), service.own_record (403)
 */
export async function review(ctx: Context, ids: readonly string[], given: Reviewing) {
  const rows = await findForReview(ctx, ids);
  if (rows.length < new Set(ids).size) throw notFound({ zh: "回访", en: "callback" });
  const others = rows.filter((row) => row.calledBy !== ctx.actor.id);
  if (!others.length)
    throw forbidden(
      { zh: "本人的回访记录须由他人审阅。", en: "A record of one's own is reviewed by somebody else." },
      "service.own_record",
    );
  const signed = await markReviewed(
    ctx,
    others.map((row) => row.id),
    given,
  );
  if (signed.length) {
    await fulfil(
      ctx,
      reviewDuty.key,
      signed.map(({ customerId, id }) => ({ customerId, subjectId: id })),
    );
    await ctx.emit(
      ...signed.map(({ customerId, id }) => ({
        kind: "service.callback.reviewed",
        customerId,
        subjectType: "callback",
        subjectId: id,
        data: { valid: given.valid },
      })),
    );
  }
  return { reviewed: signed.length, left: new Set(ids).size - signed.length };
}
