-- Figures by department and person, what a replay found, and what supervision records.

-- Figures are kept at their finest grain, so that every sum over departments and persons is a sum of rows. A part of
-- a period that one version of the policy judged has at least one row: that without a department and a person.
alter table policy.figure add column person_id uuid;
drop index policy.figure_once;
create unique index figure_once on policy.figure (
  control, clause, version_id, period_from, period_to,
  coalesce(department_id, '00000000-0000-0000-0000-000000000000'), coalesce(person_id, '00000000-0000-0000-0000-000000000000')
);

create index obligation_by_opening on policy.obligation (opened_at, control);
create index obligation_by_due on policy.obligation (due_at) where due_at is not null;

-- Promises by the time when they were due, for metrics of other rooms: kept in time, late, or waived.
create function policy.promise_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  control text, clause text, state text, in_time boolean
)
language sql stable parallel safe as $$
  select o.id, o.customer_id, o.subject_type, o.subject_id, o.subject_name, o.department_id, coalesce(o.assignee_id, o.settled_by), o.due_at,
         o.control, o.clause, o.state, o.state <> 'breached' and o.settled_at is not null and o.settled_at <= o.due_at
    from policy.obligation o
   where o.due_at >= from_at and o.due_at < to_at
$$;

-- A replay may judge a saved draft, or one in-force version with some parameters changed.
alter table policy.replay
  add column overrides jsonb not null default '[]',
  add column created_by_name text not null default '',
  add column summary jsonb not null default '{}';

-- Who would have another value at a review.
create table policy.replay_change (
  replay_id uuid not null references policy.replay on delete cascade,
  control text not null,
  at timestamptz not null,
  customer_id uuid not null,
  subject_id uuid not null,
  from_value text,
  to_value text,
  from_row int,
  to_row int,
  facts jsonb not null,
  primary key (replay_id, control, at, customer_id, subject_id)
);

-- Promises that would have ended otherwise.
create table policy.replay_obligation (
  replay_id uuid not null references policy.replay on delete cascade,
  customer_id uuid not null,
  obligation_id uuid not null,
  control text not null,
  clause text not null,
  change text not null check (change in ('newly_late', 'no_longer_late')),
  opened_at timestamptz not null,
  due_at timestamptz,
  would_be_due_at timestamptz,
  settled_at timestamptz,
  primary key (replay_id, change, customer_id, obligation_id)
);

create schema supervision;

-- Every turn of a cyclic duty once, whoever looks first: its id is the subject of the promise.
create table supervision.turn (
  id uuid primary key,
  control text not null,
  clause text not null,
  period_key text not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  opened_at timestamptz not null,
  unique (control, clause, period_key)
);

-- A closed figure below its target: the ground of an improvement plan.
create table supervision.shortfall (
  id uuid primary key,
  control text not null,
  clause text not null,
  version_id uuid not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  department_id uuid,
  numerator bigint not null,
  denominator bigint not null,
  target numeric not null,
  -- By when the plan must be done, by the clause in force when it fell short.
  finish_by timestamptz,
  opened_at timestamptz not null
);
create unique index shortfall_once on supervision.shortfall (control, clause, period_from, period_to, coalesce(department_id, '00000000-0000-0000-0000-000000000000'));
create index shortfall_by_time on supervision.shortfall (id desc);

create table supervision.improvement_plan (
  shortfall_id uuid primary key references supervision.shortfall,
  measures text not null,
  owner_id uuid not null,
  finish_on date not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  reached boolean,
  verdict text,
  judged_by uuid,
  judged_by_name text,
  judged_at timestamptz
);

create table supervision.inspection (
  id uuid primary key,
  turn_id uuid references supervision.turn,
  department_id uuid not null,
  findings text not null,
  owner_id uuid,
  correct_by date,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  verified_by uuid,
  verified_by_name text,
  verified_at timestamptz,
  verification text,
  check ((owner_id is null) = (correct_by is null)),
  check (verified_at is null or owner_id is not null)
);
create index inspection_by_time on supervision.inspection (id desc);
create index inspection_unverified on supervision.inspection (correct_by) where owner_id is not null and verified_at is null;

-- What the supervision room measures. Timely response judges promises; which ones, the clause says.
create function supervision.timely_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  control text, clause text, state text, in_time boolean
)
language sql stable parallel safe as $$ select * from policy.promise_facts(from_at, to_at) $$;

-- The decision of grade as it stands for everybody who was a customer by then; without a value where none was made.
create function customers.grade_evidence(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  clause text, version_id uuid, value text, overridden boolean
)
language sql stable parallel safe as $$
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.owner_id, coalesce(g.judged_at, c.created_at),
         g.clause, g.version_id, g.grade, g.overridden_by is not null
    from customers.customer c
    left join customers.grade g on g.customer_id = c.customer_id
   where c.state <> 'merged' and c.created_at < to_at
$$;

-- Names for tables by department and person, read by higher rooms.
create view identity.department_facts as select id, parent_id, name, coalesce(name_en, name) as name_en from identity.department;
create view identity.staff_facts as select id, name, department_id from identity.staff;
