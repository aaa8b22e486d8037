import type { Context } from "../../../platform/context.ts";
import { type Binding, decisionSql } from "../../policy/index.ts";
import { grades } from "../choices.ts";
import { gradeDecision, suddenRise } from "./grade.controls.ts";

/** How many customers of a class go from which grade to which; all that a run says in figures follows from these. */
export type Cell = {
  readonly class: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
};

export type Judging = {
  readonly gradingId: string;
  readonly asOf: string;
  readonly binding: Binding;
  /** The clause that lets some move up before the review; without it everybody is judged. */
  readonly early?: Binding | undefined;
};

/**
 * Judges all customers at an instant in one pass and keeps who would change, with facts and row of the table. Answers
 * the counts. A grade that a person set stands until a review judges anew, so a review lists it even where it agrees.
 */
export async function judgeAll(ctx: Context, { gradingId, asOf, binding, early }: Judging): Promise<Cell[]> {
  // One big aggregate: spilling it to disk would double its time.
  await ctx.query({ name: "", text: "set local work_mem = '192MB'" }, []);
  await ctx.query({ name: "", text: judgedTable(binding, early) }, [asOf]);
  await ctx.query(
    {
      name: "",
      text: `insert into customers.grading_change (grading_id, customer_id, from_grade, to_grade, row_no, facts)
             select $1, customer_id, before, value, row_no, facts from judged where facts is not null`,
    },
    [gradingId],
  );
  return ctx.query<Cell>(
    {
      name: "",
      text: `select class, before as "from", case when facts is null then before else value end as "to", count(*)::int as count
               from judged group by 1, 2, 3 order by 1, 2, 3`,
    },
    [],
  );
}

// A table, since PostgreSQL spreads the query behind one over its workers, but not that behind an insert. Facts are
// built for changes alone: for a million customers that never move they would cost more than the judgement.
const judgedTable = (binding: Binding, early: Binding | undefined) => `
  create temporary table judged on commit drop as
  select d.customer_id, d.class, g.grade as before, d.value, d.row_no,
         case when ${early ? `up.value and g.overridden_by is null and ${rank("d.value")} < ${rank("g.grade")}` : "d.value is distinct from g.grade or g.overridden_by is not null"}
               and d.value is not null then ${binding.parameters.reasonsKept === false ? "'{}'::jsonb" : "d.facts"} end as facts
    from (${decisionSql(binding, gradeDecision, ["class"])}) d
    left join customers.grade g on g.customer_id = d.customer_id
    ${early ? `left join (${decisionSql(early, suddenRise)}) up on up.customer_id = d.customer_id` : ""}`;

/** Grades are declared best first; whoever has none yet stands with the last. */
const rank = (grade: string) => {
  const names = Object.keys(grades);
  return `coalesce(array_position(array[${names.map((name) => `'${name}'`).join(", ")}], ${grade}), ${names.length})`;
};
