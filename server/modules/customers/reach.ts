import type { Context, Statement } from "../../platform/context.ts";
import { normalise } from "./blind-keys.ts";

/** Where the product itself reaches a customer, in clear: to be sealed and sent to, never shown or logged. */
export type Reach = {
  readonly name: string | null;
  readonly email: string | null;
  /** A mainland mobile: other numbers get no text messages. */
  readonly mobile: string | null;
  /** The one that the customer marked as preferred, where only one of them is. */
  readonly preferred: "email" | "mobile" | null;
};

const find: Statement = {
  name: "customers.reach",
  text: `select c.name, k.kind, k.value, k.is_primary as "isPrimary"
           from customers.customer c
           left join customers.contact k on k.customer_id = c.customer_id and k.kind in ('phone', 'email') and k.reachable is not false
          where c.customer_id = $1 order by k.is_primary desc, k.id`,
};

type Row = { name: string; kind: "phone" | "email" | null; value: Buffer | null; isPrimary: boolean };

/** Preferred numbers and addresses before others; none that is known not to work. */
export async function reachOf(ctx: Pick<Context, "query" | "services">, customerId: string): Promise<Reach> {
  const rows = await ctx.query<Row>(find, [customerId]);
  const known = rows.flatMap(({ kind, value, isPrimary }) =>
    kind && value ? [{ kind, isPrimary, text: ctx.services.vault.open(value, "contact.value") }] : [],
  );
  const email = known.find((one) => one.kind === "email");
  const mobile = known.find((one) => one.kind === "phone" && /^1\d{10}$/.test(normalise.phone(one.text)));
  return {
    name: rows[0]?.name ?? null,
    email: email?.text ?? null,
    mobile: mobile ? normalise.phone(mobile.text) : null,
    preferred: !email?.isPrimary === !mobile?.isPrimary ? null : email?.isPrimary ? "email" : "mobile",
  };
}
