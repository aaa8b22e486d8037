-- What other rooms may know of promises that still run: of which subject, and until when.
create view policy.open_promises as
  select customer_id, subject_id, control, clause, due_at, state from policy.obligation where settled_at is null and state <> 'waived';
