import type { Text } from "../../../platform/text.ts";
import { decimalText, groupedText, shift } from "./decimal.ts";
import { lowerOperator, plainValues, upperOperator } from "./condition.ts";
import type { Condition, Operator } from "./condition.ts";
import type { FactDeclaration, OutcomeDeclaration } from "./table.ts";
import type { Scalar } from "./value.ts";

type Declaration = FactDeclaration | OutcomeDeclaration;

/** The same in both languages. */
export const same = (text: string): Text => ({ zh: text, en: text });

/** Texts one after another, with a separator for each language. */
export const joined = (texts: readonly Text[], zh: string, en: string): Text => ({
  zh: texts.map((text) => text.zh).join(zh),
  en: texts.map((text) => text.en).join(en),
});

/** A value for people: `6,230.00 元`, `12.5%`, the label of a choice; null is 未知. */
export const showValue = (declaration: Declaration, value: Scalar | null): Text => {
  if (value === null) return { zh: "未知", en: "unknown" };
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
  if (typeof value === "object") {
    if (declaration.type === "percent") return same(`${decimalText(shift(value, 2))}%`);
    if (declaration.type !== "money") return same(groupedText(value));
    const yuan = groupedText(shift(value, -2), 2);
    return { zh: `${yuan} 元`, en: `CNY ${yuan}` };
  }
  if (declaration.type === "text") return { zh: `「${value}」`, en: `“${value}”` };
  return (declaration.type === "choice" ? declaration.values[value] : undefined) ?? same(value);
};

const signs: Record<Operator, string> = { "=": "=", "<": "<", "<=": "≤", ">": ">", ">=": "≥" };

/** A condition for people, to stand after the value of the fact: `≥ 6,000.00 元`. */
export const showCondition = (fact: Declaration, condition: Condition): Text => {
  const compared = (operator: Operator, value: Scalar): Text =>
    joined([same(signs[operator]), showValue(fact, value)], " ", " ");
  switch (condition.kind) {
    case "any":
      return { zh: "不限", en: "anything" };
    case "null":
      return { zh: "为未知", en: "is unknown" };
    case "compare":
      return compared(condition.operator, condition.value);
    case "interval": {
      const { from, to } = condition;
      const bounds = [compared(lowerOperator(from), from.value), compared(upperOperator(to), to.value)];
      return joined(bounds, " 且 ", " and ");
    }
    case "or":
    case "not": {
      const [negated, values] = [condition.kind === "not", plainValues(condition.parts)];
      if (negated && condition.parts.every((part) => part.kind === "null")) return { zh: "为已知", en: "is known" };
      if (!values) {
        const list = joined(
          condition.parts.map((part) => showCondition(fact, part)),
          " 或 ",
          " or ",
        );
        return negated ? { zh: `不满足（${list.zh}）`, en: `not (${list.en})` } : list;
      }
      const list = joined(
        values.map((value) => showValue(fact, value)),
        "、",
        ", ",
      );
      return negated
        ? { zh: `不属于（${list.zh}）`, en: `is none of (${list.en})` }
        : { zh: `属于（${list.zh}）`, en: `is one of (${list.en})` };
    }
  }
};
