import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { visibleCallbacks } from "./callback.access.ts";

export type Reviewing = { readonly comment: string | null; readonly valid: boolean };

/** How those that the actor has stand, of these ids. */
export async function findForReview(ctx: Context, ids: readonly string[]) {
  const { rows } = await sql<{ customerId: string; id: string; calledBy: string | null; open: boolean }>`
    select c.customer_id as "customerId", c.id, c.called_by as "calledBy", c.state = 'done' and c.reviewed_at is null as open
      from service.callback c where c.id = any(${ids}::uuid[]) and ${visibleCallbacks(ctx.actor)}`.execute(ctx.tx);
  return rows;
}

/** Signs the records that nobody signed yet; answers those. */
export async function markReviewed(ctx: Context, ids: readonly string[], { comment, valid }: Reviewing) {
  const { rows } = await sql<{ customerId: string; id: string }>`
    update service.callback c
       set reviewed_by = ${ctx.actor.id}::uuid, reviewed_by_name = ${ctx.actor.name}, reviewed_at = ${ctx.now}, review_comment = ${comment}, valid = ${valid}, version = c.version + 1
     where c.id = any(${ids}::uuid[]) and c.state = 'done' and c.reviewed_at is null
    returning c.customer_id as "customerId", c.id`.execute(ctx.tx);
  return rows;
}
