-- Grade reviews from preview to effect, early moves, overrides, history, evidence.

alter table customers.grading drop constraint grading_state_check;
alter table customers.grading add constraint grading_state_check
  check (state in ('computing', 'preview', 'approved', 'applying', 'applied', 'rejected'));
alter table customers.grading
  -- A review judges everybody; an early run only moves up those whose spend rose suddenly.
  add column kind text not null default 'review' check (kind in ('review', 'early')),
  add column application_run_id uuid,
  add column changed bigint not null default 0,
  add column applied bigint not null default 0,
  add column applied_at timestamptz,
  add column note text;
create index grading_waiting on customers.grading (effective_at) where state = 'approved';
create index grading_applied on customers.grading (as_of desc) where state = 'applied';

-- What a person decided against the table, with the facts of that moment.
create table customers.grade_override (
  customer_id uuid not null,
  id uuid not null,
  from_grade text,
  to_grade text not null,
  reason text not null,
  clause text not null,
  version_id uuid not null,
  facts jsonb not null,
  overridden_by uuid,
  overridden_by_name text not null,
  at timestamptz not null,
  primary key (customer_id, id)
);

-- What the grade decision looks at, for every customer at an instant: also the history that a replay judges.
-- Somebody whose file was opened later than they bought was a customer all the same; closed files are not judged.
create or replace function customers.grade_facts(judged_at timestamptz)
returns table (
  subject_id uuid, customer_id uuid, class text, yearly_spend bigint, yearly_purchases int, tenure_months int, services int, referrals int
)
language sql stable parallel safe as $$
  select c.customer_id, c.customer_id, c.class,
         coalesce(p.spend, 0)::bigint, coalesce(p.purchases, 0)::int,
         greatest(0, (extract(year from age(judged_at, since.at)) * 12 + extract(month from age(judged_at, since.at)))::int),
         coalesce(s.services, 0)::int, coalesce(r.referrals, 0)::int
    from customers.customer c
    cross join lateral (select coalesce(c.joined_on::timestamptz, c.created_at) as at) since
    left join (
      select q.customer_id, sum(q.amount) as spend, count(*) as purchases
        from customers.purchase q where q.at > judged_at - interval '1 year' and q.at <= judged_at group by q.customer_id
    ) p on p.customer_id = c.customer_id
    left join (
      select h.customer_id, count(*) as services
        from customers.service_held h
       where coalesce(h.started_on, '-infinity') <= judged_at and coalesce(h.ended_on, 'infinity') > judged_at group by h.customer_id
    ) s on s.customer_id = c.customer_id
    left join (
      select f.referrer_id, count(*) as referrals from customers.customer f
       where f.referrer_id is not null and coalesce(f.joined_on::timestamptz, f.created_at) <= judged_at group by f.referrer_id
    ) r on r.referrer_id = c.customer_id
   where c.state <> 'merged' and (c.closed_at is null or c.closed_at > judged_at)
     and (since.at <= judged_at or p.customer_id is not null)
$$;

-- B4.3: spend of the latest three months against the three before; only those who bought in the latest are looked at.
create function customers.rise_facts(judged_at timestamptz)
returns table (subject_id uuid, customer_id uuid, latest_quarter bigint, previous_quarter bigint, rise numeric)
language sql stable parallel safe as $$
  select q.customer_id, q.customer_id, q.latest, q.previous, case when q.previous > 0 then q.latest::numeric / q.previous end
    from (
      select p.customer_id,
             coalesce(sum(p.amount) filter (where p.at > judged_at - interval '3 months'), 0)::bigint as latest,
             coalesce(sum(p.amount) filter (where p.at <= judged_at - interval '3 months'), 0)::bigint as previous
        from customers.purchase p
       where p.at > judged_at - interval '6 months' and p.at <= judged_at
       group by p.customer_id
    ) q
   where q.latest > 0
$$;

-- The moves of one customer in order: by reviews, by early runs, by people.
create function customers.grade_history(customer uuid)
returns table (
  at timestamptz, kind text, grading_id uuid, from_grade text, to_grade text, clause text, version_id uuid, row_no int, facts jsonb,
  judged_at timestamptz, reason text, by_name text
)
language sql stable parallel safe as $$
  select coalesce(g.effective_at, g.applied_at), g.kind, g.id, m.from_grade, m.to_grade, g.clause, g.version_id, m.row_no, m.facts, g.as_of, null, g.decided_by_name
    from customers.grading_change m join customers.grading g on g.id = m.grading_id
   where m.customer_id = customer and g.state = 'applied'
  union all
  select o.at, 'override', null, o.from_grade, o.to_grade, o.clause, o.version_id, null, o.facts, o.at, o.reason, o.overridden_by_name
    from customers.grade_override o
   where o.customer_id = customer
  order by 1
$$;

-- When a customer's grade was last judged: by a decision of its own, or by the last review of everybody, which writes
-- changed rows only. In scope is everybody who was a customer by the end; nobody judged yet stands at their joining.
create or replace function customers.grade_evidence(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  clause text, version_id uuid, value text, overridden boolean
)
language sql stable parallel safe as $$
  with review as (
    select g.as_of, g.clause, g.version_id from customers.grading g
     where g.state = 'applied' and g.kind = 'review' and g.as_of < to_at order by g.as_of desc limit 1
  )
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.owner_id, judged.at,
         case when judged.by_review then r.clause else g.clause end, case when judged.by_review then r.version_id else g.version_id end,
         g.grade, g.overridden_by is not null
    from customers.customer c
    left join customers.grade g on g.customer_id = c.customer_id
    left join review r on true
    cross join lateral (select coalesce(c.joined_on::timestamptz, c.created_at) as at) since
    cross join lateral (
      select coalesce(greatest(g.judged_at, case when g.customer_id is not null and since.at <= r.as_of then r.as_of end), since.at) as at,
             g.customer_id is not null and since.at <= r.as_of and r.as_of > g.judged_at as by_review
    ) judged
   where c.state <> 'merged' and judged.at >= from_at and judged.at < to_at
$$;
