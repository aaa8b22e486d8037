import { compareScalars } from "./value.ts";
import type { Scalar } from "./value.ts";

export type Operator = "=" | "<" | "<=" | ">" | ">=";

/** What a cell asks of one fact. */
export type Condition =
  | { readonly kind: "any" }
  | { readonly kind: "null" }
  | { readonly kind: "compare"; readonly operator: Operator; readonly value: Scalar }
  | { readonly kind: "interval"; readonly from: Bound; readonly to: Bound }
  | { readonly kind: "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly parts: readonly Condition[] };

export type Bound = { readonly value: Scalar; readonly included: boolean };

const accepts: Record<Operator, (order: number) => boolean> = {
  "=": (order) => order === 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

export const lowerOperator = (bound: Bound): Operator => (bound.included ? ">=" : ">");
export const upperOperator = (bound: Bound): Operator => (bound.included ? "<=" : "<");

/** The meaning of a cell. Unknown (null) holds only under `-` and `null`: it is not 'other' either. */
export const holds = (condition: Condition, value: Scalar | null): boolean => {
  if (condition.kind === "any") return true;
  if (condition.kind === "null") return value === null;
  if (condition.kind === "or") return condition.parts.some((part) => holds(part, value));
  if (value === null) return false;
  if (condition.kind === "not") return !condition.parts.some((part) => holds(part, value));
  if (condition.kind === "compare") return accepts[condition.operator](compareScalars(value, condition.value));
  const { from, to } = condition;
  return (
    accepts[lowerOperator(from)](compareScalars(value, from.value)) &&
    accepts[upperOperator(to)](compareScalars(value, to.value))
  );
};

/** Every value that a condition mentions. */
export const mentioned = (condition: Condition): Scalar[] => {
  if (condition.kind === "compare") return [condition.value];
  if (condition.kind === "interval") return [condition.from.value, condition.to.value];
  return "parts" in condition ? condition.parts.flatMap(mentioned) : [];
};

/** The values of a list of bare values; undefined if it holds anything else. */
export const plainValues = (parts: readonly Condition[]): Scalar[] | undefined =>
  parts.every((part) => part.kind === "compare" && part.operator === "=") ? parts.flatMap(mentioned) : undefined;
