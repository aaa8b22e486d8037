import type { Context, Statement } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";

export type PurchaseRow = {
  id: string;
  at: string;
  what: string | null;
  quantity: number;
  amount: bigint;
  currency: string;
};
export type NewPurchase = {
  at: string;
  what?: string | null | undefined;
  quantity?: number | undefined;
  amount: bigint;
  currency?: string | undefined;
};

const columns = "id, at, what, quantity, amount, currency";

const page: Statement = {
  name: "customers.purchase.page",
  text: `select ${columns} from customers.purchase
          where customer_id = $1 and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
          order by at desc, id desc limit $4`,
};

export const purchasePage = (
  ctx: Pick<Context, "query">,
  customerId: string,
  after: readonly [string, string] | undefined,
  limit: number,
) => ctx.query<PurchaseRow>(page, [customerId, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);

const sums: Statement = {
  name: "customers.purchase.sums",
  text: `select currency, count(*)::int as count, sum(amount)::bigint as total,
                coalesce(sum(amount) filter (where at > $2::timestamptz - interval '1 year'), 0)::bigint as "lastYear"
           from customers.purchase where customer_id = $1 group by currency order by currency`,
};

/** What a customer bought in all and in the last twelve months, by currency. */
export const purchaseSums = (ctx: Context, customerId: string) =>
  ctx.query<{ currency: string; count: number; total: bigint; lastYear: bigint }>(sums, [customerId, ctx.now]);

const insert: Statement = {
  name: "customers.purchase.insert",
  text: `insert into customers.purchase (customer_id, id, at, amount, quantity, currency, what, source_key) values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
};

export async function insertPurchase(ctx: Context, customerId: string, given: NewPurchase): Promise<PurchaseRow> {
  const id = newId();
  const [row] = await ctx.query<PurchaseRow>(insert, [
    customerId,
    id,
    given.at,
    given.amount,
    given.quantity ?? 1,
    given.currency ?? "CNY",
    given.what ?? null,
    `hand:${id}`,
  ]);
  return row!;
}
