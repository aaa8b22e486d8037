import type { Context } from "../../../platform/context.ts";
import { bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { accountManager } from "./grade.controls.ts";

/** The grades from which on the policy in force promises an account manager of one's own (B4.2.1). */
export async function gradesWithManager(ctx: Context): Promise<readonly string[]> {
  return (await bindingsOf(ctx.services, accountManager.key, ctx.now)).map((binding) =>
    String(binding.parameters.grade),
  );
}

/** Promises an account manager to customers that have none. */
export const promiseManagers = (
  ctx: Context,
  customers: readonly { customerId: string; departmentId: string | null }[],
  openedAt: string,
) =>
  openObligations(
    ctx,
    accountManager.key,
    customers.map(({ customerId, departmentId }) => ({
      customerId,
      subjectType: "customer",
      subjectId: customerId,
      departmentId,
      openedAt,
    })),
  );

/** The promise is kept once an owner is set. To be called wherever one is. */
export const managersNamed = (ctx: Context, customerIds: readonly string[]) =>
  fulfil(
    ctx,
    accountManager.key,
    customerIds.map((customerId) => ({ customerId, subjectId: customerId })),
  );
