import { type Cycle, nextPeriodStart, type Period, periodOf } from "../../../platform/calendar/index.ts";
import type { Force } from "../installation.ts";
import type { MetricBinding } from "./program.ts";

/**
 * What one figure is about: a period of the metric's cycle, as far as one rule judged it. A version that changes the
 * rule within a period cuts it in two, so that history is judged by what was in force at the time.
 */
export type Part = {
  readonly binding: MetricBinding;
  readonly document: string;
  readonly period: Period;
  readonly from: string;
  readonly to: string;
  /** Ended, so that its figure does not change any more. */
  readonly closed: boolean;
};

type Stretch = {
  readonly document: string;
  readonly from: string;
  to: string | null;
  readonly steps: { from: string; binding: MetricBinding }[];
};

/** Parts that overlap a span, the oldest first. A control that is not named means all metrics. */
export function metricParts(
  forces: readonly Force[],
  span: { readonly from: string; readonly to: string },
  now: Date,
  control?: string,
): Part[] {
  return stretches(forces, control).flatMap((stretch) => partsIn(stretch, span, now.toISOString()));
}

/** Spans in which one clause of one document judged by one rule; versions that did not touch the rule are one span. */
function stretches(forces: readonly Force[], control?: string): Stretch[] {
  const open = new Map<string, Stretch>();
  const all: Stretch[] = [];
  for (const force of [...forces].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))) {
    for (const binding of force.bindings) {
      if (!isMetric(binding) || (control !== undefined && binding.control.key !== control)) continue;
      const key = ruleKey(force.code, binding);
      const before = open.get(key);
      const [from, to] = [iso(force.effectiveFrom), force.effectiveTo && iso(force.effectiveTo)];
      if (before?.to === from) {
        before.steps.push({ from, binding });
        before.to = to;
        continue;
      }
      const stretch: Stretch = { document: force.code, from, to, steps: [{ from, binding }] };
      open.set(key, stretch);
      all.push(stretch);
    }
  }
  return all;
}

const isMetric = (binding: Force["bindings"][number]): binding is MetricBinding => binding.control.kind === "metric";
const ruleKey = (document: string, { clause, control, parameters }: MetricBinding) =>
  JSON.stringify([document, clause, control.key, parameters], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );

function partsIn(stretch: Stretch, span: { from: string; to: string }, now: string): Part[] {
  const cycle = stretch.steps[0]!.binding.parameters.cycle as Cycle;
  const end = earliest(stretch.to ?? now, iso(span.to), now);
  const found: Part[] = [];
  for (let at = latest(stretch.from, iso(span.from)); at < end; at = iso(nextPeriodStart(cycle, at))) {
    const period = periodOf(cycle, at);
    const from = latest(iso(period.from), stretch.from);
    const to = earliest(iso(period.to), stretch.to ?? iso(period.to));
    const { binding } = stretch.steps.findLast((step) => step.from < to)!;
    found.push({ binding, document: stretch.document, period, from, to, closed: to <= now });
  }
  return found;
}

/** One way of writing, so that instants compare as text. */
const iso = (instant: string) => new Date(instant).toISOString();
const earliest = (...instants: string[]) => instants.reduce((a, b) => (b < a ? b : a));
const latest = (...instants: string[]) => instants.reduce((a, b) => (b > a ? b : a));
