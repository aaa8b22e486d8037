import type { Context, Statement } from "../../../platform/context.ts";
import { forceHistory } from "../installation.ts";
import { setAssignee, setPaused, setResumed, setWaived } from "./change.store.ts";
import { planTable } from "./plan.ts";

type Open = { customerId: string; id: string; control: string; clause: string };

const openOf: Statement = {
  name: "policy.obligation.open-of-subject",
  text: `select customer_id as "customerId", id, control, clause, paused_since as "pausedSince", state, due_at as "dueAt", version_id as "versionId"
           from policy.obligation where customer_id = $1 and subject_id = $2 and settled_at is null and state <> 'waived' order by id for update`,
};
type OpenOfSubject = Open & { pausedSince: string | null; state: string; dueAt: string | null; versionId: string };
type Subject = { readonly customerId: string; readonly subjectId: string };

/** The promises about a subject whose clause lets them rest while the customer is waited for. */
async function restingOf(ctx: Context, subject: Subject): Promise<OpenOfSubject[]> {
  const rows = await ctx.query<OpenOfSubject>(openOf, [subject.customerId, subject.subjectId]);
  const forces = await forceHistory(ctx.services);
  return rows.filter((row) =>
    forces.some(
      (force) =>
        force.id === row.versionId &&
        force.bindings.some(
          (one) => one.control.key === row.control && one.clause === row.clause && one.parameters.rests === true,
        ),
    ),
  );
}

const eventsOf = (verb: string, rows: readonly Open[]) =>
  rows.map(({ customerId, id, control, clause }) => ({
    kind: `policy.obligation.${verb}`,
    customerId,
    subjectType: "obligation",
    subjectId: id,
    data: { control, clause },
  }));

/**
 * Stops the clocks of a subject that may rest (parameter `rests` of their clause) while the customer is waited for;
 * what is late already runs on. Answers how many.
 */
export async function restPromises(ctx: Context, subject: Subject, reason: string): Promise<number> {
  const rows = (await restingOf(ctx, subject)).filter(
    (row) => row.pausedSince === null && row.state === "open" && row.dueAt !== null && new Date(row.dueAt) >= ctx.now,
  );
  if (!rows.length) return 0;
  await setPaused(ctx, rows, reason);
  await ctx.emit(...eventsOf("paused", rows));
  return rows.length;
}

/** Lets the clocks of a subject run on. Answers how many stood. */
export async function wakePromises(ctx: Context, subject: Subject): Promise<number> {
  const rows = (await ctx.query<OpenOfSubject>(openOf, [subject.customerId, subject.subjectId])).filter(
    (row) => row.pausedSince !== null,
  );
  if (!rows.length) return 0;
  await setResumed(ctx, rows, await planTable(ctx.services));
  await ctx.emit(...eventsOf("resumed", rows));
  return rows.length;
}

/** What a subject promised is done elsewhere or not needed any more: its open promises are waived with the reason, all or those of some controls. */
export async function releaseSubject(
  ctx: Context,
  subject: Subject,
  reason: string,
  controls?: readonly string[],
): Promise<number> {
  const rows = (await ctx.query<OpenOfSubject>(openOf, [subject.customerId, subject.subjectId])).filter(
    (row) => !controls || controls.includes(row.control),
  );
  if (!rows.length) return 0;
  await setWaived(ctx, rows, reason);
  await ctx.emit(...eventsOf("waived", rows));
  return rows.length;
}

/** Hands the open promises of a subject to whoever works on it now. */
export async function handPromises(ctx: Context, subject: Subject, to: { assigneeId?: string; role?: string }) {
  const rows = await ctx.query<OpenOfSubject>(openOf, [subject.customerId, subject.subjectId]);
  if (rows.length) await setAssignee(ctx, rows, to);
}
