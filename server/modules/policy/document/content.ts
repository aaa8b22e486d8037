import { z } from "zod";
import { Text } from "../../../platform/text.schema.ts";
import { tableSchema } from "../decision/index.ts";

/** One clause's use of a control: parameters as written, and the table of a decision. */
export const BindingText = z.strictObject({
  control: z.string().regex(/^[a-z]+\.[a-z0-9-]+$/),
  parameters: z.record(z.string(), z.unknown()).default({}),
  table: tableSchema.optional(),
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A floor or ceiling of law for a parameter of a control; exactly one bound. */
export const Limit = z
  .strictObject({
    control: z.string(),
    parameter: z.string(),
    atMost: scalar.optional(),
    atLeast: scalar.optional(),
    equals: scalar.optional(),
    oneOf: z.array(scalar).optional(),
    mustInclude: z.array(scalar).optional(),
    required: z.literal(true).optional(),
  })
  .refine((limit) => Object.keys(limit).length === 3, { message: "exactly one bound" });

export const Clause = z
  .strictObject({
    number: z.string().regex(/^[A-Z]\d+(\.[a-z\d]+)*$/),
    title: Text,
    text: Text,
    /** Clauses of the product's register that this one carries. */
    register: z.array(z.string()).optional(),
    /** Defaults of the values that the text names, and whether a source fixed them or they are ours. */
    values: z
      .array(z.strictObject({ name: z.string(), default: scalar, origin: z.enum(["source", "ours"]) }))
      .optional(),
    controls: z.array(BindingText).default([]),
    source: Text.optional(),
    read: z.union([z.string(), z.number()]).optional(),
    trust: z.enum(["A", "B", "C"]).optional(),
    region: z.string().optional(),
    enabled: z.boolean().optional(),
    /** A norm that binds some documents only, by their codes; without it every company document. */
    appliesTo: z.array(z.string().regex(/^[A-Z]{1,4}$/)).optional(),
    limits: z.array(Limit).optional(),
  })
  .meta({ id: "Clause" });

export const Chapter = z.strictObject({
  number: z.string(),
  title: Text,
  file: z
    .string()
    .regex(/^[\w-]{1,80}\.yaml$/)
    .optional(),
  clauses: z.array(Clause),
});

/** A policy document in full: what a version holds, and what stands in `policies/<pack>/`. */
export const Content = z
  .strictObject({
    code: z.string().regex(/^[A-Z]{1,4}$/),
    kind: z.enum(["company", "norm"]),
    title: Text,
    about: Text,
    chapters: z.array(Chapter),
  })
  .meta({ id: "PolicyContent" });

export type Content = z.infer<typeof Content>;
export type Clause = z.infer<typeof Clause>;
export type Limit = z.infer<typeof Limit>;
export type BindingText = z.infer<typeof BindingText>;

export const clausesOf = (content: Pick<Content, "chapters">): Clause[] =>
  content.chapters.flatMap((chapter) => chapter.clauses);
