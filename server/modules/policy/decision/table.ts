import { z } from "zod";
import { Text as TextSchema } from "../../../platform/text.schema.ts";
import type { Text } from "../../../platform/text.ts";

/** What a value is, for people (`label`) and for the machine (`type`). */
type Plain<Type extends string> = { readonly type: Type; readonly label: Text };
type Choice = Plain<"choice"> & { readonly values: Readonly<Record<string, Text>> };

/**
 * A fact that a decision may look at, declared in code by a control.
 *
 * | type | as a fact (TypeScript / SQL) | in a cell |
 * |---|---|---|
 * | text, choice | string / text | `gold`, `"gold, old"` |
 * | integer | number, bigint or digits / int4, int8 | `12` |
 * | decimal | string or number / numeric | `12.5` |
 * | money | bigint or digits, in fen / int8 | yuan: `6,000.50` |
 * | percent | as decimal; 0.125 is 12.5 % / numeric | `12.5%` |
 * | boolean | boolean | `true`, `false` |
 * | date | `YYYY-MM-DD` / date | `2026-01-31` |
 *
 * Every fact may be null (unknown) unless `required`.
 * `domain` says which values occur at all, written like a cell (`>= 0`); only the checker uses it.
 */
export type FactDeclaration = (
  Plain<"text" | "integer" | "decimal" | "money" | "percent" | "boolean" | "date"> | Choice
) & { readonly required?: boolean; readonly domain?: string };

export type FactType = FactDeclaration["type"];
export type FactDeclarations = Readonly<Record<string, FactDeclaration>>;

/** The one value that a table gives; its types are those of facts, but for dates. */
export type OutcomeDeclaration = Plain<"text" | "integer" | "decimal" | "money" | "percent" | "boolean"> | Choice;

/** A value with a name in the clause, so that people change it in one place; money in fen, percent as a fraction. */
export type Parameter = { readonly type: FactType; readonly value: string | number | bigint | boolean };
export type Parameters = Readonly<Record<string, Parameter>>;

const written = z.union([z.string(), z.number(), z.boolean()]);

/**
 * A decision table as data, as it stands in a policy.
 *
 * - `hit`: `first` row that holds; `unique`, where at most one may; `priority`, the row whose outcome comes first in
 *   `priority`; `collect`, the outcomes of all rows that hold, distinct, in the order of rows.
 * - `then`, `otherwise` and `priority` are written as in cells (money in yuan), or `{name}` for a parameter.
 * - `otherwise: null` says that having no value is meant.
 */
export const tableSchema = z.strictObject({
  hit: z.enum(["first", "unique", "priority", "collect"]),
  rows: z.array(
    z.strictObject({
      when: z.record(z.string(), written),
      // oxlint-disable-next-line unicorn/no-thenable -- the word that authors of policies write
      then: written,
      note: TextSchema.optional(),
    }),
  ),
  otherwise: written.nullable().optional(),
  priority: z.array(written).optional(),
});

export type Table = z.infer<typeof tableSchema>;
export type TableRow = Table["rows"][number];
/** A cell, outcome or priority as the author wrote it. */
export type Written = z.infer<typeof written>;
