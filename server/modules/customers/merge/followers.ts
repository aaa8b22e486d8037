import type { Context } from "../../../platform/context.ts";
import type { Services } from "../../../platform/services.ts";

/** Takes what a higher room keeps of a merged customer to the one that stays, in the transaction of the merge. */
export type Follower = (ctx: Context, keptId: string, otherId: string) => Promise<void>;

const installed = new WeakMap<Services, readonly Follower[]>();

/** Higher rooms keep things of customers that this one does not know; `app.ts` says who follows a merge. */
export const installFollowers = (services: Services, followers: readonly Follower[]): void =>
  void installed.set(services, followers);

export async function followMerge(ctx: Context, keptId: string, otherId: string): Promise<void> {
  for (const follow of installed.get(ctx.services) ?? []) await follow(ctx, keptId, otherId);
}
