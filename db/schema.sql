-- Generated from db/migrations: read it, do not edit it.

create table customers.address (
  customer_id uuid not null,
  id uuid not null,
  label text,
  division text,
  detail bytea not null,
  is_primary boolean not null default false,
  created_at timestamp with time zone not null,
  constraint address_pkey PRIMARY KEY (customer_id, id)
);

create table customers.change_notice (
  customer_id uuid not null,
  id uuid not null,
  department_id uuid not null,
  fields text[] not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  acknowledged_by uuid,
  acknowledged_by_name text,
  acknowledged_at timestamp with time zone,
  constraint change_notice_pkey PRIMARY KEY (customer_id, id)
);

create table customers.claim (
  kind text not null,
  value bytea not null,
  customer_id uuid not null,
  constraint claim_pkey PRIMARY KEY (kind, value)
);

create table customers.cleansing (
  id uuid not null,
  run_id uuid not null,
  as_of timestamp with time zone not null,
  found jsonb not null default '{}'::jsonb,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  state text not null default 'finding'::text,
  constraint cleansing_state_check CHECK ((state = ANY (ARRAY['finding'::text, 'working'::text, 'done'::text]))),
  constraint cleansing_pkey PRIMARY KEY (id)
);

create table customers.cleansing_item (
  customer_id uuid not null,
  id uuid not null,
  cleansing_id uuid not null,
  problem text not null,
  detail jsonb not null default '{}'::jsonb,
  other_customer_id uuid,
  resolution text,
  resolved_by uuid,
  resolved_by_name text,
  resolved_at timestamp with time zone,
  note text,
  constraint cleansing_item_problem_check CHECK ((problem = ANY (ARRAY['idle'::text, 'unreachable'::text, 'invalid'::text, 'duplicate'::text, 'expired'::text]))),
  constraint cleansing_item_resolution_check CHECK ((resolution = ANY (ARRAY['corrected'::text, 'merged'::text, 'deactivated'::text, 'kept'::text, 'deleted'::text]))),
  constraint cleansing_item_pkey PRIMARY KEY (customer_id, id)
);

create table customers.communication (
  customer_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  way text not null,
  place text,
  content text not null,
  opinion text,
  staff_id uuid,
  staff_name text not null,
  need text,
  next_step text,
  constraint communication_pkey PRIMARY KEY (customer_id, id)
);

create table customers.consent (
  customer_id uuid not null,
  id uuid not null,
  purpose text not null,
  notice text not null,
  evidence_kind text not null,
  evidence text not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  recorded_by uuid,
  given_by text not null default 'customer'::text,
  constraint consent_evidence_kind_check CHECK ((evidence_kind = ANY (ARRAY['signature'::text, 'recording'::text, 'electronic'::text, 'contract'::text]))),
  constraint consent_given_by_check CHECK ((given_by = ANY (ARRAY['customer'::text, 'guardian'::text]))),
  constraint consent_pkey PRIMARY KEY (customer_id, id)
);

create table customers.contact (
  customer_id uuid not null,
  id uuid not null,
  kind text not null,
  value bytea not null,
  exact bytea not null,
  tail bytea,
  label text,
  is_primary boolean not null default false,
  reachable boolean,
  created_at timestamp with time zone not null,
  constraint contact_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'social'::text]))),
  constraint contact_pkey PRIMARY KEY (customer_id, id)
);

create table customers.customer (
  customer_id uuid not null,
  kind text not null,
  class text not null,
  state text not null default 'active'::text,
  name text not null,
  name_pinyin text not null,
  name_initials text not null,
  name_tokens text[] not null,
  member_number text,
  external_key text,
  gender text,
  birth_date date,
  interests text[] not null default '{}'::text[],
  organisation_type text,
  legal_representative text,
  business_scope text,
  scale text,
  industry text,
  decision_process text,
  project_wishes text,
  budget bigint,
  division text,
  channel text,
  referrer_id uuid,
  owner_id uuid,
  department_id uuid,
  joined_on date,
  extra jsonb not null default '{}'::jsonb,
  received_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  closed_at timestamp with time zone,
  merged_into uuid,
  constraint customer_class_check CHECK ((class = ANY (ARRAY['household'::text, 'enterprise'::text, 'special'::text]))),
  constraint customer_gender_check CHECK ((gender = ANY (ARRAY['male'::text, 'female'::text, 'other'::text]))),
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint customer_scale_check CHECK ((scale = ANY (ARRAY['micro'::text, 'small'::text, 'medium'::text, 'large'::text]))),
  constraint customer_state_check CHECK ((state = ANY (ARRAY['active'::text, 'idle'::text, 'closed'::text, 'merged'::text, 'erased'::text]))) NOT VALID,
  constraint customer_pkey PRIMARY KEY (customer_id)
);

create table customers.grade (
  customer_id uuid not null,
  grade text not null,
  since timestamp with time zone not null,
  clause text not null,
  version_id uuid not null,
  row_no integer,
  facts jsonb not null,
  judged_at timestamp with time zone not null,
  grading_id uuid,
  overridden_by uuid,
  reason text,
  constraint grade_pkey PRIMARY KEY (customer_id)
);

create table customers.grade_override (
  customer_id uuid not null,
  id uuid not null,
  from_grade text,
  to_grade text not null,
  reason text not null,
  clause text not null,
  version_id uuid not null,
  facts jsonb not null,
  overridden_by uuid,
  overridden_by_name text not null,
  at timestamp with time zone not null,
  constraint grade_override_pkey PRIMARY KEY (customer_id, id)
);

create table customers.grading (
  id uuid not null,
  run_id uuid not null,
  state text not null default 'computing'::text,
  as_of timestamp with time zone not null,
  effective_at timestamp with time zone,
  version_id uuid not null,
  clause text not null,
  judged bigint not null default 0,
  summary jsonb not null default '{}'::jsonb,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  kind text not null default 'review'::text,
  application_run_id uuid,
  changed bigint not null default 0,
  applied bigint not null default 0,
  applied_at timestamp with time zone,
  note text,
  rise_clause text,
  rise_version_id uuid,
  constraint grading_kind_check CHECK ((kind = ANY (ARRAY['review'::text, 'early'::text]))),
  constraint grading_state_check CHECK ((state = ANY (ARRAY['computing'::text, 'preview'::text, 'approved'::text, 'applying'::text, 'applied'::text, 'rejected'::text]))),
  constraint grading_pkey PRIMARY KEY (id)
);

create table customers.grading_change (
  grading_id uuid not null,
  customer_id uuid not null,
  from_grade text,
  to_grade text not null,
  row_no integer,
  facts jsonb not null,
  constraint grading_change_pkey PRIMARY KEY (customer_id, grading_id)
);

create table customers.identifier (
  customer_id uuid not null,
  id uuid not null,
  kind text not null,
  value bytea not null,
  exact bytea not null,
  consent_id uuid,
  created_at timestamp with time zone not null,
  constraint identifier_kind_check CHECK ((kind = ANY (ARRAY['id_card'::text, 'passport'::text, 'credit_code'::text, 'bank_account'::text]))),
  constraint identifier_pkey PRIMARY KEY (customer_id, id)
);

create table customers.import (
  id uuid not null,
  run_id uuid not null,
  what text not null,
  file_id uuid not null,
  file_name text not null,
  mapping jsonb not null,
  dry_run boolean not null,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint import_what_check CHECK ((what = ANY (ARRAY['customers'::text, 'purchases'::text]))),
  constraint import_pkey PRIMARY KEY (id)
);

create table customers.import_refusal (
  import_id uuid not null,
  record bigint not null,
  line bigint not null,
  cells text[] not null,
  reasons jsonb not null,
  constraint import_refusal_import_id_fkey FOREIGN KEY (import_id) REFERENCES customers.import(id),
  constraint import_refusal_pkey PRIMARY KEY (import_id, record)
);

create table customers.key_person (
  customer_id uuid not null,
  id uuid not null,
  name text not null,
  title text,
  is_decider boolean not null default false,
  preferences text,
  created_at timestamp with time zone not null,
  constraint key_person_pkey PRIMARY KEY (customer_id, id)
);

create table customers.mapping (
  id uuid not null,
  name text not null,
  what text not null,
  header_hash bytea not null,
  definition jsonb not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint mapping_what_check CHECK ((what = ANY (ARRAY['customers'::text, 'purchases'::text]))),
  constraint mapping_pkey PRIMARY KEY (id)
);

create table customers.purchase (
  customer_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  amount bigint not null,
  quantity integer not null default 1,
  currency character(3) not null default 'CNY'::bpchar,
  what text,
  source_key text not null,
  constraint purchase_pkey PRIMARY KEY (customer_id, id)
);

create table customers.second_check (
  customer_id uuid not null,
  id uuid not null,
  accurate boolean not null,
  wrong_fields text[] not null default '{}'::text[],
  note text,
  checked_by uuid,
  checked_by_name text not null,
  department_id uuid,
  at timestamp with time zone not null,
  constraint second_check_pkey PRIMARY KEY (customer_id, id)
);

create table customers.service_held (
  customer_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  started_on date,
  ended_on date,
  monthly_fee bigint,
  constraint service_held_pkey PRIMARY KEY (customer_id, id)
);

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

create table platform.notice (
  id uuid not null,
  staff_id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor_name text,
  data jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (id)
);

create table platform.presence (
  subject_type text not null,
  subject_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  doing text not null,
  until timestamp with time zone not null,
  constraint presence_doing_check CHECK ((doing = ANY (ARRAY['looking'::text, 'typing'::text]))),
  constraint presence_pkey PRIMARY KEY (subject_type, subject_id, staff_id)
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

create table policy.approval (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  reason text not null,
  details jsonb not null default '{}'::jsonb,
  state text not null default 'asked'::text,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  answer text,
  expires_at timestamp with time zone,
  constraint approval_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'denied'::text]))),
  constraint approval_version_id_fkey FOREIGN KEY (version_id) REFERENCES policy.version(id),
  constraint approval_pkey PRIMARY KEY (customer_id, id)
);

create table policy.calendar_edition (
  calendar text not null,
  number integer not null,
  definition jsonb not null,
  replaced_at timestamp with time zone not null,
  replaced_by uuid,
  replaced_by_name text not null,
  constraint calendar_edition_pkey PRIMARY KEY (calendar, number)
);

create table policy.decision (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  value jsonb not null,
  row_no integer,
  facts jsonb not null,
  overridden_by uuid,
  reason text,
  at timestamp with time zone not null,
  department_id uuid,
  actor_id uuid,
  constraint decision_version_id_fkey FOREIGN KEY (version_id) REFERENCES policy.version(id),
  constraint decision_pkey PRIMARY KEY (customer_id, id)
);

create table policy.document (
  id uuid not null,
  code text not null,
  kind text not null,
  title jsonb not null,
  about jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'norm'::text]))),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_code_key UNIQUE (code)
);

create table policy.figure (
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  department_id uuid,
  numerator bigint not null,
  denominator bigint not null,
  computed_at timestamp with time zone not null,
  person_id uuid,
  constraint figure_version_id_fkey FOREIGN KEY (version_id) REFERENCES policy.version(id),
  constraint figure_pkey PRIMARY KEY (id)
);

create table policy.guard_check (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  outcome text not null,
  subject_type text not null,
  subject_id uuid not null,
  department_id uuid,
  actor_id uuid,
  actor_name text not null,
  at timestamp with time zone not null,
  facts jsonb not null default '{}'::jsonb,
  constraint guard_check_outcome_check CHECK ((outcome = ANY (ARRAY['allowed'::text, 'refused'::text, 'approval_asked'::text]))),
  constraint guard_check_version_id_fkey FOREIGN KEY (version_id) REFERENCES policy.version(id),
  constraint guard_check_pkey PRIMARY KEY (customer_id, id)
);

create table policy.notice (
  id uuid not null,
  staff_id uuid,
  role text,
  kind text not null,
  customer_id uuid not null,
  obligation_id uuid not null,
  control text not null,
  clause text not null,
  due_at timestamp with time zone,
  at timestamp with time zone not null,
  constraint notice_check CHECK (((staff_id IS NULL) <> (role IS NULL))),
  constraint notice_kind_check CHECK ((kind = ANY (ARRAY['warned'::text, 'due'::text, 'escalated'::text, 'assigned'::text]))),
  constraint notice_pkey PRIMARY KEY (id)
);

