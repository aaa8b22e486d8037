-- What is done with a complaint and a suggestion, step by step, and what the company learns from them.

-- Why complaints arise; a company adds its own.
create table service.cause (
  id uuid primary key,
  key text not null unique,
  label jsonb not null,
  position int not null default 0,
  active boolean not null default true,
  created_at timestamptz not null default now()
);
insert into service.cause (id, key, label, position)
select gen_random_uuid(), key, jsonb_build_object('zh', zh, 'en', en), position
  from (values
    ('equipment', '设备故障', 'Equipment', 10),
    ('network', '网络中断', 'Network outage', 20),
    ('late-visit', '上门延误', 'Late visit', 30),
    ('workmanship', '施工质量', 'Workmanship', 40),
    ('billing-error', '计费差错', 'Billing error', 50),
    ('attitude', '服务态度', 'Attitude', 60),
    ('unclear-words', '解释不清', 'Unclear explanation', 70),
    ('misleading', '宣传不实', 'Misleading publicity', 80),
    ('process', '流程缺陷', 'Faulty process', 90),
    ('third-party', '第三方原因', 'Third party', 100),
    ('customer-side', '客户自身原因', 'On the customer''s side', 110),
    ('other-cause', '其他原因', 'Other', 190)
  ) c (key, zh, en, position);

-- What stands found of a complaint, by its latest investigation.
create table service.complaint (
  customer_id uuid not null,
  ticket_id uuid not null,
  cause_id uuid not null,
  our_fault text not null check (our_fault in ('yes', 'no', 'partly')),
  department_id uuid,
  person_id uuid,
  found_at timestamptz not null,
  primary key (customer_id, ticket_id)
);
create index complaint_by_cause on service.complaint (cause_id, found_at);
create index complaint_by_time on service.ticket (opened_at, id) where kind = 'complaint' and state <> 'merged';

