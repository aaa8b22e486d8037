-- What customer files hold (B3.1.1), and what customers say of the service, read by the supervision group (B8.1.2).

-- Each file entered in the period with what it holds by now. Facts that only one kind of customer has are null for the other.
create function customers.completeness_rows(period_from timestamptz, period_to timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  kind text, has_contact boolean, has_address boolean, has_channel boolean, has_consent boolean, has_identity boolean,
  has_gender boolean, has_birth_date boolean, has_representative boolean, has_industry boolean, has_key_person boolean
)
language sql stable parallel safe as $$
  select c.customer_id, c.customer_id, 'customer', c.customer_id, c.name, c.department_id, c.created_by, c.created_at,
         c.kind,
         exists (select from customers.contact x where x.customer_id = c.customer_id),
         exists (select from customers.address x where x.customer_id = c.customer_id),
         c.channel is not null,
         exists (select from customers.consent x where x.customer_id = c.customer_id and x.withdrawn_at is null),
         exists (select from customers.identifier x
                  where x.customer_id = c.customer_id
                    and x.kind = any(case when c.kind = 'person' then array['id_card', 'passport'] else array['credit_code'] end)),
         case when c.kind = 'person' then c.gender is not null end,
         case when c.kind = 'person' then c.birth_date is not null end,
         case when c.kind = 'organisation' then c.legal_representative is not null end,
         case when c.kind = 'organisation' then c.industry is not null end,
         case when c.kind = 'organisation' then exists (select from customers.key_person x where x.customer_id = c.customer_id) end
    from customers.customer c
   where c.created_at >= period_from and c.created_at < period_to and c.state <> 'merged'
$$;

create index communication_with_opinion on customers.communication (at) where opinion is not null;

-- What customers said of the service in a span, without its words: other rooms learn of it here. Further ways to speak join by `union all`.
create function customers.opinion_facts(from_at timestamptz, to_at timestamptz)
returns table (source text, source_id uuid, customer_id uuid, department_id uuid, at timestamptz)
language sql stable parallel safe as $$
  select 'communication', m.id, m.customer_id, c.department_id, m.at
    from customers.communication m join customers.customer c on c.customer_id = m.customer_id
   where m.opinion is not null and m.at >= from_at and m.at < to_at
$$;

-- What the supervision group is to read; the words stay where they were said.
create table supervision.feedback (
  customer_id uuid not null,
  id uuid not null,
  source text not null,
  source_id uuid not null,
  department_id uuid,
  at timestamptz not null,
  found_at timestamptz not null,
  read_by uuid,
  read_by_name text,
  read_at timestamptz,
  note text,
  primary key (customer_id, id)
);
create unique index feedback_once on supervision.feedback (customer_id, source, source_id);
create index feedback_by_source on supervision.feedback (source_id);
create index feedback_by_time on supervision.feedback (id desc);
create index feedback_unread on supervision.feedback (id desc) where read_at is null;