create table policy.notice_read (
  staff_id uuid not null,
  notice_id uuid not null,
  at timestamp with time zone not null,
  constraint notice_read_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES policy.notice(id) ON DELETE CASCADE,
  constraint notice_read_pkey PRIMARY KEY (staff_id, notice_id)
);

create table policy.obligation (
  customer_id uuid not null,
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_name text,
  department_id uuid,
  assignee_id uuid,
  role text,
  calendar text not null,
  term text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  paused_since timestamp with time zone,
  state text not null default 'open'::text,
  settled_at timestamp with time zone,
  settled_by uuid,
  settled_by_name text,
  breached_at timestamp with time zone,
  reason text,
  next_step smallint not null default 0,
  next_step_at timestamp with time zone,
  constraint obligation_state_check CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'breached'::text, 'waived'::text]))),
  constraint obligation_version_id_fkey FOREIGN KEY (version_id) REFERENCES policy.version(id),
  constraint obligation_pkey PRIMARY KEY (customer_id, id)
);

create table policy.pause (
  customer_id uuid not null,
  obligation_id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  reason text not null,
  constraint pause_pkey PRIMARY KEY (customer_id, obligation_id, from_at)
);

create table policy.replay (
  id uuid not null,
  version_id uuid not null,
  span_from timestamp with time zone not null,
  span_to timestamp with time zone not null,
  run_id uuid not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  overrides jsonb not null default '[]'::jsonb,
  created_by_name text not null default ''::text,
  summary jsonb not null default '{}'::jsonb,
  constraint replay_version_id_fkey FOREIGN KEY (version_id) REFERENCES policy.version(id),
  constraint replay_pkey PRIMARY KEY (id)
);

create table policy.replay_change (
  replay_id uuid not null,
  control text not null,
  at timestamp with time zone not null,
  customer_id uuid not null,
  subject_id uuid not null,
  from_value text,
  to_value text,
  from_row integer,
  to_row integer,
  facts jsonb not null,
  constraint replay_change_replay_id_fkey FOREIGN KEY (replay_id) REFERENCES policy.replay(id) ON DELETE CASCADE,
  constraint replay_change_pkey PRIMARY KEY (replay_id, control, at, customer_id, subject_id)
);

create table policy.replay_obligation (
  replay_id uuid not null,
  customer_id uuid not null,
  obligation_id uuid not null,
  control text not null,
  clause text not null,
  change text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  would_be_due_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint replay_obligation_change_check CHECK ((change = ANY (ARRAY['newly_late'::text, 'no_longer_late'::text]))),
  constraint replay_obligation_replay_id_fkey FOREIGN KEY (replay_id) REFERENCES policy.replay(id) ON DELETE CASCADE,
  constraint replay_obligation_pkey PRIMARY KEY (replay_id, change, customer_id, obligation_id)
);

create table policy.version (
  id uuid not null,
  document_id uuid not null,
  number integer not null,
  state text not null,
  content jsonb not null,
  note text,
  effective_from timestamp with time zone,
  effective_to timestamp with time zone,
  drafted_by uuid,
  drafted_by_name text not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  base_id uuid,
  authors uuid[] not null default '{}'::uuid[],
  submitted_by uuid,
  submitted_by_name text,
  submitted_at timestamp with time zone,
  returned_by_name text,
  return_reason text,
  constraint version_effective_check CHECK (((state = ANY (ARRAY['draft'::text, 'review'::text, 'withdrawn'::text])) OR (effective_from IS NOT NULL))),
  constraint version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'approved'::text, 'in_force'::text, 'replaced'::text, 'withdrawn'::text]))),
  constraint version_base_id_fkey FOREIGN KEY (base_id) REFERENCES policy.version(id),
  constraint version_document_id_fkey FOREIGN KEY (document_id) REFERENCES policy.document(id),
  constraint version_pkey PRIMARY KEY (id),
  constraint version_document_id_number_key UNIQUE (document_id, number)
);

create table service.absence (
  id uuid not null,
  staff_id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  reason text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint absence_check CHECK ((to_at > from_at)),
  constraint absence_pkey PRIMARY KEY (id)
);

create table service.analysis_turn (
  id uuid not null,
  control text not null,
  clause text not null,
  period_key text not null,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  kept_at timestamp with time zone,
  constraint analysis_turn_pkey PRIMARY KEY (id),
  constraint analysis_turn_control_clause_period_key_key UNIQUE (control, clause, period_key)
);

create table service.article (
  id uuid not null,
  state text not null default 'draft'::text,
  edition integer not null default 0,
  title text not null,
  category text not null,
  keywords text[] not null default '{}'::text[],
  applies text,
  answer text,
  body text not null,
  title_tokens text[] not null default '{}'::text[],
  keyword_tokens text[] not null default '{}'::text[],
  tokens text[] not null default '{}'::text[],
  title_pinyin text not null default ''::text,
  title_initials text not null default ''::text,
  owner_id uuid,
  owner_name text,
  review_on date,
  reviewed_at timestamp with time zone,
  reviewed_by_name text,
  helpful integer not null default 0,
  unhelpful integer not null default 0,
  used integer not null default 0,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  updated_by_name text not null,
  updated_at timestamp with time zone not null,
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  version integer not null default 1,
  constraint article_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text]))),
  constraint article_pkey PRIMARY KEY (id)
);

create table service.article_edition (
  article_id uuid not null,
  edition integer not null,
  title text not null,
  category text not null,
  keywords text[] not null,
  applies text,
  answer text,
  body text not null,
  note text,
  edited_by uuid,
  edited_by_name text not null,
  edited_at timestamp with time zone not null,
  published_at timestamp with time zone,
  published_by_name text,
  constraint article_edition_article_id_fkey FOREIGN KEY (article_id) REFERENCES service.article(id),
  constraint article_edition_pkey PRIMARY KEY (article_id, edition)
);

create table service.article_vote (
  article_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  helpful boolean not null,
  missing text,
  at timestamp with time zone not null,
  constraint article_vote_article_id_fkey FOREIGN KEY (article_id) REFERENCES service.article(id),
  constraint article_vote_pkey PRIMARY KEY (article_id, staff_id)
);

create table service.assignment (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  department_id uuid,
  assignee_id uuid,
  assignee_name text,
  reasons jsonb not null default '{}'::jsonb,
  by_hand boolean not null default false,
  reason text,
  by_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint assignment_pkey PRIMARY KEY (customer_id, id)
);

create table service.attachment (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid,
  contact_id uuid,
  entry_id uuid,
  file_id uuid not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  created_at timestamp with time zone not null,
  given_by text,
  content_id text,
  constraint attachment_given_by_check CHECK ((given_by = ANY (ARRAY['customer'::text, 'staff'::text]))),
  constraint attachment_pkey PRIMARY KEY (customer_id, id)
);

create table service.booking (
  visit_id uuid not null,
  installer_id uuid not null,
  customer_id uuid not null,
  work_order_id uuid not null,
  during tstzrange not null,
  constraint booking_pkey PRIMARY KEY (visit_id),
  constraint booking_once EXCLUDE USING gist (installer_id WITH =, during WITH &&)
);

create table service.callback (
  customer_id uuid not null,
  id uuid not null,
  reason text not null,
  plan_id uuid,
  period_key text,
  subject_id uuid,
  severity text,
  handled_by uuid[] not null default '{}'::uuid[],
  about_department_id uuid,
  about_staff_id uuid,
  form_id uuid,
  way text not null default 'phone'::text,
  assignee_id uuid,
  department_id uuid,
  role text,
  state text not null default 'due'::text,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  try_at timestamp with time zone,
  link_sent_at timestamp with time zone,
  called_at timestamp with time zone,
  called_by uuid,
  called_by_name text,
  recorded_at timestamp with time zone,
  satisfaction smallint,
  opinion text,
  opinion_category text,
  answered text,
  fixed text,
  explanation text,
  next_on date,
  reviewed_by uuid,
  reviewed_by_name text,
  reviewed_at timestamp with time zone,
  review_comment text,
  valid boolean not null default true,
  version integer not null default 1,
  constraint callback_reason_check CHECK ((reason = ANY (ARRAY['plan'::text, 'key'::text, 'complaint'::text, 'completion'::text, 'follow_up'::text]))),
  constraint callback_satisfaction_check CHECK (((satisfaction >= 1) AND (satisfaction <= 5))),
  constraint callback_state_check CHECK ((state = ANY (ARRAY['due'::text, 'done'::text, 'unreachable'::text, 'cancelled'::text]))),
  constraint callback_way_check CHECK ((way = ANY (ARRAY['phone'::text, 'visit'::text, 'email'::text, 'sms'::text]))),
  constraint callback_pkey PRIMARY KEY (customer_id, id)
);

create table service.callback_answer (
  customer_id uuid not null,
  callback_id uuid not null,
  question text not null,
  form_id uuid not null,
  score smallint,
  choices text[],
  words text,
  constraint callback_answer_pkey PRIMARY KEY (customer_id, callback_id, question)
);

create table service.callback_attempt (
  customer_id uuid not null,
  id uuid not null,
  callback_id uuid not null,
  at timestamp with time zone not null,
  way text not null,
  outcome text not null,
  try_at timestamp with time zone,
  by_id uuid,
  by_name text not null,
  constraint callback_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['no_answer'::text, 'busy'::text, 'off'::text, 'wrong_number'::text, 'not_now'::text, 'refused'::text]))),
  constraint callback_attempt_pkey PRIMARY KEY (customer_id, id)
);

create table service.callback_form (
  id uuid not null,
  script text not null default ''::text,
  questions jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null,
  constraint callback_form_pkey PRIMARY KEY (id)
);

create table service.callback_measure (
  id uuid not null,
  period_key text not null,
  category text,
  what text not null,
  owner_id uuid not null,
  finish_on date not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  result text,
  done_by_name text,
  done_at timestamp with time zone,
  effective boolean,
  effect_note text,
  judged_by_name text,
  judged_at timestamp with time zone,
  constraint callback_measure_pkey PRIMARY KEY (id)
);

create table service.callback_plan (
  id uuid not null,
  name text not null,
  occasion text not null default 'cycle'::text,
  filters jsonb not null default '{}'::jsonb,
  held_service text,
  cycle text,
  way text not null,
  doer text not null,
  doer_staff_id uuid,
  doer_department_id uuid,
  doer_role text,
  term text not null,
  from_on date not null,
  to_on date,
  form_id uuid not null,
  state text not null default 'draft'::text,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamp with time zone,
  stopped_by_name text,
  stopped_at timestamp with time zone,
  version integer not null default 1,
  constraint callback_plan_check CHECK (((occasion = 'cycle'::text) = (cycle IS NOT NULL))),
  constraint callback_plan_check1 CHECK ((((doer = 'person'::text) = (doer_staff_id IS NOT NULL)) AND ((doer = 'department'::text) = (doer_department_id IS NOT NULL)) AND ((doer <> 'role'::text) OR (doer_role IS NOT NULL)))),
  constraint callback_plan_cycle_check CHECK ((cycle = ANY (ARRAY['once'::text, 'month'::text, 'quarter'::text, 'half-year'::text, 'year'::text]))),
  constraint callback_plan_doer_check CHECK ((doer = ANY (ARRAY['owner'::text, 'person'::text, 'department'::text, 'role'::text]))),
  constraint callback_plan_occasion_check CHECK ((occasion = ANY (ARRAY['cycle'::text, 'complaint'::text, 'completion'::text]))),
  constraint callback_plan_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'stopped'::text]))),
  constraint callback_plan_way_check CHECK ((way = ANY (ARRAY['phone'::text, 'visit'::text, 'email'::text, 'sms'::text]))),
  constraint callback_plan_form_id_fkey FOREIGN KEY (form_id) REFERENCES service.callback_form(id),
  constraint callback_plan_pkey PRIMARY KEY (id)
);

create table service.callback_remedy (
  customer_id uuid not null,
  id uuid not null,
  callback_id uuid not null,
  department_id uuid not null,
  problem text not null,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone,
  answer text,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamp with time zone,
  constraint callback_remedy_pkey PRIMARY KEY (customer_id, id)
);

