import type { Text } from "../../../platform/text.ts";
import type { FactType } from "./table.ts";
import type { FactValues } from "./value.ts";

/** Something wrong in what an author wrote; `text` says what to do about it. */
export type Fault = { readonly code: string; readonly text: Text };

/** A fault at its place in a table. `row` counts from 1; `example` holds facts that show it. */
export type Problem = Fault & {
  readonly severity: "error" | "warning";
  readonly row?: number;
  readonly fact?: string;
  readonly example?: FactValues;
};

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value });
export const failure = (code: string, zh: string, en: string): { ok: false; fault: Fault } => ({
  ok: false,
  fault: { code: `decision.${code}`, text: { zh, en } },
});

/** All values, or the first fault. */
export const allOf = <Value>(results: readonly Result<Value>[]): Result<Value[]> => {
  const values: Value[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return success(values);
};

/** The names of types and how their values are written, for messages. */
export const typeTexts: Record<FactType, Text> = {
  text: { zh: "文本", en: "a text" },
  choice: { zh: "选项", en: "one of the choices" },
  integer: { zh: "整数，如 12", en: "a whole number such as 12" },
  decimal: { zh: "小数，如 12.5", en: "a number such as 12.5" },
  money: {
    zh: "以元为单位的金额，最多两位小数，如 6000.50",
    en: "an amount in yuan with at most two decimals, such as 6000.50",
  },
  percent: { zh: "带百分号的比例，如 12.5%", en: "a percentage with its sign, such as 12.5%" },
  boolean: { zh: "true 或 false", en: "true or false" },
  date: { zh: "日期，如 2026-01-31", en: "a date such as 2026-01-31" },
};
