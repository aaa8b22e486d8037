import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { publish } from "../../../platform/live/index.ts";
import {
  fulfil,
  handPromises,
  openObligations,
  releaseSubject,
  restPromises,
  wakePromises,
} from "../../policy/index.ts";
import { demandRemembered, standingOf } from "../../customers/index.ts";
import { sendMessage } from "../message/message.actions.ts";
import { demandOpen } from "./archive.ts";
import { addEntry, replied } from "./entry.actions.ts";
import { type State, states } from "./choices.ts";
import { minutesUntil, openPromises } from "./ticket.actions.ts";
import { promise, specialistAnswer } from "./ticket.controls.ts";
import { demandSorted } from "./sorting.ts";
import { tellFollowers } from "./ticket.notices.ts";
import { mayBecome } from "./ticket.rules.ts";
import { type TicketChange, type TicketRow, updateTicket } from "./ticket.store.ts";
import { assignByHand } from "./assign.actions.ts";

const subjectOf = (ticket: TicketRow) => ({ customerId: ticket.customerId, subjectId: ticket.id });

/**
 * Moves a ticket on, with its event; everything else that a step does is its caller's.
 * @throws AppError service.step (409) where a ticket of this kind and state cannot go there
 */
export async function advanceTicket(
  ctx: Context,
  ticket: TicketRow,
  to: State,
  change: TicketChange = {},
): Promise<void> {
  if (!mayBecome(ticket.kind, ticket.state, to)) throw cannotBecome(ticket, to);
  await updateTicket(ctx, ticket, { ...change, state: to });
  await ctx.emit({
    kind: `service.ticket.${to}`,
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number, kind: ticket.kind },
  });
  if (to === "closed" || to === "merged") await tellFollowers(ctx, ticket, to);
  await publish(ctx, "tickets", { type: "changed", id: ticket.id });
  await publish(ctx, `ticket:${ticket.id}`, { type: "state", id: ticket.id });
}

const cannotBecome = (ticket: TicketRow, to: State) =>
  conflict(
    "service.step",
    {
      zh: `工单现在是「${states[ticket.state].zh}」，不能变为「${states[to].zh}」；请刷新后再试。`,
      en: `This ticket is "${states[ticket.state].en}" and cannot become "${states[to].en}"; reload and try again.`,
    },
    { state: ticket.state },
  );

/** Waits for the customer: clocks that may rest do so. */
export async function waitForCustomer(ctx: Context, ticket: TicketRow, reason: string): Promise<void> {
  await demandOpen(ctx, ticket);
  await advanceTicket(ctx, ticket, "waiting", { waitingFor: reason });
  await restPromises(ctx, subjectOf(ticket), reason);
}

/** Goes on. */
export async function goOn(ctx: Context, ticket: TicketRow): Promise<void> {
  await demandOpen(ctx, ticket);
  // What was solved or told is opened again by its own steps, with clocks of its own.
  if (ticket.state !== "waiting") throw cannotBecome(ticket, "working");
  await advanceTicket(ctx, ticket, "working", { waitingFor: null });
  await wakePromises(ctx, subjectOf(ticket));
}

/** First contact by a way that leaves no reply here, such as a call (B5.3.3). */
export async function noteFirstContact(ctx: Context, ticket: TicketRow, way: string, note: string): Promise<void> {
  await demandOpen(ctx, ticket);
  await addEntry(ctx, ticket, { kind: "note", body: note, channel: way });
  await replied(ctx, ticket);
  await ctx.emit({
    kind: "service.ticket.contacted",
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number, way },
  });
}

