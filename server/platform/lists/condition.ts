import { invalid } from "../errors.ts";
import type { Field } from "../fields/index.ts";

export type Condition =
  | { readonly key: string; readonly in: readonly string[] }
  | { readonly key: string; readonly from?: string; readonly to?: string }
  | { readonly key: string; readonly is: boolean }
  | { readonly key: string; readonly startsWith: string }
  | { readonly key: string; readonly empty: true };

/** `gold,silver` · `2026-01-01..2026-02-01` (either end may be open, the right end is included) · `true` · text · `none`. */
export function parseCondition(key: string, field: Field, text: string): Condition {
  if (text === "none") return { key, empty: true };
  switch (field.filter) {
    case "flag":
      if (text !== "true" && text !== "false") throw malformed(key, field);
      return { key, is: text === "true" };
    case "range": {
      const parts = text.includes("..") ? text.split("..") : [text, text];
      const [from, to] = parts.map((part) => part.trim());
      if (parts.length !== 2 || (!from && !to) || [from, to].some((end) => end && !valid(field, end)))
        throw malformed(key, field);
      return { key, ...(from && { from }), ...(to && { to }) };
    }
    case "prefix":
      return { key, startsWith: text };
    case "choice": {
      const values = text.split(",").map((one) => one.trim());
      if (field.choices && values.some((value) => !(value in field.choices!))) throw malformed(key, field);
      return { key, in: values };
    }
    default:
      return { key, in: text.split(",").map((one) => one.trim()) };
  }
}

function valid(field: Field, text: string): boolean {
  switch (field.kind) {
    case "date":
    case "instant":
      return /^\d{4}-\d\d-\d\d(T[\d:.]+Z?)?$/.test(text) && !Number.isNaN(Date.parse(text));
    case "money":
    case "number":
      return /^-?\d{1,18}(\.\d+)?$/.test(text);
    default:
      return text.length <= 100;
  }
}

const malformed = (key: string, field: Field) =>
  invalid(
    [
      {
        field: key,
        text: {
          zh: `「${field.label.zh}」的筛选条件写法不对`,
          en: `the filter on "${field.label.en}" is not understood`,
        },
      },
    ],
    "lists.invalid",
  );
