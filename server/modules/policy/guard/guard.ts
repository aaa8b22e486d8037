import { type Context, write } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import type { GuardAnswer, GuardCheck, GuardControl } from "../control/control.ts";
import type { Binding } from "../document/compile.ts";
import { bindingsOf } from "../installation.ts";
import { approvedSubjects, type GuardCheckRow, keepChecks } from "./guard.store.ts";

/** An action that somebody is about to do to a subject. `facts` are kept as evidence: no personal data among them. */
export type Ask = {
  /** Left out for what belongs to the company itself. */
  readonly customerId?: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly departmentId?: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
};

type Verdict = { readonly rows: GuardCheckRow[]; readonly refusal: AppError | undefined };

/**
 * Asks every clause in force that binds a guard whether an action may be done; the answers are kept as evidence, also
 * when the action is refused. For use inside a writing transaction.
 * @param check judges instead of the control's own check
 * @throws AppError policy.guarded (403) with the clause; policy.approval_needed (403) where an approval would allow it
 */
export async function askGuard(ctx: Context, control: GuardControl, ask: Ask, check?: GuardCheck): Promise<void> {
  const [verdict] = await judge(ctx, control, [ask], check);
  const { rows, refusal } = verdict!;
  if (!refusal) return keepChecks(ctx.query, ctx.actor, ctx.now, rows);
  const { actor, now } = ctx;
  throw new AppError(refusal.code, refusal.status, {
    ...refusal.details,
    afterwards: (services) => write(services, { actor, now }, (later) => keepChecks(later.query, actor, now, rows)),
  });
}

/** The same for many subjects at once, without throwing: answers the refusal of each in their order, undefined where it is allowed. */
export async function askGuards(
  ctx: Context,
  control: GuardControl,
  asks: readonly Ask[],
  check?: GuardCheck,
): Promise<(AppError | undefined)[]> {
  const verdicts = await judge(ctx, control, asks, check);
  await keepChecks(
    ctx.query,
    ctx.actor,
    ctx.now,
    verdicts.flatMap((verdict) => verdict.rows),
  );
  return verdicts.map((verdict) => verdict.refusal);
}

async function judge(
  ctx: Context,
  control: GuardControl,
  asks: readonly Ask[],
  check = control.check,
): Promise<Verdict[]> {
  if (!check) throw new Error(`${control.key} has no check.`);
  const bindings = await bindingsOf(ctx.services, control.key, ctx.now);
  const judged = asks.map((ask) =>
    bindings.map((binding) => ({ ask, binding, answer: check(binding.parameters, ask.facts ?? {}) })),
  );
  const doubtful = judged
    .filter((answers) => answers.some(({ answer }) => answer.outcome === "approval"))
    .map(([first]) => subjectOf(first!.ask));
  const approved =
    doubtful.length && ctx.actor.id
      ? await approvedSubjects(ctx.query, ctx.actor.id, control.key, doubtful, ctx.now)
      : new Set<string>();
  return judged.map((answers) =>
    verdictOf(control, answers, (ask) => approved.has(Object.values(subjectOf(ask)).join(" "))),
  );
}

const subjectOf = (ask: Ask) => ({ customerId: ask.customerId ?? nobody, subjectId: ask.subjectId });

type Answered = { ask: Ask; binding: Binding; answer: GuardAnswer };

/** The strictest clause speaks: a refusal before a wish for approval. */
function verdictOf(control: GuardControl, answers: readonly Answered[], isApproved: (ask: Ask) => boolean): Verdict {
  const settled = answers.map((one) =>
    one.answer.outcome === "approval" && isApproved(one.ask)
      ? { ...one, answer: { outcome: "allowed" } as const }
      : one,
  );
  const speaking =
    settled.find(({ answer }) => answer.outcome === "refused") ??
    settled.find(({ answer }) => answer.outcome === "approval");
  return { rows: settled.map((one) => rowOf(control, one)), refusal: speaking && refusalOf(control, speaking) };
}

const outcomes = { allowed: "allowed", refused: "refused", approval: "approval_asked" } as const;

const rowOf = (control: GuardControl, { ask, binding, answer }: Answered): GuardCheckRow => ({
  ...subjectOf(ask),
  control: control.key,
  clause: binding.clause,
  versionId: binding.versionId,
  outcome: outcomes[answer.outcome],
  subjectType: ask.subjectType,
  departmentId: ask.departmentId ?? null,
  facts: ask.facts ?? {},
});

function refusalOf(control: GuardControl, { ask, binding, answer }: Answered): AppError | undefined {
  if (answer.outcome === "allowed") return undefined;
  const asksApproval = answer.outcome === "approval";
  return new AppError(asksApproval ? "policy.approval_needed" : "policy.guarded", 403, {
    text: answer.text,
    clause: { document: binding.document, clause: binding.clause, title: binding.title },
    // What a caller sends to POST /api/v1/approvals to ask for it.
    ...(asksApproval && {
      extra: {
        approval: {
          control: control.key,
          customerId: ask.customerId ?? null,
          subjectType: ask.subjectType,
          subjectId: ask.subjectId,
        },
      },
    }),
  });
}
