import type { Condition, Operator } from "./condition.ts";
import { allOf, failure, success } from "./problem.ts";
import type { Result } from "./problem.ts";
import { splitList, tidy } from "./split.ts";
import type { FactDeclaration, Parameters, Written } from "./table.ts";
import { compareScalars, isNumeric, isOrdered } from "./value.ts";
import type { Scalar } from "./value.ts";
import { parameterName, parseValue, resolveParameter } from "./written.ts";

/** What a cell is read for. */
type Place = { readonly fact: FactDeclaration; readonly parameters: Parameters };

/**
 * Reads the cell of a table: a short test of one fact.
 *
 * | cell | holds |
 * |---|---|
 * | `-` or empty | always, also when unknown |
 * | `gold`, `= gold`, `"gold, old"` | on that value; quotes (doubled inside) where it has signs or spaces at its ends |
 * | `>= 6,000`, `< {limit}` | on numbers and dates; `{limit}` is a parameter of the clause |
 * | `[100..200)` | from 100, below 200 |
 * | `gold, silver` | on any of the list; for numbers put a space after the comma |
 * | `not(gold, silver)` | on any known value but these; false when unknown: for that write `not(gold), null` |
 * | `null`, `not(null)` | when unknown, when known |
 *
 * Chinese marks （，、≥≤“”） do as well. The fault names what is wrong and what to write.
 */
export const parseCell = (written: Written, fact: FactDeclaration, parameters: Parameters = {}): Result<Condition> => {
  const text = tidy(String(written)).trim();
  if (["", "-", "–", "—"].includes(text)) return success({ kind: "any" });
  const parts = parseList(text, { fact, parameters }, true);
  if (!parts.ok) return parts;
  const [only, ...others] = parts.value;
  return success(only && others.length === 0 ? only : { kind: "or", parts: parts.value });
};

const parseList = (text: string, place: Place, outermost: boolean): Result<Condition[]> =>
  allOf(splitList(text, isNumeric(place.fact.type)).map((item) => parseItem(item, place, outermost)));

const parseItem = (item: string, place: Place, outermost: boolean): Result<Condition> => {
  if (item === "" || item === "-") {
    return failure(
      "empty_item",
      "列表中有空项；“-”只能单独使用。",
      "An item of the list is empty; '-' must stand alone.",
    );
  }
  if (item === "null") return success({ kind: "null" });
  const negated = /^not\s*\((.*)\)$/su.exec(item)?.[1];
  if (negated !== undefined) {
    if (!outermost) return failure("nested_not", "not(…) 内不能再用 not。", "not(…) cannot stand inside not(…).");
    const parts = parseList(negated, place, false);
    return parts.ok ? success({ kind: "not", parts: parts.value }) : parts;
  }
  if (/^(!=|<>|≠|!)/.test(item)) return failure("use_not", "“不等于”请写 not(…)。", "For 'other than' write not(…).");
  const [, opening, from, to, closing] = /^([[(])(.*)\.\.(.*)([\])])$/su.exec(item) ?? [];
  if (from !== undefined && to !== undefined) {
    return parseInterval([from, to], [opening === "[", closing === "]"], place);
  }
  const [, operator, operand] = /^(>=|<=|=>|=<|>|<|=)(.*)$/su.exec(item) ?? [];
  if (operator === undefined || operand === undefined) return parseBare(item, place);
  if (operator === "=>" || operator === "=<") {
    return failure("bad_operator", `“${operator}”请写作 >= 或 <=。`, `Write >= or <= instead of ${operator}.`);
  }
  if (operator !== "=" && !isOrdered(place.fact.type)) return withoutOrder;
  const value = parseOperand(operand.trim(), place);
  return value.ok ? success({ kind: "compare", operator: operator as Operator, value: value.value }) : value;
};

const withoutOrder = failure(
  "no_order",
  "此项没有大小之分：只能写值、列表、not(…) 或 null。",
  "These values have no order: write a value, a list, not(…) or null.",
);

const parseBare = (item: string, place: Place): Result<Condition> => {
  if (isNumeric(place.fact.type) && /^[-+]?\d{1,3}(,\d{3})+/.test(item)) {
    const [apart, together] = [item.replaceAll(",", ", "), item.replaceAll(",", "")];
    return failure(
      "ambiguous_comma",
      `“${item}”可能是一个数，也可能是列表：请写 ${together} 或 ${apart}。`,
      `'${item}' may be one number or a list: write ${together} or ${apart}.`,
    );
  }
  const value = parseOperand(item, place);
  return value.ok ? success({ kind: "compare", operator: "=", value: value.value }) : value;
};

const parseInterval = (ends: [string, string], included: [boolean, boolean], place: Place): Result<Condition> => {
  if (!isOrdered(place.fact.type)) return withoutOrder;
  const values = allOf(ends.map((end) => parseOperand(end.trim(), place)));
  if (!values.ok) return values;
  const [low, high] = values.value as [Scalar, Scalar];
  const order = compareScalars(low, high);
  if (order > 0 || (order === 0 && !(included[0] && included[1]))) {
    return failure(
      "empty_interval",
      "区间内没有值：起点应小于终点。",
      "The interval is empty: its start must be below its end.",
    );
  }
  return success({
    kind: "interval",
    from: { value: low, included: included[0] },
    to: { value: high, included: included[1] },
  });
};

/** One value: a parameter, a quoted or a bare one. */
const parseOperand = (text: string, { fact, parameters }: Place): Result<Scalar> => {
  const name = parameterName(text);
  if (name !== undefined) return resolveParameter(fact, name, parameters);
  const quoted = /^"((?:[^"]|"")*)"$/su.exec(text)?.[1];
  if (quoted !== undefined) return parseValue(fact, quoted.replaceAll('""', '"'));
  if (text === "" || /["(),[\]{}<>=]/.test(isNumeric(fact.type) ? text.replaceAll(",", "") : text)) {
    return failure(
      "bad_cell",
      `看不懂“${text}”：可写 >= 6000、[100..200)、值或列表；含标点的文本请加双引号。`,
      `Cannot read '${text}': write >= 6000, [100..200), a value or a list; put text with marks in double quotes.`,
    );
  }
  return parseValue(fact, text);
};
