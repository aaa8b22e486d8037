-- What categories mean, categories of opinions as data, and which picture of a letter is which.

-- By what a matter belongs to a category, where several might hold it (T5.1.2).
alter table service.category add column definition jsonb;
update service.category c set definition = jsonb_build_object('zh', d.zh, 'en', d.en)
  from (values
    ('product-quality', '节目、网络、设备达不到约定标准或者频繁故障。', 'Programmes, network or equipment fall short of what was agreed, or fail often.'),
    ('service', '服务人员的态度、等候、预约和上门不当。', 'Attitude of staff, waiting, appointments and visits.'),
    ('price', '资费、账单、扣费和退费有争议。', 'Tariffs, bills, charges and refunds that are disputed.'),
    ('false-advertising', '宣传、推销时的承诺与实际不符。', 'What was advertised or promised when selling differs from what was given.'),
    ('other-complaint', '不属于以上各类的投诉。', 'Complaints that belong to none of the others.')
  ) d (key, zh, en)
 where c.kind = 'complaint' and c.key = d.key;

-- What an opinion said in a callback is about. Callbacks and measures keep the key; one in use is retired, never deleted.
create table service.opinion_category (
  key text primary key,
  label jsonb not null,
  position int not null default 50,
  active boolean not null default true,
  created_at timestamptz not null default now()
);
insert into service.opinion_category (key, label, position)
select key, jsonb_build_object('zh', zh, 'en', en), position
  from (values
    ('quality', '产品质量', 'Product quality', 10),
    ('service', '服务态度', 'Attitude', 20),
    ('speed', '响应速度', 'Speed', 30),
    ('visit', '安装维修', 'Installation and repair', 40),
    ('price', '资费价格', 'Price', 50),
    ('publicity', '宣传承诺', 'Advertising and promises', 60),
    ('praise', '表扬', 'Praise', 70),
    ('other', '其他', 'Other', 90)
  ) c (key, zh, en, position);

-- The name by which the text of a letter shows a picture that came with it.
alter table service.attachment add column content_id text;
