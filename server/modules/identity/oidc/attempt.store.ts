import type { Context } from "../../../platform/context.ts";

export const insertAttempt = (ctx: Context, row: { state: string; verifier: string; nonce: string }) =>
  ctx.tx
    .insertInto("identity.oidcAttempt")
    .values({ ...row, createdAt: ctx.now })
    .execute();

/** Takes an attempt out: it serves once, and for a quarter of an hour. */
export const takeAttempt = (ctx: Context, state: string) =>
  ctx.tx
    .deleteFrom("identity.oidcAttempt")
    .where("state", "=", state)
    .where("createdAt", ">", quarterBefore(ctx.now))
    .returning(["verifier", "nonce"])
    .executeTakeFirst();

export async function deleteOldAttempts(ctx: Context): Promise<void> {
  await ctx.tx.deleteFrom("identity.oidcAttempt").where("createdAt", "<=", quarterBefore(ctx.now)).execute();
}

const quarterBefore = (now: Date) => new Date(now.getTime() - 15 * 60_000).toISOString();
