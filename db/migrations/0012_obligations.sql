-- Obligations worked by people: notices, worklists, and calendars that change.

-- Somebody is told of an obligation: one person, or everybody of a role.
create table policy.notice (
  id uuid primary key,
  staff_id uuid,
  role text,
  kind text not null check (kind in ('warned', 'due', 'escalated', 'assigned')),
  customer_id uuid not null,
  obligation_id uuid not null,
  control text not null,
  clause text not null,
  due_at timestamptz,
  at timestamptz not null,
  check ((staff_id is null) <> (role is null))
);
create index notice_of_person on policy.notice (staff_id, id desc) where staff_id is not null;
create index notice_of_role on policy.notice (role, id desc) where role is not null;

-- A notice to a role is read by each of its people for themselves.
create table policy.notice_read (
  staff_id uuid not null,
  notice_id uuid not null references policy.notice on delete cascade,
  at timestamptz not null,
  primary key (staff_id, notice_id)
);
create index notice_read_by_notice on policy.notice_read (notice_id);

-- What a calendar said before it was changed: due times of then are still explained by it.
create table policy.calendar_edition (
  calendar text not null,
  number int not null,
  definition jsonb not null,
  replaced_at timestamptz not null,
  replaced_by uuid,
  replaced_by_name text not null,
  primary key (calendar, number)
);

-- The recomputation of a changed calendar pages by customer and id.
drop index policy.obligation_by_calendar;
create index obligation_of_calendar on policy.obligation (calendar, customer_id, id) where state = 'open';
create index obligation_of_department on policy.obligation (department_id, due_at, id) where settled_at is null and state <> 'waived';
create index obligation_done on policy.obligation (settled_at desc, id desc) where settled_at is not null;
create index obligation_done_by on policy.obligation (settled_by, settled_at desc, id desc) where settled_at is not null;
