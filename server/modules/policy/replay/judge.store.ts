import type { Query } from "../../../platform/context.ts";
import type { DecisionControl } from "../control/control.ts";
import { snake } from "../../../platform/case.ts";
import { type Program, toSql } from "../decision/index.ts";
import type { ObligationRule } from "./plan.ts";

export type Move = { readonly from: string | null; readonly to: string | null; readonly count: bigint };

/**
 * Judges all subjects once by both tables in one scan: keeps who would have another value, and answers the counts of
 * every pair of values. Without a table in force everybody's value is new.
 */
export function judgeDecision(
  query: Query,
  replayId: string,
  control: DecisionControl,
  at: string,
  before: Program | undefined,
  after: Program,
): Promise<Move[]> {
  const column = (fact: string) => `f.${snake(fact)}`;
  const [a, b] = [before ? toSql(before, column) : { value: "null", row: "null" }, toSql(after, column)];
  const facts = Object.keys(control.facts).flatMap((fact) => [`'${fact}'`, column(fact)]);
  return query<Move>(
    {
      name: "",
      text: `
        with judged as materialized (
          select f.subject_id, f.customer_id, (${a.value})::text as a, (${a.row})::int as a_row, (${b.value})::text as b, (${b.row})::int as b_row,
                 case when (${a.value})::text is distinct from (${b.value})::text then jsonb_build_object(${facts.join(", ")}) end as facts
            from ${control.source}($1::timestamptz) f
        ), kept as (
          insert into policy.replay_change (replay_id, control, at, customer_id, subject_id, from_value, to_value, from_row, to_row, facts)
          select $2::uuid, $3, $1::timestamptz, customer_id, subject_id, a, b, a_row, b_row, facts from judged where facts is not null
        )
        select a as "from", b as "to", count(*) as count from judged group by a, b`,
    },
    [at, replayId, control.key],
  );
}

export type ObligationCount = {
  readonly control: string;
  readonly clause: string;
  readonly judged: bigint;
  readonly lateBefore: bigint;
  readonly lateAfter: bigint;
  readonly newlyLate: bigint;
  readonly noLongerLate: bigint;
  readonly dropped: bigint;
};

/**
 * Adds up the due times anew of all promises that were opened in a span: keeps those that would have ended otherwise,
 * and answers counts by clause. A term of its own (agreed, or decided by a table) stays. What was waived is not judged;
 * what is open is late once its due time has passed.
 */
export function judgeObligations(
  query: Query,
  replayId: string,
  span: { from: string; to: string },
  versions: readonly string[],
  rules: readonly ObligationRule[],
  now: Date,
): Promise<ObligationCount[]> {
  return query<ObligationCount>(
    {
      name: "policy.replay.obligations",
      text: `
        with rule as (
          select * from unnest($5::text[], $6::text[], $7::text[], $8::text[], $10::text[]) as r (control, clause, term, calendar, known)
        ), history as (
          select o.customer_id, o.id, o.control, o.clause, o.opened_at, o.due_at, o.settled_at, r.term is null as dropped,
                 coalesce(o.state = 'breached' or coalesce(o.settled_at, $9::timestamptz) > o.due_at, false) as was_late,
                 keeps.due as same,
                 case when keeps.due then o.due_at
                      when held.pauses is null then platform.due_at(r.calendar, o.opened_at, r.term)
                      else platform.due_at_with_pauses(r.calendar, o.opened_at, r.term, held.pauses) end as would_be_due_at
            from policy.obligation o join rule r on r.control = o.control and r.clause = o.clause
            cross join lateral (select r.term = o.term and r.calendar = o.calendar or not (o.term = any(string_to_array(r.known, ' '))) as due) keeps
            left join (
              select p.customer_id, p.obligation_id, range_agg(tstzrange(p.from_at, p.to_at)) as pauses
                from policy.pause p where p.to_at is null or p.to_at > p.from_at group by p.customer_id, p.obligation_id
            ) held on held.customer_id = o.customer_id and held.obligation_id = o.id
           where o.opened_at >= $2::timestamptz and o.opened_at < $3::timestamptz and o.version_id = any($4::uuid[]) and o.state <> 'waived'
        ), judged as materialized (
          select h.*, case when dropped then false when same then was_late else coalesce(coalesce(settled_at, $9) > would_be_due_at, false) end as would_be_late from history h
        ), kept as (
          insert into policy.replay_obligation (replay_id, customer_id, obligation_id, control, clause, change, opened_at, due_at, would_be_due_at, settled_at)
          select $1::uuid, customer_id, id, control, clause, case when would_be_late then 'newly_late' else 'no_longer_late' end, opened_at, due_at, would_be_due_at, settled_at
            from judged where would_be_late <> was_late and not dropped
        )
        select control, clause, count(*) as judged, count(*) filter (where was_late) as "lateBefore", count(*) filter (where would_be_late) as "lateAfter",
               count(*) filter (where would_be_late and not was_late) as "newlyLate",
               count(*) filter (where was_late and not would_be_late and not dropped) as "noLongerLate", count(*) filter (where dropped) as dropped
          from judged group by control, clause`,
    },
    [
      replayId,
      span.from,
      span.to,
      versions,
      rules.map((rule) => rule.control),
      rules.map((rule) => rule.clause),
      rules.map((rule) => rule.term),
      rules.map((rule) => rule.calendar),
      now,
      rules.map((rule) => rule.known.join(" ")),
    ],
  );
}
