import { canRead } from "../../../platform/fields/index.ts";
import { type Period } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { conflict } from "../../../platform/errors.ts";
import { itemsOf, sharedWords } from "./analysis.rules.ts";
import { categoriesIn, formsOf, opinionsIn, totalIn, valuesIn } from "./analysis.store.ts";
import { analysisDuty } from "./callback.controls.ts";
import { callback } from "./callback.fields.ts";
import { periodBefore } from "./callback.rules.ts";
import { findReport, insertReport } from "./report.store.ts";
import { periodOfKey } from "./statistics.actions.ts";
import { levelsIn } from "./statistics.store.ts";
import { keepTurn } from "./turn.actions.ts";

/** Opinions looked at for the words that they share. */
const mostOpinions = 5_000;

/** What callbacks of a period say (T7.3): by item, by what opinions are about, and against the periods before. */
export async function readAnalysis(ctx: Context, key: string) {
  const period = periodOfKey(key);
  const before = periodBefore(period);
  const said = await valuesIn(ctx, period);
  const forms = await formsOf(ctx, [...new Set(said.map((one) => one.formId))]);
  const earlier = new Map((await categoriesIn(ctx, before)).map((one) => [one.category, one]));
  const report = await findReport(ctx, "analysis", period.key);
  const mayRead = canRead(ctx.actor, callback, callback.fields.opinion);
  return {
    period,
    over: Date.parse(period.to) <= ctx.now.getTime(),
    levels: await levelsIn(ctx, period),
    forms: forms.map(({ id, questions, plan }) => ({
      formId: id,
      plan,
      items: itemsOf(
        questions,
        said.filter((one) => one.formId === id),
      ),
    })),
    categories: (await categoriesIn(ctx, period)).map((one) => ({
      ...one,
      before: earlier.get(one.category)?.opinions ?? 0,
    })),
    // Pairs of characters are pieces of what customers said.
    words: mayRead ? sharedWords(await opinionsIn(ctx, period, mostOpinions)) : null,
    trend: await trendTo(ctx, period),
    report: report ? { note: report.note, signedByName: report.signedByName, signedAt: report.signedAt } : null,
  };
}

async function trendTo(ctx: Context, period: Period) {
  const periods = [period];
  while (periods.length < 6) periods.unshift(periodBefore(periods[0]!));
  const trend = [];
  for (const one of periods) trend.push({ key: one.key, label: one.label, ...(await totalIn(ctx, one)) });
  return trend;
}

/** The conclusions of a period that is over. @throws AppError service.period_runs, service.already_signed (409) */
export async function signAnalysis(ctx: Context, key: string, note: string): Promise<void> {
  const period = periodOfKey(key);
  if (Date.parse(period.to) > ctx.now.getTime())
    throw conflict("service.period_runs", {
      zh: "本期尚未结束，期满后再写结论。",
      en: "This period still runs: conclude once it is over.",
    });
  const { trend: _, words: __, report: ___, ...figures } = await readAnalysis(ctx, key);
  const signed = await insertReport(ctx, { kind: "analysis", periodKey: period.key, figures, note });
  if (!signed)
    throw conflict("service.already_signed", {
      zh: "本期分析结论已经登记。",
      en: "The conclusions of this period were registered already.",
    });
  await keepTurn(ctx, analysisDuty, period.key);
  await ctx.emit({
    kind: "service.callback-analysis.signed",
    subjectType: "callback_analysis",
    subjectId: signed.id,
    data: { period: period.key },
  });
}
