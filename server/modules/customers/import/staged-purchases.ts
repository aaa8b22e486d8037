import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";

const facts = sql.raw("t.at, t.amount, t.quantity, t.currency::bpchar, t.what");
const stored = sql.raw("p.at, p.amount, p.quantity, p.currency, p.what");

/** Whose a staged purchase is. There may be dozens for each customer: they are not rewritten to name one who is there. */
const buyer = sql`coalesce(s.existing, s.customer_id)`;

/** Tells purchases that are there already, the same or with other facts, from new ones. */
export async function judgePurchases(ctx: Context): Promise<void> {
  await sql`
    update staged_purchase t set status = case when (${facts}) is distinct from (${stored}) then 'changed' else 'same' end
      from staged_customer s, customers.purchase p
     where s.n = t.n and s.existing is not null and p.customer_id = s.existing and p.source_key = t.source_key`.execute(
    ctx.tx,
  );
}

/**
 * Writes the new and the changed purchases of customers that are not refused. Where another import wrote one of them
 * between our look and our write the statement fails, and the chunk is done again.
 */
export async function writePurchases(ctx: Context): Promise<void> {
  await sql`
    insert into customers.purchase (customer_id, id, at, amount, quantity, currency, what, source_key)
    select ${buyer}, t.id, t.at, t.amount, t.quantity, t.currency, t.what, t.source_key
      from staged_purchase t join staged_customer s on s.n = t.n where t.status = 'new' and not s.refused`.execute(
    ctx.tx,
  );
  await sql`
    update customers.purchase p set at = t.at, amount = t.amount, quantity = t.quantity, currency = t.currency, what = t.what
      from staged_purchase t join staged_customer s on s.n = t.n
     where t.status = 'changed' and not s.refused and p.customer_id = s.existing and p.source_key = t.source_key`.execute(
    ctx.tx,
  );
}
