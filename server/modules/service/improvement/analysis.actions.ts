import { type Cycle, periodOf } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { bindingsOf, fulfil, openObligations } from "../../policy/index.ts";
import { barsOf, insertAnalysis } from "./analysis.store.ts";
import { analysisDuty } from "./improvement.controls.ts";
import { keepTurns, openTurn } from "./turn.store.ts";

/** Cron: once a cycle has ended, its complaints are to be analysed (T5.3, E4.3.6). */
export async function openAnalyses(ctx: Context): Promise<void> {
  for (const { clause, parameters } of await bindingsOf(ctx.services, analysisDuty.key, ctx.now)) {
    const cycle = parameters.cycle as Cycle;
    const running = periodOf(cycle, ctx.now.toISOString());
    const ended = periodOf(cycle, new Date(Date.parse(running.from) - 1).toISOString());
    const turn = await openTurn(ctx, analysisDuty.key, clause, ended);
    if (!turn) continue;
    await openObligations(ctx, analysisDuty.key, [
      {
        customerId: nobody,
        subjectType: "complaint_analysis",
        subjectId: turn,
        subjectName: ended.label.zh,
        openedAt: ended.to,
      },
    ]);
  }
}

/** @throws AppError platform.invalid (400) where a span has no length or is longer than ten years */
export function demandSpan({ from, to }: { from: string; to: string }): void {
  const years = (Date.parse(to) - Date.parse(from)) / (366 * 86_400_000);
  if (years > 0 && years <= 10) return;
  throw invalid([
    {
      field: "to",
      text: {
        zh: "结束时间须晚于开始时间，且不超过十年",
        en: "must be later than the start, by ten years at most",
      },
    },
  ]);
}

/** Signs what was found in a span, with its figures as they are now; the turns within it are kept. Answers its id. */
export async function signAnalysis(
  ctx: Context,
  given: { readonly from: string; readonly to: string; readonly findings: string },
): Promise<string> {
  demandSpan(given);
  if (new Date(given.to) > ctx.now)
    throw invalid([{ field: "to", text: { zh: "这段时间还没有结束", en: "this span has not ended yet" } }]);
  const figures = { cause: await barsOf(ctx, given, "cause"), category: await barsOf(ctx, given, "category") };
  const id = await insertAnalysis(ctx, { ...given, figures });
  const turns = await keepTurns(ctx, given);
  if (turns.length)
    await fulfil(
      ctx,
      analysisDuty.key,
      turns.map((subjectId) => ({ customerId: nobody, subjectId })),
    );
  await ctx.emit({ kind: "service.complaint_analysis.signed", subjectType: "complaint_analysis", subjectId: id });
  return id;
}
