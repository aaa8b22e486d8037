-- The knowledge base (S4.1), quality checks (T12.1, S1.3), daily work reports (S1.2.3, S1.7.2) and handovers (S2.5).

-- Who holds which rights by role, for giving out work.
create view identity.right_facts as
  select s.id as staff_id, s.name, s.department_id, r.key as role, r.grants
    from identity.staff s join identity.staff_role sr on sr.staff_id = s.id join identity.role r on r.id = sr.role_id
   where s.state = 'active';

-- An article as its readers see it: the edition published last, or the first draft until then.
create table service.article (
  id uuid primary key,
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  -- The edition published last; 0 before the first.
  edition int not null default 0,
  title text not null,
  category text not null,
  keywords text[] not null default '{}',
  applies text,
  answer text,
  body text not null,
  title_tokens text[] not null default '{}',
  keyword_tokens text[] not null default '{}',
  tokens text[] not null default '{}',
  title_pinyin text not null default '',
  title_initials text not null default '',
  owner_id uuid,
  owner_name text,
  review_on date,
  reviewed_at timestamptz,
  reviewed_by_name text,
  helpful int not null default 0,
  unhelpful int not null default 0,
  used int not null default 0,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_by_name text not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  version int not null default 1
);
create index article_by_change on service.article (updated_at desc, id desc);
create index article_by_tokens on service.article using gin (tokens) with (fastupdate = off);
create index article_for_review on service.article (review_on) where state = 'published';

-- Every edition stays as it was; the one after the published edition is the draft.
create table service.article_edition (
  article_id uuid not null references service.article,
  edition int not null,
  title text not null,
  category text not null,
  keywords text[] not null,
  applies text,
  answer text,
  body text not null,
  note text,
  edited_by uuid,
  edited_by_name text not null,
  edited_at timestamptz not null,
  published_at timestamptz,
  published_by_name text,
  primary key (article_id, edition)
);

create table service.article_vote (
  article_id uuid not null references service.article,
  staff_id uuid not null,
  staff_name text not null,
  helpful boolean not null,
  missing text,
  at timestamptz not null,
  primary key (article_id, staff_id)
);

create table service.saved_reply (
  id uuid primary key,
  -- Null: shared by all.
  owner_id uuid,
  title text not null,
  category text not null,
  body text not null,
  keywords text[] not null default '{}',
  title_tokens text[] not null default '{}',
  keyword_tokens text[] not null default '{}',
  tokens text[] not null default '{}',
  title_pinyin text not null default '',
  title_initials text not null default '',
  used int not null default 0,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_by_name text not null,
  updated_at timestamptz not null,
  version int not null default 1
);
create index saved_reply_by_tokens on service.saved_reply using gin (tokens) with (fastupdate = off);
create index saved_reply_by_owner on service.saved_reply (owner_id, id);

-- Which entry was used for which ticket or contact.
create table service.knowledge_use (
  customer_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('article', 'reply')),
  item_id uuid not null,
  edition int,
  title text not null,
  ticket_id uuid,
  contact_id uuid,
  staff_id uuid,
  staff_name text not null,
  at timestamptz not null,
  primary key (customer_id, id)
);
create index knowledge_use_of_ticket on service.knowledge_use (customer_id, ticket_id, id) where ticket_id is not null;
create index knowledge_use_of_item on service.knowledge_use (item_id, id);

-- Score sheets are data; a changed sheet is a new version, and a check keeps the one it was scored on.
create table service.quality_sheet (
  id uuid primary key,
  key text not null,
  version int not null,
  kind text not null check (kind in ('conduct', 'handling')),
  title jsonb not null,
  items jsonb not null,
  in_use boolean not null default true,
  created_by_name text not null,
  created_at timestamptz not null,
  unique (key, version)
);
create unique index quality_sheet_in_use on service.quality_sheet (key) where in_use;

