import type { Query, Statement } from "../../../platform/context.ts";
import { planRows } from "./plan.ts";

/** A step whose time has come; `tell` and `assign` as the clause has them. `at` is seconds from the due time. */
export type PassedStep = {
  customerId: string;
  id: string;
  control: string;
  clause: string;
  dueAt: string;
  assigneeId: string | null;
  role: string | null;
  /** Null where the clause's steps cannot be read any more: only the due time itself counts then. */
  at: number | null;
  tell: string | null;
  assign: string | null;
};

// What follows for each row is worked out beside it: joined as sets of their own, which the planner takes for a row or
// two, steps of some thousand rows cost their square.
// Rows that somebody else works on at this moment are skipped: their turn comes with the next sweep. The steps, the
// breach and the next step are one statement in the caller's transaction, so a step is told once or not at all.
const pass: Statement = {
  name: "policy.obligation.pass-steps",
  text: `
    with plan as materialized (select * from ${planRows}),
    picked as materialized (
      select customer_id, id, control, clause, version_id, due_at, next_step, assignee_id, role
        from policy.obligation where next_step_at <= $2 order by next_step_at limit $3 for update skip locked
    ), passed as materialized (
      select o.customer_id, o.id, plan.step_no, plan.at_seconds, plan.tell, plan.assign
        from picked o join plan using (version_id, clause, control)
       where plan.step_no >= o.next_step and o.due_at + plan.at_seconds * interval '1 second' <= $2
    ), moved as (
      update policy.obligation o
         set state = case when k.due_at <= $2 then 'breached' else o.state end,
             breached_at = case when k.due_at <= $2 then coalesce(o.breached_at, k.due_at) else o.breached_at end,
             assignee_id = case when s.assign is null then o.assignee_id end,
             role = coalesce(s.assign, o.role),
             next_step = coalesce(s.coming_step, s.after_last, o.next_step),
             next_step_at = coalesce(s.coming_at, case when k.due_at > $2 then k.due_at end)
        from picked k, lateral (
               select max(step.step_no) filter (where step.at <= $2) + 1 as after_last,
                      (array_agg(step.assign order by step.step_no desc) filter (where step.at <= $2 and step.assign is not null))[1] as assign,
                      min(step.step_no) filter (where step.at > $2) as coming_step,
                      (array_agg(step.at order by step.step_no) filter (where step.at > $2))[1] as coming_at
                 from (select plan.step_no, plan.assign, k.due_at + plan.at_seconds * interval '1 second' as at from plan
                        where plan.version_id = k.version_id and plan.clause = k.clause and plan.control = k.control and plan.step_no >= k.next_step) step
             ) s
       where o.customer_id = k.customer_id and o.id = k.id
    )
    select o.customer_id as "customerId", o.id, o.control, o.clause, o.due_at as "dueAt", o.assignee_id as "assigneeId", o.role,
           passed.at_seconds as at, passed.tell, passed.assign, (select count(*) from picked)::int as picked
      from picked o left join passed using (customer_id, id)
     order by o.customer_id, o.id, passed.step_no`,
};

/** Takes the steps that have come, for so many obligations at most. Answers how many it took, and their steps. */
export async function passSteps(
  query: Query,
  plan: string,
  now: Date,
  limit: number,
): Promise<{ picked: number; steps: PassedStep[] }> {
  const rows = await query<PassedStep & { picked: number }>(pass, [plan, now, limit]);
  return { picked: rows[0]?.picked ?? 0, steps: rows };
}
