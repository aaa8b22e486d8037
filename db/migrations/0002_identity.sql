-- Who works here, what each may do, and the ways in.
create schema identity;

create table identity.department (
  id uuid primary key,
  parent_id uuid references identity.department,
  code text not null unique,
  name text not null,
  name_en text,
  created_at timestamptz not null default now()
);
create index department_by_parent on identity.department (parent_id);

create table identity.staff (
  id uuid primary key,
  email text not null,
  name text not null,
  phone text,
  department_id uuid not null references identity.department,
  state text not null default 'active' check (state in ('active', 'disabled')),
  password_hash text,
  password_changed_at timestamptz,
  must_change_password boolean not null default false,
  totp_secret bytea,
  totp_enabled_at timestamptz,
  totp_last_step bigint,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  oidc_subject text unique,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index staff_by_email on identity.staff (lower(email));
create index staff_by_department on identity.staff (department_id);
create index staff_by_name on identity.staff (name, id);
create index staff_by_creation on identity.staff (created_at desc, id desc);

create table identity.role (
  id uuid primary key,
  key text not null unique,
  label jsonb not null,
  about jsonb not null default '{"zh":"","en":""}',
  -- An allow-list: actions and field levels. What is not here is refused.
  grants text[] not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table identity.staff_role (
  staff_id uuid not null references identity.staff on delete cascade,
  role_id uuid not null references identity.role,
  granted_by uuid,
  granted_at timestamptz not null default now(),
  primary key (staff_id, role_id)
);
create index staff_role_by_role on identity.staff_role (role_id);

-- For a time, one colleague works with the rights of another.
create table identity.delegation (
  id uuid primary key,
  from_staff_id uuid not null references identity.staff,
  to_staff_id uuid not null references identity.staff,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  check (ends_at > starts_at),
  check (from_staff_id <> to_staff_id)
);
create index delegation_to on identity.delegation (to_staff_id, ends_at);
create index delegation_from on identity.delegation (from_staff_id, ends_at);

-- The token itself is with its owner; here is only its SHA-256.
create table identity.session (
  id uuid primary key,
  token_hash bytea not null unique,
  staff_id uuid not null references identity.staff on delete cascade,
  way text not null check (way in ('password', 'oidc')),
  agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_staff on identity.session (staff_id);
create index session_by_expiry on identity.session (expires_at);

create table identity.api_token (
  id uuid primary key,
  token_hash bytea not null unique,
  staff_id uuid not null references identity.staff on delete cascade,
  name text not null,
  grants text[] not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index api_token_by_staff on identity.api_token (staff_id);

create table identity.oidc_attempt (
  state text primary key,
  verifier text not null,
  nonce text not null,
  created_at timestamptz not null default now()
);
