import { z } from "zod";
import type { Field, Fields, Noun } from "./field.ts";

type InputKeys<F extends Fields> = { [K in keyof F]: F[K]["origin"] extends "input" ? K : never }[keyof F];
type Input<F extends Fields> = {
  [K in InputKeys<F>]: null extends z.output<F[K]["schema"]> ? z.ZodOptional<F[K]["schema"]> : F[K]["schema"];
};
type Patch<F extends Fields> = { [K in InputKeys<F>]: z.ZodOptional<F[K]["schema"]> };

const inputs = (fields: Fields) => Object.entries(fields).filter(([, field]) => field.origin === "input");
const nullable = (field: Field) => field.schema.safeParse(null).success;

/** What a request may bring to make one: all inputs, those that may be empty optional; unknown fields refused. */
export const createSchema = <F extends Fields>(noun: Noun<F>, id: string) =>
  z
    .strictObject(
      Object.fromEntries(inputs(noun.fields).map(([key, f]) => [key, nullable(f) ? f.schema.optional() : f.schema])),
    )
    .meta({ id }) as unknown as z.ZodObject<Input<F>, z.core.$strict>;

/** What a request may bring to change one. */
export const patchSchema = <F extends Fields>(noun: Noun<F>, id: string) =>
  z
    .strictObject(Object.fromEntries(inputs(noun.fields).map(([key, f]) => [key, f.schema.optional()])))
    .meta({ id }) as unknown as z.ZodObject<Patch<F>, z.core.$strict>;
