import { sql } from "kysely";
import type { Chunk, Outcome } from "./customers.apply.ts";
import type { PurchasesMapping } from "./mapping.ts";
import { addClaims, insertStagedCustomers, keepClasses, matchStaged, refuseUnconsented } from "./staged-customers.ts";
import { judgePurchases, writePurchases } from "./staged-purchases.ts";

export type PurchaseOutcome = Outcome & { readonly customers: number };

/**
 * Brings staged purchases to their customers, who are made where the mapping says so, since when they first bought.
 * `foreign` are the rows (`row_n`) whose customer is unknown, `unconsented` those whose customer may not be made.
 */
export async function applyPurchases(chunk: Chunk, mapping: PurchasesMapping): Promise<PurchaseOutcome> {
  const { ctx, dryRun, importId } = chunk;
  const known = await matchStaged(ctx, mapping.match);
  if (!mapping.create) await sql`update staged_customer set refused = true where existing is null`.execute(ctx.tx);
  await refuseUnconsented(ctx);
  if (known) await judgePurchases(ctx);
  const { rows: refused } = await sql<{ n: number; unconsented: boolean }>`
    select t.row_n as n, s.unconsented from staged_purchase t join staged_customer s on s.n = t.n where s.refused`.execute(
    ctx.tx,
  );
  const { rows } = await sql<Record<"new" | "updated" | "unchanged", number>>`
    select count(*) filter (where t.status = 'new')::int as new, count(*) filter (where t.status = 'changed')::int as updated,
           count(*) filter (where t.status = 'same')::int as unchanged
      from staged_purchase t join staged_customer s on s.n = t.n where not s.refused`.execute(ctx.tx);
  const { rows: made } = await sql<{
    n: number;
  }>`select count(*)::int as n from staged_customer where existing is null and not refused`.execute(ctx.tx);
  if (!dryRun) {
    if (made[0]!.n) {
      await insertStagedCustomers(chunk);
      await keepClasses(ctx);
      await addClaims(ctx);
    }
    if (known && mapping.create)
      await sql`
        update customers.customer c set joined_on = s.joined_on from staged_customer s
         where c.customer_id = s.existing and c.created_by = ${importId} and s.joined_on < c.joined_on`.execute(ctx.tx);
    await writePurchases(ctx);
  }
  const rowsOf = (unconsented: boolean) => refused.filter((row) => row.unconsented === unconsented).map((row) => row.n);
  return { ...rows[0]!, foreign: rowsOf(false), unconsented: rowsOf(true), customers: made[0]!.n };
}
