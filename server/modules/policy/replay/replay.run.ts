import type { Context } from "../../../platform/context.ts";
import type { RunKind } from "../../../platform/runs.ts";
import type { DecisionControl } from "../control/control.ts";
import { bindingsOf, type Force, forceHistory } from "../installation.ts";
import { figuresOf } from "../metric/figures.ts";
import { presentFigures } from "../metric/metric.schema.ts";
import { metricParts, type Part } from "../metric/parts.ts";
import { type Candidate, readCandidate } from "./candidate.ts";
import { judgeDecision, judgeObligations } from "./judge.store.ts";
import { obligationRules, type Span, type Step, stepsOf } from "./plan.ts";
import { findReplay, keepSummary } from "./replay.store.ts";
import { empty, type Summary, withDecision, withObligations } from "./summary.ts";

type Position = { step: number; summary: Summary };

/** Judges a span of history by a draft, step by step; nothing but the replay's own tables is written. */
export const replayRun: RunKind<{ replayId: string }, Position> = {
  label: { zh: "制度试算", en: "Replay of a draft policy" },
  work: async ({ chunk, parameters: { replayId }, position }) => {
    let { step = 0, summary = empty } = position;
    for (let more = true; more;) {
      const went = await chunk(async (ctx) => {
        const { candidate, span } = await readReplay(ctx, replayId);
        const steps = stepsOf(candidate, span);
        const next = steps[step];
        summary = next
          ? await judge(ctx, replayId, candidate, next, summary)
          : { ...summary, metrics: await figuresBeside(ctx, candidate, span) };
        if (!next) await keepSummary(ctx, replayId, summary);
        step += 1;
        // One more than the steps: the figures side by side, and keeping the result.
        return { position: { step, summary }, done: step, total: steps.length + 1, value: next !== undefined };
      });
      more = went ?? false;
    }
    return { replayId };
  },
};

async function readReplay(ctx: Context, replayId: string) {
  const { versionId, overrides, spanFrom, spanTo } = await findReplay(ctx, replayId);
  const iso = (instant: string) => new Date(instant).toISOString();
  return { candidate: await readCandidate(ctx, versionId, overrides), span: { from: iso(spanFrom), to: iso(spanTo) } };
}

async function judge(
  ctx: Context,
  replayId: string,
  candidate: Candidate,
  step: Step,
  summary: Summary,
): Promise<Summary> {
  if (step.kind === "obligations") {
    const forces = await forceHistory(ctx.services);
    const versions = forces.filter((force) => force.code === candidate.document).map((force) => force.id);
    return withObligations(
      summary,
      await judgeObligations(ctx.query, replayId, step, versions, obligationRules(forces, candidate), ctx.now),
    );
  }
  const binding = candidate.bindings.find((one) => one.control.key === step.control)!;
  const [inForce] = await bindingsOf(ctx.services, step.control, new Date(step.at));
  // The scan keeps every subject once: let it stay in memory.
  await ctx.query({ name: "policy.replay.memory", text: "select set_config('work_mem', '128MB', true)" }, []);
  return withDecision(
    summary,
    step.control,
    step.at,
    await judgeDecision(
      ctx.query,
      replayId,
      binding.control as DecisionControl,
      step.at,
      inForce?.program,
      binding.program!,
    ),
  );
}

/** The figures of the span as they are, and as the draft would have counted and aimed. */
async function figuresBeside(ctx: Context, candidate: Candidate, span: Span): Promise<Summary["metrics"]> {
  const forces = (await forceHistory(ctx.services)).filter((force) => force.code === candidate.document);
  const always = {
    id: candidate.versionId,
    code: candidate.document,
    kind: candidate.content.kind,
    number: 0,
    effectiveFrom: "0001-01-01T00:00:00.000Z",
    effectiveTo: null,
    content: candidate.content,
    bindings: candidate.bindings,
  } satisfies Force;
  const before = await figuresOf(ctx, metricParts(forces, span, ctx.now));
  const counted = new Map(before.map((figure) => [countKey(figure), figure]));
  // Where the draft counts as before, and only aims elsewhere, nothing is counted again.
  const after = metricParts([always], span, ctx.now).map((part) => ({ part, known: counted.get(countKey(part)) }));
  const fresh = await figuresOf(
    ctx,
    // A draft has no figures on record: they are counted now.
    after.filter(({ known }) => !known).map(({ part }) => ({ ...part, closed: false })),
  );
  const figures = after.map(({ part, known }) => (known ? { ...part, grains: known.grains } : fresh.shift()!));
  return {
    before: await presentFigures(ctx.services.db, before, {}),
    after: await presentFigures(ctx.services.db, figures, {}),
  };
}

/** Figures of one key count the same rows. */
const countKey = ({ binding, from, to }: Part) =>
  JSON.stringify([binding.control.key, from, to, binding.parameters.numerator, binding.parameters.denominator]);
