import { parseDecimal, shift } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { failure, success, typeTexts } from "./problem.ts";
import type { Result } from "./problem.ts";
import type { FactDeclaration, FactType, OutcomeDeclaration, Parameters } from "./table.ts";
import { isDate, isNumeric, isStorable, readScalar } from "./value.ts";
import type { Scalar } from "./value.ts";

type Declaration = FactDeclaration | OutcomeDeclaration;

const notA = (type: FactType, text: string) =>
  failure(
    "bad_value",
    `“${text}”不对：这里应写${typeTexts[type].zh}。`,
    `'${text}' does not fit: write ${typeTexts[type].en}.`,
  );

const isChoice = (declaration: Declaration, value: Scalar): boolean =>
  declaration.type !== "choice" || (typeof value === "string" && Object.hasOwn(declaration.values, value));

const unknownChoice = (declaration: Declaration, text: string) => {
  const known = declaration.type === "choice" ? Object.keys(declaration.values) : [];
  return failure(
    "unknown_choice",
    `没有选项“${text}”；可用：${known.join("、")}。`,
    `There is no choice '${text}'; use one of: ${known.join(", ")}.`,
  );
};

/** `6,000.50` or `6000.50`; a comma must stand before three digits. */
const parseGrouped = (text: string): Decimal | undefined =>
  /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? parseDecimal(text.replaceAll(",", "")) : parseDecimal(text);

const parseNumber = (type: FactType, text: string): Decimal | undefined => {
  if (type === "percent") {
    const number = text.endsWith("%") ? parseGrouped(text.slice(0, -1).trimEnd()) : undefined;
    return number && shift(number, -2);
  }
  const number = parseGrouped(text);
  const value = number && type === "money" ? shift(number, 2) : number;
  return value && (type === "decimal" || value.scale === 0) ? value : undefined;
};

/** Reads a value as people write it in a policy: money in yuan, percent with its sign. */
export const parseValue = (declaration: Declaration, text: string): Result<Scalar> => {
  const { type } = declaration;
  if (isNumeric(type)) {
    const value = parseNumber(type, text);
    return value ? success(value) : notA(type, text);
  }
  if (type === "boolean")
    return /^(true|false)$/i.test(text) ? success(text.toLowerCase() === "true") : notA(type, text);
  if (type === "date") return isDate(text) ? success(text) : notA(type, text);
  if (!isChoice(declaration, text)) return unknownChoice(declaration, text);
  return isStorable(text)
    ? success(text)
    : failure(
        "bad_text",
        "文本含有无法保存的字符，请删去。",
        "The text holds characters that cannot be stored; take them out.",
      );
};

/** The name inside `{name}`; undefined if it is no parameter. */
export const parameterName = (text: string): string | undefined =>
  /^\{\s*([\p{L}_][\p{L}\p{N}_.]*)\s*\}$/u.exec(text)?.[1];

/** An integer may stand for a decimal, a text for a choice and back; otherwise types are equal. */
const fits = (from: FactType, to: FactType): boolean =>
  from === to || ["integer>decimal", "text>choice", "choice>text"].includes(`${from}>${to}`);

/** The value of a named parameter, if its type fits the place. */
export const resolveParameter = (declaration: Declaration, name: string, parameters: Parameters): Result<Scalar> => {
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter) {
    const known = Object.keys(parameters);
    return failure(
      "unknown_parameter",
      `没有参数“${name}”；${known.length > 0 ? `可用：${known.join("、")}` : "该条款没有参数"}。`,
      `There is no parameter '${name}'; ${known.length > 0 ? `use one of: ${known.join(", ")}` : "the clause has none"}.`,
    );
  }
  const value = fits(parameter.type, declaration.type) ? readScalar(parameter.type, parameter.value) : undefined;
  if (value === undefined || (typeof value === "string" && !isStorable(value))) {
    const expected = typeTexts[declaration.type];
    return failure(
      "parameter_type",
      `参数“${name}”的类型或值不合适：这里需要${expected.zh}。`,
      `Parameter '${name}' does not fit by its type or value: needed is ${expected.en}.`,
    );
  }
  return isChoice(declaration, value) ? success(value) : unknownChoice(declaration, String(value));
};
