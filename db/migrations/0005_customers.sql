-- People and organisations: facts, ways to reach them, consents, what they hold and bought, and what rules made of it.
create schema customers;

create table customers.customer (
  customer_id uuid primary key,
  kind text not null check (kind in ('person', 'organisation')),
  class text not null check (class in ('household', 'enterprise', 'special')),
  state text not null default 'active' check (state in ('active', 'idle', 'closed', 'merged')),
  -- Collation C: prefixes and orders use the same index wherever the database was made.
  name text collate "C" not null,
  name_pinyin text collate "C" not null,
  name_initials text collate "C" not null,
  name_tokens text[] not null,
  member_number text collate "C",
  external_key text collate "C",
  gender text check (gender in ('male', 'female', 'other')),
  birth_date date,
  interests text[] not null default '{}',
  organisation_type text,
  legal_representative text,
  business_scope text,
  scale text check (scale in ('micro', 'small', 'medium', 'large')),
  industry text,
  decision_process text,
  project_wishes text,
  budget bigint,
  division text collate "C",
  channel text,
  referrer_id uuid,
  owner_id uuid,
  department_id uuid,
  joined_on date,
  -- What an import brought beyond the known fields, by the names of its columns.
  extra jsonb not null default '{}',
  received_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  version int not null default 1
);
create index customer_by_creation on customers.customer (created_at desc, customer_id desc);
create index customer_by_class on customers.customer (class, created_at desc, customer_id desc);
create index customer_by_owner on customers.customer (owner_id, created_at desc, customer_id desc) where owner_id is not null;
create index customer_by_department on customers.customer (department_id, created_at desc, customer_id desc);
create index customer_by_division on customers.customer (division, customer_id);
create index customer_by_name on customers.customer (name, customer_id);
create index customer_by_pinyin on customers.customer (name_pinyin, customer_id);
create index customer_by_initials on customers.customer (name_initials, customer_id);
create index customer_by_tokens on customers.customer using gin (name_tokens) with (fastupdate = off);
create index customer_by_referrer on customers.customer (referrer_id) where referrer_id is not null;

-- What only one customer may have, whatever node it lives on: the value's blind index or plain bytes.
create table customers.claim (
  kind text not null,
  value bytea not null,
  customer_id uuid not null,
  primary key (kind, value)
);
create index claim_by_customer on customers.claim (customer_id);

create table customers.contact (
  customer_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('phone', 'email', 'social')),
  value bytea not null,
  exact bytea not null,
  tail bytea,
  label text,
  is_primary boolean not null default false,
  -- The last known answer of trying to reach somebody there.
  reachable boolean,
  created_at timestamptz not null,
  primary key (customer_id, id)
);
create index contact_by_value on customers.contact (exact, customer_id);
create index contact_by_tail on customers.contact (tail, customer_id) where tail is not null;

create table customers.address (
  customer_id uuid not null,
  id uuid not null,
  label text,
  division text,
  detail bytea not null,
  is_primary boolean not null default false,
  created_at timestamptz not null,
  primary key (customer_id, id)
);

-- ID cards, licences, bank accounts: sensitive, so each needs a consent of its own.
create table customers.identifier (
  customer_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('id_card', 'passport', 'credit_code', 'bank_account')),
  value bytea not null,
  exact bytea not null,
  consent_id uuid,
  created_at timestamptz not null,
  primary key (customer_id, id)
);
create index identifier_by_value on customers.identifier (exact, customer_id);

create table customers.key_person (
  customer_id uuid not null,
  id uuid not null,
  name text not null,
  title text,
  is_decider boolean not null default false,
  preferences text,
  created_at timestamptz not null,
  primary key (customer_id, id)
);

create table customers.consent (
  customer_id uuid not null,
  id uuid not null,
  purpose text not null,
  notice text not null,
  evidence_kind text not null check (evidence_kind in ('signature', 'recording', 'electronic', 'contract')),
  evidence text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  recorded_by uuid,
  primary key (customer_id, id)
);
create unique index consent_in_force on customers.consent (customer_id, purpose) where withdrawn_at is null;

create table customers.communication (
  customer_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  way text not null,
  place text,
  content text not null,
  opinion text,
  staff_id uuid,
  staff_name text not null,
  primary key (customer_id, id)
);

create table customers.service_held (
  customer_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  started_on date,
  ended_on date,
  monthly_fee bigint,
  primary key (customer_id, id)
);
create unique index service_held_once on customers.service_held (customer_id, kind) where ended_on is null;

