import type { Context } from "../../../platform/context.ts";
import { newId } from "../../../platform/ids.ts";
import type { Step } from "../control/step.ts";
import { bindingsOf } from "../installation.ts";
import { breakObligations, insertObligations, meetObligations } from "./obligation.store.ts";
import { firstOffset } from "./plan.ts";

export type Promised = {
  readonly customerId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectName?: string;
  readonly departmentId?: string | null;
  readonly assigneeId?: string | null;
  /** Since when the promise runs; now, where it is not said. */
  readonly openedAt?: string;
  /** A term of its own instead of the clause's, such as what was agreed with the customer, or what a decision gave. */
  readonly term?: string;
  readonly calendar?: string;
  /** Whose work it is where nobody is named, instead of the clause's role. */
  readonly role?: string | null;
};

/**
 * Opens the promises that the policy in force makes of a control, one for each subject and clause that binds it;
 * none where no clause does. A subject that has the promise open already keeps it. Answers ids and due times.
 */
export async function openObligations(ctx: Context, control: string, subjects: readonly Promised[]) {
  const bindings = await bindingsOf(ctx.services, control, ctx.now);
  if (!bindings.length || !subjects.length) return [];
  return insertObligations(
    ctx.query,
    bindings.flatMap((binding) => {
      const { within, calendar, role, steps } = binding.parameters as {
        within: string;
        calendar: string;
        role?: string;
        steps: Step[];
      };
      return subjects.map((subject) => ({
        customerId: subject.customerId,
        id: newId(),
        control,
        clause: binding.clause,
        versionId: binding.versionId,
        subjectType: subject.subjectType,
        subjectId: subject.subjectId,
        subjectName: subject.subjectName ?? null,
        departmentId: subject.departmentId ?? null,
        assigneeId: subject.assigneeId ?? null,
        role: subject.role ?? role ?? null,
        calendar: subject.calendar ?? calendar,
        term: subject.term ?? within,
        openedAt: subject.openedAt ?? ctx.now.toISOString(),
        nextOffset: firstOffset(steps),
      }));
    }),
  );
}

/** Done: open promises of this control about these subjects are met, or breached if they are late. Answers what became of them. */
export const fulfil = (
  ctx: Context,
  control: string,
  subjects: readonly { customerId: string; subjectId: string }[],
  at: Date = ctx.now,
) => meetObligations(ctx.query, control, subjects, at, ctx.actor);

/**
 * It can no longer be kept, before it is due: open promises of this control about these subjects are breached. They
 * stay on the worklist until `fulfil` says that what is left to do was done. Of one clause, or of all.
 */
export const breach = (
  ctx: Context,
  control: string,
  subjects: readonly { customerId: string; subjectId: string }[],
  { at = ctx.now, clause }: { at?: Date; clause?: string } = {},
) => breakObligations(ctx.query, control, subjects, at, clause);
