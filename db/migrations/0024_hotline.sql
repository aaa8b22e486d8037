-- The hotline: who is on duty when, and the calls that switchboards tell of.

-- A shift by the company's clock; one that ends no later than it begins ends on the next day.
create table service.shift (
  id uuid primary key,
  name text not null,
  starts time not null,
  ends time not null,
  -- So many people at least.
  needed int not null default 1 check (needed between 1 and 200),
  position int not null default 0,
  active boolean not null default true,
  created_at timestamptz not null,
  version int not null default 1
);

-- Somebody's duty. The instants are kept, so that a shift which moves later leaves the past as it was.
create table service.duty (
  id uuid primary key,
  day date not null,
  shift_id uuid not null references service.shift,
  staff_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_by_name text not null,
  created_at timestamptz not null,
  unique (day, shift_id, staff_id),
  check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours')
);
create index duty_by_time on service.duty (starts_at);
create index duty_of_staff on service.duty (staff_id, starts_at);

-- Each hour of each calendar with open time in it, and whether somebody was on duty in all of that time.
create function service.rota_hours(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  calendar text, covered boolean
)
language sql stable parallel safe as $$
  with hour as (
    select h.at, tstzrange(greatest(h.at, from_at), least(h.at + interval '1 hour', to_at)) as span
      from generate_series(date_trunc('hour', from_at), to_at, interval '1 hour') h (at)
     where h.at < to_at and from_at < to_at
  ), open_time as (
    select h.at, c.name,
           case when c.name = '24x7' then tstzmultirange(h.span)
                else (select range_agg(tstzrange(s.starts_at, s.ends_at) * h.span)
                        from platform.calendar_span s
                       where s.calendar = c.name and s.starts_at < upper(h.span) and s.starts_at > lower(h.span) - interval '25 hours' and s.ends_at > lower(h.span))
           end as span
      from hour h cross join platform.calendar c
  ), on_duty as (
    select coalesce(range_agg(tstzrange(d.starts_at, d.ends_at)), '{}'::tstzmultirange) as span
      from service.duty d where d.starts_at < to_at and d.starts_at > from_at - interval '25 hours'
  )
  select k.id, '00000000-0000-0000-0000-000000000000'::uuid, 'rota_hour', k.id, null::text, null::uuid, null::uuid, o.at, o.name, o.span <@ d.span
    from open_time o cross join on_duty d
   cross join lateral (select md5(o.name || extract(epoch from o.at)::bigint)::uuid as id) k
   where o.span is not null and not isempty(o.span)
$$;

-- A switchboard that may tell us of calls. Both secrets are sealed; the former one holds until the given time.
create table service.switchboard (
  id uuid primary key,
  name text not null,
  secret bytea not null,
  former_secret bytea,
  former_until timestamptz,
  active boolean not null default true,
  created_by_name text not null,
  created_at timestamptz not null,
  rotated_at timestamptz,
  last_event_at timestamptz
);

-- Whose telephone it is.
create table service.extension (
  extension text primary key,
  staff_id uuid not null unique,
  updated_at timestamptz not null
);

-- What a switchboard told of a call, each at most once; the contact's state follows from all of it, in whatever order it came.
alter table service.contact
  add column rang_at timestamptz,
  add column answered_at timestamptz,
  add column missed_at timestamptz,
  add column handled_at timestamptz,
  add column handled_by_name text,
  add column follow_up text,
  -- Pairs of characters of subject and content, for searches.
  add column tokens text[] not null default '{}';

create index contact_by_tokens on service.contact using gin (tokens) with (fastupdate = off);
create index contact_unidentified on service.contact (at desc, id desc) where customer_id = '00000000-0000-0000-0000-000000000000';
create index contact_calls on service.contact (rang_at) where rang_at is not null;

create index claim_by_id on service.claim (id);
create index contact_of_customer on service.contact (customer_id, at desc, id desc);
