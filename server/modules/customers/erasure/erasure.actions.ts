import type { Context } from "../../../platform/context.ts";
import { askGuard, bindingsOf, forgetWords, releaseObligations } from "../../policy/index.ts";
import { loadErasable } from "../customer.load.ts";
import { formerIds } from "../customer.names.ts";
import { forgetCustomer, pendingMatters } from "../neighbours.ts";
import { erasure } from "./erasure.controls.ts";
import { eraseRows, lockCustomer } from "./erasure.store.ts";

/** Why personal information is erased: the cases of PIPL art. 47. */
export const grounds = {
  requested: { zh: "客户要求", en: "The customer asks for it" },
  withdrawn: { zh: "撤回同意", en: "Consent was withdrawn" },
  purpose_met: { zh: "处理目的已实现或无法实现", en: "The purpose is met, or cannot be" },
  term_over: { zh: "保存期限届满", en: "The term of keeping is over" },
  unlawful: { zh: "违法或违约处理", en: "Handled unlawfully or against an agreement" },
} as const;
export type Ground = keyof typeof grounds;

/**
 * Takes everything out of the house that says who a customer is (N4.17), also of those who were merged into it. A row
 * without a name stays, so that what is counted still adds up: times, categories, amounts.
 * @throws AppError customers.erased (409), customers.merged (409); policy.guarded (403) while something is in
 * progress, policy.approval_needed (403)
 */
export async function eraseCustomer(ctx: Context, id: string, ground: Ground): Promise<void> {
  await lockCustomer(ctx, id);
  const row = await loadErasable(ctx, id);
  const pending = await pendingMatters(ctx, id);
  await askGuard(ctx, erasure, {
    customerId: id,
    subjectType: "customer",
    subjectId: id,
    departmentId: row.departmentId as string | null,
    facts: { ground, pending },
  });
  const bindings = await bindingsOf(ctx.services, erasure.key, ctx.now);
  const keepsTrade = bindings.some(({ parameters }) => parameters.restrictWhenLawKeeps);
  const ids = await formerIds(ctx, id);
  for (const one of ids) await forgetCustomer(ctx, one);
  await forgetWords(ctx, ids);
  await releaseObligations(ctx, ids, grounds[ground].zh);
  await eraseRows(ctx, id, ids, keepsTrade);
  await ctx.emit({
    kind: "customers.customer.erased",
    customerId: id,
    subjectType: "customer",
    subjectId: id,
    data: { ground },
  });
}
