import type { Context } from "../../../platform/context.ts";
import type { EventDraft } from "../../../platform/events.ts";
import { insertNotices, type NewNotice } from "./notice.store.ts";
import { planTable } from "./plan.ts";
import { type PassedStep, passSteps } from "./sweep.store.ts";

const chunk = 5_000;

/** Takes one chunk of the steps that have come: tells, hands over, turns what is due into breaches. Answers how many obligations it took. */
export async function sweepObligations(ctx: Context, limit: number = chunk): Promise<number> {
  const { picked, steps } = await passSteps(ctx.query, await planTable(ctx.services), ctx.now, limit);
  // Where the steps cannot be read, a warning is nothing to tell: only the due time is.
  const told = steps.filter((step) => step.at !== null || new Date(step.dueAt) <= ctx.now);
  await insertNotices(ctx, told.flatMap(noticeOf));
  await ctx.emit(...told.map(eventOf));
  return picked;
}

/** The task of each minute; what one transaction does not hold, the next does. */
export async function sweepTask(ctx: Context): Promise<void> {
  if ((await sweepObligations(ctx)) === chunk)
    await ctx.later("policy.obligations.sweep", {}, { key: "policy.obligations.sweep" });
}

const kindOf = ({ at }: PassedStep) => (at === null || at === 0 ? "due" : at < 0 ? "warned" : "escalated");

/** The assignee as a person; everybody of the responsible role where nobody took it. */
function noticeOf(step: PassedStep): NewNotice[] {
  const told =
    step.tell === "assignee"
      ? step.assigneeId
        ? { staffId: step.assigneeId }
        : { role: step.role }
      : { role: step.tell };
  if (!told.staffId && !told.role) return [];
  return [
    {
      ...told,
      kind: kindOf(step),
      customerId: step.customerId,
      obligationId: step.id,
      control: step.control,
      clause: step.clause,
      dueAt: step.dueAt,
    },
  ];
}

const eventOf = (step: PassedStep): EventDraft => ({
  kind: `policy.obligation.${kindOf(step)}`,
  customerId: step.customerId,
  subjectType: "obligation",
  subjectId: step.id,
  data: {
    control: step.control,
    clause: step.clause,
    dueAt: step.dueAt,
    seconds: step.at ?? 0,
    told: step.tell === "assignee" ? (step.assigneeId ?? step.role) : step.tell,
    ...(step.assign && { assigned: step.assign }),
  },
});
