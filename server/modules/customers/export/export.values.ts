import type { Actor } from "../../../platform/actor.ts";
import { invalid } from "../../../platform/errors.ts";
import { canRead, type Field } from "../../../platform/fields/index.ts";
import type { Cell, Column } from "../../../platform/tables/index.ts";
import type { Language } from "../../../platform/text.ts";
import { customer } from "../customer.fields.ts";

const fields = customer.fields as Readonly<Record<string, Field>>;
const allowed = (actor: Actor, field: Field | undefined) => Boolean(field?.file) && canRead(actor, customer, field!);

/**
 * The columns of an export: those asked for, or all that this actor may have.
 * @throws AppError platform.invalid (400) naming a column that is unknown or not theirs to read
 */
export function columnsFor(actor: Actor, asked: readonly string[] | undefined): string[] {
  const wrong = (asked ?? []).filter((key) => !allowed(actor, fields[key]));
  if (wrong.length)
    throw invalid(
      wrong.map((key) => ({ field: "columns", text: { zh: `不能导出「${key}」`, en: `"${key}" cannot be exported` } })),
    );
  return asked?.length ? [...new Set(asked)] : Object.keys(fields).filter((key) => allowed(actor, fields[key]));
}

export const headerOf = (key: string, language: Language): Column => {
  const field = fields[key]!;
  return {
    header: field.label[language],
    kind: field.kind === "money" ? "money" : field.kind === "date" ? "date" : "text",
  };
};

/** A value that has passed the mask, as a cell: choices by their labels, lists joined. */
export function cellOf(key: string, value: unknown, language: Language): Cell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(language === "zh" ? "、" : ", ");
  if (typeof value !== "string") return value as Cell;
  return fields[key]!.choices?.[value]?.[language] ?? value;
}
