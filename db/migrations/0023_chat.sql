-- Web chat: conversations with visitors of the company's pages; and who of the staff looks at what just now.

-- Forgotten by itself after a while, and with a crash.
create unlogged table platform.presence (
  subject_type text not null,
  subject_id uuid not null,
  staff_id uuid not null,
  staff_name text not null,
  doing text not null check (doing in ('looking', 'typing')),
  until timestamptz not null,
  primary key (subject_type, subject_id, staff_id)
);
create index presence_by_end on platform.presence (until);

-- One conversation. It stands under the nil customer until somebody finds out who speaks.
create table service.chat (
  customer_id uuid not null,
  id uuid not null,
  contact_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'active', 'closed')),
  -- `abandoned`: the visitor went before anybody answered; `message`: a message was left since nobody was there.
  outcome text check (outcome in ('solved', 'follow_up', 'unsolved', 'abandoned', 'message')),
  language text not null check (language in ('zh', 'en')),
  -- The page's site, as its browser says.
  origin text,
  visitor_name text,
  -- Phone or e-mail, sealed; looked up by its blind index. Only with the visitor's consent to the purpose told.
  counterpart bytea,
  counterpart_kind text check (counterpart_kind in ('phone', 'email')),
  counterpart_exact bytea,
  consent_at timestamptz,
  consent_purpose text,
  grade text,
  -- Place in the queue, smaller first: by decision of the policy.
  priority int not null default 100,
  staff_id uuid,
  staff_name text,
  department_id uuid,
  -- Handed to somebody who has not taken it yet; nobody else is offered it.
  wanted_staff_id uuid,
  started_at timestamptz not null,
  queued_at timestamptz not null,
  taken_at timestamptz,
  answered_at timestamptz,
  last_at timestamptz not null,
  visitor_seen_at timestamptz not null,
  closed_at timestamptz,
  closed_by text check (closed_by in ('visitor', 'staff', 'program')),
  -- Messages are numbered from 1; how far each side has read.
  last_number int not null default 0,
  staff_read int not null default 0,
  visitor_read int not null default 0,
  ticket_id uuid,
  rating int check (rating between 1 and 5),
  rating_note text,
  rated_at timestamptz,
  version int not null default 1,
  primary key (customer_id, id)
);
create index chat_by_id on service.chat (id);
create index chat_waiting on service.chat (priority, queued_at, id) where state = 'waiting';
create index chat_of_staff on service.chat (staff_id, id) where state = 'active';
create index chat_open on service.chat (visitor_seen_at) where state <> 'closed';
create index chat_by_time on service.chat (id desc) where state = 'closed';

create table service.chat_message (
  customer_id uuid not null,
  id uuid not null,
  chat_id uuid not null,
  number int not null,
  side text not null check (side in ('visitor', 'staff', 'program')),
  -- `note`: among staff, the visitor never sees it; `notice`: a word for what happened, told in the reader's language.
  kind text not null check (kind in ('text', 'file', 'note', 'notice')),
  body text not null,
  -- The sender's own id of it: what is sent twice is one message.
  client_id uuid,
  staff_id uuid,
  staff_name text,
  file_id uuid,
  file_name text,
  media_type text,
  file_size bigint,
  at timestamptz not null,
  primary key (customer_id, id)
);
create unique index chat_message_in_order on service.chat_message (customer_id, chat_id, number);
create unique index chat_message_once on service.chat_message (customer_id, chat_id, side, client_id) where client_id is not null;

-- Who takes chats at present; `seen_at` is renewed by their browser.
create table service.chat_agent (
  staff_id uuid primary key,
  here boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null
);
create index chat_agent_here on service.chat_agent (seen_at) where here;
