-- Working calendars for statements over many rows: the SQL twins of server/platform/calendar.
-- Every function answers NULL outside the years that `writeCalendar` stored.
create schema if not exists platform;

create table platform.calendar (
  name text primary key,
  definition jsonb not null,
  updated_at timestamptz not null default now()
);

-- Open spans. Every local day has at least one row, if need be without length, and none is longer than a day: so the
-- look-ups below bound their search, and do not read a whole page of an index. The last row is the end of the stored
-- years and has no before_seconds.
create table platform.calendar_span (
  calendar text not null references platform.calendar,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  before_seconds bigint,
  primary key (calendar, starts_at)
);
create index calendar_span_by_open_time on platform.calendar_span (calendar, before_seconds, starts_at);

-- Local days; opens_at and closes_at are null on a closed one. Provisional: its year's official holidays are not published.
create table platform.calendar_day (
  calendar text not null references platform.calendar,
  day date not null,
  working_no int not null,
  opens_at timestamptz,
  closes_at timestamptz,
  provisional boolean not null,
  primary key (calendar, day)
);
create unique index calendar_day_working on platform.calendar_day (calendar, working_no) where closes_at is not null;

create function platform.write_calendar(
  name text, definition jsonb, known_from timestamptz, known_to timestamptz,
  span_starts timestamptz[], span_ends timestamptz[],
  days date[], opens timestamptz[], closes timestamptz[], provisional boolean[]
) returns void language sql volatile as $$
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
$$;

-- Open time as a number line in microseconds, so that the arithmetic is exact: where an instant lies on it ...
-- (The four look-ups are plpgsql: PostgreSQL before 18 plans an SQL function anew for every call from within another.)
create function platform.open_position(calendar text, at timestamptz) returns bigint
language plpgsql stable parallel safe as $$ #variable_conflict use_column
begin
  return case when calendar = '24x7' then (extract(epoch from at) * 1000000)::bigint else (
    select span.before_seconds * 1000000
           + (extract(epoch from least(at, span.ends_at) - span.starts_at) * 1000000)::bigint
      from platform.calendar_span as span
     where span.calendar = open_position.calendar and span.starts_at <= at and span.starts_at > at - interval '72 hours'
     order by span.starts_at desc limit 1) end;
end $$;

-- ... and the earliest instant of a position: the close of a span, not the next start.
create function platform.at_open_position(calendar text, "position" bigint) returns timestamptz
language plpgsql stable parallel safe as $$ #variable_conflict use_column
begin
  return case when calendar = '24x7' then 'epoch'::timestamptz + at_open_position."position" * interval '1 microsecond' else (
    select case when found.at <= found.ends_at then found.at end
      from (select span.ends_at, span.starts_at + (at_open_position."position" - span.before_seconds * 1000000) * interval '1 microsecond' as at
              from platform.calendar_span as span
             where span.calendar = at_open_position.calendar
               and span.before_seconds < (at_open_position."position" + 999999) / 1000000
               and span.before_seconds >= at_open_position."position" / 1000000 - 100000
             order by span.before_seconds desc, span.starts_at desc limit 1) as found) end;
end $$;

-- The earliest instant by which so many open seconds have passed since from_at.
create function platform.add_open_seconds(calendar text, from_at timestamptz, seconds bigint) returns timestamptz
language sql stable parallel safe as $$
  select case
    when calendar = '24x7' then from_at + seconds * interval '1 second'
    when seconds = 0 then from_at
    else platform.at_open_position(calendar, platform.open_position(calendar, from_at) + seconds * 1000000) end
$$;

-- Whole open seconds between two instants; 0 where to_at is not later.
create function platform.open_seconds(calendar text, from_at timestamptz, to_at timestamptz) returns bigint
language sql stable parallel safe as $$
  select case
    when to_at <= from_at then 0
    else (platform.open_position(calendar, to_at) - platform.open_position(calendar, from_at)) / 1000000 end
$$;

