import type { Services } from "../../../platform/services.ts";
import { inOrder, type Step, stepOffset } from "../control/step.ts";
import { forceHistory } from "../installation.ts";

/** One moment of an obligation's life: seconds from the due time, who is told then, which role takes over. */
export type PlanStep = { readonly at: number; readonly tell: string | null; readonly assign: string | null };

/** The steps of a clause in order of time. The due time is always among them: it turns the promise into a breach. */
export function planOf(steps: readonly Step[]): PlanStep[] {
  const given = inOrder(steps).map((step) => ({ at: stepOffset(step), tell: step.tell, assign: step.assign ?? null }));
  if (given.some((step) => step.at === 0)) return given;
  return [...given, { at: 0, tell: null, assign: null }].sort((a, b) => a.at - b.at);
}

/** Seconds from the due time to the first step. */
export const firstOffset = (steps: readonly Step[]): number => planOf(steps)[0]!.at;

/**
 * The steps of every clause that ever was in force, as JSON for `jsonb_to_recordset`: an obligation keeps to the
 * steps of the version that opened it.
 */
export async function planTable(services: Services): Promise<string> {
  const plans = new Map<string, object[]>();
  for (const force of await forceHistory(services))
    for (const { control, clause, versionId, parameters } of force.bindings) {
      const key = `${versionId} ${clause} ${control.key}`;
      if (control.kind !== "obligation" || plans.has(key)) continue;
      plans.set(
        key,
        planOf(parameters.steps as Step[]).map((step, number) => ({
          version_id: versionId,
          clause,
          control: control.key,
          step_no: number,
          at_seconds: step.at,
          tell: step.tell,
          assign: step.assign,
        })),
      );
    }
  return JSON.stringify([...plans.values()].flat());
}

/** SQL of the plan table given as parameter `$1`. */
export const planRows =
  "jsonb_to_recordset($1::jsonb) as p (version_id uuid, clause text, control text, step_no smallint, at_seconds int, tell text, assign text)";

/** SQL: when the next step of obligation `o` falls, were it due at `due`; null where no step is left. */
export const nextStepAt = (due: string): string =>
  `(select ${due} + plan.at_seconds * interval '1 second' from plan
     where plan.version_id = o.version_id and plan.clause = o.clause and plan.control = o.control and plan.step_no = o.next_step)`;
