import type { Noun } from "../../../platform/fields/index.ts";

/**
 * Which departments a change concerns, by lines such as `contact OPS` (a record or a group of fields) or
 * `customer.division OPS` (one field): department code to the changed fields, as `noun.field`.
 */
export function toldOf(
  lines: readonly string[],
  noun: Pick<Noun, "name" | "fields">,
  fields: readonly string[],
): Map<string, string[]> {
  const told = new Map<string, string[]>();
  for (const line of lines) {
    const [what, code] = line.split(" ") as [string, string];
    const concerned = fields.filter(
      (field) => what === noun.name || what === noun.fields[field]?.group || what === `${noun.name}.${field}`,
    );
    if (concerned.length)
      told.set(code, [...new Set([...(told.get(code) ?? []), ...concerned.map((field) => `${noun.name}.${field}`)])]);
  }
  return told;
}
