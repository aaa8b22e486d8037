import { z } from "zod";
import type { Context } from "../../platform/context.ts";

const Delegation = z.object({ maxDays: z.number().int().min(1).max(366).default(30) });
const Tokens = z.object({ maxDays: z.number().int().min(1).max(3660).default(365) });

/** The longest time for which rights may be handed over (`identity.delegation` in the installation's settings). */
export const delegationRule = (ctx: Context) => setting(ctx, "identity.delegation", Delegation);

/** The longest life of an API token (`identity.tokens`). */
export const tokenRule = (ctx: Context) => setting(ctx, "identity.tokens", Tokens);

async function setting<S extends z.ZodType>(ctx: Context, name: string, schema: S): Promise<z.output<S>> {
  const row = await ctx.tx.selectFrom("platform.setting").select("value").where("name", "=", name).executeTakeFirst();
  return schema.parse(row?.value ?? {});
}
