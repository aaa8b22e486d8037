import type { ClauseReference } from "../../../platform/errors.ts";
import { formatMoney, parseMoney } from "../../../platform/money.ts";
import type { Field } from "../../../platform/fields/index.ts";
import { problemsOf } from "../../../platform/http/validation.ts";
import type { Text } from "../../../platform/text.ts";
import { normalise } from "../blind-keys.ts";
import { customer } from "../customer.fields.ts";
import { monthsBefore, parseMoment } from "./dates.ts";
import { divisionCode } from "./divisions.ts";
import type { Source, Transform } from "./mapping.ts";

/** Why a row is refused: which field, from which column, in both languages, and the clause where a policy refuses it. */
export type Reason = { readonly field: string; readonly text: Text; readonly clause?: ClauseReference };
/** A cell's value, null for nothing, or what is wrong with it. */
export type Value = string | null | { readonly wrong: Text };

export const isWrong = (value: Value): value is { readonly wrong: Text } => typeof value === "object" && value !== null;
const wrong = (zh: string, en: string) => ({ wrong: { zh, en } });
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text);

const genderWords: Record<string, string> = {
  男: "male",
  先生: "male",
  m: "male",
  male: "male",
  man: "male",
  女: "female",
  女士: "female",
  小姐: "female",
  f: "female",
  female: "female",
  woman: "female",
  其他: "other",
  other: "other",
  未知: "",
  不详: "",
  unknown: "",
};

type Converter = (text: string, asOf: string) => Value;

const converters: { [U in Transform["use"]]: (one: Extract<Transform, { use: U }>) => Converter } = {
  trim: () => (text) => text.trim(),
  values:
    ({ map, others }) =>
    (text) => {
      if (Object.hasOwn(map, text)) return map[text]!;
      if (others === "keep") return text;
      return others === "none"
        ? null
        : wrong(`没有「${short(text)}」对应的值`, `"${short(text)}" stands for no known value`);
    },
  date:
    ({ format }) =>
    (text) =>
      parseMoment(text, format)?.day ??
      wrong(
        `「${short(text)}」不是有效日期${format ? `（${format}）` : ""}`,
        `"${short(text)}" is no valid date${format ? ` (${format})` : ""}`,
      ),
  money: () => amountText,
  phone: () => (text) => {
    const digits = normalise.phone(text);
    return /^\+?\d{5,15}$/.test(digits)
      ? text
      : wrong(`「${short(text)}」不是电话号码`, `"${short(text)}" is no phone number`);
  },
  gender: () => genderOf,
  division: () => divisionOf,
  "months-before": () => (text, asOf) =>
    /^\d{1,4}$/.test(text)
      ? monthsBefore(asOf, Number(text))
      : wrong(`「${short(text)}」不是月数`, `"${short(text)}" is no number of months`),
};

/** An amount as digits with two decimals, whatever signs and separators it was written with. */
function amountText(text: string): Value {
  const fen = moneyText(text);
  return isWrong(fen) || fen === null ? fen : formatMoney(BigInt(fen)).replaceAll(",", "");
}

export function moneyText(text: string): Value {
  const fen = parseMoney(text);
  return fen === undefined
    ? wrong(`「${short(text)}」不是金额（最多两位小数）`, `"${short(text)}" is no amount with at most two decimals`)
    : String(fen);
}

const genderOf: Converter = (text) => {
  const found = genderWords[text.toLowerCase()];
  return found === undefined ? wrong(`「${short(text)}」不是性别`, `"${short(text)}" is no gender`) : found || null;
};

const divisionOf: Converter = (text) => {
  const code = divisionCode(text);
  if (code === "ambiguous")
    return wrong(
      `有多个「${short(text)}」，请写明省市`,
      `several divisions are called "${short(text)}": add the province and city`,
    );
  return code ?? wrong(`没有「${short(text)}」这个地区`, `there is no division "${short(text)}"`);
};

/** Reads a source from a row's cells: blank is null. */
export function readerOf(
  source: Source,
  columns: readonly string[],
): (cells: readonly string[], asOf: string) => Value {
  if ("value" in source) return () => source.value;
  const places = [source.column].flat().map((name) => columns.indexOf(name));
  const steps = source.as.map((one) => (converters[one.use] as (given: Transform) => Converter)(one));
  const { join } = source;
  const [only] = places;
  return (cells, asOf) => {
    let value: Value =
      places.length === 1
        ? cells[only!]!
        : places
            .map((at) => cells[at]!)
            .filter(Boolean)
            .join(join);
    for (const step of steps) {
      if (value === "" || value === null || isWrong(value)) break;
      value = step(value, asOf);
    }
    return value === "" ? null : value;
  };
}

/** What a field of the customer makes of a text: labels become keys, names of divisions codes, money fen. */
export function fieldParser(key: string): (text: string) => Value {
  const field = (customer.fields as Readonly<Record<string, Field>>)[key]!;
  const labels = new Map(
    Object.entries(field.choices ?? {}).flatMap(([value, label]) =>
      [value, label.zh, label.en].map((word) => [word.toLowerCase(), value] as const),
    ),
  );
  if (key === "gender") return (text) => labels.get(text.toLowerCase()) ?? genderOf(text, "");
  if (field.choices)
    return (text) =>
      labels.get(text.toLowerCase()) ??
      wrong(
        `「${short(text)}」不在可选值内：${[...new Set(Object.values(field.choices!).map((one) => one.zh))].join("、")}`,
        `"${short(text)}" is none of: ${Object.keys(field.choices!).join(", ")}`,
      );
  if (field.kind === "division") return (text) => divisionOf(text, "");
  if (field.kind === "date")
    return (text) =>
      parseMoment(text)?.day ?? wrong(`「${short(text)}」不是有效日期`, `"${short(text)}" is no valid date`);
  if (field.kind === "money") return moneyText;
  if (key === "interests")
    return checked(
      field,
      (text) =>
        text
          .split(/[、,，;；|]/)
          .map((one) => one.trim())
          .filter(Boolean),
      (list) => (list as string[]).join("\u0001"),
    );
  return checked(
    field,
    (text) => text,
    (value) => value as string,
  );
}

function checked(field: Field, given: (text: string) => unknown, made: (value: unknown) => string) {
  return (text: string): Value => {
    const parsed = field.schema.safeParse(given(text));
    return parsed.success ? made(parsed.data) : { wrong: problemsOf(parsed.error)[0]!.text };
  };
}
