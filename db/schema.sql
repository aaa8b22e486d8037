-- Generated from db/migrations: read it, do not edit it.

create table identity.api_token (
  id uuid not null,
  token_hash bytea not null,
  staff_id uuid not null,
  name text not null,
  grants text[] not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint api_token_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES identity.staff(id) ON DELETE CASCADE,
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_token_hash_key UNIQUE (token_hash)
);

create table identity.delegation (
  id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  reason text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  constraint delegation_check CHECK ((ends_at > starts_at)),
  constraint delegation_check1 CHECK ((from_staff_id <> to_staff_id)),
  constraint delegation_from_staff_id_fkey FOREIGN KEY (from_staff_id) REFERENCES identity.staff(id),
  constraint delegation_to_staff_id_fkey FOREIGN KEY (to_staff_id) REFERENCES identity.staff(id),
  constraint delegation_pkey PRIMARY KEY (id)
);

create table identity.department (
  id uuid not null,
  parent_id uuid,
  code text not null,
  name text not null,
  name_en text,
  created_at timestamp with time zone not null default now(),
  constraint department_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES identity.department(id),
  constraint department_pkey PRIMARY KEY (id),
  constraint department_code_key UNIQUE (code)
);

create table identity.oidc_attempt (
  state text not null,
  verifier text not null,
  nonce text not null,
  created_at timestamp with time zone not null default now(),
  constraint oidc_attempt_pkey PRIMARY KEY (state)
);

create table identity.role (
  id uuid not null,
  key text not null,
  label jsonb not null,
  about jsonb not null default '{"en": "", "zh": ""}'::jsonb,
  grants text[] not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint role_pkey PRIMARY KEY (id),
  constraint role_key_key UNIQUE (key)
);

create table identity.session (
  id uuid not null,
  token_hash bytea not null,
  staff_id uuid not null,
  way text not null,
  agent text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint session_way_check CHECK ((way = ANY (ARRAY['password'::text, 'oidc'::text]))),
  constraint session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES identity.staff(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash)
);

create table identity.staff (
  id uuid not null,
  email text not null,
  name text not null,
  phone text,
  department_id uuid not null,
  state text not null default 'active'::text,
  password_hash text,
  password_changed_at timestamp with time zone,
  must_change_password boolean not null default false,
  totp_secret bytea,
  totp_enabled_at timestamp with time zone,
  totp_last_step bigint,
  failed_sign_ins integer not null default 0,
  locked_until timestamp with time zone,
  oidc_subject text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint staff_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
  constraint staff_department_id_fkey FOREIGN KEY (department_id) REFERENCES identity.department(id),
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_oidc_subject_key UNIQUE (oidc_subject)
);

create table identity.staff_role (
  staff_id uuid not null,
  role_id uuid not null,
  granted_by uuid,
  granted_at timestamp with time zone not null default now(),
  constraint staff_role_role_id_fkey FOREIGN KEY (role_id) REFERENCES identity.role(id),
  constraint staff_role_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES identity.staff(id) ON DELETE CASCADE,
  constraint staff_role_pkey PRIMARY KEY (staff_id, role_id)
);

create table platform.calendar (
  name text not null,
  definition jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint calendar_pkey PRIMARY KEY (name)
);

create table platform.calendar_day (
  calendar text not null,
  day date not null,
  working_no integer not null,
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  provisional boolean not null,
  constraint calendar_day_calendar_fkey FOREIGN KEY (calendar) REFERENCES platform.calendar(name),
  constraint calendar_day_pkey PRIMARY KEY (calendar, day)
);

create table platform.calendar_span (
  calendar text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  before_seconds bigint,
  constraint calendar_span_calendar_fkey FOREIGN KEY (calendar) REFERENCES platform.calendar(name),
  constraint calendar_span_pkey PRIMARY KEY (calendar, starts_at)
);

create table platform.data_key (
  id smallint not null,
  purpose text not null,
  wrapped bytea not null,
  active boolean not null,
  created_at timestamp with time zone not null default now(),
  constraint data_key_purpose_check CHECK ((purpose = ANY (ARRAY['seal'::text, 'index'::text]))),
  constraint data_key_pkey PRIMARY KEY (id)
);

create table platform.event (
  customer_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  at timestamp with time zone not null,
  data jsonb not null default '{}'::jsonb,
  constraint event_pkey PRIMARY KEY (customer_id, id)
);

create table platform.file (
  id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  constraint file_pkey PRIMARY KEY (id)
);

