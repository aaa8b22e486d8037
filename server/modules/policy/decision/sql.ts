import { decimalText } from "./decimal.ts";
import { lowerOperator, plainValues, upperOperator } from "./condition.ts";
import type { Condition } from "./condition.ts";
import type { Program, ProgramRow } from "./compile.ts";
import type { FactType, OutcomeDeclaration } from "./table.ts";
import { compareScalars } from "./value.ts";
import type { Scalar } from "./value.ts";

/** SQL expressions without parameters, safe to put into a statement. */
export type DecisionSql = {
  /** Of the outcome's type (an array of it for `collect`), or null. */
  readonly value: string;
  /** int4: the row from 1 that gave the value, or null. */
  readonly row: string;
  /** int4[]: all rows that held. */
  readonly rows: string;
};

const sqlTypes: Record<OutcomeDeclaration["type"], string> = {
  text: "text",
  choice: "text",
  integer: "integer",
  decimal: "numeric",
  money: "bigint",
  percent: "numeric",
  boolean: "boolean",
};

/** A text literal that reads the same whatever `standard_conforming_strings` says. */
const quote = (text: string): string => {
  const doubled = text.replaceAll("'", "''");
  return doubled.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
};

const literal = (type: FactType, value: Scalar): string => {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return type === "date" ? `DATE '${value}'` : quote(value);
  return value.digits < 0n ? `(${decimalText(value)})` : decimalText(value);
};

/** True exactly where `holds` is; elsewhere false or null, which CASE, AND and OR take alike. */
const conditionSql = (condition: Condition, type: FactType, column: string): string => {
  const compared = (operator: string, value: Scalar): string => `${column} ${operator} ${literal(type, value)}`;
  switch (condition.kind) {
    case "any":
      return "true";
    case "null":
      return `${column} IS NULL`;
    case "compare":
      return compared(condition.operator, condition.value);
    case "interval": {
      const { from, to } = condition;
      return `${compared(lowerOperator(from), from.value)} AND ${compared(upperOperator(to), to.value)}`;
    }
    case "or":
    case "not": {
      const [negated, values] = [condition.kind === "not", plainValues(condition.parts)];
      if (values)
        return `${column} ${negated ? "NOT IN" : "IN"} (${values.map((value) => literal(type, value)).join(", ")})`;
      const either = condition.parts.map((part) => `(${conditionSql(part, type, column)})`).join(" OR ");
      return negated ? `${column} IS NOT NULL AND NOT (${either})` : `(${either})`;
    }
  }
};

const rowSql = (row: ProgramRow, column: (fact: string) => string): string =>
  row.cells.map(({ name, fact, condition }) => conditionSql(condition, fact.type, column(name))).join(" AND ") ||
  "true";

/**
 * A table as SQL over columns of the types that `FactDeclaration` lists, with the same meaning as `evaluate`.
 * `column` gives the expression of a fact; it may be repeated, so let it be cheap and stable.
 */
export const toSql = (program: Program, column: (fact: string) => string): DecisionSql => {
  const { outcome, order, otherwise, table } = program;
  const type = sqlTypes[outcome.type];
  const enclosed = (fact: string): string => (/^[\w."]+$/.test(column(fact)) ? column(fact) : `(${column(fact)})`);
  const rows = program.rows.map((row) => ({ gives: row.gives, condition: rowSql(row, enclosed) }));
  const value = (scalar: Scalar | null | undefined): string =>
    scalar === null || scalar === undefined ? `NULL::${type}` : `${literal(outcome.type, scalar)}::${type}`;

  const choose = (pick: (index: number) => string, last: string): string => {
    const branches = order.map((index) => `WHEN ${rows[index]?.condition} THEN ${pick(index)}`);
    return branches.length > 0 ? `CASE ${branches.join(" ")} ELSE ${last} END` : last;
  };
  const gather = (conditions: readonly string[], pick: (index: number) => string, of: string): string => {
    const elements = conditions.map((condition, index) => `CASE WHEN ${condition} THEN ${pick(index)} END`);
    return `array_remove(ARRAY[${elements.join(", ")}]::${of}[], NULL)`;
  };
  /** Only where no earlier row gave the same value, so that values are distinct. */
  const fresh = rows.map(({ condition, gives }, index) => {
    const earlier = rows.slice(0, index).filter((row) => compareScalars(row.gives, gives) === 0);
    return [`(${condition})`, ...earlier.map((row) => `(${row.condition}) IS NOT TRUE`)].join(" AND ");
  });
  const collected = gather(fresh, (index) => value(rows[index]?.gives), type);
  const fallback = otherwise === null || otherwise === undefined ? undefined : `ARRAY[${value(otherwise)}]`;
  const collect = fallback ? `COALESCE(NULLIF(${collected}, '{}'), ${fallback})` : collected;

  return {
    value: table.hit === "collect" ? collect : choose((index) => value(rows[index]?.gives), value(otherwise)),
    row: choose((index) => String(index + 1), "NULL::integer"),
    rows: gather(
      rows.map((row) => row.condition),
      (index) => String(index + 1),
      "integer",
    ),
  };
};
