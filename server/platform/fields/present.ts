import { z } from "zod";
import type { Actor } from "../actor.ts";
import type { Vault } from "../crypto/vault.ts";
import { canRead, seesClear } from "./access.ts";
import type { Field, Fields, Noun } from "./field.ts";
import { masks } from "./masks.ts";

const owners = new WeakMap<object, Noun>();

type ReadSchema<F extends Fields> = z.ZodObject<{ [K in keyof F]: z.ZodOptional<F[K]["schema"]> }>;

/** The reply schema of a noun: every field optional, since a mask may leave it out. Replies of it pass the mask. */
export function replySchema<F extends Fields, X extends z.ZodRawShape = {}>(noun: Noun<F>, id: string, extra?: X) {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, field] of Object.entries(noun.fields))
    shape[key] = (field.mask ? maskable(field.schema) : field.schema).optional();
  const schema = z.object({ ...shape, ...extra }).meta({ id });
  owners.set(schema, noun);
  return schema as unknown as z.ZodObject<ReadSchema<F>["shape"] & X>;
}

// A masked text need not look like the value: `138****5678` is no phone number.
const maskable = (schema: z.ZodType): z.ZodType =>
  schema.safeParse(null).success ? z.string().nullable() : z.string();

type Masker = (value: any, actor: Actor, vault: Vault) => any;

/** Walks a reply schema once; answers what masks its values, or undefined where no noun is inside. */
export function compileMask(schema: unknown): Masker | undefined {
  const def = (schema as z.core.$ZodType | undefined)?._zod?.def as any;
  if (!def) return undefined;
  const noun = owners.get(schema as object);
  if (def.type === "object") {
    const inner = Object.entries(def.shape).flatMap(([key, part]) => {
      const masker = compileMask(part);
      return masker ? [[key, masker] as const] : [];
    });
    if (noun) return entityMasker(noun, new Map(inner));
    if (!inner.length) return undefined;
    return (value, actor, vault) => {
      if (value === null || typeof value !== "object") return value;
      const copy = { ...value };
      for (const [key, masker] of inner) if (copy[key] !== undefined) copy[key] = masker(copy[key], actor, vault);
      return copy;
    };
  }
  const wrapped = def.innerType;
  if (wrapped) {
    const masker = compileMask(wrapped);
    return masker && ((value, actor, vault) => (value == null ? value : masker(value, actor, vault)));
  }
  if (def.type === "array") {
    const masker = compileMask(def.element);
    return (
      masker &&
      ((value, actor, vault) => (Array.isArray(value) ? value.map((one) => masker(one, actor, vault)) : value))
    );
  }
  if (def.type === "record") {
    const masker = compileMask(def.valueType);
    return (
      masker &&
      ((value, actor, vault) => Object.fromEntries(Object.entries(value).map(([k, v]) => [k, masker(v, actor, vault)])))
    );
  }
  for (const option of def.options ?? [])
    if (compileMask(option)) throw new Error("A noun inside a union cannot be masked: declare it apart.");
  return undefined;
}

type Part = { readonly key: string; readonly show: (value: any, actor: Actor, vault: Vault) => unknown };

function entityMasker(noun: Noun, inner: Map<string, Masker>): Masker {
  const partsFor = (actor: Actor): Part[] =>
    Object.entries(noun.fields)
      .filter(([, field]) => canRead(actor, noun, field))
      .map(([key, field]) => ({
        key,
        show: inner.get(key) ?? ((value, who, vault) => shown(noun, field, value, who, vault)),
      }));
  // What a set of grants sees of a noun never changes: a changed right makes another set.
  const seen = new WeakMap<ReadonlySet<string>, Part[]>();
  return (row, actor, vault) => {
    if (row === null || typeof row !== "object") return row;
    let parts = seen.get(actor.grants);
    if (!parts) seen.set(actor.grants, (parts = partsFor(actor)));
    const out: Record<string, unknown> = {};
    for (const { key, show } of parts) if (row[key] !== undefined) out[key] = show(row[key], actor, vault);
    // What the reply adds beside the noun's own fields (e.g. a list's counters) carries its own nouns.
    for (const key of Object.keys(row)) {
      if (key in noun.fields) continue;
      const masker = inner.get(key);
      out[key] = masker ? masker(row[key], actor, vault) : row[key];
    }
    return out;
  };
}

/** One value as this actor may see it. */
export function shown(noun: Noun, field: Field, value: unknown, actor: Actor, vault: Vault): unknown {
  if (value === null) return null;
  const clear = field.sealed && Buffer.isBuffer(value) ? vault.open(value, field.sealed) : value;
  if (!field.mask || seesClear(actor, noun, field)) return clear;
  return masks[field.mask](String(clear));
}

/** A whole row as this actor may see it: for exports, messages and everything else that is no HTTP reply. */
export function present(noun: Noun, row: Record<string, unknown>, actor: Actor, vault: Vault): Record<string, unknown> {
  return entityMasker(noun, new Map())(row, actor, vault);
}
