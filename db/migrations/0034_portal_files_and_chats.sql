-- Files between a customer and us, and chats of customers who are signed in.

-- Received from a customer, to go with what they send next; forgotten after a day. Under a link only its ticket may take it.
create table service.portal_upload (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (customer_id, id)
);
create index portal_upload_by_time on service.portal_upload (created_at);

-- Whose hand it came from; null for what colleagues keep with the ticket among themselves, which the customer never sees.
alter table service.attachment add column given_by text check (given_by in ('customer', 'staff'));
update service.attachment set given_by = 'customer' where contact_id is not null;

-- The portal's session in which it was begun: who speaks is known by their sign-in, and their signing out ends it.
alter table service.chat add column session_id uuid;
create index chat_of_session on service.chat (session_id) where session_id is not null and state <> 'closed';