-- The same without the pauses.
create function platform.open_seconds(calendar text, from_at timestamptz, to_at timestamptz, pauses tstzmultirange) returns bigint
language sql stable parallel safe as $$
  select case when to_at <= from_at then 0 else (
    select coalesce(sum(platform.open_position(calendar, upper(run)) - platform.open_position(calendar, lower(run))), 0)::bigint / 1000000
      from unnest(tstzmultirange(tstzrange(from_at, to_at)) - pauses) as run) end
$$;

-- The close of the n-th working day after the local day of from_at, that day itself not counted.
create function platform.add_working_days(calendar text, from_at timestamptz, n int) returns timestamptz
language plpgsql stable parallel safe as $$ #variable_conflict use_column
begin return (
  select close.closes_at
    from platform.calendar as c
    join platform.calendar_day as opening on opening.calendar = c.name and opening.day = (from_at at time zone (c.definition ->> 'timeZone'))::date
    join platform.calendar_day as close on close.calendar = c.name and close.working_no = opening.working_no + n and close.closes_at is not null
   where c.name = add_working_days.calendar);
end $$;

-- The same local time n days later, open or not.
create function platform.add_days(calendar text, from_at timestamptz, n int) returns timestamptz
language plpgsql stable parallel safe as $$ #variable_conflict use_column
begin return (
  select (from_at at time zone (c.definition ->> 'timeZone') + n * interval '1 day') at time zone (c.definition ->> 'timeZone')
    from platform.calendar as c where c.name = add_days.calendar);
end $$;

-- When something is due: durations are 90m, 24h, 3d, 2wd. paused_seconds: what the pauses so far held on its clock,
-- i.e. open_seconds of each pause on the calendar, for `d` on 24x7; only pauses that began before the due time of then.
create function platform.due_at(calendar text, opened_at timestamptz, duration text, paused_seconds bigint default 0) returns timestamptz
language sql stable parallel safe as $$
  select case ltrim(duration, '0123456789')
    when 'h' then platform.add_open_seconds(calendar, opened_at, rtrim(duration, 'h')::bigint * 3600 + paused_seconds)
    when 'm' then platform.add_open_seconds(calendar, opened_at, rtrim(duration, 'm')::bigint * 60 + paused_seconds)
    when 'd' then platform.add_days(calendar, opened_at, rtrim(duration, 'd')::int) + paused_seconds * interval '1 second'
    when 'wd' then platform.add_open_seconds(calendar, platform.add_working_days(calendar, opened_at, rtrim(duration, 'wd')::int), paused_seconds)
    end
$$;

create function platform.due_at_after_pauses(calendar text, opened_at timestamptz, duration text, pauses tstzmultirange) returns timestamptz
language sql stable parallel safe as $$
  with term as (
    select clock, platform.open_position(clock, platform.due_at(calendar, opened_at, duration, 0)) - platform.open_position(clock, opened_at) as amount
      from (values (case when ltrim(duration, '0123456789') = 'd' then '24x7' else calendar end)) as kind (clock)
  ), run as (
    select clock, amount, lower(run) as starts_at, platform.open_position(clock, lower(run)) as starts, platform.open_position(clock, upper(run)) as ends
      from term, unnest(tstzmultirange(tstzrange(opened_at, null)) - pauses) as run
  ), counted as (
    select clock, starts_at, ends, starts + amount - coalesce(sum(ends - starts) over (order by starts_at rows between unbounded preceding and 1 preceding), 0)::bigint as target
      from run
  )
  select platform.at_open_position(clock, target) from counted where ends is null or target <= ends order by starts_at limit 1
$$;

-- The same from the pauses themselves, in any order, late ones too. NULL also while a pause without end holds the clock.
create function platform.due_at_with_pauses(calendar text, opened_at timestamptz, duration text, pauses tstzmultirange) returns timestamptz
language sql stable parallel safe as $$
  select case when isempty(pauses) then platform.due_at(calendar, opened_at, duration, 0)
              else platform.due_at_after_pauses(calendar, opened_at, duration, pauses) end
$$;
