import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { releaseObligations } from "../../policy/index.ts";
import { loadChangeable } from "../customer.load.ts";
import { followMerge } from "../neighbours.ts";
import { lockBoth, moveAll } from "./merge.store.ts";

/**
 * Makes one customer of two: all that the other has moves to the one that stays, in one transaction; empty facts are
 * filled from it; the other points to the survivor. The event on both keeps what moved, for a person who looks back.
 */
export async function mergeCustomers(ctx: Context, keptId: string, otherId: string, reason: string) {
  if (keptId === otherId)
    throw invalid([
      { field: "otherId", text: { zh: "不能与自己合并", en: "a customer cannot be merged with itself" } },
    ]);
  await lockBoth(ctx, keptId, otherId);
  await loadChangeable(ctx, keptId);
  await loadChangeable(ctx, otherId);
  const result = await moveAll(ctx, keptId, otherId);
  await followMerge(ctx, keptId, otherId);
  await releaseObligations(ctx, [otherId], reason);
  const subject = { subjectType: "customer" };
  await ctx.emit(
    {
      kind: "customers.customer.absorbed",
      customerId: keptId,
      subjectId: keptId,
      ...subject,
      data: { otherId, reason, ...result, fields: result.filled },
    },
    {
      kind: "customers.customer.merged",
      customerId: otherId,
      subjectId: otherId,
      ...subject,
      data: { survivorId: keptId, reason, ...result },
    },
  );
  return result;
}