create table service.callback_report (
  id uuid not null,
  kind text not null,
  period_key text not null,
  figures jsonb not null,
  note text not null,
  signed_by uuid,
  signed_by_name text not null,
  signed_at timestamp with time zone not null,
  constraint callback_report_kind_check CHECK ((kind = ANY (ARRAY['statistics'::text, 'analysis'::text]))),
  constraint callback_report_pkey PRIMARY KEY (id),
  constraint callback_report_kind_period_key_key UNIQUE (kind, period_key)
);

create table service.callback_round (
  plan_id uuid not null,
  period_key text not null,
  run_id uuid not null,
  customers integer,
  begun_at timestamp with time zone not null,
  constraint callback_round_pkey PRIMARY KEY (plan_id, period_key)
);

create table service.callback_turn (
  id uuid not null,
  control text not null,
  clause text not null,
  period_key text not null,
  opened_at timestamp with time zone not null,
  kept_at timestamp with time zone,
  constraint callback_turn_pkey PRIMARY KEY (id),
  constraint callback_turn_control_clause_period_key_key UNIQUE (control, clause, period_key)
);

create table service.category (
  id uuid not null,
  kind text not null,
  parent_id uuid,
  key text not null,
  label jsonb not null,
  skill text,
  "position" integer not null default 0,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  definition jsonb,
  constraint category_kind_check CHECK ((kind = ANY (ARRAY['enquiry'::text, 'complaint'::text, 'suggestion'::text, 'fault'::text]))),
  constraint category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES service.category(id),
  constraint category_pkey PRIMARY KEY (id),
  constraint category_key_key UNIQUE (key)
);

create table service.cause (
  id uuid not null,
  key text not null,
  label jsonb not null,
  "position" integer not null default 0,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint cause_pkey PRIMARY KEY (id),
  constraint cause_key_key UNIQUE (key)
);

create table service.chat (
  customer_id uuid not null,
  id uuid not null,
  contact_id uuid,
  state text not null default 'waiting'::text,
  outcome text,
  language text not null,
  origin text,
  visitor_name text,
  counterpart bytea,
  counterpart_kind text,
  counterpart_exact bytea,
  consent_at timestamp with time zone,
  consent_purpose text,
  grade text,
  priority integer not null default 100,
  staff_id uuid,
  staff_name text,
  department_id uuid,
  wanted_staff_id uuid,
  started_at timestamp with time zone not null,
  queued_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  answered_at timestamp with time zone,
  last_at timestamp with time zone not null,
  visitor_seen_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closed_by text,
  last_number integer not null default 0,
  staff_read integer not null default 0,
  visitor_read integer not null default 0,
  ticket_id uuid,
  rating integer,
  rating_note text,
  rated_at timestamp with time zone,
  version integer not null default 1,
  session_id uuid,
  constraint chat_closed_by_check CHECK ((closed_by = ANY (ARRAY['visitor'::text, 'staff'::text, 'program'::text]))),
  constraint chat_counterpart_kind_check CHECK ((counterpart_kind = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint chat_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint chat_outcome_check CHECK ((outcome = ANY (ARRAY['solved'::text, 'follow_up'::text, 'unsolved'::text, 'abandoned'::text, 'message'::text]))),
  constraint chat_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint chat_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'active'::text, 'closed'::text]))),
  constraint chat_pkey PRIMARY KEY (customer_id, id)
);

create table service.chat_agent (
  staff_id uuid not null,
  here boolean not null,
  since timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint chat_agent_pkey PRIMARY KEY (staff_id)
);

create table service.chat_message (
  customer_id uuid not null,
  id uuid not null,
  chat_id uuid not null,
  number integer not null,
  side text not null,
  kind text not null,
  body text not null,
  client_id uuid,
  staff_id uuid,
  staff_name text,
  file_id uuid,
  file_name text,
  media_type text,
  file_size bigint,
  at timestamp with time zone not null,
  constraint chat_message_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'file'::text, 'note'::text, 'notice'::text]))),
  constraint chat_message_side_check CHECK ((side = ANY (ARRAY['visitor'::text, 'staff'::text, 'program'::text]))),
  constraint chat_message_pkey PRIMARY KEY (customer_id, id)
);

create table service.claim (
  kind text not null,
  value text not null,
  customer_id uuid not null,
  id uuid not null,
  constraint claim_pkey PRIMARY KEY (kind, value)
);

create table service.closing_review (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  solution_id uuid not null,
  passed boolean not null,
  checklist jsonb not null,
  notes text not null,
  by_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint closing_review_pkey PRIMARY KEY (customer_id, id)
);

create table service.compensation_instruction (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  loss_kind text not null,
  outage_days integer,
  loss_amount bigint,
  way text not null,
  worth bigint not null,
  amount bigint not null,
  basis jsonb not null,
  hand_reason text,
  state text not null default 'proposed'::text,
  by_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  instructed_at timestamp with time zone,
  settled_at timestamp with time zone,
  settled_by_name text,
  settled_note text,
  constraint compensation_instruction_amount_check CHECK ((amount > 0)),
  constraint compensation_instruction_loss_kind_check CHECK ((loss_kind = ANY (ARRAY['outage'::text, 'property'::text, 'inconvenience'::text]))),
  constraint compensation_instruction_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'instructed'::text, 'carried_out'::text, 'cancelled'::text]))),
  constraint compensation_instruction_way_check CHECK ((way = ANY (ARRAY['credit'::text, 'cash'::text, 'points'::text, 'coupon'::text]))),
  constraint compensation_instruction_worth_check CHECK ((worth > 0)),
  constraint compensation_instruction_pkey PRIMARY KEY (customer_id, id)
);

create table service.complaint (
  customer_id uuid not null,
  ticket_id uuid not null,
  cause_id uuid not null,
  our_fault text not null,
  department_id uuid,
  person_id uuid,
  found_at timestamp with time zone not null,
  constraint complaint_our_fault_check CHECK ((our_fault = ANY (ARRAY['yes'::text, 'no'::text, 'partly'::text]))),
  constraint complaint_pkey PRIMARY KEY (customer_id, ticket_id)
);

create table service.complaint_analysis (
  id uuid not null,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  figures jsonb not null,
  findings text not null,
  signed_by uuid,
  signed_by_name text not null,
  signed_at timestamp with time zone not null,
  constraint complaint_analysis_pkey PRIMARY KEY (id)
);

create table service.contact (
  customer_id uuid not null,
  id uuid not null,
  channel text not null,
  direction text not null default 'in'::text,
  state text not null default 'open'::text,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  seconds integer,
  subject text,
  content text,
  counterpart bytea,
  counterpart_kind text,
  counterpart_exact bytea,
  staff_id uuid,
  staff_name text,
  department_id uuid,
  ticket_id uuid,
  recording_url text,
  need_type text,
  need_urgency text,
  features_wanted text,
  satisfaction text,
  latent_needs text,
  need_recorded_by_name text,
  need_recorded_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  rang_at timestamp with time zone,
  answered_at timestamp with time zone,
  missed_at timestamp with time zone,
  handled_at timestamp with time zone,
  handled_by_name text,
  follow_up text,
  tokens text[] not null default '{}'::text[],
  constraint contact_channel_check CHECK ((channel = ANY (ARRAY['hotline'::text, 'counter'::text, 'email'::text, 'chat'::text, 'social'::text, 'opinion_box'::text, 'portal'::text]))),
  constraint contact_counterpart_kind_check CHECK ((counterpart_kind = ANY (ARRAY['phone'::text, 'email'::text, 'social'::text]))),
  constraint contact_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint contact_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'open'::text, 'done'::text, 'missed'::text]))),
  constraint contact_pkey PRIMARY KEY (customer_id, id)
);

create table service.duty (
  id uuid not null,
  day date not null,
  shift_id uuid not null,
  staff_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint duty_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '24:00:00'::interval)))),
  constraint duty_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES service.shift(id),
  constraint duty_pkey PRIMARY KEY (id),
  constraint duty_day_shift_id_staff_id_key UNIQUE (day, shift_id, staff_id)
);

create table service.entry (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  kind text not null,
  body text not null,
  channel text,
  contact_id uuid,
  message_id uuid,
  mentions uuid[] not null default '{}'::uuid[],
  author_id uuid,
  author_name text not null,
  at timestamp with time zone not null,
  constraint entry_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'reply'::text, 'customer'::text]))),
  constraint entry_pkey PRIMARY KEY (customer_id, id)
);

create table service.extension (
  extension text not null,
  staff_id uuid not null,
  updated_at timestamp with time zone not null,
  constraint extension_pkey PRIMARY KEY (extension),
  constraint extension_staff_id_key UNIQUE (staff_id)
);

create table service.handover (
  id uuid not null,
  title text not null,
  state text not null default 'open'::text,
  from_staff_id uuid not null,
  from_name text not null,
  from_department_id uuid,
  to_department_id uuid not null,
  to_staff_id uuid,
  to_name text,
  given_at timestamp with time zone not null,
  due_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by uuid,
  answered_by_name text,
  reason text,
  version integer not null default 1,
  constraint handover_state_check CHECK ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint handover_pkey PRIMARY KEY (id)
);

create table service.handover_customer (
  customer_id uuid not null,
  handover_id uuid not null,
  place integer not null,
  situation text not null,
  open_matters text,
  promised text,
  constraint handover_customer_pkey PRIMARY KEY (customer_id, handover_id)
);

create table service.improvement (
  id uuid not null,
  title text not null,
  cause_id uuid,
  category_id uuid,
  measure text not null,
  owner_id uuid not null,
  owner_name text not null,
  due_on date,
  state text not null default 'planned'::text,
  round integer not null default 1,
  implementation text,
  implemented_at timestamp with time zone,
  implemented_by_name text,
  check_at timestamp with time zone,
  ended_reason text,
  ended_at timestamp with time zone,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint improvement_check CHECK (((cause_id IS NOT NULL) OR (category_id IS NOT NULL))),
  constraint improvement_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'implemented'::text, 'effective'::text, 'reopened'::text, 'dropped'::text]))),
  constraint improvement_pkey PRIMARY KEY (id)
);

create table service.improvement_check (
  id uuid not null,
  improvement_id uuid not null,
  round integer not null,
  measure text not null,
  before_from timestamp with time zone not null,
  turned_at timestamp with time zone not null,
  after_to timestamp with time zone not null,
  before_count integer not null,
  after_count integer not null,
  fall numeric,
  effective boolean not null,
  clause text not null,
  checked_at timestamp with time zone not null,
  constraint improvement_check_improvement_id_fkey FOREIGN KEY (improvement_id) REFERENCES service.improvement(id),
  constraint improvement_check_pkey PRIMARY KEY (id)
);

create table service.installer (
  staff_id uuid not null,
  calendar text,
  feed_hash bytea,
  feed_made_at timestamp with time zone,
  feed_read_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint installer_pkey PRIMARY KEY (staff_id),
  constraint installer_feed_hash_key UNIQUE (feed_hash)
);

create table service.installer_area (
  staff_id uuid not null,
  area text not null,
  constraint installer_area_pkey PRIMARY KEY (staff_id, area)
);

create table service.investigation (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  cause_id uuid not null,
  finding text not null,
  department_id uuid not null,
  person_id uuid,
  person_name text,
  our_fault text not null,
  by_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint investigation_our_fault_check CHECK ((our_fault = ANY (ARRAY['yes'::text, 'no'::text, 'partly'::text]))),
  constraint investigation_pkey PRIMARY KEY (customer_id, id)
);

create table service.knowledge_use (
  customer_id uuid not null,
  id uuid not null,
  kind text not null,
  item_id uuid not null,
  edition integer,
  title text not null,
  ticket_id uuid,
  contact_id uuid,
  staff_id uuid,
  staff_name text not null,
  at timestamp with time zone not null,
  constraint knowledge_use_kind_check CHECK ((kind = ANY (ARRAY['article'::text, 'reply'::text]))),
  constraint knowledge_use_pkey PRIMARY KEY (customer_id, id)
);

create table service.link (
  customer_id uuid not null,
  ticket_id uuid not null,
  other_customer_id uuid not null,
  other_ticket_id uuid not null,
  kind text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint link_kind_check CHECK ((kind = ANY (ARRAY['related'::text, 'duplicate'::text, 'split'::text]))),
  constraint link_pkey PRIMARY KEY (customer_id, ticket_id, other_ticket_id)
);

