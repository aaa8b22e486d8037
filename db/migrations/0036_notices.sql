-- What concerns one person: a call, an answer, a change of what is theirs or what they watch. Promises have notices of their own.
create table platform.notice (
  id uuid primary key,
  staff_id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  -- Who did it, where that was a colleague.
  actor_name text,
  -- Counts and the like; no personal data.
  data jsonb not null default '{}',
  at timestamptz not null,
  read_at timestamptz
);
create index notice_of_person on platform.notice (staff_id, id desc);
create index notice_unread on platform.notice (staff_id, id desc) where read_at is null;
create index notice_unread_of_subject on platform.notice (staff_id, subject_id) where read_at is null;
-- Old ones are tidied away, here and there.
create index notice_by_time on platform.notice (at);
create index notice_by_time on policy.notice (at);

-- Macros are changed by several people: of the version that each saw, and no two bear one name.
alter table service.macro add column version int not null default 1;
update service.macro m set name = left(m.name, 48) || ' ' || right(m.id::text, 8)
 where exists (select 1 from service.macro o where lower(o.name) = lower(m.name) and o.id < m.id);
create unique index macro_by_name on service.macro (lower(name));
