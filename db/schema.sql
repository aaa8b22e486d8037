-- Generated from db/migrations: read it, do not edit it.

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

CREATE UNIQUE INDEX data_key_one_active ON platform.data_key USING btree (purpose) WHERE active;
CREATE INDEX event_by_actor ON platform.event USING btree (actor_id, id DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX event_by_kind ON platform.event USING btree (kind, id DESC);
CREATE INDEX event_by_subject ON platform.event USING btree (subject_id, id DESC);
CREATE INDEX event_by_time ON platform.event USING btree (id DESC);
CREATE INDEX run_by_kind ON platform.run USING btree (kind, id DESC);
CREATE INDEX run_by_time ON platform.run USING btree (id DESC);
CREATE INDEX run_unfinished ON platform.run USING btree (heartbeat_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX saved_view_by_list ON platform.saved_view USING btree (list, owner_id);
