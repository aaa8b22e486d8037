import type { Context } from "../../../platform/context.ts";
import { conflict, invalid, notFound } from "../../../platform/errors.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { formatMoney } from "../../../platform/money.ts";
import { monthlyFeeOf, standingOf } from "../../customers/index.ts";
import { askGuard, bindingsOf, decideFor, decisionBinding } from "../../policy/index.ts";
import { dayOf } from "../day.ts";
import { sendMessage } from "../message/message.actions.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { type Loss, type Way, ways } from "./choices.ts";
import { amountOf, reckon } from "./compensation.rules.ts";
import { findCompensation, insertCompensation, setCompensation } from "./compensation.store.ts";
import {
  compensationAmount,
  compensationApproval,
  compensationLimit,
  compensationWay,
  directorApproval,
} from "./complaint.controls.ts";
import type { CompensationRow } from "./complaint.rows.ts";
import { demandFault } from "./solve.actions.ts";
import { demandComplaint, told } from "./step.ts";

export type Wanted = {
  readonly lossKind: Loss;
  readonly outageDays?: number | undefined;
  readonly lossAmount?: bigint | undefined;
  /** Another way or worth than the tables propose, and why. */
  readonly hand?:
    { readonly way?: Way | undefined; readonly worth?: bigint | undefined; readonly reason: string } | undefined;
};

/**
 * Proposes a compensation: way and worth by the tables of the policy, or set by hand with a reason within its limits
 * (B5.3.3, S1.5.5). Nothing is booked yet. Answers its id.
 * @throws AppError policy.guarded (403) without fault on our side or beyond the limit, policy.undecided (409), platform.invalid (400)
 */
export async function proposeCompensation(ctx: Context, ticket: TicketRow, wanted: Wanted): Promise<string> {
  await demandComplaint(ctx, ticket);
  await demandFault(ctx, ticket, "compensation");
  const { lossKind, outageDays = null, lossAmount = null, hand } = wanted;
  demandLoss(wanted);
  const id = newId();
  const subject = { customerId: ticket.customerId, subjectId: id, departmentId: ticket.departmentId };
  const standing = ticket.customerId === nobody ? undefined : await standingOf(ctx, ticket.customerId);
  const facts = { lossKind, severity: ticket.severity, grade: standing?.grade ?? ticket.grade };
  const byHand = (value: unknown) => hand && { value, reason: hand.reason };
  const way = await decideFor(
    ctx,
    compensationWay,
    { ...facts, active: standing?.state === "active" || standing?.state === "idle" },
    subject,
    hand?.way && byHand(hand.way),
  );
  const { parameters, clause } = await decisionBinding(ctx, compensationAmount);
  const fee = lossKind === "outage" ? await monthlyFeeOf(ctx, ticket.customerId, dayOf(ctx.now)) : 0n;
  const daysPerMonth = parameters.daysPerMonth as number;
  const given = { fee, days: outageDays ?? 0, lossAmount };
  const plain = reckon(lossKind, { ...given, table: null }, daysPerMonth);
  const worth = hand?.worth === undefined ? undefined : byHand(Number(hand.worth));
  const table = plain && !worth ? undefined : await decideFor(ctx, compensationAmount, facts, subject, worth);
  const proposed = plain ?? reckon(lossKind, { ...given, table: table!.value as bigint | null }, daysPerMonth);
  const chosen = { way: hand?.way ?? (way.value as Way | null), worth: hand?.worth ?? proposed?.worth };
  if (!chosen.way || !chosen.worth)
    throw conflict("service.no_compensation", {
      zh: "按规则这种情形不予补偿；确需补偿的，请手工填写方式、金额和理由。",
      en: "By the rules there is no compensation here; set way, worth and reason by hand where there should be.",
    });
  const { severity, departmentId, customerId } = ticket;
  await askGuard(ctx, compensationLimit, {
    customerId,
    subjectType: "compensation",
    subjectId: id,
    departmentId,
    facts: { severity, worth: String(chosen.worth) },
  });
  await insertCompensation(ctx, ticket, {
    id,
    lossKind,
    outageDays,
    lossAmount,
    way: chosen.way,
    worth: chosen.worth,
    amount: amountOf(chosen.way, chosen.worth, parameters.pointsPerYuan as number),
    basis: {
      way: way.value,
      wayClause: way.binding.clause,
      wayRow: way.row,
      worth: proposed?.worth ?? null,
      rule: proposed?.rule ?? null,
      worthClause: clause,
      ...(proposed?.rule === "table" && { worthRow: table!.row }),
      ...(proposed?.rule === "outage" && { fee, days: outageDays, daysPerMonth }),
      facts,
    },
    handReason: hand && (hand.way || hand.worth) ? hand.reason : null,
  });
  await told(ctx, ticket, "compensation.proposed", { compensationId: id });
  return id;
}

