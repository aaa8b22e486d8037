import { holds } from "./condition.ts";
import { factsUsed } from "./compile.ts";
import type { Program } from "./compile.ts";
import { compareScalars, dataValue, readFact } from "./value.ts";
import type { FactValues, Scalar } from "./value.ts";

/** choice and text: string; integer: number; money: bigint of fen; decimal and percent: shortest digits (`0.125`). */
export type OutcomeValue = string | number | bigint | boolean;

/** What a table says. Rows count from 1; `row` is null when no row held (`value` is then `otherwise`, or null). */
export type Decision = {
  /** An array only for `collect`: distinct values in the order of rows. */
  readonly value: OutcomeValue | readonly OutcomeValue[] | null;
  /** The row that gave the value; for `collect` the first. */
  readonly row: number | null;
  /** All rows that held. */
  readonly rows: readonly number[];
};

/** The facts that a program reads, as scalars; missing ones are unknown. Throws TypeError for a wrong type. */
export const readFacts = (program: Program, values: FactValues): Map<string, Scalar | null> =>
  new Map(
    factsUsed(program).map((name) => {
      const fact = program.facts[name];
      return [name, fact ? readFact(name, fact, values[name]) : null];
    }),
  );

/** Runs a table on one set of facts. The same as `toSql` gives. Throws TypeError for a fact of a wrong type. */
export const evaluate = (program: Program, values: FactValues): Decision => {
  const facts = readFacts(program, values);
  const held = program.order.filter((index) =>
    program.rows[index]?.cells.every((cell) => holds(cell.condition, facts.get(cell.name) ?? null)),
  );
  const rows = held.map((index) => index + 1).toSorted((a, b) => a - b);
  const outcomes = held.flatMap((index) => program.rows[index]?.gives ?? []);
  if (outcomes.length === 0 && program.otherwise !== null && program.otherwise !== undefined) {
    outcomes.push(program.otherwise);
  }
  const given = outcomes
    .filter((value, index) => outcomes.findIndex((earlier) => compareScalars(earlier, value) === 0) === index)
    .map((value) => dataValue(program.outcome.type, value));
  const [first] = held;
  return {
    value: program.table.hit === "collect" ? given : (given[0] ?? null),
    row: first === undefined ? null : first + 1,
    rows,
  };
};
