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

// An import writes no event for each of a million customers: who came by one says so by `created_by`, and its own id,
// made a moment before it was written, is that row's place in time.
// A merged customer's own past stays under its key and is told on the survivor's page.
const page: Statement = {
  name: "customers.timeline",
  text: `with told as materialized (
           select $1::uuid as customer_id union all select customer_id from customers.customer where merged_into = $1
         )
         (select e.id, e.kind, e.subject_type as "subjectType", e.subject_id as "subjectId", e.actor_name as "actorName", e.at, e.data
            from platform.event e
           where e.customer_id = any(array(select customer_id from told)) and ($2::uuid is null or e.id < $2)
           order by e.id desc limit $3)
         union all
         select c.customer_id, 'customers.customer.imported', 'import', i.id, i.created_by_name, c.created_at, jsonb_build_object('file', i.file_name)
           from told, customers.customer c, customers.import i
          where c.customer_id = told.customer_id and i.id = c.created_by and ($2::uuid is null or c.customer_id < $2)
          order by 1 desc limit $3`,
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
