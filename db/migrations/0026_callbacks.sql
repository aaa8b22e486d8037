-- Callbacks: whom we call after we served them, what they say, and what follows from it.

-- What a caller says and asks. Never changed, so that answers keep their questions.
create table service.callback_form (
  id uuid primary key,
  script text not null default '',
  questions jsonb not null default '[]',
  created_at timestamptz not null
);

create table service.callback_plan (
  id uuid primary key,
  name text not null,
  -- What makes a call: a turn of the cycle for everybody in the segment, a closed complaint, finished work.
  occasion text not null default 'cycle' check (occasion in ('cycle', 'complaint', 'completion')),
  filters jsonb not null default '{}',
  held_service text,
  cycle text check (cycle in ('once', 'month', 'quarter', 'half-year', 'year')),
  way text not null check (way in ('phone', 'visit', 'email', 'sms')),
  doer text not null check (doer in ('owner', 'person', 'department', 'role')),
  doer_staff_id uuid,
  doer_department_id uuid,
  doer_role text,
  term text not null,
  from_on date not null,
  to_on date,
  form_id uuid not null references service.callback_form,
  state text not null default 'draft' check (state in ('draft', 'active', 'stopped')),
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  stopped_by_name text,
  stopped_at timestamptz,
  version int not null default 1,
  check ((occasion = 'cycle') = (cycle is not null)),
  check ((doer = 'person') = (doer_staff_id is not null) and (doer = 'department') = (doer_department_id is not null) and (doer <> 'role' or doer_role is not null))
);

-- A turn of a plan, and of the policy's own cycle for key customers (nil plan): begun once, whoever looks first.
create table service.callback_round (
  plan_id uuid not null,
  period_key text not null,
  run_id uuid not null,
  customers int,
  begun_at timestamptz not null,
  primary key (plan_id, period_key)
);

create table service.callback (
  customer_id uuid not null,
  id uuid not null,
  reason text not null check (reason in ('plan', 'key', 'complaint', 'completion', 'follow_up')),
  plan_id uuid,
  period_key text,
  -- The ticket, work order or earlier callback that it follows.
  subject_id uuid,
  severity text,
  -- Who worked on that: a complaint is called back by somebody else.
  handled_by uuid[] not null default '{}',
  -- Whose service is judged by what the customer says.
  about_department_id uuid,
  about_staff_id uuid,
  form_id uuid,
  way text not null default 'phone' check (way in ('phone', 'visit', 'email', 'sms')),
  assignee_id uuid,
  department_id uuid,
  role text,
  state text not null default 'due' check (state in ('due', 'done', 'unreachable', 'cancelled')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  try_at timestamptz,
  -- E-mail and text messages carry a link under which the customer answers.
  link_sent_at timestamptz,
  called_at timestamptz,
  called_by uuid,
  called_by_name text,
  recorded_at timestamptz,
  satisfaction smallint check (satisfaction between 1 and 5),
  opinion text,
  opinion_category text,
  answered text,
  fixed text,
  explanation text,
  next_on date,
  reviewed_by uuid,
  reviewed_by_name text,
  reviewed_at timestamptz,
  review_comment text,
  valid boolean not null default true,
  version int not null default 1,
  primary key (customer_id, id)
);
create unique index callback_once_a_turn on service.callback (customer_id, plan_id, period_key) where plan_id is not null and period_key is not null;
create unique index callback_key_once_a_turn on service.callback (customer_id, period_key) where reason = 'key';
create unique index callback_once_a_subject on service.callback (customer_id, subject_id, reason) where subject_id is not null and state = 'due';
create index callback_by_id on service.callback (id);
create index callback_due on service.callback (due_at, id) where state = 'due';
create index callback_due_of_person on service.callback (assignee_id, due_at, id) where state = 'due' and assignee_id is not null;
create index callback_due_of_role on service.callback (role, due_at, id) where state = 'due' and assignee_id is null and role is not null;
create index callback_due_of_department on service.callback (department_id, due_at, id) where state = 'due';
create index callback_made on service.callback (called_at desc, id desc) where called_at is not null;
create index callback_made_by on service.callback (called_by, called_at desc, id desc) where called_at is not null;
create index callback_unreviewed on service.callback (called_at, id) where state = 'done' and reviewed_at is null;
create index callback_by_due on service.callback (due_at);
create index callback_of_plan on service.callback (plan_id, period_key) where plan_id is not null;
create index callback_unsent on service.callback (opened_at) where state = 'due' and way in ('email', 'sms') and link_sent_at is null;

-- One try that reached nobody.
create table service.callback_attempt (
  customer_id uuid not null,
  id uuid not null,
  callback_id uuid not null,
  at timestamptz not null,
  way text not null,
  outcome text not null check (outcome in ('no_answer', 'busy', 'off', 'wrong_number', 'not_now', 'refused')),
  try_at timestamptz,
  by_id uuid,
  by_name text not null,
  primary key (customer_id, id)
);
create index attempt_of_callback on service.callback_attempt (customer_id, callback_id, id);

create table service.callback_answer (
  customer_id uuid not null,
  callback_id uuid not null,
  question text not null,
  form_id uuid not null,
  score smallint,
  choices text[],
  words text,
  primary key (customer_id, callback_id, question)
);
create index answer_of_form on service.callback_answer (form_id, question);

-- What a department is to put right after a callback.
create table service.callback_remedy (
  customer_id uuid not null,
  id uuid not null,
  callback_id uuid not null,
  department_id uuid not null,
  problem text not null,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  answer text,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamptz,
  primary key (customer_id, id)
);
create index remedy_by_id on service.callback_remedy (id desc);
create index remedy_of_callback on service.callback_remedy (customer_id, callback_id);
create index remedy_of_department on service.callback_remedy (department_id, id desc);
create index remedy_open on service.callback_remedy (department_id, id desc) where answered_at is null;
create index remedy_by_time on service.callback_remedy (opened_at);

-- Every turn of a cyclic duty once: its id is the subject of the promise.
create table service.callback_turn (
  id uuid primary key,
  control text not null,
  clause text not null,
  period_key text not null,
  opened_at timestamptz not null,
  kept_at timestamptz,
  unique (control, clause, period_key)
);

-- What was signed off for a period: the statistics as they were reported, or the conclusions of the analysis.
create table service.callback_report (
  id uuid primary key,
  kind text not null check (kind in ('statistics', 'analysis')),
  period_key text not null,
  figures jsonb not null,
  note text not null,
  signed_by uuid,
  signed_by_name text not null,
  signed_at timestamptz not null,
  unique (kind, period_key)
);

-- Measures that follow from an analysis.
create table service.callback_measure (
  id uuid primary key,
  period_key text not null,
  category text,
  what text not null,
  owner_id uuid not null,
  finish_on date not null,
  created_by_name text not null,
  created_at timestamptz not null,
  result text,
  done_by_name text,
  done_at timestamptz,
  effective boolean,
  effect_note text,
  judged_by_name text,
  judged_at timestamptz
);
create index measure_open on service.callback_measure (id desc) where judged_at is null;

-- Whom one may call: with class, grade and account manager. Whoever took back the consent to callbacks is not called.
create function customers.standing_facts()
returns table (customer_id uuid, class text, grade text, owner_id uuid, department_id uuid, callable boolean)
language sql stable parallel safe as $$
  select c.customer_id, c.class, g.grade, c.owner_id, c.department_id,
         not exists (select from customers.consent x where x.customer_id = c.customer_id and x.purpose = 'survey' and x.withdrawn_at is not null)
         or exists (select from customers.consent x where x.customer_id = c.customer_id and x.purpose = 'survey' and x.withdrawn_at is null)
    from customers.customer c left join customers.grade g on g.customer_id = c.customer_id
   where c.state in ('active', 'idle')
$$;

-- Facts of the decision how often a customer is called.
create function service.callback_cycle_facts(judged_at timestamptz)
returns table (subject_id uuid, customer_id uuid, class text, grade text, owner_id uuid, department_id uuid)
language sql stable parallel safe as $$
  select s.customer_id, s.customer_id, s.class, s.grade, s.owner_id, s.department_id from customers.standing_facts() s where s.callable
$$;

-- Callbacks by the time when they were due, made in time or not.
create function service.callback_done_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  reason text, state text, in_time boolean
)
language sql stable parallel safe as $$
  select c.id, c.customer_id, 'callback', c.id, null::text, c.department_id, coalesce(c.called_by, c.assignee_id), c.due_at,
         c.reason, c.state, c.state in ('done', 'unreachable') and c.called_at <= c.due_at
    from service.callback c where c.due_at >= from_at and c.due_at < to_at
