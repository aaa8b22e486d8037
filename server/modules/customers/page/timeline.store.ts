import type { Context, Statement } from "../../../platform/context.ts";

export type TimelineRow = {
  id: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  actorName: string;
  at: string;
  data: Record<string, unknown>;
};

// A merged customer's own past stays under its key and is told on the survivor's page.
const page: Statement = {
  name: "customers.timeline",
  text: `select e.id, e.kind, e.subject_type as "subjectType", e.subject_id as "subjectId", e.actor_name as "actorName", e.at, e.data
           from platform.event e
          where e.customer_id = any(array(select $1::uuid union all select customer_id from customers.customer where merged_into = $1))
            and ($2::uuid is null or e.id < $2)
          order by e.id desc limit $3`,
};

/** What happened to a customer, the newest first; `cursor` is the id of the last event seen. */
export async function timelinePage(
  ctx: Pick<Context, "query">,
  customerId: string,
  cursor: string | undefined,
  limit: number,
) {
  const rows = await ctx.query<TimelineRow>(page, [customerId, cursor ?? null, limit + 1]);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}
