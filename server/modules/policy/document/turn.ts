import type { Context } from "../../../platform/context.ts";
import { forgetForce } from "../installation.ts";
import { tookForce } from "./enact.ts";
import { turnVersions } from "./version.store.ts";

/** Every minute: approved versions whose day has come are marked as in force, those before them as replaced. */
export async function turnPolicies(ctx: Context): Promise<void> {
  const turned = await turnVersions(ctx);
  if (!turned.length) return;
  for (const { id, from } of turned) await tookForce(ctx, id, from);
  forgetForce(ctx.services);
}
