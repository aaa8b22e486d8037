import type { Actor } from "../actor.ts";
import { invalid } from "../errors.ts";
import { canRead } from "../fields/index.ts";
import type { Cell, Column } from "../tables/index.ts";
import type { Language } from "../text.ts";
import type { ExportList } from "./export.list.ts";

export type Format = "csv" | "xlsx";

/**
 * The columns of an export: those asked for, or all that this actor may have.
 * @throws AppError platform.invalid (400) naming a column that is unknown or not theirs to read
 */
export function columnsFor(list: ExportList, actor: Actor, asked: readonly string[] | undefined): string[] {
  const { fields } = list.noun;
  const columns = list.columns ?? Object.keys(fields).filter((key) => fields[key]!.file);
  const allowed = (key: string) => columns.includes(key) && canRead(actor, list.noun, fields[key]!);
  const wrong = (asked ?? []).filter((key) => !allowed(key));
  if (wrong.length)
    throw invalid(
      wrong.map((key) => ({ field: "columns", text: { zh: `不能导出「${key}」`, en: `"${key}" cannot be exported` } })),
    );
  return asked?.length ? [...new Set(asked)] : columns.filter(allowed);
}

export const headerOf = ({ noun: { fields } }: ExportList, key: string, language: Language): Column => {
  const { kind, label } = fields[key]!;
  return {
    header: label[language],
    kind: kind === "instant" ? "date" : kind === "money" || kind === "date" || kind === "number" ? kind : "text",
  };
};

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
});
/** The company's day. */
export const dayOf = (at: Date): string => clock.format(at).slice(0, 10);

const words = { true: { zh: "是", en: "yes" }, false: { zh: "否", en: "no" } };

/** A value that has passed the mask, as a cell: choices by their labels, lists joined, instants by the company's clock. */
export function cellOf(
  { noun: { fields } }: ExportList,
  key: string,
  value: unknown,
  { language, format }: { readonly language: Language; readonly format: Format },
): Cell {
  const field = fields[key]!;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(language === "zh" ? "、" : ", ");
  if (typeof value === "boolean") return words[`${value}`][language];
  if (typeof value !== "string") return value as Cell;
  // A workbook takes it for a moment only in the ISO form.
  if (field.kind === "instant") return clock.format(new Date(value)).replace(" ", format === "xlsx" ? "T" : " ");
  return field.choices?.[value]?.[language] ?? value;
}