/** A hard enquiry goes to a named specialist, and the customer is told when to expect an answer (T2.1, E4.2.1). */
export async function askSpecialist(ctx: Context, ticket: TicketRow, staffId: string, expectAt: string): Promise<void> {
  await demandOpen(ctx, ticket);
  if (new Date(expectAt) <= ctx.now)
    throw invalid([
      { field: "expectAt", text: { zh: "预计答复时间应晚于现在", en: "the time to expect an answer lies ahead" } },
    ]);
  await assignByHand(ctx, ticket, { assigneeId: staffId, reason: "专人答复" });
  await openObligations(ctx, specialistAnswer.key, [
    {
      customerId: ticket.customerId,
      subjectType: "ticket",
      subjectId: ticket.id,
      subjectName: ticket.number,
      assigneeId: staffId,
      term: minutesUntil(ctx.now, expectAt),
      calendar: "24x7",
    },
  ]);
  await updateTicket(ctx, ticket, { promisedAt: expectAt });
  await sendMessage(ctx, {
    customerId: ticket.customerId,
    template: "answer-expected",
    ticketId: ticket.id,
    values: { number: ticket.number, subject: ticket.subject, due: localTime(expectAt) },
  });
}

/** An instant as customers read it. */
const localTime = (instant: string): string =>
  new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", dateStyle: "long", timeStyle: "short" }).format(
    new Date(instant),
  );

/** A time agreed with the customer becomes a promise of its own. */
export async function agreeTime(ctx: Context, ticket: TicketRow, at: string): Promise<void> {
  await demandOpen(ctx, ticket);
  if (new Date(at) <= ctx.now)
    throw invalid([{ field: "at", text: { zh: "约定时间应晚于现在", en: "a time agreed lies ahead" } }]);
  await releaseSubject(ctx, subjectOf(ticket), "与客户另行约定", [promise.key]);
  await openObligations(ctx, promise.key, [
    {
      customerId: ticket.customerId,
      subjectType: "ticket",
      subjectId: ticket.id,
      subjectName: ticket.number,
      departmentId: ticket.departmentId,
      assigneeId: ticket.assigneeId,
      term: minutesUntil(ctx.now, at),
      calendar: "24x7",
    },
  ]);
  await updateTicket(ctx, ticket, { promisedAt: at });
}

/**
 * Ends an enquiry or a fault with what came of it, which is also the answer where none was written.
 * @throws AppError service.complaint_steps (409) for kinds that end by steps of their own
 */
export async function closeTicket(ctx: Context, ticket: TicketRow, outcome: string): Promise<void> {
  await demandOpen(ctx, ticket);
  if (ticket.kind === "complaint" || ticket.kind === "suggestion")
    throw conflict("service.complaint_steps", {
      zh: "投诉和建议须告知客户结果后才能结案，请按处理步骤办理。",
      en: "Complaints and suggestions close after their author was told the result: follow their steps.",
    });
  await endTicket(ctx, ticket, { outcome });
}

/** Closes and archives; open promises of the ticket are kept by it, the others fall away. */
export async function endTicket(ctx: Context, ticket: TicketRow, change: TicketChange): Promise<void> {
  if (ticket.kind === "complaint") await demandSorted(ctx, ticket, "close");
  if (!ticket.firstContactAt) await replied(ctx, ticket);
  await fulfil(ctx, promise.key, [subjectOf(ticket)]);
  await advanceTicket(ctx, ticket, "closed", {
    ...change,
    closedAt: ctx.now,
    ...(!ticket.solvedAt && { solvedAt: ctx.now }),
  });
  await releaseSubject(ctx, subjectOf(ticket), "工单已办结");
}

/** Opens a closed ticket again: its clocks begin anew. */
export async function reopenTicket(ctx: Context, ticket: TicketRow, reason: string): Promise<void> {
  const customer = await standingOf(ctx, ticket.customerId);
  if (customer) demandRemembered(customer);
  await advanceTicket(ctx, ticket, "working", {
    closedAt: null,
    solvedAt: null,
    toldAt: null,
    satisfied: null,
    outcome: null,
    reopened: ticket.reopened + 1,
  });
  await openPromises(ctx, ticket, {
    departmentId: ticket.departmentId,
    assigneeId: ticket.assigneeId,
    number: ticket.number,
    openedAt: ctx.now.toISOString(),
  });
  if (ticket.assigneeId) await handPromises(ctx, subjectOf(ticket), { assigneeId: ticket.assigneeId });
  await addEntry(ctx, { ...ticket, state: "working" }, { kind: "note", body: reason });
  await tellFollowers(ctx, ticket, "reopened");
  await ctx.emit({
    kind: "service.ticket.reopened",
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number, kind: ticket.kind },
  });
}
