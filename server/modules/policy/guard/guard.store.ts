import type { Query, Statement } from "../../../platform/context.ts";
import type { Actor } from "../../../platform/actor.ts";
import { newId } from "../../../platform/ids.ts";

/** What a guard was asked and answered under one clause. */
export type GuardCheckRow = {
  customerId: string;
  control: string;
  clause: string;
  versionId: string;
  outcome: "allowed" | "refused" | "approval_asked";
  subjectType: string;
  subjectId: string;
  departmentId: string | null;
  facts: Readonly<Record<string, unknown>>;
};

const insert: Statement = {
  name: "policy.guard.keep",
  text: `
    insert into policy.guard_check (customer_id, id, control, clause, version_id, outcome, subject_type, subject_id, department_id, facts, actor_id, actor_name, at)
    select c.*, $11, $12, $13 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::jsonb[]) as c`,
};

export async function keepChecks(query: Query, by: Actor, at: Date, rows: readonly GuardCheckRow[]): Promise<void> {
  if (!rows.length) return;
  await query(insert, [
    rows.map((row) => row.customerId),
    rows.map(() => newId()),
    ...(["control", "clause", "versionId", "outcome", "subjectType", "subjectId", "departmentId"] as const).map((key) =>
      rows.map((row) => row[key]),
    ),
    rows.map((row) => JSON.stringify(row.facts, (_, value) => (typeof value === "bigint" ? value.toString() : value))),
    by.id,
    by.name,
    at,
  ]);
}

// An approval holds for who asked, this action on this subject, until it expires.
const granted: Statement = {
  name: "policy.approval.granted",
  text: `
    select a.subject_id as "subjectId", a.customer_id as "customerId" from policy.approval a
     where a.asked_by = $1 and a.control = $2 and a.subject_id = any($3::uuid[]) and a.customer_id = any($4::uuid[])
       and a.state = 'granted' and a.expires_at > $5`,
};

/** For which subjects the actor holds an approval now, as `customer subject`. */
export async function approvedSubjects(
  query: Query,
  by: string,
  control: string,
  subjects: readonly { customerId: string; subjectId: string }[],
  at: Date,
): Promise<Set<string>> {
  const rows = await query<{ customerId: string; subjectId: string }>(granted, [
    by,
    control,
    subjects.map((one) => one.subjectId),
    subjects.map((one) => one.customerId),
    at,
  ]);
  return new Set(rows.map((row) => `${row.customerId} ${row.subjectId}`));
}
