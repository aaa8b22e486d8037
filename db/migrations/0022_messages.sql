-- Messages to customers: written once, sent by a job, tried again while a carrier is away, never sent twice.
create table service.message (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid,
  template text not null,
  way text not null check (way in ('email', 'sms', 'portal')),
  -- Where it goes, sealed; what stands in the portal goes nowhere.
  address bytea,
  subject text,
  -- Codes and links that open something stay as {places} here. Their values are sealed apart, and gone once it has left.
  body text not null,
  secrets bytea,
  -- The thread of an e-mail: Message-IDs as they stand in its headers.
  in_reply_to text,
  thread text[] not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempts int not null default 0,
  next_at timestamptz not null,
  -- While it is being sent: until when the sender may be believed to live, and whether it was handed over already.
  lease_until timestamptz,
  handed_at timestamptz,
  problem text,
  provider_id text,
  author_id uuid,
  author_name text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (customer_id, id)
);
create index message_by_id on service.message (id);
create index message_by_time on service.message (created_at desc, id desc);
create index message_due on service.message (next_at) where state = 'queued';
create index message_in_flight on service.message (lease_until) where state = 'sending';
create index message_unsent on service.message (created_at desc, id desc) where state in ('queued', 'sending', 'failed');
create index message_of_ticket on service.message (customer_id, ticket_id, id) where ticket_id is not null;

-- The company's own words in place of the shipped ones.
create table service.template (
  key text primary key,
  email_subject text not null,
  email_body text not null,
  sms_body text not null,
  -- The number under which the carrier registered the text message; without one the carrier's common text holds all of it.
  sms_number text,
  version int not null default 1,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null
);

-- How far an inbox was read, and how that goes.
create table service.mailbox (
  name text primary key,
  uid_validity text,
  last_uid bigint not null default 0,
  polled_at timestamptz,
  received_at timestamptz,
  problem text,
  problem_at timestamptz
);

-- One e-mail as it came in. Held off (no contact, no ticket) where `held` says why.
create table service.mail (
  customer_id uuid not null,
  id uuid not null,
  message_id text not null,
  contact_id uuid,
  ticket_id uuid,
  entry_id uuid,
  held text check (held in ('own', 'automatic', 'bulk', 'flood')),
  -- Why it could not be read; the whole of it is then kept as this file.
  problem text,
  raw_file_id uuid,
  -- Blind index of the sender, for counting.
  sender bytea,
  thread text[] not null default '{}',
  html text,
  cut boolean not null default false,
  -- Attachments that were not kept: name, size and why.
  refused jsonb not null default '[]',
  received_at timestamptz not null,
  primary key (customer_id, id)
);
create index mail_by_id on service.mail (id);
create index mail_by_time on service.mail (received_at desc, id desc);
create index mail_by_sender on service.mail (sender, received_at) where sender is not null;
create index mail_of_ticket on service.mail (customer_id, ticket_id, id) where ticket_id is not null;
