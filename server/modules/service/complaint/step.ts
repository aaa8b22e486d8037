import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { isActiveStaff, staffOf } from "../../identity/index.ts";
import {
  askGuard,
  bindingsOf,
  openObligations,
  releaseSubject,
  subjectObligations,
  wakePromises,
} from "../../policy/index.ts";
import { demandOpen } from "../ticket/archive.ts";
import { advanceTicket } from "../ticket/progress.actions.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { closing, reopeningDuty, resultDuty } from "./complaint.controls.ts";
import { foundOf } from "./complaint.store.ts";
import type { StepFacts } from "./guard.rules.ts";

export const subjectOf = ({ customerId, id }: Pick<TicketRow, "customerId" | "id">) => ({ customerId, subjectId: id });

/** Steps of a complaint are done on an open complaint. @throws AppError service.archived (409), service.not_complaint (409) */
export async function demandComplaint(ctx: Context, ticket: TicketRow): Promise<void> {
  await demandOpen(ctx, ticket);
  if (ticket.kind === "complaint") return;
  throw conflict("service.not_complaint", {
    zh: "这件工单不是投诉，没有这一步。",
    en: "This ticket is no complaint and has no such step.",
  });
}

/** No step is skipped (R8.2.1, T5.2.4, E4.3.3). @throws AppError policy.guarded (403) with the clause */
export async function demandStep(ctx: Context, ticket: TicketRow, step: StepFacts["step"]): Promise<void> {
  const facts: StepFacts = {
    step,
    found: (await foundOf(ctx, ticket)) !== undefined,
    reviewed: ticket.state === "reviewed" || ticket.state === "told",
    told: ticket.state === "told",
    awaitsSupervisor: await awaitsSupervisor(ctx, ticket),
  };
  const { customerId, id, departmentId } = ticket;
  await askGuard(ctx, closing, { customerId, subjectType: "ticket", subjectId: id, departmentId, facts });
}

/** A complaint that was opened again waits for the supervisor's word. */
export const awaitsSupervisor = async (ctx: Context, ticket: Pick<TicketRow, "customerId" | "id">): Promise<boolean> =>
  (await subjectObligations(ctx, subjectOf(ticket))).some(
    (one) => one.control === reopeningDuty.key && !one.settledAt && one.state !== "waived",
  );

/** Whether a clause in force wants a review before the result is told. */
export const wantsReview = async (ctx: Context): Promise<boolean> =>
  (await bindingsOf(ctx.services, closing.key, ctx.now)).some(({ parameters }) => parameters.review === true);

/** The result is decided: it is to be told in time (T5.2.4); one clock, however it was decided. */
export async function promiseResult(ctx: Context, ticket: TicketRow): Promise<void> {
  const { customerId, id, number: subjectName, departmentId, assigneeId } = ticket;
  await releaseSubject(ctx, subjectOf(ticket), "重新决定", [resultDuty.key]);
  await openObligations(ctx, resultDuty.key, [
    { customerId, subjectType: "ticket", subjectId: id, subjectName, departmentId, assigneeId },
  ]);
}

/** Whoever does a step works on it: a new or waiting ticket is in work then, and its clocks run. */
export async function atWork(ctx: Context, ticket: TicketRow): Promise<TicketRow> {
  if (ticket.state !== "new" && ticket.state !== "waiting") return ticket;
  await advanceTicket(ctx, ticket, "working", { waitingFor: null });
  await wakePromises(ctx, subjectOf(ticket));
  return { ...ticket, state: "working", waitingFor: null };
}

/** Name of a colleague at work here. @throws AppError platform.invalid (400) naming the field */
export async function demandStaff(ctx: Context, id: string, field: string): Promise<string> {
  const person = (await isActiveStaff(ctx, id)) ? await staffOf(ctx, id) : undefined;
  if (!person) throw invalid([{ field, text: { zh: "没有这名在职员工", en: "there is no such active colleague" } }]);
  return person.name;
}

export const told = (ctx: Context, ticket: TicketRow, kind: string, data: object = {}) =>
  ctx.emit({
    kind: `service.${kind}`,
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number, ...data },
  });
