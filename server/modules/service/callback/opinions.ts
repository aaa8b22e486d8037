import { sql } from "kysely";
import { canRead } from "../../../platform/fields/index.ts";
import type { Context } from "../../../platform/context.ts";
import { visibleCallbacks } from "./callback.access.ts";
import { callback } from "./callback.fields.ts";

/** The words of opinions by the ids of their callbacks, of those that the actor has, and only where the role may read them. */
export async function callbackOpinionsAsSeen(
  ctx: Context,
  said: readonly { readonly customerId: string; readonly sourceId: string }[],
): Promise<Map<string, string>> {
  if (!said.length || !canRead(ctx.actor, callback, callback.fields.opinion)) return new Map();
  const { rows } = await sql<{ id: string; opinion: string }>`
    select c.id, c.opinion
      from unnest(${said.map((one) => one.customerId)}::uuid[], ${said.map((one) => one.sourceId)}::uuid[]) w (customer_id, id)
      join service.callback c on c.customer_id = w.customer_id and c.id = w.id
     where c.opinion is not null and ${visibleCallbacks(ctx.actor)}`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row.opinion]));
}
