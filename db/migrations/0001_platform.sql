-- What every module stands on: events, background runs, keys, files, saved views.
create schema if not exists platform;

-- One row is timeline, audit trail and outbox at once. Rows of the company itself carry the nil customer.
create table platform.event (
  customer_id uuid not null default '00000000-0000-0000-0000-000000000000',
  id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  at timestamptz not null,
  data jsonb not null default '{}',
  primary key (customer_id, id)
);
create index event_by_time on platform.event (id desc);
create index event_by_subject on platform.event (subject_id, id desc);
create index event_by_actor on platform.event (actor_id, id desc) where actor_id is not null;
create index event_by_kind on platform.event (kind, id desc);

-- A long piece of work that people start, watch, cancel, and that goes on after a crash.
create table platform.run (
  id uuid primary key,
  kind text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  parameters jsonb not null default '{}',
  -- Where to go on after a crash; only the kind's own code reads it.
  position jsonb not null default '{}',
  result jsonb,
  problem jsonb,
  done bigint not null default 0,
  total bigint,
  cancel_requested boolean not null default false,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz
);
create index run_by_time on platform.run (id desc);
create index run_by_kind on platform.run (kind, id desc);
create index run_unfinished on platform.run (heartbeat_at) where state in ('queued', 'running');

-- Data keys, each wrapped by the master key, which never enters the database.
create table platform.data_key (
  id smallint primary key,
  purpose text not null check (purpose in ('seal', 'index')),
  wrapped bytea not null,
  active boolean not null,
  created_at timestamptz not null default now()
);
create unique index data_key_one_active on platform.data_key (purpose) where active;

create table platform.file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz
);

-- A list as somebody likes to see it: filters, columns, order.
create table platform.saved_view (
  id uuid primary key,
  list text not null,
  name text not null,
  owner_id uuid not null,
  shared boolean not null default false,
  definition jsonb not null,
  created_at timestamptz not null
);
create index saved_view_by_list on platform.saved_view (list, owner_id);

-- Installation-wide facts such as 'the demo company is loaded'.
create table platform.setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
