import { z } from "zod";
import { type Field, fieldGrant, groupsOf, levels, type Noun } from "./fields/index.ts";
import type { Module } from "./module.ts";
import { Text } from "./text.schema.ts";

type Level = (typeof levels)[number];

const levelLabels: Readonly<Record<Level, z.infer<typeof Text>>> = {
  read: { zh: "查看（敏感内容打码）", en: "See, masked where sensitive" },
  clear: { zh: "查看完整内容", en: "See in full" },
  reveal: { zh: "说明理由后查看一次完整内容", en: "See in full once, with a reason" },
  write: { zh: "填写与修改", en: "Fill in and change" },
};

/** All that a role can be granted, as the roles screen shows it. */
export const GrantCatalogue = z
  .object({
    items: z.array(z.object({ module: z.string(), key: z.string(), label: Text })),
    fields: z.array(
      z.object({
        module: z.string(),
        noun: z.string(),
        label: Text,
        group: z.string(),
        /** Labels of the fields in this group. */
        contains: z.array(Text),
        levels: z.array(z.object({ level: z.enum(levels), key: z.string(), label: Text })),
      }),
    ),
  })
  .meta({ id: "GrantCatalogue" });

export const describeGrants = (modules: readonly Module[]): z.infer<typeof GrantCatalogue> => ({
  items: modules.flatMap((module) => module.permissions.map((one) => ({ module: module.name, ...one }))),
  fields: modules.flatMap((module) =>
    module.nouns.flatMap((noun) =>
      groupsOf(noun).map((group) => ({
        module: module.name,
        noun: noun.name,
        label: noun.label,
        group,
        contains: membersOf(noun, group).map((field) => field.label),
        levels: levels
          .filter((level) => matters(level, membersOf(noun, group)))
          .map((level) => ({ level, key: fieldGrant(noun, group, level), label: levelLabels[level] })),
      })),
    ),
  ),
});

/** Every grant that these modules know: actions, and each level of each group of fields. */
export const knownGrants = (modules: readonly Module[]): ReadonlySet<string> =>
  new Set(
    modules.flatMap((module) => [
      ...module.permissions.map((one) => one.key),
      ...module.nouns.flatMap((noun) =>
        groupsOf(noun).flatMap((group) => levels.map((level) => fieldGrant(noun, group, level))),
      ),
    ]),
  );

const membersOf = (noun: Noun, group: string): Field[] =>
  Object.values(noun.fields).filter((field) => field.group === group);

function matters(level: Level, fields: readonly Field[]): boolean {
  if (level === "read") return true;
  if (level === "write") return fields.some((field) => field.origin === "input");
  return fields.some((field) => field.mask);
}