-- Billing will feed this; until then files do. Amounts in the smallest unit of the currency.
create table customers.purchase (
  customer_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  amount bigint not null,
  quantity int not null default 1,
  currency char(3) not null default 'CNY',
  what text,
  -- Names the row in its source, so that the same file may come twice.
  source_key text not null,
  primary key (customer_id, id)
);
create unique index purchase_once on customers.purchase (customer_id, source_key);
create index purchase_by_time on customers.purchase (customer_id, at) include (amount);

-- The grade that holds, with its reasons; a run writes changed rows only.
create table customers.grade (
  customer_id uuid primary key,
  grade text not null,
  since timestamptz not null,
  clause text not null,
  version_id uuid not null,
  row_no int,
  facts jsonb not null,
  judged_at timestamptz not null,
  grading_id uuid,
  overridden_by uuid,
  reason text
);
create index grade_by_value on customers.grade (grade, customer_id);

create table customers.grading (
  id uuid primary key,
  run_id uuid not null,
  state text not null default 'computing' check (state in ('computing', 'preview', 'applying', 'applied', 'rejected', 'failed')),
  as_of timestamptz not null,
  effective_at timestamptz,
  version_id uuid not null,
  clause text not null,
  judged bigint not null default 0,
  -- Customers by grade before and after, and by move.
  summary jsonb not null default '{}',
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz
);
create index grading_by_time on customers.grading (id desc);

-- Who moves: the change list that people approve, and afterwards the history of grades.
create table customers.grading_change (
  grading_id uuid not null,
  customer_id uuid not null,
  from_grade text,
  to_grade text not null,
  row_no int,
  facts jsonb not null,
  primary key (customer_id, grading_id)
);
create index grading_change_by_run on customers.grading_change (grading_id, from_grade, to_grade, customer_id);

create table customers.second_check (
  customer_id uuid not null,
  id uuid not null,
  accurate boolean not null,
  wrong_fields text[] not null default '{}',
  note text,
  checked_by uuid,
  checked_by_name text not null,
  department_id uuid,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index second_check_by_time on customers.second_check (at);

create table customers.cleansing (
  id uuid primary key,
  run_id uuid not null,
  as_of timestamptz not null,
  found jsonb not null default '{}',
  created_by_name text not null,
  created_at timestamptz not null
);

create table customers.cleansing_item (
  customer_id uuid not null,
  id uuid not null,
  cleansing_id uuid not null,
  problem text not null check (problem in ('idle', 'unreachable', 'invalid', 'duplicate', 'expired')),
  detail jsonb not null default '{}',
  other_customer_id uuid,
  resolution text check (resolution in ('corrected', 'merged', 'deactivated', 'kept', 'deleted')),
  resolved_by uuid,
  resolved_by_name text,
  resolved_at timestamptz,
  primary key (customer_id, id)
);
create index cleansing_item_open on customers.cleansing_item (cleansing_id, problem, id);

create table customers.import (
  id uuid primary key,
  run_id uuid not null,
  what text not null check (what in ('customers', 'purchases')),
  file_id uuid not null,
  file_name text not null,
  mapping jsonb not null,
  dry_run boolean not null,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null
);
create index import_by_time on customers.import (id desc);

create table customers.import_refusal (
  import_id uuid not null references customers.import,
  record bigint not null,
  line bigint not null,
  cells text[] not null,
  reasons jsonb not null,
  primary key (import_id, record)
);

-- How a file's columns become fields, remembered by the file's header.
create table customers.mapping (
  id uuid primary key,
  name text not null,
  what text not null check (what in ('customers', 'purchases')),
  header_hash bytea not null,
  definition jsonb not null,
  created_by uuid,
  created_at timestamptz not null
);
create index mapping_by_header on customers.mapping (what, header_hash);

-- What the grade decision looks at, for every customer at an instant: also the history that a replay judges.
create function customers.grade_facts(judged_at timestamptz)
returns table (
  subject_id uuid, customer_id uuid, class text, yearly_spend bigint, yearly_purchases int, tenure_months int, services int, referrals int
)
language sql stable parallel safe as $$
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
       where f.referrer_id is not null and f.created_at <= judged_at group by f.referrer_id
    ) r on r.referrer_id = c.customer_id
   where c.state <> 'merged' and since.at <= judged_at
$$;
