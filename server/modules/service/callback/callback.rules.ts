import { z } from "zod";
import { type Cycle, type Period, periodOf } from "../../../platform/calendar/index.ts";
import type { FieldProblem } from "../../../platform/errors.ts";
import { questionKinds } from "./choices.ts";

const oneOf = <K extends string>(choices: Readonly<Record<K, unknown>>) => z.enum(Object.keys(choices) as [K, ...K[]]);

export const Question = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9_]{1,30}$/),
    kind: oneOf(questionKinds),
    label: z.string().trim().min(1).max(200),
    choices: z.array(z.string().trim().min(1).max(100)).max(20).optional(),
  })
  .meta({ id: "CallbackQuestion" });
export type Question = z.infer<typeof Question>;

export const Answer = z
  .strictObject({
    question: z.string().max(30),
    score: z.number().int().min(1).max(5).optional(),
    choices: z.array(z.string().max(100)).min(1).max(20).optional(),
    words: z.string().trim().min(1).max(2000).optional(),
  })
  .meta({ id: "NewCallbackAnswer" });
export type Answer = z.infer<typeof Answer>;

const problem = (field: string, zh: string, en: string): FieldProblem => ({ field, text: { zh, en } });

/** Wrong questions of a plan: keys that stand twice, choices missing or without use. */
export function questionProblems(questions: readonly Question[]): FieldProblem[] {
  return questions.flatMap(({ key, kind, choices }, at) => {
    const field = `questions.${at}`;
    if (questions.findIndex((one) => one.key === key) < at)
      return [problem(`${field}.key`, "问题代码重复", "this key stands twice")];
    const chooses = kind === "single" || kind === "multiple";
    if (chooses && (choices?.length ?? 0) < 2)
      return [problem(`${field}.choices`, "选择题至少两个选项", "a choice needs two options at least")];
    if (chooses && new Set(choices).size < choices!.length)
      return [problem(`${field}.choices`, "选项重复", "an option stands twice")];
    return !chooses && choices ? [problem(`${field}.choices`, "此题没有选项", "this question has no options")] : [];
  });
}

/** Wrong answers: to questions that nobody asked, of another kind, or twice to one. None needs an answer. */
export function answerProblems(questions: readonly Question[], answers: readonly Answer[]): FieldProblem[] {
  return answers.flatMap((answer, at) => {
    const field = `answers.${at}`;
    const question = questions.find((one) => one.key === answer.question);
    if (!question) return [problem(field, "没有这个问题", "there is no such question")];
    if (answers.findIndex((one) => one.question === answer.question) < at)
      return [problem(field, "同一问题只能回答一次", "this question is answered twice")];
    const given = (["score", "choices", "words"] as const).filter((key) => answer[key] !== undefined);
    const wanted = { score: "score", single: "choices", multiple: "choices", text: "words" }[question.kind];
    if (given.length !== 1 || given[0] !== wanted)
      return [problem(field, "回答与题型不符", "this answer does not fit its question")];
    if (question.kind === "single" && answer.choices!.length > 1)
      return [problem(field, "单选题只能选一项", "one choice only")];
    if (answer.choices && new Set(answer.choices).size < answer.choices.length)
      return [problem(field, "选项重复", "an option stands twice")];
    return answer.choices?.some((one) => !question.choices!.includes(one))
      ? [problem(field, "没有这个选项", "there is no such option")]
      : [];
  });
}

/** Whether what a customer says must be followed up (S2.2.3). */
export const isDissatisfied = (satisfaction: number | null | undefined): boolean =>
  typeof satisfaction === "number" && satisfaction <= 2;

/** A period by its key: `2026-05`, `2026-Q2`, `2026-H1`, `2026`; undefined for anything else. */
export function periodByKey(key: string): Period | undefined {
  const match = /^(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(key);
  if (!match) return undefined;
  const [, year, month, quarter, half] = match;
  const [cycle, number]: [Cycle, number] = month
    ? ["month", Number(month)]
    : quarter
      ? ["quarter", Number(quarter) * 3]
      : half
        ? ["half-year", Number(half) * 6]
        : ["year", 1];
  return periodOf(cycle, `${year}-${String(number).padStart(2, "0")}-01`);
}

const cycleOf = (key: string): Cycle =>
  /Q/.test(key) ? "quarter" : /H/.test(key) ? "half-year" : key.includes("-") ? "month" : "year";

/** The period before. */
export const periodBefore = (period: Period): Period =>
  periodOf(cycleOf(period.key), new Date(Date.parse(period.from) - 1).toISOString());

/** Local days from one date to another, as a term: what is due on a day is due at its end if it was opened at one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The whole of a period as a term from its beginning. */
export const termOf = (period: Period): string => `${daysBetween(period.firstDay, period.lastDay) + 1}d`;

/** The local day of an instant, as calendars without a zone of their own count it. */
export const dayOf = (instant: Date | string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(instant));

/** What is agreed for a day is due at its end: from when it runs, and for how long. */
export const untilDay = (now: Date, day: string): { openedAt: string; term: string } => ({
  openedAt: new Date(`${dayOf(now)}T00:00:00+08:00`).toISOString(),
  term: `${daysBetween(dayOf(now), day) + 1}d`,
});
