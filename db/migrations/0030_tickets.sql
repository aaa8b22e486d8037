-- What tickets are about, and to whom they were given and why.

-- The first categories; a company adds its own (T5.1.2 names those of complaints).
insert into service.category (id, kind, key, label, skill, position)
select gen_random_uuid(), kind, key, jsonb_build_object('zh', zh, 'en', en), skill, position
  from (values
    ('complaint', 'product-quality', '产品质量', 'Product quality', 'technical', 10),
    ('complaint', 'service', '服务态度与效率', 'Service', null, 20),
    ('complaint', 'price', '价格与收费', 'Price and charges', 'billing', 30),
    ('complaint', 'false-advertising', '虚假宣传', 'False advertising', null, 40),
    ('complaint', 'other-complaint', '其他投诉', 'Other complaints', null, 90),
    ('enquiry', 'tariffs', '资费与套餐', 'Tariffs and packages', 'billing', 10),
    ('enquiry', 'bill', '账单与缴费', 'Bills and payment', 'billing', 20),
    ('enquiry', 'how-to', '业务使用', 'How to use a service', null, 30),
    ('enquiry', 'coverage', '安装与覆盖', 'Installation and coverage', 'technical', 40),
    ('enquiry', 'other-enquiry', '其他咨询', 'Other enquiries', null, 90),
    ('suggestion', 'suggest-product', '产品与节目', 'Products and programmes', null, 10),
    ('suggestion', 'suggest-service', '服务与流程', 'Service and processes', null, 20),
    ('suggestion', 'other-suggestion', '其他建议', 'Other suggestions', null, 90),
    ('fault', 'no-signal', '无信号', 'No signal', 'technical', 10),
    ('fault', 'picture', '画面与声音', 'Picture and sound', 'technical', 20),
    ('fault', 'broadband-fault', '宽带故障', 'Broadband', 'technical', 30),
    ('fault', 'other-fault', '其他故障', 'Other faults', 'technical', 90)
  ) c (kind, key, zh, en, skill, position);

create table service.assignment (
  customer_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  department_id uuid,
  assignee_id uuid,
  assignee_name text,
  -- Which departments the table named, what each person had in hand, whom that left.
  reasons jsonb not null default '{}',
  by_hand boolean not null default false,
  reason text,
  by_id uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index assignment_of_ticket on service.assignment (customer_id, ticket_id, id);

-- Mentions are looked for by whom they name.
create index entry_mentions on service.entry using gin (mentions) where mentions <> '{}';