function demandLoss({ lossKind, outageDays, lossAmount, hand }: Wanted): void {
  if (lossKind === "outage" && !outageDays)
    throw invalid([{ field: "outageDays", text: { zh: "请填写中断天数", en: "say how many days were lost" } }]);
  if (lossKind === "property" && !lossAmount && !hand?.worth)
    throw invalid([{ field: "lossAmount", text: { zh: "请填写核定损失", en: "say what loss was proven" } }]);
}

/** A compensation of this ticket in one of these states. @throws AppError platform.not_found (404), service.compensation_state (409) */
async function load(
  ctx: Context,
  id: string,
  states: readonly CompensationRow["state"][],
  ticket?: TicketRow,
): Promise<CompensationRow> {
  const row = await findCompensation(ctx, id);
  if (!row || (ticket && row.ticketId !== ticket.id)) throw notFound({ zh: "补偿", en: "compensation" });
  if (states.includes(row.state)) return row;
  throw conflict(
    "service.compensation_state",
    {
      zh: "这笔补偿的状态已变，请刷新后再试。",
      en: "This compensation has moved on meanwhile; reload and try again.",
    },
    { state: row.state },
  );
}

/**
 * Books a proposed compensation: an instruction that billing or loyalty carries out. Above the levels of the policy it
 * needs an approval, asked for by whoever instructs it; the customer is told.
 * @throws AppError policy.approval_needed (403), policy.guarded (403), service.compensation_state (409)
 */
export async function instructCompensation(ctx: Context, ticket: TicketRow, id: string): Promise<void> {
  await demandComplaint(ctx, ticket);
  const row = await load(ctx, id, ["proposed"], ticket);
  await demandFault(ctx, ticket, "compensation");
  const { customerId, severity, departmentId } = ticket;
  const above = (await bindingsOf(ctx.services, directorApproval.key, ctx.now)).some(
    ({ parameters }) => row.worth > (parameters.directorApprovalAbove as bigint),
  );
  const ask = {
    customerId,
    subjectType: "compensation",
    subjectId: id,
    departmentId,
    facts: { severity, worth: String(row.worth), directorDecides: above },
  };
  for (const control of [compensationLimit, compensationApproval, directorApproval]) await askGuard(ctx, control, ask);
  await setCompensation(ctx, row, { state: "instructed" });
  await told(ctx, ticket, "compensation.instructed", { compensationId: id });
  if (customerId === nobody) return;
  await sendMessage(ctx, {
    customerId,
    template: "compensation",
    ticketId: ticket.id,
    values: { number: ticket.number, subject: ticket.subject, compensation: inWords(row) },
  });
}

/** As customers read it. */
const inWords = ({ way, amount }: Pick<CompensationRow, "way" | "amount">): string =>
  way === "points" ? `积分 ${amount}` : `${ways[way].zh} ${formatMoney(amount)} 元`;

/** Takes back what was not carried out yet. */
export async function cancelCompensation(ctx: Context, ticket: TicketRow, id: string, reason: string): Promise<void> {
  const row = await load(ctx, id, ["proposed", "instructed"], ticket);
  await setCompensation(ctx, row, { state: "cancelled", note: reason });
  await told(ctx, ticket, "compensation.cancelled", { compensationId: id });
}

/** The customer has it; by hand until billing and loyalty do it by themselves. */
export async function settleCompensation(ctx: Context, id: string, note: string): Promise<CompensationRow> {
  const row = await load(ctx, id, ["instructed"]);
  await setCompensation(ctx, row, { state: "carried_out", note });
  await ctx.emit({
    kind: "service.compensation.carried_out",
    customerId: row.customerId,
    subjectType: "ticket",
    subjectId: row.ticketId,
    data: { number: row.ticketNumber, compensationId: id },
  });
  return (await findCompensation(ctx, id))!;
}
