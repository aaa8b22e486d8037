import type { DecisionControl, Registry } from "../control/control.ts";
import type { Binding } from "../document/compile.ts";

/** What became of a duty: kept, broken, not decided yet, let off with a reason, or an attempt that a guard stopped. */
export const outcomes = ["met", "breached", "open", "waived", "refused"] as const;
export type Outcome = (typeof outcomes)[number];

/** What a report judges: a span, the versions of its documents, and the clauses bound at the end of the span. */
export type Scope = {
  readonly from: string;
  readonly to: string;
  readonly now: Date;
  readonly versions: readonly string[];
  readonly bindings: readonly Binding[];
  readonly departments?: readonly string[] | undefined;
  readonly person?: string | undefined;
};

/** The first parameters of every statement over `evidenceSql`. */
export const evidenceValues = ({ from, to, now, versions, departments, person }: Scope): unknown[] => [
  from,
  to,
  now,
  versions,
  departments ?? null,
  person ?? null,
];

const columns =
  "control, clause, version_id, customer_id, id, subject_type, subject_id, department_id, person_id, at, outcome";

/**
 * All evidence of a scope as rows of one shape, each under the clause and version that were in force when it arose.
 * Promises count in the span in which they were opened; an open one past its due time is broken, swept or not.
 */
export function evidenceSql(scope: Pick<Scope, "bindings">, registry: Registry): string {
  const published = [...registry.values()].filter(
    (control): control is DecisionControl => control.kind === "decision" && control.evidence !== undefined,
  );
  return `
    select ${columns} from (
      select o.control, o.clause, o.version_id, o.customer_id, o.id, o.subject_type, o.subject_id, o.department_id,
             coalesce(o.assignee_id, o.settled_by) as person_id, o.opened_at as at,
             case when o.state = 'open' and o.due_at < $3::timestamptz then 'breached' else o.state end as outcome
        from policy.obligation o where o.opened_at >= $1::timestamptz and o.opened_at < $2::timestamptz
      union all
      select g.control, g.clause, g.version_id, g.customer_id, g.id, g.subject_type, g.subject_id, g.department_id,
             g.actor_id, g.at, case g.outcome when 'allowed' then 'met' else 'refused' end
        from policy.guard_check g where g.at >= $1::timestamptz and g.at < $2::timestamptz
      union all
      select d.control, d.clause, d.version_id, d.customer_id, d.id, d.subject_type, d.subject_id, d.department_id,
             coalesce(d.overridden_by, d.actor_id), d.at, case when d.overridden_by is null then 'met' else 'waived' end
        from policy.decision d where d.at >= $1::timestamptz and d.at < $2::timestamptz and d.control <> all (array[${published.map(({ key }) => `'${key}'`).join(", ")}]::text[])
      ${published.flatMap((control) => publishedSql(control, scope.bindings)).join("")}
    ) as every
     where version_id = any($4::uuid[])
       and ($5::uuid[] is null or department_id = any($5))
       and ($6::uuid is null or person_id = $6)`;
}

/** Decisions that a module publishes; what was not decided yet is open under the clause in force. */
function publishedSql(control: DecisionControl, bindings: readonly Binding[]): string[] {
  const binding = bindings.find((one) => one.control.key === control.key);
  if (!binding) return [];
  return [
    `union all
      select '${control.key}', coalesce(e.clause, '${binding.clause}'), coalesce(e.version_id, '${binding.versionId}'), e.customer_id, e.id, e.subject_type, e.subject_id,
             e.department_id, e.person_id, e.at, case when e.value is null then 'open' when e.overridden then 'waived' else 'met' end
        from ${control.evidence}($1::timestamptz, $2::timestamptz) e
      `,
  ];
}
