import { snake } from "../../../platform/case.ts";
import type { MetricControl } from "../control/control.ts";
import {
  compileTable,
  type FactValues,
  type Program,
  type Table,
  evaluate,
  toSql,
  type Written,
} from "../decision/index.ts";
import { type Binding, tableParameters } from "../document/compile.ts";

export type MetricBinding = Binding<MetricControl>;

/** What a metric asks of a row: does it count at all, and does it count as good. */
export type MetricProgram = { readonly denominator: Program; readonly numerator: Program };

const outcome = { type: "boolean", label: { zh: "计入", en: "Counts" } } as const;

/** Conditions by fact, all of which must hold, as a decision table of one row. */
const conditionTable = (conditions: Readonly<Record<string, Written>>): Table => ({
  hit: "first",
  // oxlint-disable-next-line unicorn/no-thenable -- the word that tables use
  rows: [{ when: conditions, then: true }],
  otherwise: false,
});

const parts = ["denominator", "numerator"] as const;

const compile = (
  { control, parameters }: Pick<MetricBinding, "control" | "parameters">,
  part: (typeof parts)[number],
) =>
  compileTable(
    conditionTable(parameters[part] ?? {}),
    control.facts,
    outcome,
    tableParameters(control.parameters, parameters),
  );

/** @throws Error where the conditions do not compile: the check of a document says so before it comes into force */
export function metricProgram(binding: MetricBinding): MetricProgram {
  const [denominator, numerator] = parts.map((part) => {
    const compiled = compile(binding, part);
    if (!compiled.ok) throw new Error(`${binding.clause} ${binding.control.key}: ${compiled.problems[0]?.text.en}`);
    return compiled.program;
  });
  return { denominator: denominator!, numerator: numerator! };
}

/** Conditions over the rows `m` of the control's source: `counts` for the denominator, `good` for the numerator within it. */
export function metricSql(program: MetricProgram): { readonly counts: string; readonly good: string } {
  const column = (fact: string) => `m.${snake(fact)}`;
  const counts = `(${toSql(program.denominator, column).value})`;
  return { counts, good: `(${counts} and (${toSql(program.numerator, column).value}))` };
}

/** The same for one row here. */
export function judgeRow(
  program: MetricProgram,
  facts: FactValues,
): { readonly counts: boolean; readonly good: boolean } {
  const counts = evaluate(program.denominator, facts).value === true;
  return { counts, good: counts && evaluate(program.numerator, facts).value === true };
}
