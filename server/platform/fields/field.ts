import { z } from "zod";
import type { Text } from "../text.ts";
import type { MaskName } from "./masks.ts";

/**
 * One field of a noun, declared once. Schemas, masks, lists, forms, files and wording are derived from it;
 * routes, SQL, state changes, row access and page layout never are.
 */
export type Field<S extends z.ZodType = z.ZodType> = {
  /** The value as it stands in JSON, in clear. */
  readonly schema: S;
  readonly label: Text;
  /** Group for rights: a role reads, clears, reveals or writes a group, never without being listed. */
  readonly group: string;
  /** Typed by people or files (`input`), or set by the product (`system`). */
  readonly origin: "input" | "system";
  /** How it looks to those who may read but not clear it. */
  readonly mask?: MaskName;
  /** Kept encrypted under this name (`noun.column`): the row holds ciphertext, which only the reply mask opens. */
  readonly sealed?: string;
  /** Labels of a choice, in order. */
  readonly choices?: Readonly<Record<string, Text>>;
  readonly kind?:
    "text" | "long" | "choice" | "date" | "instant" | "money" | "number" | "flag" | "division" | "reference";
  /** May stand in the list: shown from the start, or only when chosen. */
  readonly list?: "shown" | "optional";
  readonly filter?: "choice" | "range" | "exact" | "flag" | "prefix";
  readonly sort?: true;
  /** Stands in CSV and Excel, in and out. */
  readonly file?: true;
};

export type Fields = Readonly<Record<string, Field>>;

/** A noun: a thing people keep records of. Its name stands in grants, events and texts. */
export type Noun<F extends Fields = Fields> = { readonly name: string; readonly label: Text; readonly fields: F };

/**
 * Declares a noun over a row type: a missing or surplus field, or one whose schema does not fit its column, is a
 * compile error. Sealed columns (Buffer) take text schemas.
 */
export function noun<Row>() {
  type Fits<K extends keyof Row> =
    NonNullable<Row[K]> extends Buffer ? Field<z.ZodType<string | null>> : Field<z.ZodType<Row[K]>>;
  return <const F extends { [K in keyof Row]: Fits<K> }>(
    name: string,
    label: Text,
    fields: F & { [K in Exclude<keyof F, keyof Row>]: never },
  ): Noun<F extends Fields ? F : never> => ({ name, label, fields: fields as unknown as F extends Fields ? F : never });
}
