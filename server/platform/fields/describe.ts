import { z } from "zod";
import type { Actor } from "../actor.ts";
import { Text } from "../text.schema.ts";
import { canRead, canReveal, canWrite, seesClear } from "./access.ts";
import type { Field, Noun } from "./field.ts";

const FieldDescription = z.object({
  key: z.string(),
  label: Text,
  kind: z.string(),
  group: z.string(),
  choices: z.array(z.object({ value: z.string(), label: Text })).optional(),
  list: z.enum(["shown", "optional"]).optional(),
  filter: z.string().optional(),
  sort: z.boolean(),
  file: z.boolean(),
  masked: z.boolean(),
  revealable: z.boolean(),
  writable: z.boolean(),
  required: z.boolean(),
});

export const NounDescription = z
  .object({ name: z.string(), label: Text, fields: z.array(FieldDescription) })
  .meta({ id: "NounDescription" });

/** Columns, filters, sorts and form inputs of a noun for this actor: what the screens are drawn from. */
export const describe = (noun: Noun, actor: Actor): z.infer<typeof NounDescription> => ({
  name: noun.name,
  label: noun.label,
  fields: Object.entries(noun.fields)
    .filter(([, field]) => canRead(actor, noun, field) || canWrite(actor, noun, field))
    .map(([key, field]) => ({
      key,
      label: field.label,
      kind: kindOf(field),
      group: field.group,
      ...(field.choices && { choices: Object.entries(field.choices).map(([value, label]) => ({ value, label })) }),
      ...(field.list && { list: field.list }),
      ...(field.filter && seesClear(actor, noun, field) && { filter: field.filter }),
      sort: Boolean(field.sort && seesClear(actor, noun, field)),
      file: Boolean(field.file),
      masked: !seesClear(actor, noun, field),
      revealable: !seesClear(actor, noun, field) && canReveal(actor, noun, field),
      writable: canWrite(actor, noun, field),
      required: field.origin === "input" && !field.schema.safeParse(null).success,
    })),
});

const kindOf = (field: Field): string => field.kind ?? (field.choices ? "choice" : "text");
