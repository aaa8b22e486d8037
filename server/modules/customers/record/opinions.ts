import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { canRead } from "../../../platform/fields/index.ts";
import { visibleRows } from "../customer.access.ts";
import { communication } from "./record.fields.ts";

/**
 * The words of opinions by the ids of their communications, for rooms that know these by `customers.opinion_facts`: of
 * customers that the actor has, and only where the role may read them. What a merge moved is found at the survivor.
 */
export async function opinionsAsSeen(
  ctx: Context,
  said: readonly { readonly customerId: string; readonly sourceId: string }[],
): Promise<Map<string, string>> {
  if (!said.length || !canRead(ctx.actor, communication, communication.fields.opinion)) return new Map();
  const { rows } = await sql<{ id: string; opinion: string }>`
    select m.id, m.opinion
      from unnest(${said.map((one) => one.customerId)}::uuid[], ${said.map((one) => one.sourceId)}::uuid[]) w (customer_id, id)
      join customers.customer c on c.customer_id = w.customer_id
      join customers.communication m on m.customer_id = coalesce(c.merged_into, c.customer_id) and m.id = w.id
     where m.opinion is not null and ${visibleRows(ctx.actor)}`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row.opinion]));
}
