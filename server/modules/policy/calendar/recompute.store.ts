import type { Query, Statement } from "../../../platform/context.ts";
import { dueWithPauses } from "../obligation/obligation.store.ts";
import { nextStepAt, planRows } from "../obligation/plan.ts";

export type Place = { readonly customerId: string; readonly id: string };
export type Moved = {
  readonly seen: number;
  readonly earlier: number;
  readonly later: number;
  readonly last: Place | null;
};

// Only promises that still may be kept: what was late or done stays judged by the calendar of then, also where no sweep
// has said so yet, and a paused one gets its due time when it resumes. Rows whose time does not change are not written.
const recompute: Statement = {
  name: "policy.calendar.recompute",
  text: `
    with plan as materialized (select * from ${planRows}),
    picked as materialized (
      select o.customer_id, o.id from policy.obligation o
       where o.calendar = $2 and o.state = 'open' and (o.customer_id, o.id) > ($3::uuid, $4::uuid)
       order by o.customer_id, o.id limit $5
    ), reckoned as materialized (
      select o.customer_id, o.id, o.due_at as before, due.at, coalesce(${nextStepAt("due.at")}, due.at) as step_at
        from policy.obligation o join picked using (customer_id, id), lateral (select ${dueWithPauses("$6::timestamptz")} as at offset 0) as due
       where o.state = 'open' and o.paused_since is null and (o.due_at is null or o.due_at >= $6)
         for update of o
    ), moved as (
      update policy.obligation o set due_at = r.at, next_step_at = r.step_at
        from reckoned r
       where o.customer_id = r.customer_id and o.id = r.id and o.due_at is distinct from r.at
      returning r.before, r.at
    )
    select (select count(*)::int from picked) as seen,
           (select count(*)::int from moved where at < before) as earlier,
           (select count(*)::int from moved where at > before or before is null or at is null) as later,
           (select jsonb_build_object('customerId', customer_id, 'id', id) from picked order by customer_id desc, id desc limit 1) as last`,
};

/** Reckons the due times of so many open promises on a calendar anew, after a place in the order of customers. */
export const recomputeDue = async (
  query: Query,
  plan: string,
  calendar: string,
  after: Place,
  limit: number,
  now: Date,
): Promise<Moved> => (await query<Moved>(recompute, [plan, calendar, after.customerId, after.id, limit, now]))[0]!;

const count: Statement = {
  name: "policy.calendar.open",
  text: "select count(*)::int as open from policy.obligation where calendar = $1 and state = 'open'",
};

export const countOnCalendar = async (query: Query, calendar: string): Promise<number> =>
  (await query<{ open: number }>(count, [calendar]))[0]!.open;