create table platform.migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table platform.run (
  id uuid not null,
  kind text not null,
  state text not null default 'queued'::text,
  parameters jsonb not null default '{}'::jsonb,
  "position" jsonb not null default '{}'::jsonb,
  result jsonb,
  problem jsonb,
  done bigint not null default 0,
  total bigint,
  cancel_requested boolean not null default false,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  constraint run_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint run_pkey PRIMARY KEY (id)
);

create table platform.saved_view (
  id uuid not null,
  list text not null,
  name text not null,
  owner_id uuid not null,
  shared boolean not null default false,
  definition jsonb not null,
  created_at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (id)
);

create table platform.setting (
  name text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint setting_pkey PRIMARY KEY (name)
);

CREATE INDEX api_token_by_staff ON identity.api_token USING btree (staff_id);
CREATE UNIQUE INDEX calendar_day_working ON platform.calendar_day USING btree (calendar, working_no) WHERE (closes_at IS NOT NULL);
CREATE INDEX calendar_span_by_open_time ON platform.calendar_span USING btree (calendar, before_seconds, starts_at);
CREATE UNIQUE INDEX data_key_one_active ON platform.data_key USING btree (purpose) WHERE active;
CREATE INDEX delegation_from ON identity.delegation USING btree (from_staff_id, ends_at);
CREATE INDEX delegation_to ON identity.delegation USING btree (to_staff_id, ends_at);
CREATE INDEX department_by_parent ON identity.department USING btree (parent_id);
CREATE INDEX event_by_actor ON platform.event USING btree (actor_id, id DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX event_by_kind ON platform.event USING btree (kind, id DESC);
CREATE INDEX event_by_subject ON platform.event USING btree (subject_id, id DESC);
CREATE INDEX event_by_time ON platform.event USING btree (id DESC);
CREATE INDEX run_by_kind ON platform.run USING btree (kind, id DESC);
CREATE INDEX run_by_time ON platform.run USING btree (id DESC);
CREATE INDEX run_unfinished ON platform.run USING btree (heartbeat_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX saved_view_by_list ON platform.saved_view USING btree (list, owner_id);
CREATE INDEX session_by_expiry ON identity.session USING btree (expires_at);
CREATE INDEX session_by_staff ON identity.session USING btree (staff_id);
CREATE INDEX staff_by_creation ON identity.staff USING btree (created_at DESC, id DESC);
CREATE INDEX staff_by_department ON identity.staff USING btree (department_id);
CREATE UNIQUE INDEX staff_by_email ON identity.staff USING btree (lower(email));
CREATE INDEX staff_by_name ON identity.staff USING btree (name, id);
CREATE INDEX staff_role_by_role ON identity.staff_role USING btree (role_id);

CREATE OR REPLACE FUNCTION platform.add_days(calendar text, from_at timestamp with time zone, n integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select (from_at at time zone (c.definition ->> 'timeZone') + n * interval '1 day') at time zone (c.definition ->> 'timeZone')
    from platform.calendar as c where c.name = add_days.calendar
$function$
;

CREATE OR REPLACE FUNCTION platform.add_open_seconds(calendar text, from_at timestamp with time zone, seconds bigint)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case
    when calendar = '24x7' then from_at + seconds * interval '1 second'
    when seconds = 0 then from_at
    else platform.at_open_position(calendar, platform.open_position(calendar, from_at) + seconds * 1000000) end
$function$
;

CREATE OR REPLACE FUNCTION platform.add_working_days(calendar text, from_at timestamp with time zone, n integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select close.closes_at
    from platform.calendar as c
    join platform.calendar_day as opening on opening.calendar = c.name and opening.day = (from_at at time zone (c.definition ->> 'timeZone'))::date
    join platform.calendar_day as close on close.calendar = c.name and close.working_no = opening.working_no + n and close.closes_at is not null
   where c.name = add_working_days.calendar
$function$
;

CREATE OR REPLACE FUNCTION platform.at_open_position(calendar text, "position" bigint)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when calendar = '24x7' then 'epoch'::timestamptz + at_open_position."position" * interval '1 microsecond' else (
    select case when found.at <= found.ends_at then found.at end
      from (select span.ends_at, span.starts_at + (at_open_position."position" - span.before_seconds * 1000000) * interval '1 microsecond' as at
              from platform.calendar_span as span
             where span.calendar = at_open_position.calendar and span.before_seconds < ceil(at_open_position."position" / 1000000.0)::bigint
             order by span.before_seconds desc, span.starts_at desc limit 1) as found) end
$function$
;

CREATE OR REPLACE FUNCTION platform.due_at(calendar text, opened_at timestamp with time zone, duration text, paused_seconds bigint DEFAULT 0)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case ltrim(duration, '0123456789')
    when 'h' then platform.add_open_seconds(calendar, opened_at, rtrim(duration, 'h')::bigint * 3600 + paused_seconds)
    when 'm' then platform.add_open_seconds(calendar, opened_at, rtrim(duration, 'm')::bigint * 60 + paused_seconds)
    when 'd' then platform.add_days(calendar, opened_at, rtrim(duration, 'd')::int) + paused_seconds * interval '1 second'
    when 'wd' then platform.add_open_seconds(calendar, platform.add_working_days(calendar, opened_at, rtrim(duration, 'wd')::int), paused_seconds)
    end
$function$
;

CREATE OR REPLACE FUNCTION platform.due_at_with_pauses(calendar text, opened_at timestamp with time zone, duration text, pauses tstzmultirange)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when isempty(pauses) then platform.due_at(calendar, opened_at, duration, 0) else (
    with term as (
      select clock, platform.open_position(clock, platform.due_at(calendar, opened_at, duration, 0)) - platform.open_position(clock, opened_at) as amount
        from (values (case when duration ~ '^\d+d$' then '24x7' else calendar end)) as kind (clock)
    ), run as (
      select lower(run) as starts_at, platform.open_position(clock, lower(run)) as starts, platform.open_position(clock, upper(run)) as ends
        from term, unnest(tstzmultirange(tstzrange(opened_at, null)) - pauses) as run
    ), counted as (
      select starts_at, starts, starts + amount - coalesce(sum(ends - starts) over (order by starts_at rows between unbounded preceding and 1 preceding), 0)::bigint as target, ends
        from run, term
    )
    select platform.at_open_position(clock, target) from counted, term
     where ends is null or target <= ends order by starts_at limit 1) end
$function$
;

CREATE OR REPLACE FUNCTION platform.open_position(calendar text, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when calendar = '24x7' then (extract(epoch from at) * 1000000)::bigint else (
    select span.before_seconds * 1000000
           + (extract(epoch from least(at, span.ends_at) - span.starts_at) * 1000000)::bigint
      from platform.calendar_span as span
     where span.calendar = open_position.calendar and span.starts_at <= at
     order by span.starts_at desc limit 1) end
$function$
;

CREATE OR REPLACE FUNCTION platform.open_seconds(calendar text, from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case
    when to_at <= from_at then 0
    else (platform.open_position(calendar, to_at) - platform.open_position(calendar, from_at)) / 1000000 end
$function$
;

CREATE OR REPLACE FUNCTION platform.open_seconds(calendar text, from_at timestamp with time zone, to_at timestamp with time zone, pauses tstzmultirange)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when to_at <= from_at then 0 else (
    select coalesce(sum(platform.open_position(calendar, upper(run)) - platform.open_position(calendar, lower(run))), 0)::bigint / 1000000
      from unnest(tstzmultirange(tstzrange(from_at, to_at)) - pauses) as run) end
$function$
;

CREATE OR REPLACE FUNCTION platform.write_calendar(name text, definition jsonb, known_from timestamp with time zone, known_to timestamp with time zone, span_starts timestamp with time zone[], span_ends timestamp with time zone[], days date[], opens timestamp with time zone[], closes timestamp with time zone[], provisional boolean[])
 RETURNS void
 LANGUAGE sql
AS $function$
  -- The row of the calendar also makes two writers wait for each other.
  insert into platform.calendar values (write_calendar.name, write_calendar.definition, now())
    on conflict on constraint calendar_pkey do update set definition = excluded.definition, updated_at = excluded.updated_at;
  delete from platform.calendar_span where calendar = write_calendar.name;
  delete from platform.calendar_day where calendar = write_calendar.name;

  insert into platform.calendar_span
  select write_calendar.name, span.starts_at, span.ends_at,
         coalesce(sum(extract(epoch from span.ends_at - span.starts_at)) over (order by span.starts_at rows between unbounded preceding and 1 preceding), 0)
    from (select * from unnest(span_starts, span_ends)
          union all select known_from, known_from where known_from is distinct from span_starts[1]) as span (starts_at, ends_at)
  union all select write_calendar.name, known_to, known_to, null;

  insert into platform.calendar_day
  select write_calendar.name, d.day, count(d.closes_at) over (order by d.day), d.opens_at, d.closes_at, d.provisional
    from unnest(days, opens, closes, write_calendar.provisional) as d (day, opens_at, closes_at, provisional);
$function$
;
