-- Visits to customers: work orders, the appointments on installers' calendars, what was done there and who signed for it.

-- An installer is at one place at a time: the board's exclusion constraint needs ids in a GiST index.
create extension if not exists btree_gist with schema public;

create table service.work_order (
  customer_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('installation', 'repair', 'removal', 'survey')),
  state text not null default 'new' check (state in ('new', 'scheduled', 'dispatched', 'travelling', 'arrived', 'done', 'failed', 'cancelled')),
  ticket_id uuid,
  -- One of the customer's addresses; its words stay there.
  address_id uuid,
  -- Division of GB/T 2260.
  area text,
  locality text not null default 'town' check (locality in ('town', 'country')),
  skill text,
  urgency text not null default 'normal' check (urgency in ('low', 'normal', 'high')),
  description text not null,
  department_id uuid,
  -- The present visit.
  visit_id uuid,
  installer_id uuid,
  installer_name text,
  window_from timestamptz,
  window_to timestamptz,
  visits int not null default 0,
  -- When its promise fell due as it was made; what pauses moved stands with the promise itself.
  promised_by timestamptz,
  -- The customer was told that it will be later than promised.
  late_notice_at timestamptz,
  late_reason text,
  late_until timestamptz,
  -- What came of it.
  test_passed boolean,
  test_note text,
  cause text check (cause in ('line', 'equipment', 'headend', 'terminal', 'use', 'none')),
  work_note text,
  materials jsonb not null default '[]',
  signer_name text,
  -- The drawn signature, a PNG in base64, sealed.
  signature bytea,
  signed_at timestamptz,
  signature_refusal text,
  late_days int,
  owed text check (owed in ('late_fee', 'rent_waiver')),
  owed_share numeric,
  end_reason text,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (customer_id, id)
);
create index work_order_by_id on service.work_order (id);
create index work_order_by_opening on service.work_order (opened_at desc, id desc);
create index work_order_of_installer on service.work_order (installer_id, window_from, id) where installer_id is not null;
create index work_order_of_ticket on service.work_order (ticket_id) where ticket_id is not null;
create index work_order_unended on service.work_order (opened_at, id) where state not in ('done', 'cancelled');
create index work_order_finished on service.work_order (ended_at) where state = 'done';

-- One going to the customer: every appointment, kept whether or not it came to pass.
create table service.visit (
  customer_id uuid not null,
  id uuid not null,
  work_order_id uuid not null,
  number int not null,
  state text not null default 'scheduled' check (state in ('scheduled', 'dispatched', 'travelling', 'arrived', 'done', 'failed', 'moved', 'cancelled')),
  installer_id uuid not null,
  installer_name text not null,
  department_id uuid,
  window_from timestamptz not null,
  window_to timestamptz not null,
  -- Who wished for this time.
  asked_by text not null default 'us' check (asked_by in ('us', 'customer')),
  scheduled_at timestamptz not null,
  scheduled_by_name text not null,
  dispatched_at timestamptz,
  departed_at timestamptz,
  arrived_at timestamptz,
  ended_at timestamptz,
  reason_kind text check (reason_kind in ('absent', 'refused', 'no_access', 'material', 'weather', 'elsewhere', 'other')),
  reason text,
  primary key (customer_id, id)
);
create index visit_of_order on service.visit (customer_id, work_order_id, number);
create index visit_by_window on service.visit (window_from, installer_id) where state not in ('moved', 'cancelled');
create index visit_by_end_of_window on service.visit (window_to) where arrived_at is not null or state in ('failed', 'moved');

-- The board: time of installers that is taken, with the way to the next customer. A row lives as long as its visit is to come.
create table service.booking (
  visit_id uuid primary key,
  installer_id uuid not null,
  customer_id uuid not null,
  work_order_id uuid not null,
  during tstzrange not null,
  constraint booking_once exclude using gist (installer_id with =, during with &&)
);

-- Where somebody goes: a division with all below it. Who has no row goes everywhere.
create table service.installer_area (
  staff_id uuid not null,
  area text not null,
  primary key (staff_id, area)
);

-- Working hours of one's own instead of those of the clause, and the feed for one's own calendar (SHA-256 of its token).
create table service.installer (
  staff_id uuid primary key,
  calendar text,
  feed_hash bytea unique,
  feed_made_at timestamptz,
  feed_read_at timestamptz,
  updated_at timestamptz not null
);

create table service.absence (
  id uuid primary key,
  staff_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  check (to_at > from_at)
);
create index absence_of_staff on service.absence (staff_id, to_at);

