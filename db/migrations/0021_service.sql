-- The service desk: every contact with a customer, and the tickets that follow from them.
create schema service;

-- What is one across all customers: a ticket's number, a call or message as its source names it. Written with
-- `on conflict do nothing`, so that whatever comes twice is one; also the way from a number to its customer.
create table service.claim (
  kind text not null,
  value text not null,
  customer_id uuid not null,
  id uuid not null,
  primary key (kind, value)
);

-- One contact over any channel. It stands under the nil customer until it is known who spoke.
create table service.contact (
  customer_id uuid not null,
  id uuid not null,
  channel text not null check (channel in ('hotline', 'counter', 'email', 'chat', 'social', 'opinion_box', 'portal')),
  direction text not null default 'in' check (direction in ('in', 'out')),
  state text not null default 'open' check (state in ('ringing', 'open', 'done', 'missed')),
  at timestamptz not null,
  ended_at timestamptz,
  seconds int,
  subject text,
  content text,
  -- Phone, e-mail or name on the other side, sealed; looked up by its blind index.
  counterpart bytea,
  counterpart_kind text check (counterpart_kind in ('phone', 'email', 'social')),
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
  need_recorded_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (customer_id, id)
);
create index contact_by_id on service.contact (id);
create index contact_by_time on service.contact (at desc, id desc);
create index contact_of_staff on service.contact (staff_id, at desc, id desc);
create index contact_unworked on service.contact (at desc, id desc) where state in ('ringing', 'open');
create index contact_of_ticket on service.contact (ticket_id) where ticket_id is not null;
create index contact_by_counterpart on service.contact (counterpart_exact) where counterpart_exact is not null;

-- What a ticket is about: a tree for each kind, which the company extends.
create table service.category (
  id uuid primary key,
  kind text not null check (kind in ('enquiry', 'complaint', 'suggestion', 'fault')),
  parent_id uuid references service.category,
  key text not null unique,
  label jsonb not null,
  -- Who works on it must have this skill.
  skill text,
  position int not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default now()
);

create table service.ticket (
  customer_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('enquiry', 'complaint', 'suggestion', 'fault')),
  category_id uuid,
  source text not null,
  severity text not null default 'minor' check (severity in ('minor', 'moderate', 'severe')),
  urgency text not null default 'normal' check (urgency in ('low', 'normal', 'high')),
  -- The customer's grade when it was registered.
  grade text,
  -- Place in every queue, smaller first: by decision of the policy.
  priority int not null default 100,
  subject text not null,
  content text not null,
  tokens text[] not null default '{}',
  state text not null default 'new' check (state in ('new', 'working', 'waiting', 'solved', 'reviewed', 'told', 'closed', 'merged')),
  outcome text,
  department_id uuid,
  assignee_id uuid,
  waiting_for text,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamptz not null,
  first_contact_at timestamptz,
  promised_at timestamptz,
  solved_at timestamptz,
  told_at timestamptz,
  closed_at timestamptz,
  satisfied boolean,
  reopened int not null default 0,
  merged_into uuid,
  split_from uuid,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (customer_id, id)
);
create index ticket_by_id on service.ticket (id);
create index ticket_by_time on service.ticket (opened_at desc, id desc);
create index ticket_queue_of_person on service.ticket (assignee_id, priority, opened_at, id) where state not in ('closed', 'merged');
create index ticket_queue_of_department on service.ticket (department_id, priority, opened_at, id) where state not in ('closed', 'merged');
create index ticket_queue on service.ticket (priority, opened_at, id) where state not in ('closed', 'merged');
create index ticket_closed on service.ticket (closed_at desc, id desc) where closed_at is not null;
create index ticket_by_category on service.ticket (category_id, opened_at);
create index ticket_by_tokens on service.ticket using gin (tokens) with (fastupdate = off);

-- What was said and written on a ticket, in order.
create table service.entry (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  kind text not null check (kind in ('note', 'reply', 'customer')),
  body text not null,
  channel text,
  contact_id uuid,
  message_id uuid,
  mentions uuid[] not null default '{}',
  author_id uuid,
  author_name text not null,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index entry_of_ticket on service.entry (customer_id, ticket_id, id);

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
  created_at timestamptz not null,
  primary key (customer_id, id)
);
create index attachment_of_ticket on service.attachment (customer_id, ticket_id) where ticket_id is not null;
create index attachment_of_contact on service.attachment (customer_id, contact_id) where contact_id is not null;

create table service.watcher (
  customer_id uuid not null,
  ticket_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  primary key (customer_id, ticket_id, staff_id)
);
create index watcher_of_staff on service.watcher (staff_id);

-- Tickets that belong together, possibly of two customers: one row for each direction.
create table service.link (
  customer_id uuid not null,
  ticket_id uuid not null,
  other_customer_id uuid not null,
  other_ticket_id uuid not null,
  kind text not null check (kind in ('related', 'duplicate', 'split')),
  created_by_name text not null,
  created_at timestamptz not null,
  primary key (customer_id, ticket_id, other_ticket_id)
);

-- What somebody can do and how much at once; who has no row has no special skill and the usual capacity.
create table service.staff_profile (
  staff_id uuid primary key,
  skills text[] not null default '{}',
  capacity int not null default 20,
  chat_limit int not null default 3,
  updated_at timestamptz not null
);

-- A few steps done at once on a ticket: reply, note, assign, wait.
create table service.macro (
  id uuid primary key,
  name text not null,
  steps jsonb not null,
  created_by uuid,
  created_at timestamptz not null
);
