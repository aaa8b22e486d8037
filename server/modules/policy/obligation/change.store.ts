import type { Context, Statement } from "../../../platform/context.ts";
import { dueWithPauses } from "./obligation.store.ts";
import { nextStepAt, planRows } from "./plan.ts";
import { keyColumns, type ObligationKey } from "./row.store.ts";

const among = (first: number) =>
  `(select k.customer_id, k.id from unnest($${first}::uuid[], $${first + 1}::uuid[]) as k (customer_id, id))`;

const assign: Statement = {
  name: "policy.obligation.assign",
  text: `update policy.obligation set assignee_id = $1, role = coalesce($2, role) where (customer_id, id) in ${among(3)}`,
};

/** A role takes over from a person; a person keeps the role that is responsible. */
export const setAssignee = (ctx: Context, keys: readonly ObligationKey[], to: { assigneeId?: string; role?: string }) =>
  ctx.query(assign, [to.assigneeId ?? null, to.role ?? null, ...keyColumns(keys)]);

const pause: Statement = {
  name: "policy.obligation.pause",
  text: `
    with paused as (
      update policy.obligation set paused_since = $1, due_at = null, next_step_at = null where (customer_id, id) in ${among(3)} returning customer_id, id
    )
    insert into policy.pause (customer_id, obligation_id, from_at, reason)
    select customer_id, id, $1, $2 from paused
    on conflict (customer_id, obligation_id, from_at) do update set to_at = null, reason = excluded.reason`,
};

/** Stops the clock: while it stands, nothing is due. */
export const setPaused = (ctx: Context, keys: readonly ObligationKey[], reason: string) =>
  ctx.query(pause, [ctx.now, reason, ...keyColumns(keys)]);

const endPause: Statement = {
  name: "policy.pause.end",
  text: `update policy.pause set to_at = greatest(from_at, $1) where to_at is null and (customer_id, obligation_id) in ${among(2)}`,
};
const resume: Statement = {
  name: "policy.obligation.resume",
  text: `
    with plan as materialized (select * from ${planRows})
    update policy.obligation o set paused_since = null, due_at = new.due_at, next_step_at = new.step_at
      from (select o.customer_id, o.id, due.at as due_at, coalesce(${nextStepAt("due.at")}, due.at) as step_at
              from policy.obligation o, lateral (select ${dueWithPauses("$2::timestamptz")} as at offset 0) as due
             where (o.customer_id, o.id) in ${among(3)}) as new
     where o.customer_id = new.customer_id and o.id = new.id`,
};

/** Lets the clock run on from now; the due time and the next step move by what the pauses held. */
export async function setResumed(ctx: Context, keys: readonly ObligationKey[], plan: string): Promise<void> {
  await ctx.query(endPause, [ctx.now, ...keyColumns(keys)]);
  await ctx.query(resume, [plan, ctx.now, ...keyColumns(keys)]);
}

const waive: Statement = {
  name: "policy.obligation.waive",
  text: `
    with waived as (
      update policy.obligation o
         set state = 'waived', reason = $2, next_step_at = null, paused_since = null,
             due_at = case when o.paused_since is null then o.due_at else ${dueWithPauses("$1::timestamptz")} end
       where (o.customer_id, o.id) in ${among(3)} returning o.customer_id, o.id
    )
    update policy.pause p set to_at = greatest(p.from_at, $1) from waived
     where p.customer_id = waived.customer_id and p.obligation_id = waived.id and p.to_at is null`,
};

export const setWaived = (ctx: Context, keys: readonly ObligationKey[], reason: string) =>
  ctx.query(waive, [ctx.now, reason, ...keyColumns(keys)]);

const note: Statement = {
  name: "policy.obligation.note",
  text: "update policy.obligation set reason = $3 where customer_id = $1 and id = $2",
};

export const setNote = (ctx: Context, key: ObligationKey, text: string) =>
  ctx.query(note, [key.customerId, key.id, text]);
