import type { Text } from "../../../platform/text.ts";
import type { FactDeclarations, OutcomeDeclaration, Table } from "../decision/index.ts";
import type { ParameterDeclarations } from "./parameter.ts";

/** What every control says of itself; modules declare theirs in `*.controls.ts`. */
type Base = {
  /** `module.kebab-case`: what a clause names to bind it. */
  readonly key: string;
  readonly label: Text;
  /** One sentence: what running this control means. */
  readonly about: Text;
  readonly parameters: ParameterDeclarations;
};

/** What must be done, by whom, by when. Every obligation has `within`, `calendar`, `role` and `steps`. */
export type ObligationControl = Base & {
  readonly kind: "obligation";
  /** Kind of record that it is about, for links. */
  readonly subject: string;
  /** No verb of a module fulfils it: a person says that it was done, with a note. */
  readonly byHand?: true;
};

/** What a guard says of an action: refused with the reason, or possible with an approval. */
export type GuardAnswer =
  { readonly outcome: "allowed" } | { readonly outcome: "refused" | "approval"; readonly text: Text };

/** Judges facts by the parameters of a clause; pure. The facts are kept as evidence: no personal data among them. */
export type GuardCheck = (
  parameters: Readonly<Record<string, any>>,
  facts: Readonly<Record<string, any>>,
) => GuardAnswer;

/** What must not happen. The module asks `askGuard(ctx, control, ...)`; the answer is kept as evidence. */
export type GuardControl = Base & {
  readonly kind: "guard";
  readonly subject: string;
  /** How facts are judged; a module whose judgement needs more than facts gives it to `askGuard` instead. */
  readonly check?: GuardCheck;
  /** Permission that whoever grants an approval of this needs besides the right to decide on approvals. */
  readonly approvedBy?: string;
};

/** What value follows from the facts: a table of the clause over facts that the module declares. */
export type DecisionControl = Base & {
  readonly kind: "decision";
  readonly subject: string;
  readonly facts: FactDeclarations;
  readonly outcome: OutcomeDeclaration;
  /**
   * A SQL function of one argument (the instant to judge at) that answers a row a subject: `subject_id`,
   * `customer_id` and each fact in snake_case. Without it the decision is made one by one only.
   */
  readonly source?: string;
  /**
   * A SQL function of two arguments (from, to) that answers who is in scope of this decision and what was decided:
   * `id`, `customer_id`, `subject_type`, `subject_id`, `department_id`, `person_id`, `at`, and `clause`, `version_id`,
   * `value`, `overridden`, the first three null where nothing was decided yet. Without it the evidence is `policy.decision`.
   */
  readonly evidence?: string;
  /** The control whose `cycle` says when all subjects are judged again: a replay judges at those instants. */
  readonly review?: string;
  /** Shown when a new clause binds it. */
  readonly example?: Table;
};

/** How well do we do: a share of rows that meet conditions among those that count, or a mean. */
export type MetricControl = Base & {
  readonly kind: "metric";
  readonly facts: FactDeclarations;
  /**
   * A SQL function of two arguments (from, to) that answers the rows judged: `id`, `customer_id`, `subject_type`,
   * `subject_id`, `subject_name`, `department_id`, `person_id`, `at` and each fact in snake_case.
   */
  readonly source: string;
  /** Whether more is better. */
  readonly better: "higher" | "lower";
};

export type Control = ObligationControl | GuardControl | DecisionControl | MetricControl;
export type ControlKind = Control["kind"];

const obligationParameters: ParameterDeclarations = {
  within: { type: "duration", label: { zh: "时限", en: "Within" } },
  calendar: { type: "calendar", label: { zh: "工作日历", en: "Calendar" }, default: "24x7" },
  role: { type: "role", label: { zh: "责任岗位", en: "Responsible role" }, optional: true },
  steps: {
    type: "steps",
    label: { zh: "提醒与升级", en: "Reminders and escalation" },
    default: [
      { at: "-2h", tell: "assignee" },
      { at: "0h", tell: "team_lead" },
    ],
  },
};

const guardParameters: ParameterDeclarations = {
  approvalTerm: { type: "duration", label: { zh: "批准有效期上限", en: "Longest approval" }, optional: true },
};

const metricParameters: ParameterDeclarations = {
  target: { type: "percent", label: { zh: "目标", en: "Target" } },
  cycle: { type: "cycle", label: { zh: "统计周期", en: "Period" }, default: "month" },
  numerator: { type: "conditions", label: { zh: "分子条件", en: "Counted when" } },
  denominator: { type: "conditions", label: { zh: "分母条件", en: "In scope when" }, default: {} },
};

type Given<C extends Control> = Omit<C, "kind" | "parameters"> & { readonly parameters?: ParameterDeclarations };

export const obligation = (given: Given<ObligationControl>): ObligationControl => ({
  kind: "obligation",
  ...given,
  parameters: { ...obligationParameters, ...given.parameters },
});
export const guard = (given: Given<GuardControl>): GuardControl => ({
  kind: "guard",
  ...given,
  parameters: { ...guardParameters, ...given.parameters },
});
export const decision = (given: Given<DecisionControl>): DecisionControl => ({
  kind: "decision",
  ...given,
  parameters: given.parameters ?? {},
});
export const metric = (given: Given<MetricControl>): MetricControl => ({
  kind: "metric",
  ...given,
  parameters: { ...metricParameters, ...given.parameters },
});

/** All controls that the modules offer, by key. */
export type Registry = ReadonlyMap<string, Control>;

/** @throws Error where two modules declare one key: a fault in code */
export function registryOf(controls: readonly Control[]): Registry {
  const registry = new Map<string, Control>();
  for (const control of controls) {
    if (registry.has(control.key)) throw new Error(`Two controls are called ${control.key}.`);
    registry.set(control.key, control);
  }
  return registry;
}
