import { failure } from "./problem.ts";
import type { Result } from "./problem.ts";
import type { OutcomeDeclaration, Parameters, Written } from "./table.ts";
import type { Scalar } from "./value.ts";
import { parameterName, parseValue, resolveParameter } from "./written.ts";

/** What PostgreSQL's integer and bigint hold, either side of zero. */
const largest: Partial<Record<OutcomeDeclaration["type"], bigint>> = { integer: 2n ** 31n - 1n, money: 2n ** 63n - 1n };

/** Reads an outcome: as in a cell, but text stands as it is. Integers keep to int4, money to int8. */
export const parseOutcome = (outcome: OutcomeDeclaration, written: Written, parameters: Parameters): Result<Scalar> => {
  const text = String(written);
  const name = parameterName(text);
  const value =
    name === undefined
      ? parseValue(outcome, outcome.type === "text" ? text : text.trim())
      : resolveParameter(outcome, name, parameters);
  const limit = largest[outcome.type];
  if (!value.ok || limit === undefined || typeof value.value !== "object") return value;
  const { digits } = value.value;
  return digits >= -limit && digits <= limit
    ? value
    : failure("out_of_range", `“${text}”超出可保存的范围。`, `'${text}' is beyond what can be stored.`);
};
