import type { Actor } from "../actor.ts";
import { AppError } from "../errors.ts";
import type { Field, Noun } from "./field.ts";

/** read: masked where the field has a mask; clear: as it is; reveal: clear for once, with a reason; write: may set it. */
export const levels = ["read", "clear", "reveal", "write"] as const;
export type Level = (typeof levels)[number];

export const fieldGrant = (noun: Pick<Noun, "name">, group: string, level: Level): string =>
  `${noun.name}.${group}:${level}`;

export const canRead = (actor: Actor, noun: Noun, field: Field): boolean =>
  actor.grants.has(fieldGrant(noun, field.group, "read"));

export const seesClear = (actor: Actor, noun: Noun, field: Field): boolean =>
  canRead(actor, noun, field) && (!field.mask || actor.grants.has(fieldGrant(noun, field.group, "clear")));

export const canReveal = (actor: Actor, noun: Noun, field: Field): boolean =>
  canRead(actor, noun, field) && actor.grants.has(fieldGrant(noun, field.group, "reveal"));

export const canWrite = (actor: Actor, noun: Noun, field: Field): boolean =>
  field.origin === "input" && actor.grants.has(fieldGrant(noun, field.group, "write"));

/** Every group of a noun with the levels that make sense for it, for the roles screen. */
export const groupsOf = (noun: Noun): string[] => [...new Set(Object.values(noun.fields).map((field) => field.group))];

/** @throws AppError fields.forbidden (403) naming each field that the actor may not write */
export function demandWritable(actor: Actor, noun: Noun, values: object): void {
  const refused = Object.keys(values).filter((key) => !noun.fields[key] || !canWrite(actor, noun, noun.fields[key]));
  if (!refused.length) return;
  throw new AppError("fields.forbidden", 403, {
    text: { zh: "您的岗位不能填写这些内容。", en: "Your role may not set these fields." },
    fields: refused.map((key) => ({
      field: key,
      text: {
        zh: `您的岗位不能填写「${noun.fields[key]?.label.zh ?? key}」`,
        en: `your role may not set "${noun.fields[key]?.label.en ?? key}"`,
      },
    })),
  });
}