create table service.macro (
  id uuid not null,
  name text not null,
  steps jsonb not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint macro_pkey PRIMARY KEY (id)
);

create table service.mail (
  customer_id uuid not null,
  id uuid not null,
  message_id text not null,
  contact_id uuid,
  ticket_id uuid,
  entry_id uuid,
  held text,
  problem text,
  raw_file_id uuid,
  sender bytea,
  thread text[] not null default '{}'::text[],
  html text,
  cut boolean not null default false,
  refused jsonb not null default '[]'::jsonb,
  received_at timestamp with time zone not null,
  constraint mail_held_check CHECK ((held = ANY (ARRAY['own'::text, 'automatic'::text, 'bulk'::text, 'flood'::text]))),
  constraint mail_pkey PRIMARY KEY (customer_id, id)
);

create table service.mailbox (
  name text not null,
  uid_validity text,
  last_uid bigint not null default 0,
  polled_at timestamp with time zone,
  received_at timestamp with time zone,
  problem text,
  problem_at timestamp with time zone,
  constraint mailbox_pkey PRIMARY KEY (name)
);

create table service.message (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid,
  template text not null,
  way text not null,
  address bytea,
  subject text,
  body text not null,
  secrets bytea,
  in_reply_to text,
  thread text[] not null default '{}'::text[],
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  handed_at timestamp with time zone,
  problem text,
  provider_id text,
  author_id uuid,
  author_name text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'cancelled'::text]))),
  constraint message_way_check CHECK ((way = ANY (ARRAY['email'::text, 'sms'::text, 'portal'::text]))),
  constraint message_pkey PRIMARY KEY (customer_id, id)
);

create table service.opinion_category (
  key text not null,
  label jsonb not null,
  "position" integer not null default 50,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint opinion_category_pkey PRIMARY KEY (key)
);

create table service.portal_code (
  id uuid not null,
  phone bytea not null,
  code_hash bytea not null,
  tries integer not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint portal_code_pkey PRIMARY KEY (id)
);

create table service.portal_session (
  token_hash bytea not null,
  id uuid not null,
  customer_id uuid not null,
  agent text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint portal_session_pkey PRIMARY KEY (token_hash)
);

create table service.portal_upload (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint portal_upload_pkey PRIMARY KEY (customer_id, id)
);

create table service.quality_check (
  customer_id uuid not null,
  id uuid not null,
  draw_id uuid,
  sheet_id uuid not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  subject_label text not null,
  subject_at timestamp with time zone not null,
  staff_id uuid not null,
  staff_name text not null,
  department_id uuid,
  state text not null default 'open'::text,
  scorer_id uuid,
  scorer_name text,
  due_at timestamp with time zone,
  answers jsonb not null default '{}'::jsonb,
  comment text,
  score numeric(5,1),
  pass_score numeric(5,1),
  passed boolean,
  breaches integer not null default 0,
  scored_at timestamp with time zone,
  scored_by uuid,
  scored_by_name text,
  first_score numeric(5,1),
  dispute text,
  disputed_at timestamp with time zone,
  review text,
  reviewed_by_name text,
  reviewed_at timestamp with time zone,
  needs_talk boolean not null default false,
  improvements text,
  look_again_on date,
  talked_by_name text,
  talked_at timestamp with time zone,
  improved boolean,
  looked_note text,
  looked_by_name text,
  looked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint quality_check_kind_check CHECK ((kind = ANY (ARRAY['conduct'::text, 'handling'::text]))),
  constraint quality_check_state_check CHECK ((state = ANY (ARRAY['open'::text, 'scored'::text, 'disputed'::text, 'settled'::text]))),
  constraint quality_check_subject_type_check CHECK ((subject_type = ANY (ARRAY['contact'::text, 'ticket'::text]))),
  constraint quality_check_pkey PRIMARY KEY (customer_id, id)
);

create table service.quality_draw (
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  period_key text not null,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  sheet_id uuid not null,
  seed text not null,
  parameters jsonb not null,
  handled integer not null default 0,
  drawn integer not null default 0,
  drawn_at timestamp with time zone not null,
  constraint quality_draw_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES service.quality_sheet(id),
  constraint quality_draw_pkey PRIMARY KEY (id),
  constraint quality_draw_control_clause_period_key_key UNIQUE (control, clause, period_key)
);

create table service.quality_sheet (
  id uuid not null,
  key text not null,
  version integer not null,
  kind text not null,
  title jsonb not null,
  items jsonb not null,
  in_use boolean not null default true,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  constraint quality_sheet_kind_check CHECK ((kind = ANY (ARRAY['conduct'::text, 'handling'::text]))),
  constraint quality_sheet_pkey PRIMARY KEY (id),
  constraint quality_sheet_key_version_key UNIQUE (key, version)
);

create table service.saved_reply (
  id uuid not null,
  owner_id uuid,
  title text not null,
  category text not null,
  body text not null,
  keywords text[] not null default '{}'::text[],
  title_tokens text[] not null default '{}'::text[],
  keyword_tokens text[] not null default '{}'::text[],
  tokens text[] not null default '{}'::text[],
  title_pinyin text not null default ''::text,
  title_initials text not null default ''::text,
  used integer not null default 0,
  created_by uuid,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  updated_by_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint saved_reply_pkey PRIMARY KEY (id)
);

create table service.shift (
  id uuid not null,
  name text not null,
  starts time without time zone not null,
  ends time without time zone not null,
  needed integer not null default 1,
  "position" integer not null default 0,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint shift_needed_check CHECK (((needed >= 1) AND (needed <= 200))),
  constraint shift_pkey PRIMARY KEY (id)
);

create table service.solution (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  body text not null,
  apology boolean not null,
  by_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint solution_pkey PRIMARY KEY (customer_id, id)
);

create table service.solution_measure (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  solution_id uuid not null,
  what text not null,
  owner_id uuid not null,
  owner_name text not null,
  due_on date not null,
  done_at timestamp with time zone,
  done_by_name text,
  done_note text,
  constraint solution_measure_pkey PRIMARY KEY (customer_id, id)
);

create table service.staff_profile (
  staff_id uuid not null,
  skills text[] not null default '{}'::text[],
  capacity integer not null default 20,
  chat_limit integer not null default 3,
  updated_at timestamp with time zone not null,
  constraint staff_profile_pkey PRIMARY KEY (staff_id)
);

create table service.suggestion (
  customer_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  feasibility text,
  department_id uuid,
  analysed_by_name text,
  analysed_at timestamp with time zone,
  adopted boolean,
  reason text,
  owner_id uuid,
  owner_name text,
  carry_out_by date,
  decided_by_name text,
  decided_at timestamp with time zone,
  told_way text,
  told_words text,
  told_by_name text,
  told_at timestamp with time zone,
  carried_out_note text,
  carried_out_by_name text,
  carried_out_at timestamp with time zone,
  constraint suggestion_told_way_check CHECK ((told_way = ANY (ARRAY['preferred'::text, 'email'::text, 'sms'::text, 'phone'::text, 'visit'::text]))),
  constraint suggestion_pkey PRIMARY KEY (customer_id, ticket_id)
);

create table service.switchboard (
  id uuid not null,
  name text not null,
  secret bytea not null,
  former_secret bytea,
  former_until timestamp with time zone,
  active boolean not null default true,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  rotated_at timestamp with time zone,
  last_event_at timestamp with time zone,
  constraint switchboard_pkey PRIMARY KEY (id)
);

create table service.telling (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  way text not null,
  body text not null,
  message_id uuid,
  by_id uuid,
  by_name text not null,
  at timestamp with time zone not null,
  satisfied boolean,
  words text,
  answered_at timestamp with time zone,
  answered_by_name text,
  constraint telling_way_check CHECK ((way = ANY (ARRAY['preferred'::text, 'email'::text, 'sms'::text, 'phone'::text, 'visit'::text]))),
  constraint telling_pkey PRIMARY KEY (customer_id, id)
);

create table service.template (
  key text not null,
  email_subject text not null,
  email_body text not null,
  sms_body text not null,
  sms_number text,
  version integer not null default 1,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  constraint template_pkey PRIMARY KEY (key)
);

create table service.ticket (
  customer_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null,
  category_id uuid,
  source text not null,
  severity text not null default 'minor'::text,
  urgency text not null default 'normal'::text,
  grade text,
  priority integer not null default 100,
  subject text not null,
  content text not null,
  tokens text[] not null default '{}'::text[],
  state text not null default 'new'::text,
  outcome text,
  department_id uuid,
  assignee_id uuid,
  waiting_for text,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  first_contact_at timestamp with time zone,
  promised_at timestamp with time zone,
  solved_at timestamp with time zone,
  told_at timestamp with time zone,
  closed_at timestamp with time zone,
  satisfied boolean,
  reopened integer not null default 0,
  merged_into uuid,
  split_from uuid,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint ticket_kind_check CHECK ((kind = ANY (ARRAY['enquiry'::text, 'complaint'::text, 'suggestion'::text, 'fault'::text]))),
  constraint ticket_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'moderate'::text, 'severe'::text]))),
  constraint ticket_state_check CHECK ((state = ANY (ARRAY['new'::text, 'working'::text, 'waiting'::text, 'solved'::text, 'reviewed'::text, 'told'::text, 'closed'::text, 'merged'::text]))),
  constraint ticket_urgency_check CHECK ((urgency = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text]))),
  constraint ticket_pkey PRIMARY KEY (customer_id, id)
);

create table service.ticket_link (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  token_hash bytea not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint ticket_link_pkey PRIMARY KEY (customer_id, id)
);

create table service.visit (
  customer_id uuid not null,
  id uuid not null,
  work_order_id uuid not null,
  number integer not null,
  state text not null default 'scheduled'::text,
  installer_id uuid not null,
  installer_name text not null,
  department_id uuid,
  window_from timestamp with time zone not null,
  window_to timestamp with time zone not null,
  asked_by text not null default 'us'::text,
  scheduled_at timestamp with time zone not null,
  scheduled_by_name text not null,
  dispatched_at timestamp with time zone,
  departed_at timestamp with time zone,
  arrived_at timestamp with time zone,
  ended_at timestamp with time zone,
  reason_kind text,
  reason text,
  constraint visit_asked_by_check CHECK ((asked_by = ANY (ARRAY['us'::text, 'customer'::text]))),
  constraint visit_reason_kind_check CHECK ((reason_kind = ANY (ARRAY['absent'::text, 'refused'::text, 'no_access'::text, 'material'::text, 'weather'::text, 'elsewhere'::text, 'other'::text]))),
  constraint visit_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'dispatched'::text, 'travelling'::text, 'arrived'::text, 'done'::text, 'failed'::text, 'moved'::text, 'cancelled'::text]))),
  constraint visit_pkey PRIMARY KEY (customer_id, id)
);

create table service.watcher (
  customer_id uuid not null,
  ticket_id uuid not null,
  staff_id uuid not null,
  since timestamp with time zone not null,
  constraint watcher_pkey PRIMARY KEY (customer_id, ticket_id, staff_id)
);

create table service.work_check (
  customer_id uuid not null,
  work_order_id uuid not null,
  step_id uuid not null,
  done_by uuid,
  done_by_name text not null,
  done_at timestamp with time zone not null,
  constraint work_check_pkey PRIMARY KEY (customer_id, work_order_id, step_id)
);

