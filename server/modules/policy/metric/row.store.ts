import type { Query } from "../../../platform/context.ts";
import { snake } from "../../../platform/case.ts";
import { type MetricBinding, metricProgram, metricSql } from "./program.ts";

/** Which rows behind a figure: those that count as good, those in scope, or those in scope that do not. */
export const rowParts = ["numerator", "denominator", "difference"] as const;
export type RowPart = (typeof rowParts)[number];

export type MetricRow = {
  id: string;
  customerId: string;
  subjectType: string;
  subjectId: string;
  departmentId: string | null;
  personId: string | null;
  at: string;
  good: boolean;
  facts: Record<string, unknown>;
};

export type RowQuery = {
  readonly binding: MetricBinding;
  readonly from: string;
  readonly to: string;
  readonly part: RowPart;
  readonly departments?: readonly string[] | undefined;
  readonly person?: string | undefined;
  readonly cursor?: readonly unknown[] | undefined;
  readonly limit: number;
};

/** The rows of a figure, the newest first. Answers one more than the limit where there are more. */
export function metricRows(query: Query, asked: RowQuery): Promise<MetricRow[]> {
  const { binding, from, to, part, departments, person, cursor, limit } = asked;
  const { counts, good } = metricSql(metricProgram(binding));
  const wanted = { numerator: good, denominator: counts, difference: `(${counts} and not ${good})` }[part];
  const facts = Object.keys(binding.control.facts).flatMap((fact) => [`'${fact}'`, `m.${snake(fact)}`]);
  return query<MetricRow>(
    {
      name: "",
      text: `select m.id, m.customer_id as "customerId", m.subject_type as "subjectType", m.subject_id as "subjectId",
                    m.department_id as "departmentId", m.person_id as "personId", m.at, ${good} as good, jsonb_build_object(${facts.join(", ")}) as facts
               from ${binding.control.source}($1::timestamptz, $2::timestamptz) m
              where ${wanted}
                and ($3::uuid[] is null or m.department_id = any($3))
                and ($4::uuid is null or m.person_id = $4)
                and ($5::timestamptz is null or (m.at, m.id) < ($5, $6::uuid))
              order by m.at desc, m.id desc limit $7`,
    },
    [from, to, departments ?? null, person ?? null, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
  );
}
