import type { Context, Statement } from "../../../platform/context.ts";
import { setWaived } from "./change.store.ts";

type Open = { customerId: string; id: string; control: string; clause: string };

const open: Statement = {
  name: "policy.obligation.open-of-customers",
  text: `select customer_id as "customerId", id, control, clause from policy.obligation
          where customer_id = any($1::uuid[]) and settled_at is null and state <> 'waived' order by customer_id, id for update`,
};

/**
 * What promises are about is gone (a customer merged or closed): those still open are waived with the reason. It is
 * the product that ends them, so it needs no right to waive; each leaves its event. Answers how many.
 */
export async function releaseObligations(
  ctx: Context,
  customerIds: readonly string[],
  reason: string,
): Promise<number> {
  const rows = await ctx.query<Open>(open, [customerIds]);
  if (!rows.length) return 0;
  await setWaived(ctx, rows, reason);
  await ctx.emit(
    ...rows.map(({ customerId, id, ...data }) => ({
      kind: "policy.obligation.waived",
      customerId,
      subjectType: "obligation",
      subjectId: id,
      data,
    })),
  );
  return rows.length;
}