-- The shipped sheets; a company makes new versions of them, and sheets of its own.
insert into service.quality_sheet (id, key, version, kind, title, items, created_by_name, created_at)
values
  (gen_random_uuid(), 'conduct', 1, 'conduct', '{"zh":"行为规范检查表","en":"Conduct checklist"}',
   '[{"key": "scripts", "label": {"zh": "使用统一话术", "en": "Used the agreed scripts"}, "kind": "check", "weight": 20, "steps": 5, "conduct": true, "about": {"zh": "开场、核对、结束语按规范。", "en": "Opening, check of who speaks, and closing as agreed."}}, {"key": "courteous", "label": {"zh": "礼貌接待", "en": "Courteous"}, "kind": "check", "weight": 20, "steps": 5, "conduct": true, "about": {"zh": "不打断，不用生硬口气。", "en": "Does not interrupt, and keeps a friendly tone."}}, {"key": "no-exaggeration", "label": {"zh": "不夸大承诺", "en": "No exaggerated promise"}, "kind": "check", "weight": 20, "steps": 5, "conduct": true, "about": {"zh": "不说“马上”“绝对”“肯定赔”。", "en": "No \"at once\", \"certainly\" or \"we will surely pay\"."}}, {"key": "no-dispute", "label": {"zh": "不与客户争执", "en": "No dispute"}, "kind": "check", "weight": 20, "steps": 5, "conduct": true, "about": {"zh": "不争对错，不说“规定就是这样”。", "en": "Does not argue who is right, nor hide behind rules."}}, {"key": "no-passing-on", "label": {"zh": "不推诿", "en": "Not passed on to avoid it"}, "kind": "check", "weight": 20, "steps": 5, "conduct": true, "about": {"zh": "由受理人转办并跟踪，不让客户自己去找。", "en": "Hands it on and follows it up instead of sending the customer away."}}]', '有章', now()),
  (gen_random_uuid(), 'handling', 1, 'handling', '{"zh":"处理质量评分表","en":"Handling score sheet"}',
   '[{"key": "identity", "label": {"zh": "核对身份，保护个人信息", "en": "Checked who it is, protected personal data"}, "kind": "check", "weight": 15, "steps": 5, "conduct": false}, {"key": "understanding", "label": {"zh": "听清诉求并复述", "en": "Understood the request and repeated it"}, "kind": "mark", "weight": 15, "steps": 5, "conduct": false}, {"key": "answer", "label": {"zh": "答复准确完整", "en": "The answer is right and complete"}, "kind": "mark", "weight": 30, "steps": 5, "conduct": false}, {"key": "record", "label": {"zh": "登记完整准确", "en": "Recorded fully and correctly"}, "kind": "mark", "weight": 20, "steps": 5, "conduct": false}, {"key": "next-step", "label": {"zh": "说明下一步和时限", "en": "Said what comes next, and when"}, "kind": "mark", "weight": 10, "steps": 5, "conduct": false}, {"key": "follow-up", "label": {"zh": "按承诺跟进", "en": "Followed up as promised"}, "kind": "mark", "weight": 10, "steps": 5, "conduct": false, "about": {"zh": "没有承诺的选“未涉及”。", "en": "Nothing was promised: did not come up."}}]', '有章', now());

-- One draw of samples: with its seed and its parameters anybody can draw the same again.
create table service.quality_draw (
  id uuid primary key,
  control text not null,
  clause text not null,
  version_id uuid not null,
  period_key text not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  sheet_id uuid not null references service.quality_sheet,
  seed text not null,
  parameters jsonb not null,
  handled int not null default 0,
  drawn int not null default 0,
  drawn_at timestamptz not null,
  unique (control, clause, period_key)
);

