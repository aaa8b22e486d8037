import type { Query } from "../../../platform/context.ts";
import type { Registry } from "../control/control.ts";
import { evidenceSql, evidenceValues, type Outcome, type Scope } from "./evidence.ts";

/** How a report is split beside its clauses. */
const splits = ["none", "department", "person"] as const;
export type Split = (typeof splits)[number];

export type Count = {
  readonly control: string;
  readonly clause: string;
  /** Which period of the trend from 1; 0 before the first and beyond the last where a decision of another time holds. */
  readonly bucket: number;
  readonly holder: string | null;
  readonly outcome: Outcome;
  readonly count: bigint;
};

/** Evidence counted by clause, control, period and outcome in one statement. */
export function countEvidence(
  query: Query,
  scope: Scope,
  registry: Registry,
  periodStarts: readonly string[],
  split: Split,
): Promise<Count[]> {
  const holder = { none: "null::uuid", department: "department_id", person: "person_id" }[split];
  return query<Count>(
    {
      name: "",
      text: `select control, clause, width_bucket(at, $7::timestamptz[]) as bucket, ${holder} as holder, outcome, count(*) as count
               from (${evidenceSql(scope, registry)}) as evidence
              group by control, clause, bucket, holder, outcome`,
    },
    [...evidenceValues(scope), periodStarts],
  );
}

export type EvidenceRow = {
  control: string;
  clause: string;
  versionId: string;
  customerId: string;
  id: string;
  subjectType: string;
  subjectId: string;
  departmentId: string | null;
  personId: string | null;
  at: string;
  outcome: Outcome;
};

export type RowFilter = {
  readonly clause?: string | undefined;
  readonly control?: string | undefined;
  readonly outcomes?: readonly string[] | undefined;
};

/** The rows behind a figure, the newest first; one more than the limit where there are more. */
export function evidenceRows(
  query: Query,
  scope: Scope,
  registry: Registry,
  { clause, control, outcomes }: RowFilter,
  limit: number,
  cursor?: readonly [string, string],
): Promise<EvidenceRow[]> {
  return query<EvidenceRow>(
    {
      name: "",
      text: `select control, clause, version_id as "versionId", customer_id as "customerId", id, subject_type as "subjectType", subject_id as "subjectId",
                    department_id as "departmentId", person_id as "personId", at, outcome
               from (${evidenceSql(scope, registry)}) as evidence
              where ($7::text is null or clause = $7) and ($8::text is null or control = $8) and ($9::text[] is null or outcome = any($9))
                and ($10::timestamptz is null or (at, id) < ($10, $11::uuid))
              order by at desc, id desc limit $12`,
    },
    [
      ...evidenceValues(scope),
      clause ?? null,
      control ?? null,
      outcomes ?? null,
      cursor?.[0] ?? null,
      cursor?.[1] ?? null,
      limit + 1,
    ],
  );
}
