-- The customers' portal: codes by text message, sessions, and links to one ticket.
create table service.portal_code (
  id uuid primary key,
  -- Blind index of the phone; the number itself is not kept here.
  phone bytea not null,
  code_hash bytea not null,
  tries int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index portal_code_by_phone on service.portal_code (phone, created_at desc);

create table service.portal_session (
  token_hash bytea primary key,
  id uuid not null,
  customer_id uuid not null,
  agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index portal_session_of_customer on service.portal_session (customer_id);

-- Opens one ticket without an account: whoever holds the link, until it ends.
create table service.ticket_link (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  token_hash bytea not null,
  created_by_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (customer_id, id)
);
create index ticket_link_by_token on service.ticket_link (token_hash);
create index ticket_link_of_ticket on service.ticket_link (customer_id, ticket_id);