create table service.work_order (
  customer_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null,
  state text not null default 'new'::text,
  ticket_id uuid,
  address_id uuid,
  area text,
  locality text not null default 'town'::text,
  skill text,
  urgency text not null default 'normal'::text,
  description text not null,
  department_id uuid,
  visit_id uuid,
  installer_id uuid,
  installer_name text,
  window_from timestamp with time zone,
  window_to timestamp with time zone,
  visits integer not null default 0,
  promised_by timestamp with time zone,
  late_notice_at timestamp with time zone,
  late_reason text,
  late_until timestamp with time zone,
  test_passed boolean,
  test_note text,
  cause text,
  work_note text,
  materials jsonb not null default '[]'::jsonb,
  signer_name text,
  signature bytea,
  signed_at timestamp with time zone,
  signature_refusal text,
  late_days integer,
  owed text,
  owed_share numeric,
  end_reason text,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint work_order_cause_check CHECK ((cause = ANY (ARRAY['line'::text, 'equipment'::text, 'headend'::text, 'terminal'::text, 'use'::text, 'none'::text]))),
  constraint work_order_kind_check CHECK ((kind = ANY (ARRAY['installation'::text, 'repair'::text, 'removal'::text, 'survey'::text]))),
  constraint work_order_locality_check CHECK ((locality = ANY (ARRAY['town'::text, 'country'::text]))),
  constraint work_order_owed_check CHECK ((owed = ANY (ARRAY['late_fee'::text, 'rent_waiver'::text]))),
  constraint work_order_state_check CHECK ((state = ANY (ARRAY['new'::text, 'scheduled'::text, 'dispatched'::text, 'travelling'::text, 'arrived'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint work_order_urgency_check CHECK ((urgency = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text]))),
  constraint work_order_pkey PRIMARY KEY (customer_id, id)
);

create table service.work_photo (
  customer_id uuid not null,
  id uuid not null,
  work_order_id uuid not null,
  visit_id uuid,
  step_id uuid,
  file_id uuid not null,
  media_type text not null,
  size bigint not null,
  taken_by uuid,
  taken_by_name text not null,
  taken_at timestamp with time zone not null,
  constraint work_photo_pkey PRIMARY KEY (customer_id, id)
);

create table service.work_report (
  id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  department_id uuid,
  day date not null,
  state text not null default 'open'::text,
  raised text,
  plan text,
  remarks text,
  figures jsonb,
  due_at timestamp with time zone,
  filed_at timestamp with time zone,
  reading_due_at timestamp with time zone,
  read_at timestamp with time zone,
  read_by uuid,
  read_by_name text,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint work_report_state_check CHECK ((state = ANY (ARRAY['open'::text, 'filed'::text]))),
  constraint work_report_pkey PRIMARY KEY (id),
  constraint work_report_staff_id_day_key UNIQUE (staff_id, day)
);

create table service.work_report_comment (
  report_id uuid not null,
  id uuid not null,
  body text not null,
  author_id uuid,
  author_name text not null,
  at timestamp with time zone not null,
  constraint work_report_comment_report_id_fkey FOREIGN KEY (report_id) REFERENCES service.work_report(id),
  constraint work_report_comment_pkey PRIMARY KEY (report_id, id)
);

create table service.work_report_matter (
  report_id uuid not null,
  id uuid not null,
  matter text not null,
  ticket_id uuid,
  ticket_number text,
  owner_id uuid,
  owner_name text,
  due_on date,
  done_at timestamp with time zone,
  done_by_name text,
  constraint work_report_matter_report_id_fkey FOREIGN KEY (report_id) REFERENCES service.work_report(id),
  constraint work_report_matter_pkey PRIMARY KEY (report_id, id)
);

create table service.work_report_reading (
  report_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  at timestamp with time zone not null,
  constraint work_report_reading_report_id_fkey FOREIGN KEY (report_id) REFERENCES service.work_report(id),
  constraint work_report_reading_pkey PRIMARY KEY (report_id, staff_id)
);

create table service.work_step (
  id uuid not null,
  kind text not null,
  "position" integer not null,
  label jsonb not null,
  photo boolean not null default false,
  active boolean not null default true,
  constraint work_step_kind_check CHECK ((kind = ANY (ARRAY['installation'::text, 'repair'::text, 'removal'::text, 'survey'::text]))),
  constraint work_step_pkey PRIMARY KEY (id)
);

create table supervision.feedback (
  customer_id uuid not null,
  id uuid not null,
  source text not null,
  source_id uuid not null,
  department_id uuid,
  at timestamp with time zone not null,
  found_at timestamp with time zone not null,
  read_by uuid,
  read_by_name text,
  read_at timestamp with time zone,
  note text,
  constraint feedback_pkey PRIMARY KEY (customer_id, id)
);

create table supervision.improvement_plan (
  shortfall_id uuid not null,
  measures text not null,
  owner_id uuid not null,
  finish_on date not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  reached boolean,
  verdict text,
  judged_by uuid,
  judged_by_name text,
  judged_at timestamp with time zone,
  constraint improvement_plan_shortfall_id_fkey FOREIGN KEY (shortfall_id) REFERENCES supervision.shortfall(id),
  constraint improvement_plan_pkey PRIMARY KEY (shortfall_id)
);

create table supervision.inspection (
  id uuid not null,
  turn_id uuid,
  department_id uuid not null,
  findings text not null,
  owner_id uuid,
  correct_by date,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  verified_by uuid,
  verified_by_name text,
  verified_at timestamp with time zone,
  verification text,
  constraint inspection_check CHECK (((owner_id IS NULL) = (correct_by IS NULL))),
  constraint inspection_check1 CHECK (((verified_at IS NULL) OR (owner_id IS NOT NULL))),
  constraint inspection_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES supervision.turn(id),
  constraint inspection_pkey PRIMARY KEY (id)
);

create table supervision.shortfall (
  id uuid not null,
  control text not null,
  clause text not null,
  version_id uuid not null,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  department_id uuid,
  numerator bigint not null,
  denominator bigint not null,
  target numeric not null,
  finish_by timestamp with time zone,
  opened_at timestamp with time zone not null,
  constraint shortfall_pkey PRIMARY KEY (id)
);

create table supervision.turn (
  id uuid not null,
  control text not null,
  clause text not null,
  period_key text not null,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  constraint turn_pkey PRIMARY KEY (id),
  constraint turn_control_clause_period_key_key UNIQUE (control, clause, period_key)
);

CREATE INDEX absence_of_staff ON service.absence USING btree (staff_id, to_at);
CREATE INDEX answer_of_form ON service.callback_answer USING btree (form_id, question);
CREATE INDEX api_token_by_staff ON identity.api_token USING btree (staff_id);
CREATE INDEX approval_by_state ON policy.approval USING btree (state, id DESC);
CREATE INDEX approval_of_asker ON policy.approval USING btree (asked_by, control, subject_id);
CREATE INDEX article_by_change ON service.article USING btree (updated_at DESC, id DESC);
CREATE INDEX article_by_tokens ON service.article USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX article_for_review ON service.article USING btree (review_on) WHERE (state = 'published'::text);
CREATE INDEX assignment_of_ticket ON service.assignment USING btree (customer_id, ticket_id, id);
CREATE INDEX attachment_of_contact ON service.attachment USING btree (customer_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX attachment_of_ticket ON service.attachment USING btree (customer_id, ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX attempt_of_callback ON service.callback_attempt USING btree (customer_id, callback_id, id);
CREATE UNIQUE INDEX calendar_day_working ON platform.calendar_day USING btree (calendar, working_no) WHERE (closes_at IS NOT NULL);
CREATE INDEX calendar_span_by_open_time ON platform.calendar_span USING btree (calendar, before_seconds, starts_at);
CREATE INDEX callback_by_due ON service.callback USING btree (due_at);
CREATE INDEX callback_by_id ON service.callback USING btree (id);
CREATE INDEX callback_due ON service.callback USING btree (due_at, id) WHERE (state = 'due'::text);
CREATE INDEX callback_due_of_department ON service.callback USING btree (department_id, due_at, id) WHERE (state = 'due'::text);
CREATE INDEX callback_due_of_person ON service.callback USING btree (assignee_id, due_at, id) WHERE ((state = 'due'::text) AND (assignee_id IS NOT NULL));
CREATE INDEX callback_due_of_role ON service.callback USING btree (role, due_at, id) WHERE ((state = 'due'::text) AND (assignee_id IS NULL) AND (role IS NOT NULL));
CREATE UNIQUE INDEX callback_key_once_a_turn ON service.callback USING btree (customer_id, period_key) WHERE (reason = 'key'::text);
CREATE INDEX callback_made ON service.callback USING btree (called_at DESC, id DESC) WHERE (called_at IS NOT NULL);
CREATE INDEX callback_made_by ON service.callback USING btree (called_by, called_at DESC, id DESC) WHERE (called_at IS NOT NULL);
CREATE INDEX callback_of_plan ON service.callback USING btree (plan_id, period_key) WHERE (plan_id IS NOT NULL);
CREATE UNIQUE INDEX callback_once_a_subject ON service.callback USING btree (customer_id, subject_id, reason) WHERE ((subject_id IS NOT NULL) AND (state = 'due'::text));
CREATE UNIQUE INDEX callback_once_a_turn ON service.callback USING btree (customer_id, plan_id, period_key) WHERE ((plan_id IS NOT NULL) AND (period_key IS NOT NULL));
CREATE INDEX callback_unreviewed ON service.callback USING btree (called_at, id) WHERE ((state = 'done'::text) AND (reviewed_at IS NULL));
CREATE INDEX callback_unsent ON service.callback USING btree (opened_at) WHERE ((state = 'due'::text) AND (way = ANY (ARRAY['email'::text, 'sms'::text])) AND (link_sent_at IS NULL));
CREATE INDEX callback_with_opinion ON service.callback USING btree (called_at) WHERE (opinion IS NOT NULL);
CREATE INDEX change_notice_by_department ON customers.change_notice USING btree (department_id, id DESC) WHERE (acknowledged_at IS NULL);
CREATE UNIQUE INDEX change_notice_open ON customers.change_notice USING btree (customer_id, department_id) WHERE (acknowledged_at IS NULL);
CREATE INDEX chat_agent_here ON service.chat_agent USING btree (seen_at) WHERE here;
CREATE INDEX chat_by_id ON service.chat USING btree (id);
CREATE INDEX chat_by_time ON service.chat USING btree (id DESC) WHERE (state = 'closed'::text);
CREATE UNIQUE INDEX chat_message_in_order ON service.chat_message USING btree (customer_id, chat_id, number);
CREATE UNIQUE INDEX chat_message_once ON service.chat_message USING btree (customer_id, chat_id, side, client_id) WHERE (client_id IS NOT NULL);
CREATE INDEX chat_of_session ON service.chat USING btree (session_id) WHERE ((session_id IS NOT NULL) AND (state <> 'closed'::text));
CREATE INDEX chat_of_staff ON service.chat USING btree (staff_id, id) WHERE (state = 'active'::text);
CREATE INDEX chat_open ON service.chat USING btree (visitor_seen_at) WHERE (state <> 'closed'::text);
CREATE INDEX chat_waiting ON service.chat USING btree (priority, queued_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX claim_by_customer ON customers.claim USING btree (customer_id);
CREATE INDEX claim_by_id ON service.claim USING btree (id);
CREATE INDEX cleansing_by_time ON customers.cleansing USING btree (id DESC);
CREATE INDEX cleansing_item_open ON customers.cleansing_item USING btree (cleansing_id, problem, id);
CREATE INDEX cleansing_item_unresolved ON customers.cleansing_item USING btree (cleansing_id) WHERE (resolution IS NULL);
CREATE INDEX closing_review_of_ticket ON service.closing_review USING btree (customer_id, ticket_id, id);
CREATE INDEX communication_by_time ON customers.communication USING btree (customer_id, at DESC, id DESC);
CREATE INDEX communication_with_opinion ON customers.communication USING btree (at) WHERE (opinion IS NOT NULL);
CREATE INDEX compensation_by_id ON service.compensation_instruction USING btree (id DESC);
CREATE INDEX compensation_by_state ON service.compensation_instruction USING btree (state, id DESC);
CREATE INDEX compensation_of_ticket ON service.compensation_instruction USING btree (customer_id, ticket_id, id);
CREATE INDEX complaint_by_cause ON service.complaint USING btree (cause_id, found_at);
CREATE INDEX complaint_by_time ON service.ticket USING btree (opened_at, id) WHERE ((kind = 'complaint'::text) AND (state <> 'merged'::text));
CREATE UNIQUE INDEX consent_in_force ON customers.consent USING btree (customer_id, purpose) WHERE (withdrawn_at IS NULL);
CREATE INDEX contact_by_counterpart ON service.contact USING btree (counterpart_exact) WHERE (counterpart_exact IS NOT NULL);
CREATE INDEX contact_by_id ON service.contact USING btree (id);
CREATE INDEX contact_by_tail ON customers.contact USING btree (tail, customer_id) WHERE (tail IS NOT NULL);
CREATE INDEX contact_by_time ON service.contact USING btree (at DESC, id DESC);
CREATE INDEX contact_by_tokens ON service.contact USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX contact_by_value ON customers.contact USING btree (exact, customer_id);
CREATE INDEX contact_calls ON service.contact USING btree (rang_at) WHERE (rang_at IS NOT NULL);
CREATE INDEX contact_of_customer ON service.contact USING btree (customer_id, at DESC, id DESC);
CREATE INDEX contact_of_staff ON service.contact USING btree (staff_id, at DESC, id DESC);
CREATE INDEX contact_of_ticket ON service.contact USING btree (ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX contact_unidentified ON service.contact USING btree (at DESC, id DESC) WHERE (customer_id = '00000000-0000-0000-0000-000000000000'::uuid);
CREATE INDEX contact_unworked ON service.contact USING btree (at DESC, id DESC) WHERE (state = ANY (ARRAY['ringing'::text, 'open'::text]));
CREATE INDEX customer_by_class ON customers.customer USING btree (class, created_at DESC, customer_id DESC);
CREATE INDEX customer_by_creation ON customers.customer USING btree (created_at DESC, customer_id DESC);
CREATE INDEX customer_by_department ON customers.customer USING btree (department_id, created_at DESC, customer_id DESC);
CREATE INDEX customer_by_division ON customers.customer USING btree (division, customer_id);
CREATE INDEX customer_by_initials ON customers.customer USING btree (name_initials, customer_id);
CREATE INDEX customer_by_joining ON customers.customer USING btree (joined_on DESC, customer_id DESC) WHERE (joined_on IS NOT NULL);
CREATE INDEX customer_by_name ON customers.customer USING btree (name, customer_id);
CREATE INDEX customer_by_owner ON customers.customer USING btree (owner_id, created_at DESC, customer_id DESC) WHERE (owner_id IS NOT NULL);
CREATE INDEX customer_by_pinyin ON customers.customer USING btree (name_pinyin, customer_id);
CREATE INDEX customer_by_referrer ON customers.customer USING btree (referrer_id) WHERE (referrer_id IS NOT NULL);
CREATE INDEX customer_by_state ON customers.customer USING btree (state, created_at DESC, customer_id DESC) WHERE (state <> 'active'::text);
CREATE INDEX customer_by_survivor ON customers.customer USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX customer_by_tokens ON customers.customer USING gin (name_tokens) WITH (fastupdate=off);
CREATE UNIQUE INDEX data_key_one_active ON platform.data_key USING btree (purpose) WHERE active;
CREATE INDEX decision_by_control ON policy.decision USING btree (control, at);
CREATE INDEX decision_by_subject ON policy.decision USING btree (customer_id, subject_id, control, id DESC);
CREATE INDEX delegation_from ON identity.delegation USING btree (from_staff_id, ends_at);
CREATE INDEX delegation_to ON identity.delegation USING btree (to_staff_id, ends_at);
CREATE INDEX department_by_parent ON identity.department USING btree (parent_id);
CREATE INDEX duty_by_time ON service.duty USING btree (starts_at);
CREATE INDEX duty_of_staff ON service.duty USING btree (staff_id, starts_at);
CREATE INDEX entry_by_time ON service.entry USING btree (at);
CREATE INDEX entry_mentions ON service.entry USING gin (mentions) WHERE (mentions <> '{}'::uuid[]);
CREATE INDEX entry_of_author ON service.entry USING btree (author_id, at);
CREATE INDEX entry_of_ticket ON service.entry USING btree (customer_id, ticket_id, id);
CREATE INDEX event_by_actor ON platform.event USING btree (actor_id, id DESC) WHERE (actor_id IS NOT NULL);
CREATE INDEX event_by_kind ON platform.event USING btree (kind, id DESC);
CREATE INDEX event_by_subject ON platform.event USING btree (subject_id, id DESC);
CREATE INDEX event_by_time ON platform.event USING btree (id DESC);
CREATE INDEX feedback_by_source ON supervision.feedback USING btree (source_id);
CREATE INDEX feedback_by_time ON supervision.feedback USING btree (id DESC);
CREATE UNIQUE INDEX feedback_once ON supervision.feedback USING btree (customer_id, source, source_id);
CREATE INDEX feedback_unread ON supervision.feedback USING btree (id DESC) WHERE (read_at IS NULL);
CREATE UNIQUE INDEX figure_once ON policy.figure USING btree (control, clause, version_id, period_from, period_to, COALESCE(department_id, '00000000-0000-0000-0000-000000000000'::uuid), COALESCE(person_id, '00000000-0000-0000-0000-000000000000'::uuid));
CREATE INDEX grade_by_value ON customers.grade USING btree (grade, customer_id);
CREATE INDEX grading_applied ON customers.grading USING btree (as_of DESC) WHERE (state = 'applied'::text);
CREATE INDEX grading_by_time ON customers.grading USING btree (id DESC);
CREATE INDEX grading_change_by_run ON customers.grading_change USING btree (grading_id, from_grade, to_grade, customer_id);
CREATE INDEX grading_waiting ON customers.grading USING btree (effective_at) WHERE (state = 'approved'::text);
CREATE INDEX guard_check_by_control ON policy.guard_check USING btree (control, at);
CREATE INDEX handover_customer_of ON service.handover_customer USING btree (handover_id, place);
CREATE INDEX handover_from ON service.handover USING btree (from_staff_id, id DESC);
CREATE INDEX handover_to ON service.handover USING btree (to_department_id, id DESC);
CREATE INDEX handover_to_person ON service.handover USING btree (to_staff_id, id DESC) WHERE (to_staff_id IS NOT NULL);
CREATE INDEX identifier_by_value ON customers.identifier USING btree (exact, customer_id);
CREATE INDEX import_by_time ON customers.import USING btree (id DESC);
CREATE INDEX improvement_check_of ON service.improvement_check USING btree (improvement_id, id);
CREATE INDEX improvement_open ON service.improvement USING btree (id DESC) WHERE (ended_at IS NULL);
CREATE INDEX improvement_to_check ON service.improvement USING btree (check_at) WHERE (state = 'implemented'::text);
CREATE INDEX inspection_by_time ON supervision.inspection USING btree (id DESC);
CREATE INDEX inspection_unverified ON supervision.inspection USING btree (correct_by) WHERE ((owner_id IS NOT NULL) AND (verified_at IS NULL));
CREATE INDEX investigation_of_ticket ON service.investigation USING btree (customer_id, ticket_id, id);
CREATE INDEX knowledge_use_of_item ON service.knowledge_use USING btree (item_id, id);
CREATE INDEX knowledge_use_of_ticket ON service.knowledge_use USING btree (customer_id, ticket_id, id) WHERE (ticket_id IS NOT NULL);
CREATE UNIQUE INDEX macro_by_name ON service.macro USING btree (lower(name));
CREATE INDEX mail_by_id ON service.mail USING btree (id);
CREATE INDEX mail_by_sender ON service.mail USING btree (sender, received_at) WHERE (sender IS NOT NULL);
CREATE INDEX mail_by_time ON service.mail USING btree (received_at DESC, id DESC);
CREATE INDEX mail_of_ticket ON service.mail USING btree (customer_id, ticket_id, id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX mapping_by_header ON customers.mapping USING btree (what, header_hash);
CREATE INDEX measure_open ON service.callback_measure USING btree (id DESC) WHERE (judged_at IS NULL);
CREATE INDEX message_by_id ON service.message USING btree (id);
CREATE INDEX message_by_time ON service.message USING btree (created_at DESC, id DESC);
CREATE INDEX message_due ON service.message USING btree (next_at) WHERE (state = 'queued'::text);
CREATE INDEX message_in_flight ON service.message USING btree (lease_until) WHERE (state = 'sending'::text);
CREATE INDEX message_of_ticket ON service.message USING btree (customer_id, ticket_id, id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX message_unsent ON service.message USING btree (created_at DESC, id DESC) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'failed'::text]));
CREATE INDEX notice_by_time ON platform.notice USING btree (at);
CREATE INDEX notice_by_time ON policy.notice USING btree (at);
CREATE INDEX notice_of_person ON platform.notice USING btree (staff_id, id DESC);
CREATE INDEX notice_of_person ON policy.notice USING btree (staff_id, id DESC) WHERE (staff_id IS NOT NULL);
CREATE INDEX notice_of_role ON policy.notice USING btree (role, id DESC) WHERE (role IS NOT NULL);
CREATE INDEX notice_read_by_notice ON policy.notice_read USING btree (notice_id);
CREATE INDEX notice_unread ON platform.notice USING btree (staff_id, id DESC) WHERE (read_at IS NULL);
CREATE INDEX notice_unread_of_subject ON platform.notice USING btree (staff_id, subject_id) WHERE (read_at IS NULL);
CREATE INDEX obligation_by_control ON policy.obligation USING btree (control, opened_at);
CREATE INDEX obligation_by_due ON policy.obligation USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX obligation_by_opening ON policy.obligation USING btree (opened_at, control);
CREATE INDEX obligation_by_step ON policy.obligation USING btree (next_step_at) WHERE (next_step_at IS NOT NULL);
CREATE INDEX obligation_done ON policy.obligation USING btree (settled_at DESC, id DESC) WHERE (settled_at IS NOT NULL);
CREATE INDEX obligation_done_by ON policy.obligation USING btree (settled_by, settled_at DESC, id DESC) WHERE (settled_at IS NOT NULL);
CREATE INDEX obligation_of_calendar ON policy.obligation USING btree (calendar, customer_id, id) WHERE (state = 'open'::text);
CREATE INDEX obligation_of_department ON policy.obligation USING btree (department_id, due_at, id) WHERE ((settled_at IS NULL) AND (state <> 'waived'::text));
CREATE INDEX obligation_of_person ON policy.obligation USING btree (assignee_id, due_at, id) WHERE ((settled_at IS NULL) AND (state <> 'waived'::text));
CREATE INDEX obligation_of_role ON policy.obligation USING btree (role, due_at, id) WHERE ((settled_at IS NULL) AND (state <> 'waived'::text) AND (assignee_id IS NULL));
CREATE UNIQUE INDEX obligation_once ON policy.obligation USING btree (customer_id, subject_id, control, clause) WHERE ((settled_at IS NULL) AND (state <> 'waived'::text));
CREATE INDEX obligation_open ON policy.obligation USING btree (due_at, id) WHERE ((settled_at IS NULL) AND (state <> 'waived'::text));
CREATE INDEX portal_code_by_phone ON service.portal_code USING btree (phone, created_at DESC);
CREATE INDEX portal_session_of_customer ON service.portal_session USING btree (customer_id);
CREATE INDEX portal_upload_by_time ON service.portal_upload USING btree (created_at);
CREATE INDEX presence_by_end ON platform.presence USING btree (until);
CREATE INDEX purchase_by_time ON customers.purchase USING btree (customer_id, at) INCLUDE (amount);
CREATE UNIQUE INDEX purchase_once ON customers.purchase USING btree (customer_id, source_key);
CREATE INDEX quality_check_by_id ON service.quality_check USING btree (id);
CREATE INDEX quality_check_by_scoring ON service.quality_check USING btree (scored_at) WHERE (scored_at IS NOT NULL);
CREATE INDEX quality_check_of_staff ON service.quality_check USING btree (staff_id, id DESC);
CREATE UNIQUE INDEX quality_check_once ON service.quality_check USING btree (customer_id, subject_id, sheet_id);
CREATE INDEX quality_check_to_score ON service.quality_check USING btree (scorer_id, id DESC) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX quality_sheet_in_use ON service.quality_sheet USING btree (key) WHERE in_use;
CREATE INDEX remedy_by_id ON service.callback_remedy USING btree (id DESC);
CREATE INDEX remedy_by_time ON service.callback_remedy USING btree (opened_at);
CREATE INDEX remedy_of_callback ON service.callback_remedy USING btree (customer_id, callback_id);
CREATE INDEX remedy_of_department ON service.callback_remedy USING btree (department_id, id DESC);
CREATE INDEX remedy_open ON service.callback_remedy USING btree (department_id, id DESC) WHERE (answered_at IS NULL);
CREATE INDEX replay_by_version ON policy.replay USING btree (version_id, id DESC);
CREATE INDEX run_by_kind ON platform.run USING btree (kind, id DESC);
CREATE INDEX run_by_time ON platform.run USING btree (id DESC);
CREATE INDEX run_unfinished ON platform.run USING btree (heartbeat_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX saved_reply_by_owner ON service.saved_reply USING btree (owner_id, id);
CREATE INDEX saved_reply_by_tokens ON service.saved_reply USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX saved_view_by_list ON platform.saved_view USING btree (list, owner_id);
CREATE INDEX second_check_by_time ON customers.second_check USING btree (at);
CREATE UNIQUE INDEX service_held_once ON customers.service_held USING btree (customer_id, kind) WHERE (ended_on IS NULL);
CREATE INDEX session_by_expiry ON identity.session USING btree (expires_at);
CREATE INDEX session_by_staff ON identity.session USING btree (staff_id);
CREATE INDEX shortfall_by_time ON supervision.shortfall USING btree (id DESC);
CREATE UNIQUE INDEX shortfall_once ON supervision.shortfall USING btree (control, clause, period_from, period_to, COALESCE(department_id, '00000000-0000-0000-0000-000000000000'::uuid));
CREATE INDEX solution_measure_by_id ON service.solution_measure USING btree (id);
CREATE INDEX solution_measure_of_ticket ON service.solution_measure USING btree (customer_id, ticket_id, id);
CREATE INDEX solution_of_ticket ON service.solution USING btree (customer_id, ticket_id, id);
CREATE INDEX staff_by_creation ON identity.staff USING btree (created_at DESC, id DESC);
CREATE INDEX staff_by_department ON identity.staff USING btree (department_id);
CREATE UNIQUE INDEX staff_by_email ON identity.staff USING btree (lower(email));
CREATE INDEX staff_by_name ON identity.staff USING btree (name, id);
CREATE INDEX staff_role_by_role ON identity.staff_role USING btree (role_id);
CREATE INDEX suggestion_by_id ON service.suggestion USING btree (id);
CREATE INDEX telling_of_ticket ON service.telling USING btree (customer_id, ticket_id, id);
CREATE INDEX ticket_by_category ON service.ticket USING btree (category_id, opened_at);
CREATE INDEX ticket_by_id ON service.ticket USING btree (id);
CREATE INDEX ticket_by_time ON service.ticket USING btree (opened_at DESC, id DESC);
CREATE INDEX ticket_by_tokens ON service.ticket USING gin (tokens) WITH (fastupdate=off);
CREATE INDEX ticket_closed ON service.ticket USING btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX ticket_link_by_token ON service.ticket_link USING btree (token_hash);
CREATE INDEX ticket_link_of_ticket ON service.ticket_link USING btree (customer_id, ticket_id);
CREATE INDEX ticket_queue ON service.ticket USING btree (priority, opened_at, id) WHERE (state <> ALL (ARRAY['closed'::text, 'merged'::text]));
CREATE INDEX ticket_queue_of_department ON service.ticket USING btree (department_id, priority, opened_at, id) WHERE (state <> ALL (ARRAY['closed'::text, 'merged'::text]));
CREATE INDEX ticket_queue_of_person ON service.ticket USING btree (assignee_id, priority, opened_at, id) WHERE (state <> ALL (ARRAY['closed'::text, 'merged'::text]));
CREATE INDEX ticket_worked_by ON service.ticket USING btree (assignee_id, updated_at);
CREATE INDEX version_in_force ON policy.version USING btree (effective_from) WHERE (state = ANY (ARRAY['approved'::text, 'in_force'::text, 'replaced'::text]));
CREATE INDEX version_turning ON policy.version USING btree (effective_from) WHERE (state = 'approved'::text);
CREATE INDEX visit_by_end_of_window ON service.visit USING btree (window_to) WHERE ((arrived_at IS NOT NULL) OR (state = ANY (ARRAY['failed'::text, 'moved'::text])));
CREATE INDEX visit_by_window ON service.visit USING btree (window_from, installer_id) WHERE (state <> ALL (ARRAY['moved'::text, 'cancelled'::text]));
CREATE INDEX visit_of_order ON service.visit USING btree (customer_id, work_order_id, number);
CREATE INDEX watcher_of_staff ON service.watcher USING btree (staff_id);
CREATE INDEX work_order_by_id ON service.work_order USING btree (id);
CREATE INDEX work_order_by_opening ON service.work_order USING btree (opened_at DESC, id DESC);
CREATE INDEX work_order_finished ON service.work_order USING btree (ended_at) WHERE (state = 'done'::text);
CREATE INDEX work_order_of_installer ON service.work_order USING btree (installer_id, window_from, id) WHERE (installer_id IS NOT NULL);
CREATE INDEX work_order_of_ticket ON service.work_order USING btree (ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX work_order_unended ON service.work_order USING btree (opened_at, id) WHERE (state <> ALL (ARRAY['done'::text, 'cancelled'::text]));
CREATE INDEX work_photo_of_order ON service.work_photo USING btree (customer_id, work_order_id, id);
CREATE INDEX work_report_by_day ON service.work_report USING btree (day DESC, id DESC);
CREATE INDEX work_report_matter_of_owner ON service.work_report_matter USING btree (owner_id) WHERE (done_at IS NULL);
CREATE INDEX work_report_unfiled ON service.work_report USING btree (due_at) WHERE ((state = 'open'::text) AND (due_at IS NOT NULL));
CREATE INDEX work_report_unread ON service.work_report USING btree (filed_at, id) WHERE ((filed_at IS NOT NULL) AND (read_at IS NULL));
CREATE INDEX work_step_of_kind ON service.work_step USING btree (kind, "position") WHERE active;

create view identity.department_facts as
 SELECT id,
    parent_id,
    name,
    COALESCE(name_en, name) AS name_en
   FROM identity.department;

create view identity.right_facts as
 SELECT s.id AS staff_id,
    s.name,
    s.department_id,
    r.key AS role,
    r.grants
   FROM identity.staff s
     JOIN identity.staff_role sr ON sr.staff_id = s.id
     JOIN identity.role r ON r.id = sr.role_id
  WHERE s.state = 'active'::text;

create view identity.staff_facts as
 SELECT id,
    name,
    department_id
   FROM identity.staff;

create view policy.open_promises as
 SELECT customer_id,
    subject_id,
    control,
    clause,
    due_at,
    state
   FROM policy.obligation
  WHERE settled_at IS NULL AND state <> 'waived'::text;

CREATE OR REPLACE FUNCTION customers.accuracy_rows(period_from timestamp with time zone, period_to timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, accurate boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select s.id, s.customer_id, 'customer', s.customer_id, c.name, s.department_id, c.created_by, s.at, s.accurate
    from customers.second_check s join customers.customer c on c.customer_id = s.customer_id
   where s.at >= period_from and s.at < period_to
$function$
;

CREATE OR REPLACE FUNCTION customers.churn_rows(period_from timestamp with time zone, period_to timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, lost boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.owner_id,
         coalesce(case when left_at.at < period_to then left_at.at end, period_from),
         coalesce(left_at.at < period_to, false)
    from customers.customer c
    left join (
      select h.customer_id,
             bool_or(coalesce(h.started_on::timestamptz, '-infinity') < period_from and coalesce(h.ended_on::timestamptz, 'infinity') >= period_from) as held,
             bool_or(coalesce(h.started_on::timestamptz, '-infinity') < period_from) as ever_held,
             bool_or(coalesce(h.started_on::timestamptz, '-infinity') < period_to and coalesce(h.ended_on::timestamptz, 'infinity') >= period_to) as kept,
             max(h.ended_on)::timestamptz as last_end
        from customers.service_held h group by h.customer_id
    ) s on s.customer_id = c.customer_id
    cross join lateral (
      select least(c.closed_at, case when s.held and not s.kept then s.last_end end) as at
    ) left_at
   where coalesce(c.joined_on::timestamptz, c.created_at) < period_from
     and (c.closed_at is null or c.closed_at >= period_from)
     and c.state <> 'merged'
     and (s.customer_id is null or not s.ever_held or s.held)
$function$
;

CREATE OR REPLACE FUNCTION customers.completeness_rows(period_from timestamp with time zone, period_to timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, kind text, has_contact boolean, has_address boolean, has_channel boolean, has_consent boolean, has_identity boolean, has_gender boolean, has_birth_date boolean, has_representative boolean, has_industry boolean, has_key_person boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.created_by, c.created_at,
         c.kind,
         exists (select from customers.contact x where x.customer_id = c.customer_id),
         exists (select from customers.address x where x.customer_id = c.customer_id),
         c.channel is not null,
         exists (select from customers.consent x where x.customer_id = c.customer_id and x.withdrawn_at is null),
         exists (select from customers.identifier x
                  where x.customer_id = c.customer_id
                    and x.kind = any(case when c.kind = 'person' then array['id_card', 'passport'] else array['credit_code'] end)),
         case when c.kind = 'person' then c.gender is not null end,
         case when c.kind = 'person' then c.birth_date is not null end,
         case when c.kind = 'organisation' then c.legal_representative is not null end,
         case when c.kind = 'organisation' then c.industry is not null end,
         case when c.kind = 'organisation' then exists (select from customers.key_person x where x.customer_id = c.customer_id) end
    from customers.customer c
   where c.created_at >= period_from and c.created_at < period_to and c.state <> 'merged'
$function$
;

CREATE OR REPLACE FUNCTION customers.grade_evidence(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, clause text, version_id uuid, value text, overridden boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with review as (
    select g.as_of, g.clause, g.version_id from customers.grading g
     where g.state = 'applied' and g.kind = 'review' and g.as_of < to_at order by g.as_of desc limit 1
  )
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.owner_id, judged.at,
         case when judged.by_review then r.clause else g.clause end, case when judged.by_review then r.version_id else g.version_id end,
         g.grade, g.overridden_by is not null
    from customers.customer c
    left join customers.grade g on g.customer_id = c.customer_id
    left join review r on true
    cross join lateral (select coalesce(c.joined_on::timestamptz, c.created_at) as at) since
    cross join lateral (
      select coalesce(greatest(g.judged_at, case when g.customer_id is not null and since.at <= r.as_of then r.as_of end), since.at) as at,
             g.customer_id is not null and since.at <= r.as_of and r.as_of > g.judged_at as by_review
    ) judged
   where c.state <> 'merged' and judged.at >= from_at and judged.at < to_at
$function$
;

CREATE OR REPLACE FUNCTION customers.grade_facts(judged_at timestamp with time zone)
 RETURNS TABLE(subject_id uuid, customer_id uuid, class text, yearly_spend bigint, yearly_purchases integer, tenure_months integer, services integer, referrals integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.customer_id, c.customer_id, c.class,
         coalesce(p.spend, 0)::bigint, coalesce(p.purchases, 0)::int,
         greatest(0, (extract(year from age(judged_at, since.at)) * 12 + extract(month from age(judged_at, since.at)))::int),
         coalesce(s.services, 0)::int, coalesce(r.referrals, 0)::int
    from customers.customer c
    cross join lateral (select coalesce(c.joined_on::timestamptz, c.created_at) as at) since
    left join (
      select q.customer_id, sum(q.amount) as spend, count(*) as purchases
        from customers.purchase q where q.at > judged_at - interval '1 year' and q.at <= judged_at group by q.customer_id
    ) p on p.customer_id = c.customer_id
    left join (
      select h.customer_id, count(*) as services
        from customers.service_held h
       where coalesce(h.started_on, '-infinity') <= judged_at and coalesce(h.ended_on, 'infinity') > judged_at group by h.customer_id
    ) s on s.customer_id = c.customer_id
    left join (
      select f.referrer_id, count(*) as referrals from customers.customer f
       where f.referrer_id is not null and coalesce(f.joined_on::timestamptz, f.created_at) <= judged_at group by f.referrer_id
    ) r on r.referrer_id = c.customer_id
   where c.state <> 'merged' and (c.closed_at is null or c.closed_at > judged_at)
     and (since.at <= judged_at or p.customer_id is not null)
$function$
;

CREATE OR REPLACE FUNCTION customers.grade_history(customer uuid)
 RETURNS TABLE(at timestamp with time zone, kind text, grading_id uuid, from_grade text, to_grade text, clause text, version_id uuid, row_no integer, facts jsonb, judged_at timestamp with time zone, reason text, by_name text)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(g.effective_at, g.applied_at), g.kind, g.id, m.from_grade, m.to_grade, g.clause, g.version_id, m.row_no, m.facts, g.as_of, null, g.decided_by_name
    from customers.grading_change m join customers.grading g on g.id = m.grading_id
   where m.customer_id = customer and g.state = 'applied'
  union all
  select o.at, 'override', null, o.from_grade, o.to_grade, o.clause, o.version_id, null, o.facts, o.at, o.reason, o.overridden_by_name
    from customers.grade_override o
   where o.customer_id = customer
  order by 1
$function$
;

CREATE OR REPLACE FUNCTION customers.opinion_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(source text, source_id uuid, customer_id uuid, department_id uuid, at timestamp with time zone)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select 'communication', m.id, m.customer_id, c.department_id, m.at
    from customers.communication m join customers.customer c on c.customer_id = m.customer_id
   where m.opinion is not null and m.at >= from_at and m.at < to_at
$function$
;

CREATE OR REPLACE FUNCTION customers.rise_evidence(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, clause text, version_id uuid, value text, overridden boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select g.id, m.customer_id, 'customer', m.customer_id, c.name, c.department_id, c.owner_id, g.as_of,
         g.rise_clause, g.rise_version_id, case when g.state not in ('computing', 'preview') then m.to_grade end, g.state = 'rejected'
    from customers.grading g
    join customers.grading_change m on m.grading_id = g.id
    join customers.customer c on c.customer_id = m.customer_id
   where g.kind = 'early' and g.as_of >= from_at and g.as_of < to_at and (g.state <> 'rejected' or g.decided_by is not null)
$function$
;

CREATE OR REPLACE FUNCTION customers.rise_facts(judged_at timestamp with time zone)
 RETURNS TABLE(subject_id uuid, customer_id uuid, latest_quarter bigint, previous_quarter bigint, rise numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select q.customer_id, q.customer_id, q.latest, q.previous, case when q.previous > 0 then q.latest::numeric / q.previous end
    from (
      select p.customer_id,
             coalesce(sum(p.amount) filter (where p.at > judged_at - interval '3 months'), 0)::bigint as latest,
             coalesce(sum(p.amount) filter (where p.at <= judged_at - interval '3 months'), 0)::bigint as previous
        from customers.purchase p
       where p.at > judged_at - interval '6 months' and p.at <= judged_at
       group by p.customer_id
    ) q
   where q.latest > 0
$function$
;

CREATE OR REPLACE FUNCTION customers.standing_facts()
 RETURNS TABLE(customer_id uuid, class text, grade text, owner_id uuid, department_id uuid, callable boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.customer_id, c.class, g.grade, c.owner_id, c.department_id,
         not exists (select from customers.consent x where x.customer_id = c.customer_id and x.purpose = 'survey' and x.withdrawn_at is not null)
         or exists (select from customers.consent x where x.customer_id = c.customer_id and x.purpose = 'survey' and x.withdrawn_at is null)
    from customers.customer c left join customers.grade g on g.customer_id = c.customer_id
   where c.state in ('active', 'idle')
$function$
;

CREATE OR REPLACE FUNCTION platform.add_days(calendar text, from_at timestamp with time zone, n integer)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$ #variable_conflict use_column
begin return (
  select (from_at at time zone (c.definition ->> 'timeZone') + n * interval '1 day') at time zone (c.definition ->> 'timeZone')
    from platform.calendar as c where c.name = add_days.calendar);
end $function$
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
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$ #variable_conflict use_column
begin return (
  select close.closes_at
    from platform.calendar as c
    join platform.calendar_day as opening on opening.calendar = c.name and opening.day = (from_at at time zone (c.definition ->> 'timeZone'))::date
    join platform.calendar_day as close on close.calendar = c.name and close.working_no = opening.working_no + n and close.closes_at is not null
   where c.name = add_working_days.calendar);
end $function$
;

CREATE OR REPLACE FUNCTION platform.at_open_position(calendar text, "position" bigint)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$ #variable_conflict use_column
begin
  return case when calendar = '24x7' then 'epoch'::timestamptz + at_open_position."position" * interval '1 microsecond' else (
    select case when found.at <= found.ends_at then found.at end
      from (select span.ends_at, span.starts_at + (at_open_position."position" - span.before_seconds * 1000000) * interval '1 microsecond' as at
              from platform.calendar_span as span
             where span.calendar = at_open_position.calendar
               and span.before_seconds < (at_open_position."position" + 999999) / 1000000
               and span.before_seconds >= at_open_position."position" / 1000000 - 100000
             order by span.before_seconds desc, span.starts_at desc limit 1) as found) end;
end $function$
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

CREATE OR REPLACE FUNCTION platform.due_at_after_pauses(calendar text, opened_at timestamp with time zone, duration text, pauses tstzmultirange)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION platform.due_at_with_pauses(calendar text, opened_at timestamp with time zone, duration text, pauses tstzmultirange)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when isempty(pauses) then platform.due_at(calendar, opened_at, duration, 0)
              else platform.due_at_after_pauses(calendar, opened_at, duration, pauses) end
$function$
;

CREATE OR REPLACE FUNCTION platform.open_position(calendar text, at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$ #variable_conflict use_column
begin
  return case when calendar = '24x7' then (extract(epoch from at) * 1000000)::bigint else (
    select span.before_seconds * 1000000
           + (extract(epoch from least(at, span.ends_at) - span.starts_at) * 1000000)::bigint
      from platform.calendar_span as span
     where span.calendar = open_position.calendar and span.starts_at <= at and span.starts_at > at - interval '72 hours'
     order by span.starts_at desc limit 1) end;
end $function$
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

CREATE OR REPLACE FUNCTION policy.promise_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, control text, clause text, state text, in_time boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select o.id, o.customer_id, o.subject_type, o.subject_id, o.subject_name, o.department_id, coalesce(o.assignee_id, o.settled_by), o.due_at,
         o.control, o.clause, o.state, o.state <> 'breached' and o.settled_at is not null and o.settled_at <= o.due_at
    from policy.obligation o
   where o.due_at >= from_at and o.due_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.backlog_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, kind text, severity text, state text, days numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select t.id, t.customer_id, 'ticket', t.id, t.number, t.department_id, t.assignee_id, t.opened_at, t.kind, t.severity, t.state,
         round(extract(epoch from to_at - t.opened_at) / 86400, 2)
    from service.ticket t where t.opened_at < to_at and t.state <> 'merged' and t.closed_at is null
  union all
  select t.id, t.customer_id, 'ticket', t.id, t.number, t.department_id, t.assignee_id, t.opened_at, t.kind, t.severity, t.state,
         round(extract(epoch from to_at - t.opened_at) / 86400, 2)
    from service.ticket t where t.opened_at < to_at and t.state <> 'merged' and t.closed_at >= to_at
$function$
;

CREATE OR REPLACE FUNCTION service.callback_cycle_facts(judged_at timestamp with time zone)
 RETURNS TABLE(subject_id uuid, customer_id uuid, class text, grade text, owner_id uuid, department_id uuid)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select s.customer_id, s.customer_id, s.class, s.grade, s.owner_id, s.department_id from customers.standing_facts() s where s.callable
$function$
;

CREATE OR REPLACE FUNCTION service.callback_done_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, reason text, state text, in_time boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.id, c.customer_id, 'callback', c.id, null::text, c.department_id, coalesce(c.called_by, c.assignee_id), c.due_at,
         c.reason, c.state, c.state in ('done', 'unreachable') and c.called_at <= c.due_at
    from service.callback c where c.due_at >= from_at and c.due_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.callback_opinion_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(source text, source_id uuid, customer_id uuid, department_id uuid, at timestamp with time zone)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select 'callback', c.id, c.customer_id, coalesce(c.about_department_id, c.department_id), c.called_at
    from service.callback c
   where c.opinion is not null and c.called_at >= from_at and c.called_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.callback_rating_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, way text, satisfied boolean, valid boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.id, c.customer_id, 'callback', c.id, null::text, coalesce(c.about_department_id, c.department_id),
         case when c.about_department_id is null and c.about_staff_id is null then c.called_by else c.about_staff_id end, c.called_at,
         'callback', coalesce(c.satisfaction >= 4, false), c.valid and c.satisfaction is not null
    from service.callback c where c.state = 'done' and c.called_at >= from_at and c.called_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.complaint_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(customer_id uuid, ticket_id uuid, opened_at timestamp with time zone, category_id uuid, cause_id uuid, department_id uuid, our_fault text, severity text, reopened integer)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select t.customer_id, t.id, t.opened_at, t.category_id, c.cause_id, coalesce(c.department_id, t.department_id), c.our_fault, t.severity, t.reopened
    from service.ticket t left join service.complaint c on c.customer_id = t.customer_id and c.ticket_id = t.id
   where t.kind = 'complaint' and t.state <> 'merged' and t.opened_at >= from_at and t.opened_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.finished_work_orders(period_from timestamp with time zone, period_to timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, kind text, first_visit boolean, in_time boolean, ticket_id uuid)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select o.id, o.customer_id, 'work_order', o.id, o.number, o.department_id, o.installer_id, o.ended_at,
         o.kind, (select count(*) from service.visit v where v.customer_id = o.customer_id and v.work_order_id = o.id and v.departed_at is not null) <= 1,
         coalesce(o.late_days, 0) = 0, o.ticket_id
    from service.work_order o
   where o.state = 'done' and o.ended_at >= period_from and o.ended_at < period_to
$function$
;

CREATE OR REPLACE FUNCTION service.quality_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, kind text, drawn boolean, passed boolean, breached boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select c.id, c.customer_id, 'quality_check', c.id, c.staff_name, c.department_id, c.staff_id, c.scored_at,
         c.kind, c.draw_id is not null, c.passed, c.breaches > 0
    from service.quality_check c
   where c.scored_at >= from_at and c.scored_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.rota_hours(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, calendar text, covered boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION service.ticket_end_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, kind text, severity text, source text, replies integer, handed_on integer, reopened integer, hours numeric)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select t.id, t.customer_id, 'ticket', t.id, t.number, t.department_id, t.assignee_id, t.closed_at, t.kind, t.severity, t.source,
         (select count(*)::int from service.entry e where e.customer_id = t.customer_id and e.ticket_id = t.id and e.kind = 'reply'),
         (select count(*)::int from service.assignment a where a.customer_id = t.customer_id and a.ticket_id = t.id and a.by_hand and a.assignee_id is distinct from a.by_id),
         t.reopened, round(extract(epoch from t.closed_at - t.opened_at) / 3600, 2)
    from service.ticket t where t.state = 'closed' and t.closed_at >= from_at and t.closed_at < to_at
$function$
;

CREATE OR REPLACE FUNCTION service.visit_rows(period_from timestamp with time zone, period_to timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, kind text, on_time boolean, came boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select v.id, v.customer_id, 'work_order', v.work_order_id, o.number, v.department_id, v.installer_id, v.window_to,
         o.kind, coalesce(v.arrived_at <= v.window_to, false), v.arrived_at is not null
    from service.visit v join service.work_order o on o.customer_id = v.customer_id and o.id = v.work_order_id
   where v.window_to >= period_from and v.window_to < period_to
     and (v.arrived_at is not null or v.state = 'failed' or (v.state = 'moved' and v.ended_at > v.window_to))
$function$
;

CREATE OR REPLACE FUNCTION supervision.opinion_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(source text, source_id uuid, customer_id uuid, department_id uuid, at timestamp with time zone)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select * from customers.opinion_facts(from_at, to_at)
  union all
  select * from service.callback_opinion_facts(from_at, to_at)
$function$
;

CREATE OR REPLACE FUNCTION supervision.rating_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, way text, satisfied boolean, valid boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select * from service.callback_rating_facts(from_at, to_at)
$function$
;

CREATE OR REPLACE FUNCTION supervision.timely_facts(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamp with time zone, control text, clause text, state text, in_time boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select * from policy.promise_facts(from_at, to_at) $function$
;
