import { randomBytes } from "node:crypto";
import { type Cycle, periodOf } from "../../../platform/calendar/index.ts";
import type { Context, Statement } from "../../../platform/context.ts";
import { bindingsOf, openObligations } from "../../policy/index.ts";
import { type CheckRow, insertChecks } from "./check.store.ts";
import { giveOut } from "./draw.rules.ts";
import { countHandled, drawSamples, insertDraw, keepCounts, type Sampling, scorersOf } from "./draw.store.ts";
import { conductCheck, qualitySample, qualityScorer } from "./quality.controls.ts";
import { sheetByKey } from "./sheet.store.ts";

/** What a clause says of its samples. */
type Terms = {
  readonly cycle: Cycle;
  readonly subjects: readonly string[];
  readonly sheet: string;
  readonly within: string;
  readonly calendar: string;
  readonly role?: string;
  readonly sampleShare?: string;
  readonly perAgent: number;
  readonly passScore?: string;
};

/** How many checks are written at once. */
const chunk = 1_000;

/** Cron: draws the samples of the period that ended last, once for each clause that asks for them (T12.1, S1.3). */
export async function drawQualitySamples(ctx: Context): Promise<void> {
  for (const control of [qualitySample, conductCheck])
    for (const { clause, versionId, parameters } of await bindingsOf(ctx.services, control.key, ctx.now)) {
      const terms = parameters as Terms;
      const running = periodOf(terms.cycle, ctx.now.toISOString());
      const period = periodOf(terms.cycle, new Date(Date.parse(running.from) - 1).toISOString());
      // A period that ended before the clause was in force promised nothing.
      const then = await bindingsOf(ctx.services, control.key, new Date(Date.parse(period.to) - 1));
      if (!then.some((one) => one.clause === clause)) continue;
      const sheet = await sheetByKey(ctx.tx, terms.sheet);
      if (!sheet) continue;
      const seed = randomBytes(8).toString("hex");
      const { cycle, subjects, sampleShare = "0", perAgent, passScore } = terms;
      const drawId = await insertDraw(ctx, {
        control: control.key,
        clause,
        versionId,
        period,
        sheet,
        seed,
        parameters: { cycle, subjects, sampleShare, perAgent, passScore },
      });
      if (!drawId) continue;
      await draw(ctx, control.key, terms, {
        drawId,
        sheet,
        sampling: { subjects, ...period, seed, share: sampleShare, perAgent },
      });
    }
}

type Of = {
  readonly drawId: string;
  readonly sheet: Parameters<typeof insertChecks>[2]["sheet"];
  readonly sampling: Sampling;
};

async function draw(ctx: Context, control: string, terms: Terms, { drawId, sheet, sampling }: Of): Promise<void> {
  const drawn = await drawSamples(ctx, sampling);
  const [scorers, others] = [await scorersOf(ctx, terms.role), await scorersOf(ctx, undefined)];
  const [guarded] = await bindingsOf(ctx.services, qualityScorer.key, ctx.now);
  const given = giveOut(drawn, scorers, guarded?.parameters.otherDepartment === true, others);
  const dueAt = await dueOf(ctx, terms);
  const departments = new Map(others.map((one) => [one.id, one.departmentId]));
  for (let at = 0; at < drawn.length; at += chunk) {
    const news = drawn.slice(at, at + chunk).map((one, index) => ({ ...one, scorer: given[at + index] }));
    const kept = await insertChecks(ctx, news, { sheet, drawId, dueAt, passScore: terms.passScore ?? null });
    await openObligations(
      ctx,
      control,
      kept.map((check) => ({
        ...subjectOf(check),
        assigneeId: check.scorerId,
        departmentId: (check.scorerId && departments.get(check.scorerId)) ?? null,
      })),
    );
  }
  await keepCounts(ctx, drawId, { handled: await countHandled(ctx, sampling), drawn: drawn.length });
  await ctx.emit({
    kind: "service.quality.drawn",
    subjectType: "quality_draw",
    subjectId: drawId,
    data: { drawn: drawn.length, sheet: sheet.title.zh },
  });
}

/** How a promise about a check names it. */
export const subjectOf = (check: Pick<CheckRow, "customerId" | "id" | "staffName" | "subjectLabel">) => ({
  customerId: check.customerId,
  subjectType: "quality_check",
  subjectId: check.id,
  subjectName: check.staffName,
});

const due: Statement = { name: "service.quality.due", text: "select platform.due_at($1, $2, $3) as at" };
const dueOf = async (ctx: Context, { calendar, within }: Terms): Promise<string | null> =>
  (await ctx.query<{ at: string | null }>(due, [calendar, ctx.now, within]))[0]!.at;