create table service.investigation (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  cause_id uuid not null,
  finding text not null,
  department_id uuid not null,
  person_id uuid,
  person_name text,
  our_fault text not null check (our_fault in ('yes', 'no', 'partly')),
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index investigation_of_ticket on service.investigation (customer_id, ticket_id, id);

create table service.solution (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  body text not null,
  apology boolean not null,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index solution_of_ticket on service.solution (customer_id, ticket_id, id);

-- What a solution promises, by whom and when.
create table service.solution_measure (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  solution_id uuid not null,
  what text not null,
  owner_id uuid not null,
  owner_name text not null,
  due_on date not null,
  done_at timestamptz,
  done_by_name text,
  done_note text,
  primary key (customer_id, id)
);
create index solution_measure_of_ticket on service.solution_measure (customer_id, ticket_id, id);
create index solution_measure_by_id on service.solution_measure (id);

-- Whether the handling was in order, by somebody who had no part in it.
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
  at timestamptz not null,
  primary key (customer_id, id)
);
create index closing_review_of_ticket on service.closing_review (customer_id, ticket_id, id);

-- How the author of a complaint or suggestion was told, and what they said to it.
create table service.telling (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  way text not null check (way in ('preferred', 'email', 'sms', 'phone', 'visit')),
  body text not null,
  message_id uuid,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  satisfied boolean,
  words text,
  answered_at timestamptz,
  answered_by_name text,
  primary key (customer_id, id)
);
create index telling_of_ticket on service.telling (customer_id, ticket_id, id);

-- What a customer gets for a loss. `worth` is in fen; `amount` is what is booked: fen, or points.
create table service.compensation_instruction (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  loss_kind text not null check (loss_kind in ('outage', 'property', 'inconvenience')),
  outage_days int,
  loss_amount bigint,
  way text not null check (way in ('credit', 'cash', 'points', 'coupon')),
  worth bigint not null check (worth > 0),
  amount bigint not null check (amount > 0),
  -- What the tables proposed and from what; where a person set something else, why.
  basis jsonb not null,
  hand_reason text,
  state text not null default 'proposed' check (state in ('proposed', 'instructed', 'carried_out', 'cancelled')),
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  instructed_at timestamptz,
  settled_at timestamptz,
  settled_by_name text,
  settled_note text,
  primary key (customer_id, id)
);
create index compensation_of_ticket on service.compensation_instruction (customer_id, ticket_id, id);
create index compensation_by_id on service.compensation_instruction (id desc);
create index compensation_by_state on service.compensation_instruction (state, id desc);

-- The id is not the ticket's: an adopted suggestion has work left when its ticket is closed.
create table service.suggestion (
  customer_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  feasibility text,
  department_id uuid,
  analysed_by_name text,
  analysed_at timestamptz,
  adopted boolean,
  reason text,
  owner_id uuid,
  owner_name text,
  carry_out_by date,
  decided_by_name text,
  decided_at timestamptz,
  told_way text check (told_way in ('preferred', 'email', 'sms', 'phone', 'visit')),
  told_words text,
  told_by_name text,
  told_at timestamptz,
  carried_out_note text,
  carried_out_by_name text,
  carried_out_at timestamptz,
  primary key (customer_id, ticket_id)
);
create index suggestion_by_id on service.suggestion (id);

-- A measure against a cause or category of complaints, and whether complaints became fewer.
create table service.improvement (
  id uuid primary key,
  title text not null,
  cause_id uuid,
  category_id uuid,
  measure text not null,
  owner_id uuid not null,
  owner_name text not null,
  due_on date,
  state text not null default 'planned' check (state in ('planned', 'implemented', 'effective', 'reopened', 'dropped')),
  round int not null default 1,
  implementation text,
  implemented_at timestamptz,
  implemented_by_name text,
  check_at timestamptz,
  ended_reason text,
  ended_at timestamptz,
  created_by_name text not null,
  created_at timestamptz not null,
  version int not null default 1,
  check (cause_id is not null or category_id is not null)
);
create index improvement_open on service.improvement (id desc) where ended_at is null;
create index improvement_to_check on service.improvement (check_at) where state = 'implemented';

-- What came of each round of an improvement.
create table service.improvement_check (
  id uuid primary key,
  improvement_id uuid not null references service.improvement,
  round int not null,
  measure text not null,
  before_from timestamptz not null,
  turned_at timestamptz not null,
  after_to timestamptz not null,
  before_count int not null,
  after_count int not null,
  -- Fall of complaints as a fraction; null where there were none before.
  fall numeric,
  effective boolean not null,
  clause text not null,
  checked_at timestamptz not null
);
create index improvement_check_of on service.improvement_check (improvement_id, id);

-- Each cycle of the analysis once: its id is the subject of the promise.
create table service.analysis_turn (
  id uuid primary key,
  control text not null,
  clause text not null,
  period_key text not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  opened_at timestamptz not null,
  kept_at timestamptz,
  unique (control, clause, period_key)
);

-- What was found in a period, with the figures as they were signed.
create table service.complaint_analysis (
  id uuid primary key,
  period_from timestamptz not null,
  period_to timestamptz not null,
  figures jsonb not null,
  findings text not null,
  signed_by uuid,
  signed_by_name text not null,
  signed_at timestamptz not null
);

-- Complaints as they are counted: by when they came, with what was found. Merged ones are in those that took them in.
create function service.complaint_facts(from_at timestamptz, to_at timestamptz)
returns table (customer_id uuid, ticket_id uuid, opened_at timestamptz, category_id uuid, cause_id uuid, department_id uuid, our_fault text, severity text, reopened int)
language sql stable parallel safe as $$
  select t.customer_id, t.id, t.opened_at, t.category_id, c.cause_id, coalesce(c.department_id, t.department_id), c.our_fault, t.severity, t.reopened
    from service.ticket t left join service.complaint c on c.customer_id = t.customer_id and c.ticket_id = t.id
   where t.kind = 'complaint' and t.state <> 'merged' and t.opened_at >= from_at and t.opened_at < to_at
$$;

-- Assignments are made by a later migration.
set check_function_bodies = off;
-- Tickets by when they ended: how many replies they took, who they went through, how long they ran.
create function service.ticket_end_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  kind text, severity text, source text, replies int, handed_on int, reopened int, hours numeric
)
language sql stable parallel safe as $$
  select t.id, t.customer_id, 'ticket', t.id, t.number, t.department_id, t.assignee_id, t.closed_at, t.kind, t.severity, t.source,
         (select count(*)::int from service.entry e where e.customer_id = t.customer_id and e.ticket_id = t.id and e.kind = 'reply'),
         (select count(*)::int from service.assignment a where a.customer_id = t.customer_id and a.ticket_id = t.id and a.by_hand and a.assignee_id is distinct from a.by_id),
         t.reopened, round(extract(epoch from t.closed_at - t.opened_at) / 3600, 2)
    from service.ticket t where t.state = 'closed' and t.closed_at >= from_at and t.closed_at < to_at
$$;
reset check_function_bodies;

-- Tickets that were open at the end of a span, or now, and for how many days.
create function service.backlog_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  kind text, severity text, state text, days numeric
)
language sql stable parallel safe as $$
  select t.id, t.customer_id, 'ticket', t.id, t.number, t.department_id, t.assignee_id, t.opened_at, t.kind, t.severity, t.state,
         round(extract(epoch from to_at - t.opened_at) / 86400, 2)
    from service.ticket t where t.opened_at < to_at and t.state <> 'merged' and t.closed_at is null
  union all
  select t.id, t.customer_id, 'ticket', t.id, t.number, t.department_id, t.assignee_id, t.opened_at, t.kind, t.severity, t.state,
         round(extract(epoch from to_at - t.opened_at) / 86400, 2)
    from service.ticket t where t.opened_at < to_at and t.state <> 'merged' and t.closed_at >= to_at
$$;
