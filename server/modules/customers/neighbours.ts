import type { Context } from "../../platform/context.ts";
import type { Module } from "../../platform/module.ts";
import type { Services } from "../../platform/services.ts";

/** What a higher room does where two customers become one, or one is erased; in the same transaction. */
export type Neighbour = Pick<Module, "follow" | "pending" | "forget">;

const installed = new WeakMap<Services, readonly Neighbour[]>();
const of = (ctx: Context) => installed.get(ctx.services) ?? [];

/** Higher rooms keep things of customers that this one does not know; `app.ts` says which. */
export const installNeighbours = (services: Services, neighbours: readonly Neighbour[]): void =>
  void installed.set(services, neighbours);

export async function followMerge(ctx: Context, keptId: string, otherId: string): Promise<void> {
  for (const { follow } of of(ctx)) await follow?.(ctx, keptId, otherId);
}

/** What higher rooms still have to do for a customer, by the numbers that people know. */
export async function pendingMatters(ctx: Context, customerId: string): Promise<string[]> {
  const matters: string[] = [];
  for (const { pending } of of(ctx)) matters.push(...((await pending?.(ctx, customerId)) ?? []));
  return matters;
}

export async function forgetCustomer(ctx: Context, customerId: string): Promise<void> {
  for (const { forget } of of(ctx)) await forget?.(ctx, customerId);
}
