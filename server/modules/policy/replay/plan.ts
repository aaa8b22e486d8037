import { type Cycle, nextPeriodStart } from "../../../platform/calendar/index.ts";
import type { DecisionControl } from "../control/control.ts";
import type { Binding } from "../document/compile.ts";
import type { Force } from "../installation.ts";
import type { Candidate } from "./candidate.ts";

/** A stretch of work of a replay: one decision about all subjects at an instant, or the promises opened in a month. */
export type Step =
  | { readonly kind: "decision"; readonly control: string; readonly at: string }
  | { readonly kind: "obligations"; readonly from: string; readonly to: string };

export type Span = { readonly from: string; readonly to: string };

/** What has to be judged, in order: every decision at each review in the span, then promises month by month. */
export function stepsOf(candidate: Candidate, { from, to }: Span): Step[] {
  const steps: Step[] = [];
  for (const { control } of candidate.bindings) {
    if (control.kind !== "decision" || !control.source) continue;
    for (const at of reviewsIn(candidate, control, { from, to }))
      steps.push({ kind: "decision", control: control.key, at });
  }
  for (let at = from; at < to;) {
    const next = iso(nextPeriodStart("month", at));
    steps.push({ kind: "obligations", from: at, to: next < to ? next : to });
    at = next;
  }
  return steps;
}

/** The ends of the review's periods within the span; the span's own end where no review ends in it, or none is bound. */
function reviewsIn(candidate: Candidate, control: DecisionControl, { from, to }: Span): string[] {
  const cycle = candidate.bindings.find((binding) => binding.control.key === control.review)?.parameters.cycle as
    Cycle | undefined;
  if (!cycle) return [to];
  const instants: string[] = [];
  for (let at = iso(nextPeriodStart(cycle, from)); at <= to; at = iso(nextPeriodStart(cycle, at))) instants.push(at);
  return instants.length ? instants : [to];
}

const iso = (instant: string) => new Date(instant).toISOString();

/** For each promise that history made: the rule that the candidate would have for it, or none. */
export type ObligationRule = {
  readonly control: string;
  readonly clause: string;
  readonly term: string | null;
  readonly calendar: string | null;
  /** The terms that its clause ever had: a promise with another one was agreed apart, or decided by a table. */
  readonly known: readonly string[];
};

/**
 * A promise finds its rule under its own clause; else, where the clause has another number now, under one that
 * history did not know. `term` is null where the candidate promises nothing of the kind any more.
 */
export function obligationRules(forces: readonly Force[], candidate: Candidate): ObligationRule[] {
  const bound = candidate.bindings.filter((binding) => binding.control.kind === "obligation");
  const historic = new Map<string, Binding>();
  const terms = new Map<string, string[]>();
  for (const force of forces) {
    if (force.code !== candidate.document) continue;
    for (const binding of force.bindings)
      if (binding.control.kind === "obligation") {
        const key = keyOf(binding);
        historic.set(key, binding);
        terms.set(key, [...(terms.get(key) ?? []), binding.parameters.within as string]);
      }
  }
  return [...historic.values()].map((past) => {
    const rule =
      bound.find((one) => keyOf(one) === keyOf(past)) ??
      bound.find((one) => one.control.key === past.control.key && !historic.has(keyOf(one)));
    return {
      control: past.control.key,
      clause: past.clause,
      term: rule?.parameters.within ?? null,
      calendar: rule?.parameters.calendar ?? null,
      known: terms.get(keyOf(past))!,
    };
  });
}

const keyOf = ({ control, clause }: Pick<Binding, "control" | "clause">) => `${control.key} ${clause}`;
