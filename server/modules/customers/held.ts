import type { Context, Statement } from "../../platform/context.ts";

const fee: Statement = {
  name: "customers.held.fee",
  text: `select coalesce(sum(monthly_fee), 0)::bigint as fee from customers.service_held
          where customer_id = $1 and (started_on is null or started_on <= $2) and (ended_on is null or ended_on >= $2)`,
};

/** What the services that a customer holds on a day cost a month, in fen. */
export const monthlyFeeOf = async (ctx: Pick<Context, "query">, customerId: string, on: string): Promise<bigint> =>
  (await ctx.query<{ fee: bigint }>(fee, [customerId, on]))[0]!.fee;
