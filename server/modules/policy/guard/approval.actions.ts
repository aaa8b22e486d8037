import { demand, may } from "../../../platform/actor.ts";
import { alwaysOpen, due, formatDuration } from "../../../platform/calendar/index.ts";
import type { Context } from "../../../platform/context.ts";
import { AppError, conflict, forbidden, invalid, notFound } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { bindingsOf, registryIn } from "../installation.ts";
import {
  type ApprovalDetails,
  type ApprovalRow,
  decideApproval,
  findApproval,
  insertApproval,
  isAsked,
} from "./approval.store.ts";

export type Wish = {
  control: string;
  customerId?: string | null | undefined;
  subjectType: string;
  subjectId: string;
  reason: string;
} & ApprovalDetails;

const noApproval = () => notFound({ zh: "例外申请", en: "request for approval" });
const timelineOf = (row: ApprovalRow) => ({
  customerId: row.customerId,
  subjectType: "approval",
  subjectId: row.id,
  data: { control: row.control, clause: row.clause },
});

/**
 * Asks that a guarded action be allowed for a term. The strictest clause in force says how long at most.
 * @throws AppError policy.invalid (400), policy.approval_asked (409) where the same wish is undecided
 */
export async function askApproval(ctx: Context, wish: Wish): Promise<ApprovalRow> {
  const bindings =
    registryIn(ctx.services).get(wish.control)?.kind === "guard"
      ? await bindingsOf(ctx.services, wish.control, ctx.now)
      : [];
  const [binding] = bindings;
  if (!binding || !ctx.actor.id)
    throw invalid(
      [
        {
          field: "control",
          text: { zh: "没有生效的条款以此限制操作", en: "no clause in force guards anything by this control" },
        },
      ],
      "policy.invalid",
    );
  demandTerm(
    ctx,
    bindings.flatMap((one) => (one.parameters.approvalTerm as string | undefined) ?? []),
    wish.term,
  );
  const customerId = wish.customerId ?? nobody;
  if (await isAsked(ctx, wish.control, customerId, wish.subjectId))
    throw conflict("policy.approval_asked", {
      zh: "相同的申请正在等待审批。",
      en: "The same request is waiting for a decision.",
    });
  const { term, receiver, protection } = wish;
  const row = await insertApproval(ctx, {
    customerId,
    control: wish.control,
    clause: binding.clause,
    versionId: binding.versionId,
    subjectType: wish.subjectType,
    subjectId: wish.subjectId,
    reason: wish.reason,
    details: { term, receiver, protection },
  });
  await ctx.emit({ kind: "policy.approval.asked", ...timelineOf(row) });
  return row;
}

const endOf = (ctx: Context, term: string): string => due(alwaysOpen, ctx.now.toISOString(), term).dueAt!;

function demandTerm(ctx: Context, longest: readonly string[], term: string) {
  const limit = longest.find((one) => endOf(ctx, term) > endOf(ctx, one));
  if (!limit) return;
  const text = formatDuration(limit);
  throw invalid(
    [{ field: "term", text: { zh: `条款规定批准最长${text.zh}`, en: `the clause allows ${text.en} at most` } }],
    "policy.invalid",
  );
}

/** A wish that the actor made, or may decide. @throws AppError platform.not_found (404) */
export async function loadApproval(
  ctx: Context,
  customerId: string,
  id: string,
  toDecide = false,
): Promise<ApprovalRow> {
  const row = await findApproval(ctx, customerId, id, toDecide);
  if (!row || !(row.askedBy === ctx.actor.id || may(ctx.actor, "policy.approvals.decide"))) throw noApproval();
  return row;
}

export type Answer = { granted: boolean; answer?: string | undefined; term?: string | undefined };

/**
 * Grants or denies; whoever grants may shorten the term, never lengthen it.
 * @throws AppError policy.own_approval (403), platform.forbidden (403) where the guard wants a higher level, policy.approval_decided (409), policy.invalid (400)
 */
export async function answerApproval(
  ctx: Context,
  customerId: string,
  id: string,
  { granted, answer, term }: Answer,
): Promise<ApprovalRow> {
  const row = await loadApproval(ctx, customerId, id, true);
  if (row.askedBy === ctx.actor.id)
    throw forbidden({ zh: "不能审批自己的申请。", en: "Nobody decides on their own request." }, "policy.own_approval");
  if (row.state !== "asked") throw decided();
  const control = registryIn(ctx.services).get(row.control);
  if (granted && control?.kind === "guard" && control.approvedBy) demand(ctx.actor, control.approvedBy);
  if (!granted && !answer)
    throw invalid(
      [{ field: "answer", text: { zh: "驳回须写明理由", en: "a denial needs a reason" } }],
      "policy.invalid",
    );
  if (term) demandTerm(ctx, [row.details.term], term);
  const expiresAt = granted ? endOf(ctx, term ?? row.details.term) : null;
  const after = await decideApproval(ctx, row, granted ? "granted" : "denied", answer ?? null, expiresAt);
  await ctx.emit({ kind: `policy.approval.${after.state}`, ...timelineOf(after) });
  return after;
}

const decided = (): AppError =>
  conflict("policy.approval_decided", { zh: "这项申请已经有审批结果。", en: "This request is decided already." });
