-- Ratings by callbacks and surveys, as the satisfaction metric reads them. Nothing collects ratings yet, so there are
-- no rows and the figure says that there is no data; the room that calls customers back fills this table.
create table supervision.rating (
  customer_id uuid not null,
  id uuid not null,
  way text not null check (way in ('callback', 'survey', 'hotline', 'message')),
  department_id uuid,
  person_id uuid,
  satisfied boolean not null,
  valid boolean not null default true,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index rating_by_time on supervision.rating (at);

create function supervision.rating_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  way text, satisfied boolean, valid boolean
)
language sql stable parallel safe as $$
  select r.id, r.customer_id, 'rating', r.id, null::text, r.department_id, r.person_id, r.at, r.way, r.satisfied, r.valid
    from supervision.rating r where r.at >= from_at and r.at < to_at
$$;
