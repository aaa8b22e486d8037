import { parseCell } from "./cell.ts";
import type { Condition } from "./condition.ts";
import { parseOutcome } from "./outcome.ts";
import { failure } from "./problem.ts";
import type { Fault, Problem } from "./problem.ts";
import type { FactDeclaration, FactDeclarations, OutcomeDeclaration, Parameters, Table, Written } from "./table.ts";
import { compareScalars } from "./value.ts";
import type { Scalar } from "./value.ts";

/** A cell that asks something; cells with `-` are left out. */
export type Cell = { readonly name: string; readonly fact: FactDeclaration; readonly condition: Condition };
export type ProgramRow = { readonly cells: readonly Cell[]; readonly gives: Scalar };

/** A table ready to run: the one source of meaning for evaluate, toSql, explain and check. */
export type Program = {
  readonly table: Table;
  readonly facts: FactDeclarations;
  readonly outcome: OutcomeDeclaration;
  readonly rows: readonly ProgramRow[];
  /** The names of the facts that the rows read, in the order of their declaration. */
  readonly used: readonly string[];
  /** Row indices from 0 in the order in which they are asked; for one outcome the first that holds wins. */
  readonly order: readonly number[];
  /** Null is 'no value, as meant'; undefined is 'nothing said'. */
  readonly otherwise: Scalar | null | undefined;
};

export type Compiled =
  { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly problems: readonly Problem[] };

const unknownFact = (name: string, facts: FactDeclarations): Fault => {
  const known = Object.keys(facts);
  return failure(
    "unknown_fact",
    `没有名为“${name}”的事实；可用：${known.join("、")}。`,
    `There is no fact '${name}'; use one of: ${known.join(", ")}.`,
  ).fault;
};

const withoutPriority = (then: string): Fault =>
  failure(
    "no_priority",
    `结果“${then}”不在 priority 列表中，请补上。`,
    `The outcome '${then}' is not in the list 'priority'; add it.`,
  ).fault;

const withoutRows: Fault = failure(
  "no_rows",
  "表中没有行：请至少写一行或“otherwise”。",
  "The table has no rows: write a row or 'otherwise'.",
).fault;

/**
 * Reads a table with the facts and the outcome that its control declares and the parameters of its clause.
 * Gives all problems at once, with rows from 1. What is wrong with a table as a whole is for `check`.
 */
export const compileTable = (
  table: Table,
  facts: FactDeclarations,
  outcome: OutcomeDeclaration,
  parameters: Parameters = {},
): Compiled => {
  const problems: Problem[] = [];
  const report = (fault: Fault, place: { row?: number; fact?: string } = {}): void => {
    problems.push({ ...fault, severity: "error", ...place });
  };
  const readOutcome = (written: Written, row?: number): Scalar => {
    const value = parseOutcome(outcome, written, parameters);
    if (value.ok) return value.value;
    report(value.fault, row === undefined ? {} : { row });
    return "";
  };

  const rows = table.rows.map(({ when, then }, index): ProgramRow => {
    const row = index + 1;
    const cells = Object.entries(when).flatMap(([name, written]): Cell[] => {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
      const condition = fact && parseCell(written, fact, parameters);
      if (!fact || !condition) report(unknownFact(name, facts), { row, fact: name });
      else if (!condition.ok) report(condition.fault, { row, fact: name });
      else if (condition.value.kind !== "any") return [{ name, fact, condition: condition.value }];
      return [];
    });
    return { cells, gives: readOutcome(then, row) };
  });
  const read = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.name)));
  const used = Object.keys(facts).filter((name) => read.has(name));
  const { otherwise } = table;
  const fallback = otherwise === null || otherwise === undefined ? otherwise : readOutcome(otherwise);
  const order = rows.map((_, index) => index);

  if (table.hit === "priority") {
    const ranking = (table.priority ?? []).map((written) => readOutcome(written));
    const ranks = rows.map(({ gives }) => ranking.findIndex((value) => compareScalars(value, gives) === 0));
    if (problems.length === 0) {
      for (const [index, rank] of ranks.entries()) {
        if (rank < 0) report(withoutPriority(String(table.rows[index]?.then)), { row: index + 1 });
      }
    }
    order.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
  }
  if (rows.length === 0 && otherwise === undefined) {
    report(withoutRows);
  }
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, program: { table, facts, outcome, rows, used, order, otherwise: fallback } };
};

/** The names of the facts that a program reads, in the order of their declaration. */
export const factsUsed = (program: Program): readonly string[] => program.used;
