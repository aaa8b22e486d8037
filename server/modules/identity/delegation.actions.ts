import { may } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { type FieldProblem, invalid, notFound } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { Text } from "../../platform/text.ts";
import { type DelegationRow, endDelegation, findDelegation, insertDelegation } from "./delegation.store.ts";
import { demandPerson, ownRights } from "./rights.ts";
import { delegationRule } from "./settings.ts";
import { findStaff } from "./staff.store.ts";

type NewDelegation = { toStaffId: string; reason: string; startsAt?: string | undefined; endsAt: string };

/**
 * Lets a colleague work with the rights of `fromStaffId` for a time. Only roles of one's own are handed on: what
 * was received by delegation is not. Whoever sets it for others may not be the one who receives.
 * @throws AppError platform.invalid (400) naming the field, identity.own_rights (403)
 */
export async function delegate(ctx: Context, fromStaffId: string, given: NewDelegation): Promise<DelegationRow> {
  const by = demandPerson(ctx.actor);
  if (fromStaffId !== by && given.toStaffId === by) throw ownRights();
  const startsAt = given.startsAt ? new Date(given.startsAt) : ctx.now;
  const endsAt = new Date(given.endsAt);
  const problems = [
    ...spanProblems(ctx.now, startsAt, endsAt, (await delegationRule(ctx)).maxDays),
    ...(given.toStaffId === fromStaffId
      ? [problem("toStaffId", { zh: "不能授权给本人", en: "nobody can hand rights to themselves" })]
      : []),
    ...((await isActive(ctx, given.toStaffId))
      ? []
      : [problem("toStaffId", { zh: "没有这位在岗员工", en: "there is no such active member of staff" })]),
    ...((await isActive(ctx, fromStaffId))
      ? []
      : [problem("fromStaffId", { zh: "没有这位在岗员工", en: "there is no such active member of staff" })]),
  ];
  if (problems.length) throw invalid(problems);
  const id = newId();
  await insertDelegation(ctx, {
    id,
    fromStaffId,
    toStaffId: given.toStaffId,
    reason: given.reason,
    startsAt,
    endsAt,
    createdBy: by,
  });
  await ctx.emit({
    kind: "identity.delegation.granted",
    subjectType: "staff",
    subjectId: fromStaffId,
    data: { delegation: id, to: given.toStaffId, from: startsAt.toISOString(), until: endsAt.toISOString() },
  });
  return (await findDelegation(ctx, id))!;
}

/** Ends a delegation before its time: the giver, the receiver, or who manages delegations. */
export async function revokeDelegation(ctx: Context, id: string): Promise<DelegationRow> {
  const by = demandPerson(ctx.actor);
  const found = await findDelegation(ctx, id);
  const mine = found && [found.fromStaffId, found.toStaffId].includes(by);
  if (!found || !(mine || may(ctx.actor, "identity.delegations.manage")))
    throw notFound({ zh: "授权", en: "delegation" });
  if (found.revokedAt || new Date(found.endsAt) <= ctx.now) return found;
  await endDelegation(ctx, id);
  await ctx.emit({
    kind: "identity.delegation.revoked",
    subjectType: "staff",
    subjectId: found.fromStaffId,
    data: { delegation: id, to: found.toStaffId },
  });
  return (await findDelegation(ctx, id))!;
}

/** What is wrong with the time asked for; both ends as instants, the longest span in days. */
function spanProblems(now: Date, startsAt: Date, endsAt: Date, maxDays: number): FieldProblem[] {
  if (startsAt.getTime() < now.getTime() - 60_000)
    return [problem("startsAt", { zh: "不能早于现在", en: "cannot lie in the past" })];
  if (endsAt <= startsAt) return [problem("endsAt", { zh: "须晚于开始时间", en: "must lie after the start" })];
  if (endsAt.getTime() - startsAt.getTime() > maxDays * 86_400_000)
    return [
      problem("endsAt", { zh: `授权最长 ${maxDays} 天`, en: `rights can be handed over for at most ${maxDays} days` }),
    ];
  return [];
}

const problem = (field: string, text: Text): FieldProblem => ({ field, text });
const isActive = async (ctx: Context, id: string) => (await findStaff(ctx, id))?.state === "active";
