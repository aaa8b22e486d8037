import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import type { Way } from "./choices.ts";

/** Callbacks whose customers wait for their link, the oldest first; no other worker takes them meanwhile. */
export async function unsent(ctx: Context, most: number) {
  const { rows } = await sql<{ customerId: string; id: string; way: Way }>`
    select c.customer_id as "customerId", c.id, c.way from service.callback c
     where c.state = 'due' and c.way in ('email', 'sms') and c.link_sent_at is null
     order by c.opened_at limit ${most} for update skip locked`.execute(ctx.tx);
  return rows;
}

export const markSent = (ctx: Context, of: { customerId: string; id: string }, way: Way) =>
  ctx.tx
    .updateTable("service.callback")
    .set({ way, ...(way !== "phone" && { linkSentAt: ctx.now }) })
    .where("customerId", "=", of.customerId)
    .where("id", "=", of.id)
    .execute();
