import type { Query, Statement } from "../../../platform/context.ts";

export type NewObligation = {
  customerId: string;
  id: string;
  control: string;
  clause: string;
  versionId: string;
  subjectType: string;
  subjectId: string;
  subjectName: string | null;
  departmentId: string | null;
  assigneeId: string | null;
  role: string | null;
  calendar: string;
  term: string;
  openedAt: string;
  nextOffset: number;
};

// The due time is added up in the database by the calendar's stored spans; `due()` explains the same sum to people.
// (`offset 0` here and elsewhere: else the planner writes the sum out for every use and adds it up as often.)
const insert: Statement = {
  name: "policy.obligation.insert",
  text: `
    insert into policy.obligation (customer_id, id, control, clause, version_id, subject_type, subject_id, subject_name,
                                   department_id, assignee_id, role, calendar, term, opened_at, due_at, next_step_at)
    select n.customer_id, n.id, n.control, n.clause, n.version_id, n.subject_type, n.subject_id, n.subject_name,
           n.department_id, n.assignee_id, n.role, n.calendar, n.term, n.opened_at, due.at,
           due.at + n.next_offset * interval '1 second'
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::uuid[], $10::uuid[],
                  $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::int[])
           as n (customer_id, id, control, clause, version_id, subject_type, subject_id, subject_name, department_id, assignee_id, role, calendar, term, opened_at, next_offset),
           lateral (select platform.due_at(n.calendar, n.opened_at, n.term) as at offset 0) as due
    on conflict (customer_id, subject_id, control, clause) where settled_at is null and state <> 'waived' do nothing
    returning id, due_at as "dueAt"`,
};

export const insertObligations = (query: Query, rows: readonly NewObligation[]) =>
  query<{ id: string; dueAt: string | null }>(
    insert,
    (
      [
        "customerId",
        "id",
        "control",
        "clause",
        "versionId",
        "subjectType",
        "subjectId",
        "subjectName",
        "departmentId",
        "assigneeId",
        "role",
        "calendar",
        "term",
        "openedAt",
        "nextOffset",
      ] as const
    ).map((key) => rows.map((row) => row[key])),
  );

/** SQL: when obligation `o` is due with its pauses, an open one ended at `until`. */
export const dueWithPauses = (until: string): string =>
  `platform.due_at_with_pauses(o.calendar, o.opened_at, o.term, coalesce((
     select range_agg(tstzrange(p.from_at, coalesce(p.to_at, greatest(p.from_at, ${until}))))
       from policy.pause p where p.customer_id = o.customer_id and p.obligation_id = o.id), '{}'))`;

// A pause that still runs ends with the work, so that the due time it would have had stays on record.
const meet: Statement = {
  name: "policy.obligation.meet",
  text: `
    with due as materialized (
      select o.customer_id, o.id, o.paused_since, case when o.paused_since is null then o.due_at else ${dueWithPauses("$4::timestamptz")} end as at
        from policy.obligation o join unnest($2::uuid[], $3::uuid[]) as s (customer_id, subject_id)
          on o.customer_id = s.customer_id and o.subject_id = s.subject_id
       where o.control = $1 and o.settled_at is null and o.state <> 'waived'
         for update of o
    ), resumed as (
      update policy.pause p set to_at = greatest(p.from_at, $4) from due
       where due.paused_since is not null and p.customer_id = due.customer_id and p.obligation_id = due.id and p.to_at is null
    )
    update policy.obligation o
       set settled_at = $4, settled_by = $5, settled_by_name = $6, next_step_at = null, paused_since = null, due_at = due.at,
           state = case when o.state = 'breached' or due.at < $4 then 'breached' else 'met' end,
           breached_at = coalesce(o.breached_at, case when due.at < $4 then due.at end)
      from due where o.customer_id = due.customer_id and o.id = due.id
    returning o.customer_id as "customerId", o.id, o.subject_id as "subjectId", o.state, o.clause`,
};

export const meetObligations = (
  query: Query,
  control: string,
  subjects: readonly { customerId: string; subjectId: string }[],
  at: Date,
  by: { id: string | null; name: string },
) =>
  query<{ customerId: string; id: string; subjectId: string; state: "met" | "breached"; clause: string }>(meet, [
    control,
    subjects.map((one) => one.customerId),
    subjects.map((one) => one.subjectId),
    at,
    by.id,
    by.name,
  ]);

const broken: Statement = {
  name: "policy.obligation.break",
  text: `
    update policy.obligation o set state = 'breached', breached_at = coalesce(o.breached_at, $4)
      from unnest($2::uuid[], $3::uuid[]) as s (customer_id, subject_id)
     where o.customer_id = s.customer_id and o.subject_id = s.subject_id and o.control = $1 and o.settled_at is null and o.state <> 'waived'
       and ($5::text is null or o.clause = $5)`,
};

export const breakObligations = (
  query: Query,
  control: string,
  subjects: readonly { customerId: string; subjectId: string }[],
  at: Date,
  clause?: string,
) =>
  query(broken, [
    control,
    subjects.map((one) => one.customerId),
    subjects.map((one) => one.subjectId),
    at,
    clause ?? null,
  ]);