create table service.quality_check (
  customer_id uuid not null,
  id uuid not null,
  -- Null: chosen by hand.
  draw_id uuid,
  sheet_id uuid not null,
  kind text not null check (kind in ('conduct', 'handling')),
  subject_type text not null check (subject_type in ('contact', 'ticket')),
  subject_id uuid not null,
  subject_label text not null,
  subject_at timestamptz not null,
  staff_id uuid not null,
  staff_name text not null,
  department_id uuid,
  state text not null default 'open' check (state in ('open', 'scored', 'disputed', 'settled')),
  scorer_id uuid,
  scorer_name text,
  due_at timestamptz,
  answers jsonb not null default '{}',
  comment text,
  score numeric(5, 1),
  pass_score numeric(5, 1),
  passed boolean,
  breaches int not null default 0,
  scored_at timestamptz,
  scored_by uuid,
  scored_by_name text,
  -- What was scored first, where a review changed it.
  first_score numeric(5, 1),
  dispute text,
  disputed_at timestamptz,
  review text,
  reviewed_by_name text,
  reviewed_at timestamptz,
  needs_talk boolean not null default false,
  improvements text,
  look_again_on date,
  talked_by_name text,
  talked_at timestamptz,
  improved boolean,
  looked_note text,
  looked_by_name text,
  looked_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (customer_id, id)
);
create index quality_check_by_id on service.quality_check (id);
create unique index quality_check_once on service.quality_check (customer_id, subject_id, sheet_id);
create index quality_check_of_staff on service.quality_check (staff_id, id desc);
create index quality_check_to_score on service.quality_check (scorer_id, id desc) where state = 'open';
create index quality_check_by_scoring on service.quality_check (scored_at) where scored_at is not null;

-- How contacts were handled, as scored: for the metrics.
create function service.quality_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  kind text, drawn boolean, passed boolean, breached boolean
)
language sql stable parallel safe as $$
  select c.id, c.customer_id, 'quality_check', c.id, c.staff_name, c.department_id, c.staff_id, c.scored_at,
         c.kind, c.draw_id is not null, c.passed, c.breaches > 0
    from service.quality_check c
   where c.scored_at >= from_at and c.scored_at < to_at
$$;

create table service.work_report (
  id uuid primary key,
  staff_id uuid not null,
  staff_name text not null,
  department_id uuid,
  day date not null,
  state text not null default 'open' check (state in ('open', 'filed')),
  raised text,
  plan text,
  remarks text,
  -- The figures of the day as they stood when it was filed.
  figures jsonb,
  due_at timestamptz,
  filed_at timestamptz,
  reading_due_at timestamptz,
  read_at timestamptz,
  read_by uuid,
  read_by_name text,
  created_at timestamptz not null,
  version int not null default 1,
  unique (staff_id, day)
);
create index work_report_by_day on service.work_report (day desc, id desc);
create index work_report_unread on service.work_report (filed_at, id) where filed_at is not null and read_at is null;
create index work_report_unfiled on service.work_report (due_at) where state = 'open' and due_at is not null;

create table service.work_report_matter (
  report_id uuid not null references service.work_report,
  id uuid not null,
  matter text not null,
  ticket_id uuid,
  ticket_number text,
  owner_id uuid,
  owner_name text,
  due_on date,
  done_at timestamptz,
  done_by_name text,
  primary key (report_id, id)
);
create index work_report_matter_of_owner on service.work_report_matter (owner_id) where done_at is null;

create table service.work_report_comment (
  report_id uuid not null references service.work_report,
  id uuid not null,
  body text not null,
  author_id uuid,
  author_name text not null,
  at timestamptz not null,
  primary key (report_id, id)
);

create table service.work_report_reading (
  report_id uuid not null references service.work_report,
  staff_id uuid not null,
  staff_name text not null,
  at timestamptz not null,
  primary key (report_id, staff_id)
);

-- What somebody did on a day is looked up by person and time.
create index entry_of_author on service.entry (author_id, at);
create index entry_by_time on service.entry (at);
create index ticket_worked_by on service.ticket (assignee_id, updated_at);

create table service.handover (
  id uuid primary key,
  title text not null,
  state text not null default 'open' check (state in ('open', 'acknowledged', 'returned', 'withdrawn')),
  from_staff_id uuid not null,
  from_name text not null,
  from_department_id uuid,
  to_department_id uuid not null,
  to_staff_id uuid,
  to_name text,
  given_at timestamptz not null,
  due_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  reason text,
  version int not null default 1
);
create index handover_to on service.handover (to_department_id, id desc);
create index handover_to_person on service.handover (to_staff_id, id desc) where to_staff_id is not null;
create index handover_from on service.handover (from_staff_id, id desc);

create table service.handover_customer (
  customer_id uuid not null,
  handover_id uuid not null,
  place int not null,
  situation text not null,
  open_matters text,
  promised text,
  primary key (customer_id, handover_id)
);
create index handover_customer_of on service.handover_customer (handover_id, place);