-- What is done at the customer's, step by step, for each kind of order; the company changes it.
create table service.work_step (
  id uuid primary key,
  kind text not null check (kind in ('installation', 'repair', 'removal', 'survey')),
  position int not null,
  label jsonb not null,
  photo boolean not null default false,
  active boolean not null default true
);
create index work_step_of_kind on service.work_step (kind, position) where active;

create table service.work_check (
  customer_id uuid not null,
  work_order_id uuid not null,
  step_id uuid not null,
  done_by uuid,
  done_by_name text not null,
  done_at timestamptz not null,
  primary key (customer_id, work_order_id, step_id)
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
  taken_at timestamptz not null,
  primary key (customer_id, id)
);
create index work_photo_of_order on service.work_photo (customer_id, work_order_id, id);

insert into service.work_step (id, kind, position, label, photo) values
  ('01990000-0000-7000-8000-000000000101', 'installation', 1, '{"zh": "核对客户、地址与受理内容", "en": "Check customer, address and what was ordered"}', false),
  ('01990000-0000-7000-8000-000000000102', 'installation', 2, '{"zh": "布线并安装设备，线路整齐固定", "en": "Lay the cable and fit the equipment, fixed neatly"}', true),
  ('01990000-0000-7000-8000-000000000103', 'installation', 3, '{"zh": "测试信号、画面和网速", "en": "Test signal, picture and speed"}', false),
  ('01990000-0000-7000-8000-000000000104', 'installation', 4, '{"zh": "向客户演示使用并留下服务电话", "en": "Show the customer how to use it and leave the service number"}', false),
  ('01990000-0000-7000-8000-000000000105', 'installation', 5, '{"zh": "清理现场", "en": "Clear up"}', false),
  ('01990000-0000-7000-8000-000000000201', 'repair', 1, '{"zh": "听取客户描述，确认故障现象", "en": "Hear the customer and see the fault"}', false),
  ('01990000-0000-7000-8000-000000000202', 'repair', 2, '{"zh": "查明原因并修复", "en": "Find the cause and mend it"}', true),
  ('01990000-0000-7000-8000-000000000203', 'repair', 3, '{"zh": "复测信号、画面和网速", "en": "Test signal, picture and speed again"}', false),
  ('01990000-0000-7000-8000-000000000204', 'repair', 4, '{"zh": "向客户说明原因和注意事项", "en": "Explain the cause and what to mind"}', false),
  ('01990000-0000-7000-8000-000000000301', 'removal', 1, '{"zh": "核对客户、地址与拆除内容", "en": "Check customer, address and what is to go"}', false),
  ('01990000-0000-7000-8000-000000000302', 'removal', 2, '{"zh": "拆除线路，恢复墙面", "en": "Take out the line and make good the wall"}', true),
  ('01990000-0000-7000-8000-000000000303', 'removal', 3, '{"zh": "清点回收设备", "en": "Count the equipment taken back"}', false),
  ('01990000-0000-7000-8000-000000000401', 'survey', 1, '{"zh": "勘察线路资源和布线条件", "en": "Look at lines and how a cable can run"}', true),
  ('01990000-0000-7000-8000-000000000402', 'survey', 2, '{"zh": "记录结论和所需材料", "en": "Write down the finding and the materials needed"}', false);

-- Visits whose agreed window ended in the period, and whether the installer was there within it. One that was put off
-- only when its window was over was missed; one that nobody made yet is not judged.
create function service.visit_rows(period_from timestamptz, period_to timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  kind text, on_time boolean, came boolean
)
language sql stable parallel safe as $$
  select v.id, v.customer_id, 'work_order', v.work_order_id, o.number, v.department_id, v.installer_id, v.window_to,
         o.kind, coalesce(v.arrived_at <= v.window_to, false), v.arrived_at is not null
    from service.visit v join service.work_order o on o.customer_id = v.customer_id and o.id = v.work_order_id
   where v.window_to >= period_from and v.window_to < period_to
     and (v.arrived_at is not null or v.state = 'failed' or (v.state = 'moved' and v.ended_at > v.window_to))
$$;

-- Orders done in the period; `first_visit`: one going was enough.
create function service.finished_work_orders(period_from timestamptz, period_to timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  kind text, first_visit boolean, in_time boolean, ticket_id uuid
)
language sql stable parallel safe as $$
  select o.id, o.customer_id, 'work_order', o.id, o.number, o.department_id, o.installer_id, o.ended_at,
         o.kind, (select count(*) from service.visit v where v.customer_id = o.customer_id and v.work_order_id = o.id and v.departed_at is not null) <= 1,
         coalesce(o.late_days, 0) = 0, o.ticket_id
    from service.work_order o
   where o.state = 'done' and o.ended_at >= period_from and o.ended_at < period_to
$$;
