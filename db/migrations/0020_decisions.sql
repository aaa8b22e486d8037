-- Decisions made one by one tell who made them and for which department, as all other evidence does.
alter table policy.decision add column department_id uuid, add column actor_id uuid;

-- The clause that lets somebody move up before the review stands beside the clause that grades.
alter table customers.grading add column rise_clause text, add column rise_version_id uuid;

-- Whom the table let move up early, and whether that took effect; a proposal that a newer one replaced counts for nothing.
create function customers.rise_evidence(from_at timestamptz, to_at timestamptz)
returns table (
  id uuid, customer_id uuid, subject_type text, subject_id uuid, subject_name text, department_id uuid, person_id uuid, at timestamptz,
  clause text, version_id uuid, value text, overridden boolean
)
language sql stable parallel safe as $$
  select g.id, m.customer_id, 'customer', m.customer_id, c.name, c.department_id, c.owner_id, g.as_of,
         g.rise_clause, g.rise_version_id, case when g.state not in ('computing', 'preview') then m.to_grade end, g.state = 'rejected'
    from customers.grading g
    join customers.grading_change m on m.grading_id = g.id
    join customers.customer c on c.customer_id = m.customer_id
   where g.kind = 'early' and g.as_of >= from_at and g.as_of < to_at and (g.state <> 'rejected' or g.decided_by is not null)
$$;
