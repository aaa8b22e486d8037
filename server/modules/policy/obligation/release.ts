import type { Context } from "../../../platform/context.ts";
import { setWaived } from "./change.store.ts";
import { customerObligations } from "./row.store.ts";

/**
 * What promises are about is gone (a customer merged or closed): those still open are waived with the reason. It is
 * the product that ends them, so it needs no right to waive; each leaves its event. Answers how many.
 */
export async function releaseObligations(ctx: Context, customerIds: readonly string[], reason: string): Promise<number> {
  let released = 0;
  for (const customerId of customerIds) {
    const open = (await customerObligations(ctx, customerId)).filter(
      (row) => row.settledAt === null && row.state !== "waived",
    );
    if (!open.length) continue;
    await setWaived(ctx, open, reason);
    await ctx.emit(
      ...open.map((row) => ({
        kind: "policy.obligation.waived",
        customerId,
        subjectType: "obligation",
        subjectId: row.id,
        data: { control: row.control, clause: row.clause },
      })),
    );
    released += open.length;
  }
  return released;
}
