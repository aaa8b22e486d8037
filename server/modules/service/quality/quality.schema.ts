import { z } from "zod";
import { Text } from "../../../platform/text.schema.ts";
import { Answers, SheetItem } from "./sheet.rules.ts";

export const Id = z.strictObject({ id: z.uuid() });
export const version = z.number().int().min(1);
export const words = (max: number) => z.string().trim().min(2).max(max);
export const kind = z.enum(["conduct", "handling"]);

const time = z.iso.datetime().nullable();
const name = z.string().nullable();

export const Sheet = z
  .object({
    id: z.uuid(),
    key: z.string(),
    version: z.number(),
    kind,
    title: Text,
    items: z.array(SheetItem),
    inUse: z.boolean(),
    createdByName: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "QualitySheet" });

const line = {
  customerId: z.uuid(),
  id: z.uuid(),
  drawId: z.uuid().nullable().describe("null: chosen by hand"),
  sheetId: z.uuid(),
  kind: kind as z.ZodType<string>,
  subjectType: z.enum(["contact", "ticket"]) as z.ZodType<string>,
  subjectId: z.uuid(),
  subjectLabel: z.string().describe("Channel of a contact, number of a ticket"),
  subjectAt: z.iso.datetime(),
  staffId: z.uuid().describe("The person checked"),
  staffName: z.string(),
  departmentId: z.uuid().nullable(),
  state: z.enum(["open", "scored", "disputed", "settled"]) as z.ZodType<string>,
  scorerId: z.uuid().nullable(),
  scorerName: name,
  dueAt: time,
  score: z.number().nullable().describe("Out of 100"),
  passScore: z.number().nullable(),
  passed: z.boolean().nullable(),
  breaches: z.number(),
  scoredAt: time,
  scoredByName: name,
  needsTalk: z.boolean(),
  talkedAt: time,
  lookAgainOn: z.iso.date().nullable(),
  lookedAt: time,
  improved: z.boolean().nullable(),
  version: z.number(),
};

export const CheckLine = z.object(line).meta({ id: "QualityCheckLine" });

export const Check = z
  .object({
    ...line,
    answers: Answers,
    comment: name,
    firstScore: z.number().nullable().describe("What was scored first, where a review changed it"),
    dispute: name,
    disputedAt: time,
    review: name,
    reviewedByName: name,
    reviewedAt: time,
    improvements: name,
    talkedByName: name,
    lookedNote: name,
    lookedByName: name,
    sheet: Sheet,
    mayScore: z.boolean().describe("Whether the reader may judge it: it is not their own"),
  })
  .meta({ id: "QualityCheck" });

const numbers = (text: string | null): number | null => (text === null ? null : Number(text));

/** Decimals come from the database as texts. */
export const plain = <R extends { score: string | null; passScore: string | null; firstScore: string | null }>(
  row: R,
) => ({
  ...row,
  score: numbers(row.score),
  passScore: numbers(row.passScore),
  firstScore: numbers(row.firstScore),
});

export const Scoring = z
  .strictObject({ version, answers: Answers, comment: z.string().trim().max(2_000).nullish() })
  .meta({ id: "QualityScoring" });
export const Reviewing = Scoring.extend({ comment: words(2_000) }).meta({ id: "QualityReview" });
