import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { AppError, forbidden, invalid } from "../../../platform/errors.ts";
import type { EventDraft } from "../../../platform/events.ts";
import { isActiveStaff, isRole } from "../../identity/index.ts";
import { registryIn } from "../installation.ts";
import { changeMany, changeOne, type Outcome, refuse } from "./batch.ts";
import { setAssignee, setNote, setPaused, setResumed, setWaived } from "./change.store.ts";
import { insertNotices } from "./notice.store.ts";
import { isOwn } from "./obligation.access.ts";
import { meetObligations } from "./obligation.store.ts";
import { planTable } from "./plan.ts";
import type { ObligationKey, ObligationRow } from "./row.store.ts";

export type Target = { readonly assigneeId: string } | { readonly role: string };

const event = (row: ObligationRow, verb: string, data: object = {}): EventDraft => ({
  kind: `policy.obligation.${verb}`,
  customerId: row.customerId,
  subjectType: "obligation",
  subjectId: row.id,
  data: { control: row.control, clause: row.clause, ...data },
});

/**
 * Gives obligations to a person or a role. Whoever may assign gives anything to anybody; everybody may take what
 * waits for one of their roles.
 * @throws AppError platform.invalid (400) where there is no such person or role
 */
export async function assignObligations(ctx: Context, keys: readonly ObligationKey[], to: Target): Promise<Outcome[]> {
  await demandTarget(ctx, to);
  const takes = "assigneeId" in to && to.assigneeId === ctx.actor.id;
  const rule = (row: ObligationRow) =>
    may(ctx.actor, "policy.obligations.assign") || (takes && row.assigneeId === null && isOwn(ctx.actor, row))
      ? undefined
      : notYours();
  return changeMany(ctx, keys, rule, async (rows) => {
    await setAssignee(ctx, rows, to);
    if (!takes)
      await insertNotices(
        ctx,
        rows.map((row) => ({
          ...("role" in to ? { role: to.role } : { staffId: to.assigneeId }),
          kind: "assigned",
          customerId: row.customerId,
          obligationId: row.id,
          control: row.control,
          clause: row.clause,
          dueAt: row.dueAt,
        })),
      );
    await ctx.emit(...rows.map((row) => event(row, "assigned", { ...to, before: row.assigneeId ?? row.role })));
  });
}

async function demandTarget(ctx: Context, to: Target) {
  if ("role" in to ? await isRole(ctx, to.role) : await isActiveStaff(ctx, to.assigneeId)) return;
  throw invalid([
    "role" in to
      ? { field: "role", text: { zh: "没有这个岗位", en: "there is no such role" } }
      : { field: "assigneeId", text: { zh: "没有这名在职员工", en: "there is no such active colleague" } },
  ]);
}

/** Gives up promises with a reason; they count as waived, not as kept. Needs `policy.obligations.waive`. */
export const waiveObligations = (ctx: Context, keys: readonly ObligationKey[], reason: string): Promise<Outcome[]> =>
  changeMany(
    ctx,
    keys,
    () => undefined,
    async (rows) => {
      await setWaived(ctx, rows, reason);
      await ctx.emit(...rows.map((row) => event(row, "waived")));
    },
  );

/** Stops the clock with a reason. @throws AppError policy.already_paused, policy.already_late (409) */
export const pauseObligation = (ctx: Context, key: ObligationKey, reason: string): Promise<void> =>
  changeOne(
    ctx,
    key,
    (row) => {
      if (row.pausedSince)
        return refuse("policy.already_paused", { zh: "这项待办已经暂停。", en: "This obligation is paused already." });
      // After the due time a pause would change nothing but the looks of it.
      if (row.state === "breached" || (row.dueAt !== null && new Date(row.dueAt) < ctx.now))
        return refuse("policy.already_late", {
          zh: "这项待办已经逾期，暂停不能改变结果。",
          en: "This obligation is late already; a pause cannot change that.",
        });
      return undefined;
    },
    async (row) => {
      await setPaused(ctx, [row], reason);
      await ctx.emit(event(row, "paused"));
    },
  );

/** Lets the clock run on. @throws AppError policy.not_paused (409) */
export const resumeObligation = (ctx: Context, key: ObligationKey): Promise<void> =>
  changeOne(
    ctx,
    key,
    (row) =>
      row.pausedSince
        ? undefined
        : refuse("policy.not_paused", { zh: "这项待办没有暂停。", en: "This obligation is not paused." }),
    async (row) => {
      await setResumed(ctx, [row], await planTable(ctx.services));
      await ctx.emit(event(row, "resumed", { since: row.pausedSince }));
    },
  );

/**
 * Says that a promise was kept which no verb of a module fulfils.
 * @throws AppError policy.not_by_hand (409) for one that follows from other work
 */
export const fulfilByHand = (ctx: Context, key: ObligationKey, note: string): Promise<void> =>
  changeOne(
    ctx,
    key,
    (row) => {
      if (!isOwn(ctx.actor, row) && !may(ctx.actor, "policy.obligations.assign")) return notYours();
      const control = registryIn(ctx.services).get(row.control);
      return control?.kind === "obligation" && control.byHand
        ? undefined
        : refuse("policy.not_by_hand", {
            zh: "这项待办由对应的业务操作完成，不能手工办结。",
            en: "This obligation is met by doing the work itself and cannot be ticked off by hand.",
          });
    },
    async (row) => {
      await setNote(ctx, row, note);
      const [met] = await meetObligations(ctx.query, row.control, [row], ctx.now, ctx.actor);
      await ctx.emit(event(row, "fulfilled", { late: met?.state === "breached" }));
    },
  );

const notYours = (): AppError =>
  forbidden(
    {
      zh: "这项待办不由您办理，只有可转派待办的岗位才能改动。",
      en: "This obligation is not yours; only a role that assigns obligations may change it.",
    },
    "policy.not_yours",
  );