$$;

-- How customers rated the service in callbacks: of the department and person that served them, else of the caller.
create function service.callback_rating_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  way text, satisfied boolean, valid boolean
)
language sql stable parallel safe as $$
  select c.id, c.customer_id, 'callback', c.id, null::text, coalesce(c.about_department_id, c.department_id),
         case when c.about_department_id is null and c.about_staff_id is null then c.called_by else c.about_staff_id end, c.called_at,
         'callback', coalesce(c.satisfaction >= 4, false), c.valid and c.satisfaction is not null
    from service.callback c where c.state = 'done' and c.called_at >= from_at and c.called_at < to_at
$$;

-- Opinions said in callbacks, without their words.
create index callback_with_opinion on service.callback (called_at) where opinion is not null;
create function service.callback_opinion_facts(from_at timestamptz, to_at timestamptz)
returns table (source text, source_id uuid, customer_id uuid, department_id uuid, at timestamptz)
language sql stable parallel safe as $$
  select 'callback', c.id, c.customer_id, coalesce(c.about_department_id, c.department_id), c.called_at
    from service.callback c
   where c.opinion is not null and c.called_at >= from_at and c.called_at < to_at
$$;

create or replace function supervision.rating_facts(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  way text, satisfied boolean, valid boolean
)
language sql stable parallel safe as $$
  select * from service.callback_rating_facts(from_at, to_at)
$$;
-- Nothing ever filled it: ratings are read where they were given.
drop table supervision.rating;

-- What customers said over all ways. It stood in a room below of those that now speak as well.
create function supervision.opinion_facts(from_at timestamptz, to_at timestamptz)
returns table (source text, source_id uuid, customer_id uuid, department_id uuid, at timestamptz)
language sql stable parallel safe as $$
  select * from customers.opinion_facts(from_at, to_at)
  union all
  select * from service.callback_opinion_facts(from_at, to_at)
$$;
