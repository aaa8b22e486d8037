import { parseCell } from "./cell.ts";
import { holds, mentioned } from "./condition.ts";
import type { Condition } from "./condition.ts";
import { addDecimals, decimal, midpoint } from "./decimal.ts";
import type { FactDeclaration } from "./table.ts";
import { compareScalars, isDate, isOrdered } from "./value.ts";
import type { Scalar } from "./value.ts";

/** Enough values of a fact to stand for all: between two neighbours every cell of the table answers the same. */
export type Axis = readonly (Scalar | null)[];

/** The scalar next to one; for dense numbers any beyond. */
const step = (value: Scalar, by: 1 | -1): Scalar => {
  if (typeof value === "object") return addDecimals(value, decimal(BigInt(by)));
  const day = new Date(`${String(value)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + by);
  return day.toISOString().slice(0, 10);
};

const between = (fact: FactDeclaration, low: Scalar, high: Scalar): Scalar[] => {
  if (fact.type === "decimal" || fact.type === "percent") {
    return typeof low === "object" && typeof high === "object" ? [midpoint(low, high)] : [];
  }
  const next = step(low, 1);
  return compareScalars(next, high) < 0 ? [next] : [];
};

/** Each boundary, one value in each gap between two, one below all and one above. */
const orderedPoints = (fact: FactDeclaration, boundaries: readonly Scalar[]): Scalar[] => {
  const start: Scalar = fact.type === "date" ? "2000-01-01" : decimal(0n);
  const sorted = boundaries.length > 0 ? boundaries.toSorted(compareScalars) : [start];
  const points = sorted.flatMap((value, index) => {
    const next = sorted[index + 1];
    return [value, ...(next === undefined ? [step(value, 1)] : between(fact, value, next))];
  });
  return [step(sorted[0] ?? start, -1), ...points].filter((point) => typeof point !== "string" || isDate(point));
};

/** A text that no cell names: 'anything else'. */
const otherText = (values: readonly Scalar[]): string => {
  let other = "其他";
  while (values.includes(other)) other += "…";
  return other;
};

const points = (fact: FactDeclaration, values: readonly Scalar[]): Scalar[] => {
  if (fact.type === "boolean") return [true, false];
  if (fact.type === "choice") return Object.keys(fact.values);
  return isOrdered(fact.type) ? orderedPoints(fact, values) : [...values, otherText(values)];
};

const domainOf = (fact: FactDeclaration): Condition => {
  const domain = parseCell(fact.domain ?? "-", fact);
  if (!domain.ok) throw new Error(`domain '${fact.domain}': ${domain.fault.text.en}`);
  return domain.value;
};

/** The axis of a fact under the conditions that a table puts on it; known values first, then null unless required. */
export const axisOf = (fact: FactDeclaration, conditions: readonly Condition[]): Axis => {
  const domain = domainOf(fact);
  const values = [...conditions, domain].flatMap(mentioned);
  const distinct = values.filter((value, at) => values.findIndex((other) => compareScalars(other, value) === 0) === at);
  const known = points(fact, distinct).filter((point) => holds(domain, point));
  return fact.required ? known : [...known, null];
};
