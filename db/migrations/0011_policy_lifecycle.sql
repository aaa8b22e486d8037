-- Who wrote, sent and returned a version; versions approved for a later day; drafts withdrawn.
alter table policy.version drop constraint version_check, drop constraint version_state_check;
alter table policy.version
  add column base_id uuid references policy.version,
  -- Everybody who wrote in the draft: none of them may approve it.
  add column authors uuid[] not null default '{}',
  add column submitted_by uuid,
  add column submitted_by_name text,
  add column submitted_at timestamptz,
  add column returned_by_name text,
  add column return_reason text,
  add constraint version_state_check check (state in ('draft', 'review', 'approved', 'in_force', 'replaced', 'withdrawn')),
  add constraint version_effective_check check (state in ('draft', 'review', 'withdrawn') or effective_from is not null);

drop index policy.version_in_force;
create index version_in_force on policy.version (effective_from) where state in ('approved', 'in_force', 'replaced');
create index version_turning on policy.version (effective_from) where state = 'approved';
