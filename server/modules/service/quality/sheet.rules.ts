import { z } from "zod";
import { Text } from "../../../platform/text.schema.ts";

/** One line of a sheet: kept or not (`check`), or a mark of up to so many steps (`mark`). */
export const SheetItem = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    label: Text,
    about: Text.nullish(),
    kind: z.enum(["check", "mark"]),
    weight: z.number().int().min(1).max(100),
    steps: z.number().int().min(2).max(10).default(5).describe("Highest mark"),
    conduct: z.boolean().default(false).describe("Not kept is a breach of conduct"),
  })
  .meta({ id: "SheetItem" });
export type SheetItem = z.infer<typeof SheetItem>;

/** What was found of each item: kept or a mark; null where it did not come up. */
export const Answers = z.record(
  z.string().max(40),
  z
    .strictObject({
      value: z.union([z.boolean(), z.number().int().min(0).max(10)]).nullable(),
      note: z.string().trim().max(500).nullish(),
    })
    .describe("true or false of a check, a mark from 0, null: did not come up"),
);
export type Answers = z.infer<typeof Answers>;

export type Result = { readonly score: number | null; readonly breaches: number };

export type AnswerProblem = { readonly key: string; readonly reason: "missing" | "wrong" | "unknown" | "reason" };

/** What keeps a sheet from being scored: an item without an answer, an answer without an item, one of another kind, a breach without a reason. */
export function problemsOf(items: readonly SheetItem[], answers: Answers): AnswerProblem[] {
  const known = new Set(items.map((item) => item.key));
  return [
    ...items.flatMap((item): AnswerProblem[] => {
      const answer = answers[item.key];
      if (!answer) return [{ key: item.key, reason: "missing" }];
      if (answer.value === null) return [];
      if (!fits(item, answer.value)) return [{ key: item.key, reason: "wrong" }];
      return isBreach(item, answer.value) && !answer.note ? [{ key: item.key, reason: "reason" }] : [];
    }),
    ...Object.keys(answers)
      .filter((key) => !known.has(key))
      .map((key) => ({ key, reason: "unknown" as const })),
  ];
}

const fits = (item: SheetItem, value: boolean | number): boolean =>
  item.kind === "check" ? typeof value === "boolean" : typeof value === "number" && value <= item.steps;

const isBreach = (item: SheetItem, value: boolean | number | null | undefined): boolean =>
  item.conduct && (value === false || value === 0);

const share = (item: SheetItem, value: boolean | number): number =>
  typeof value === "boolean" ? Number(value) : value / item.steps;

/** Weighted mean of what came up, out of 100, to one decimal; null where nothing did. */
export function scoreOf(items: readonly SheetItem[], answers: Answers): Result {
  let weight = 0;
  let reached = 0;
  let breaches = 0;
  for (const item of items) {
    const value = answers[item.key]?.value ?? null;
    if (value === null) continue;
    weight += item.weight;
    reached += item.weight * share(item, value);
    if (isBreach(item, value)) breaches += 1;
  }
  return { score: weight ? Math.round((reached / weight) * 1_000) / 10 : null, breaches };
}
