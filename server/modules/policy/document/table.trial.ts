import { invalid, notFound } from "../../../platform/errors.ts";
import type { DecisionControl, Registry } from "../control/control.ts";
import { type ParameterDeclarations, readParameter } from "../control/parameter.ts";
import {
  check,
  compileTable,
  evaluate,
  explain,
  type FactValues,
  type Problem,
  type Program,
  readFact,
  type Table,
} from "../decision/index.ts";
import { tableParameters } from "./compile.ts";
import { jsonValue } from "./view.ts";

/** A table that is not saved yet: over the facts of a control, with parameters as a clause writes them. */
export type TableDraft = {
  readonly control: string;
  readonly table: Table;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** @throws AppError platform.not_found (404) where no decision of this name is on offer */
export function decisionOf(registry: Registry, key: string): DecisionControl {
  const control = registry.get(key);
  if (control?.kind !== "decision") throw notFound({ zh: "这项决策", en: "decision" });
  return control;
}

/** Parameters that a table may name, and faults of those that cannot be read. */
function readAll(declarations: ParameterDeclarations, written: Readonly<Record<string, unknown>>) {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, declaration] of Object.entries(declarations)) {
    const raw = written[name] ?? declaration.default;
    if (raw === undefined || raw === null) continue;
    const reading = readParameter(declaration, raw);
    if (reading.ok) values[name] = reading.value;
    else problems.push({ severity: "error", code: "policy.bad_parameter", text: reading.text, fact: name });
  }
  return { parameters: tableParameters(declarations, values), problems };
}

/** Gaps, overlaps, unreachable rows, unknown facts and cells that cannot be read; examples keep large numbers as digits. */
export function checkTable(control: DecisionControl, draft: TableDraft) {
  const { parameters, problems } = readAll(control.parameters, draft.parameters);
  const compiled = compileTable(draft.table, control.facts, control.outcome, parameters);
  const found = compiled.ok ? check(compiled.program) : compiled.problems;
  return [...problems, ...found].map(({ severity, code, text, row, fact, example }) => ({
    severity,
    code,
    text,
    row: row ?? null,
    fact: fact ?? null,
    example: example ? digits(example) : null,
  }));
}

const digits = (facts: FactValues): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, jsonValue(value) ?? null]));

/**
 * One set of facts through a table, with the reasons of every row.
 * @throws AppError policy.bad_table (400) where the table cannot run, platform.invalid (400) for a fact of a wrong type
 */
export function tryTable(control: DecisionControl, draft: TableDraft, facts: FactValues) {
  const { parameters, problems } = readAll(control.parameters, draft.parameters);
  const compiled = compileTable(draft.table, control.facts, control.outcome, parameters);
  if (!compiled.ok || problems.length) {
    const all = [...problems, ...(compiled.ok ? [] : compiled.problems)];
    throw invalid(
      all.map((one) => ({ field: one.row ? `table.rows.${one.row - 1}` : "table", text: one.text })),
      "policy.bad_table",
    );
  }
  demandFacts(compiled.program, facts);
  const { value, row, rows } = evaluate(compiled.program, facts);
  return {
    value: Array.isArray(value) ? value.map(jsonValue) : jsonValue(value),
    row,
    held: [...rows],
    rows: explain(compiled.program, facts).map(({ value: gives, note, cells, ...one }) => ({
      ...one,
      cells: [...cells],
      value: jsonValue(gives),
      note: note ?? null,
    })),
  };
}

function demandFacts(program: Program, facts: FactValues): void {
  const wrong = Object.entries(facts).flatMap(([name, value]) => {
    const fact = program.facts[name];
    if (!fact) return [{ field: `facts.${name}`, text: { zh: "没有这项事实", en: "there is no such fact" } }];
    try {
      readFact(name, fact, value);
      return [];
    } catch {
      return [{ field: `facts.${name}`, text: { zh: "数值类型不对", en: "the value is of another type" } }];
    }
  });
  if (wrong.length) throw invalid(wrong);
}
