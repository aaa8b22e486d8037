import { z } from "zod";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { Text } from "../../../platform/text.schema.ts";
import { grades } from "../choices.ts";
import { Customer } from "../customer.fields.ts";
import type { Grounds } from "./grounds.ts";

/** A grade given, and on what ground: what a person may know of each is a right of its own. */
type Row = { grade: string; fromGrade: string | null } & Grounds;

const oneOf = (choices: object) => z.enum(Object.keys(choices) as [string, ...string[]]) as z.ZodType<string>;
const Fact = z.object({ name: z.string(), label: Text, text: Text });
const Cell = z.object({ fact: z.string(), held: z.boolean(), text: Text });
const TableRow = z.object({
  row: z.number(),
  held: z.boolean(),
  chosen: z.boolean(),
  gives: Text,
  note: Text.nullable(),
  cells: z.array(Cell),
});

export const grade = noun<Row>()(
  "grade",
  { zh: "客户等级", en: "customer grade" },
  {
    grade: {
      schema: oneOf(grades),
      label: { zh: "等级", en: "Grade" },
      group: "basic",
      origin: "system",
      choices: grades,
    },
    fromGrade: {
      schema: oneOf(grades).nullable(),
      label: { zh: "原等级", en: "Grade before" },
      group: "basic",
      origin: "system",
      choices: grades,
    },
    row: {
      schema: z.number().nullable(),
      label: { zh: "命中行", en: "Row of the table" },
      group: "facts",
      origin: "system",
      kind: "number",
    },
    ground: { schema: Text, label: { zh: "依据", en: "Ground" }, group: "facts", origin: "system" },
    facts: {
      schema: z.array(Fact),
      label: { zh: "评定时的情况", en: "Facts judged" },
      group: "facts",
      origin: "system",
    },
    rows: { schema: z.array(TableRow), label: { zh: "逐行说明", en: "Row by row" }, group: "facts", origin: "system" },
  },
);

const by = { clause: z.string(), versionId: z.uuid() };

/** A line of a run's change list. */
export const GradeChange = replySchema(grade, "GradeChange", { customer: Customer });

/** A line of a customer's history of grades. */
export const GradeMove = replySchema(grade, "GradeMove", {
  at: z.iso.datetime(),
  kind: z.enum(["review", "early", "override"]),
  gradingId: z.uuid().nullable(),
  ...by,
  reason: z.string().nullable(),
  byName: z.string().nullable(),
});

const Stored = replySchema(grade, "StoredGrade", {
  ...by,
  clauseTitle: Text.nullable(),
  since: z.iso.datetime(),
  judgedAt: z.iso.datetime(),
  gradingId: z.uuid().nullable(),
  override: z.object({ byName: z.string().nullable(), reason: z.string() }).nullable(),
});
const Today = replySchema(grade, "GradeToday", { ...by, clauseTitle: Text });

/** Why a customer has a grade, and what it would be today. */
export const GradeWhy = z
  .object({ stored: Stored.nullable(), today: Today.nullable(), overridable: z.boolean() })
  .meta({ id: "GradeWhy" });
