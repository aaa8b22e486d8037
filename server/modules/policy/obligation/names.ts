import type { Context } from "../../../platform/context.ts";
import type { Services } from "../../../platform/services.ts";

/** The names of customers as the actor of a context may see them: masked, or left out. */
type CustomerNames = (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const installed = new WeakMap<Services, CustomerNames>();

/** The policy knows customers by their ids only; `app.ts` says who can name them. */
export function installCustomerNames(services: Services, names: CustomerNames): void {
  installed.set(services, names);
}

/** Nobody is named where nothing is installed. */
export const customerNames: CustomerNames = async (ctx, customerIds) => {
  const names = installed.get(ctx.services);
  return names && customerIds.length ? names(ctx, [...new Set(customerIds)]) : new Map();
};
