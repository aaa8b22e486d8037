-- Written policies, what they bind, and the evidence that they are kept.
create schema policy;

create table policy.document (
  id uuid primary key,
  code text not null unique,
  kind text not null check (kind in ('company', 'norm')),
  title jsonb not null,
  about jsonb not null,
  created_at timestamptz not null default now()
);

-- The whole text with its bindings; what once came into force never changes again.
create table policy.version (
  id uuid primary key,
  document_id uuid not null references policy.document,
  number int not null,
  state text not null check (state in ('draft', 'review', 'in_force', 'replaced')),
  content jsonb not null,
  note text,
  effective_from timestamptz,
  effective_to timestamptz,
  drafted_by uuid,
  drafted_by_name text not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (document_id, number),
  check (state in ('draft', 'review') or effective_from is not null)
);
create index version_in_force on policy.version (effective_from) where state in ('in_force', 'replaced');

-- A promise. What belongs to the company itself stands under the nil customer.
create table policy.obligation (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null references policy.version,
  subject_type text not null,
  subject_id uuid not null,
  subject_name text,
  department_id uuid,
  assignee_id uuid,
  role text,
  calendar text not null,
  term text not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  paused_since timestamptz,
  state text not null default 'open' check (state in ('open', 'met', 'breached', 'waived')),
  -- When it was done, in time or late.
  settled_at timestamptz,
  settled_by uuid,
  settled_by_name text,
  breached_at timestamptz,
  reason text,
  next_step smallint not null default 0,
  next_step_at timestamptz,
  primary key (customer_id, id)
);
create unique index obligation_once on policy.obligation (customer_id, subject_id, control, clause) where settled_at is null and state <> 'waived';
create index obligation_by_step on policy.obligation (next_step_at) where next_step_at is not null;
create index obligation_of_person on policy.obligation (assignee_id, due_at, id) where settled_at is null and state <> 'waived';
create index obligation_of_role on policy.obligation (role, due_at, id) where settled_at is null and state <> 'waived' and assignee_id is null;
create index obligation_open on policy.obligation (due_at, id) where settled_at is null and state <> 'waived';
create index obligation_by_control on policy.obligation (control, opened_at);
create index obligation_by_calendar on policy.obligation (calendar) where state = 'open';

create table policy.pause (
  customer_id uuid not null,
  obligation_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  reason text not null,
  primary key (customer_id, obligation_id, from_at)
);

-- What a guard was asked and answered.
create table policy.guard_check (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null references policy.version,
  outcome text not null check (outcome in ('allowed', 'refused', 'approval_asked')),
  subject_type text not null,
  subject_id uuid not null,
  department_id uuid,
  actor_id uuid,
  actor_name text not null,
  at timestamptz not null,
  facts jsonb not null default '{}',
  primary key (customer_id, id)
);
create index guard_check_by_control on policy.guard_check (control, at);

-- A refused action that somebody may allow, for a term.
create table policy.approval (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null references policy.version,
  subject_type text not null,
  subject_id uuid not null,
  reason text not null,
  details jsonb not null default '{}',
  state text not null default 'asked' check (state in ('asked', 'granted', 'denied')),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  answer text,
  expires_at timestamptz,
  primary key (customer_id, id)
);
create index approval_by_state on policy.approval (state, id desc);
create index approval_of_asker on policy.approval (asked_by, control, subject_id);

-- A decision made for one subject, with its reasons: the newest is what holds.
create table policy.decision (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null references policy.version,
  subject_type text not null,
  subject_id uuid not null,
  value jsonb not null,
  row_no int,
  facts jsonb not null,
  overridden_by uuid,
  reason text,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index decision_by_subject on policy.decision (customer_id, subject_id, control, id desc);
create index decision_by_control on policy.decision (control, at);

-- A figure of a closed or running period, with what it was made of.
create table policy.figure (
  id uuid primary key,
  control text not null,
  clause text not null,
  version_id uuid not null references policy.version,
  period_from timestamptz not null,
  period_to timestamptz not null,
  department_id uuid,
  numerator bigint not null,
  denominator bigint not null,
  computed_at timestamptz not null
);
create unique index figure_once on policy.figure (control, clause, version_id, period_from, period_to, coalesce(department_id, '00000000-0000-0000-0000-000000000000'));

-- A draft judged on history.
create table policy.replay (
  id uuid primary key,
  version_id uuid not null references policy.version,
  span_from timestamptz not null,
  span_to timestamptz not null,
  run_id uuid not null,
  created_by uuid,
  created_at timestamptz not null
);
create index replay_by_version on policy.replay (version_id, id desc);
