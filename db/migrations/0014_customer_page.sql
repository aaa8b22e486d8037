-- What the customer page does: closing and merging, notices of changes, rows of the two metrics, cleansing.

alter table customers.customer add column closed_at timestamptz;
-- The customer that this one was merged into; its own key never changes.
alter table customers.customer add column merged_into uuid;
create index customer_by_survivor on customers.customer (merged_into) where merged_into is not null;
create index customer_by_state on customers.customer (state, created_at desc, customer_id desc) where state <> 'active';
create index customer_by_joining on customers.customer (joined_on desc, customer_id desc) where joined_on is not null;

-- What the customer needs, as understood from the talk, and what is to follow.
alter table customers.communication add column need text;
alter table customers.communication add column next_step text;
create index communication_by_time on customers.communication (customer_id, at desc, id desc);

-- A changed fact that a department has to know of: names of fields, never their values.
create table customers.change_notice (
  customer_id uuid not null,
  id uuid not null,
  department_id uuid not null,
  fields text[] not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  acknowledged_by uuid,
  acknowledged_by_name text,
  acknowledged_at timestamptz,
  primary key (customer_id, id)
);
create unique index change_notice_open on customers.change_notice (customer_id, department_id) where acknowledged_at is null;
create index change_notice_by_department on customers.change_notice (department_id, id desc) where acknowledged_at is null;

alter table customers.cleansing add column state text not null default 'finding' check (state in ('finding', 'working', 'done'));
create index cleansing_by_time on customers.cleansing (id desc);
alter table customers.cleansing_item add column note text;
create index cleansing_item_unresolved on customers.cleansing_item (cleansing_id) where resolution is null;

-- B8.2.1: each sampled check of a record in the period.
create function customers.accuracy_rows(period_from timestamptz, period_to timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  accurate boolean
)
language sql stable parallel safe as $$
  select s.id, s.customer_id, 'customer', s.customer_id, c.name, s.department_id, c.created_by, s.at, s.accurate
    from customers.second_check s join customers.customer c on c.customer_id = s.customer_id
   where s.at >= period_from and s.at < period_to
$$;

-- B8.2.4: every customer at the start of the period, and whether it was lost within it. A customer is there when it
-- joined before the start, is not closed or merged by then, and, if it ever held services, holds one at the start.
-- It is lost when it is closed within the period, or when the last of its services ends within it.
create function customers.churn_rows(period_from timestamptz, period_to timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  lost boolean
)
language sql stable parallel safe as $$
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.owner_id,
         coalesce(case when left_at.at < period_to then left_at.at end, period_from),
         coalesce(left_at.at < period_to, false)
    from customers.customer c
    left join (
      select h.customer_id,
             bool_or(coalesce(h.started_on::timestamptz, '-infinity') < period_from and coalesce(h.ended_on::timestamptz, 'infinity') >= period_from) as held,
             bool_or(coalesce(h.started_on::timestamptz, '-infinity') < period_from) as ever_held,
             bool_or(coalesce(h.started_on::timestamptz, '-infinity') < period_to and coalesce(h.ended_on::timestamptz, 'infinity') >= period_to) as kept,
             max(h.ended_on)::timestamptz as last_end
        from customers.service_held h group by h.customer_id
    ) s on s.customer_id = c.customer_id
    cross join lateral (
      select least(c.closed_at, case when s.held and not s.kept then s.last_end end) as at
    ) left_at
   where coalesce(c.joined_on::timestamptz, c.created_at) < period_from
     and (c.closed_at is null or c.closed_at >= period_from)
     and c.state <> 'merged'
     and (s.customer_id is null or not s.ever_held or s.held)
$$;

-- Who said yes: the customer, or a guardian for a child.
alter table customers.consent add column given_by text not null default 'customer' check (given_by in ('customer', 'guardian'));
