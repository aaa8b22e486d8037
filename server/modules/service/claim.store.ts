import type { Context, Statement } from "../../platform/context.ts";

/** What is claimed once across all customers: ticket numbers, calls and messages by their source's id, tokens by hash. */
export type Claimed = { readonly customerId: string; readonly id: string };

const claim: Statement = {
  name: "service.claim",
  text: `insert into service.claim (kind, value, customer_id, id) values ($1, $2, $3, $4) on conflict do nothing returning 1 as won`,
};
const find: Statement = {
  name: "service.claim.find",
  text: `select customer_id as "customerId", id from service.claim where kind = $1 and value = $2`,
};

/** Takes a value for a row; false where it is taken already. */
export const claimOnce = async (ctx: Context, kind: string, value: string, of: Claimed): Promise<boolean> =>
  (await ctx.query(claim, [kind, value, of.customerId, of.id])).length > 0;

export const findClaim = async (
  ctx: Pick<Context, "query">,
  kind: string,
  value: string,
): Promise<Claimed | undefined> => (await ctx.query<Claimed>(find, [kind, value]))[0];
