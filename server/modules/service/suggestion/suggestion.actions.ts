import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { tellStaff } from "../../../platform/notice/index.ts";
import { departmentNames, isActiveStaff, staffOf } from "../../identity/index.ts";
import { fulfil, openObligations, releaseSubject, wakePromises } from "../../policy/index.ts";
import { dayOf, spanOf } from "../day.ts";
import { watch } from "../ticket/gather.store.ts";
import { demandOpen } from "../ticket/archive.ts";
import { advanceTicket } from "../ticket/progress.actions.ts";
import { minutesUntil } from "../ticket/ticket.actions.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { carryOutDuty } from "./suggestion.controls.ts";
import { findSuggestion, writeSuggestion } from "./suggestion.store.ts";

/** @throws AppError service.archived (409), service.not_suggestion (409) */
export async function demandSuggestion(ctx: Context, ticket: TicketRow): Promise<void> {
  await demandOpen(ctx, ticket);
  if (ticket.kind === "suggestion") return;
  throw conflict("service.not_suggestion", {
    zh: "这件工单不是建议，没有这一步。",
    en: "This ticket is no suggestion and has no such step.",
  });
}

const told = (ctx: Context, ticket: TicketRow, kind: string, data: object = {}) =>
  ctx.emit({
    kind: `service.suggestion.${kind}`,
    customerId: ticket.customerId,
    subjectType: "ticket",
    subjectId: ticket.id,
    data: { number: ticket.number, ...data },
  });

async function atWork(ctx: Context, ticket: TicketRow): Promise<TicketRow> {
  if (ticket.state !== "new" && ticket.state !== "waiting") return ticket;
  await advanceTicket(ctx, ticket, "working", { waitingFor: null });
  await wakePromises(ctx, { customerId: ticket.customerId, subjectId: ticket.id });
  return { ...ticket, state: "working" };
}

/** Whether it can be carried out, and whose matter it is (B5.3.2). It may be analysed anew until it is decided. */
export async function analyse(
  ctx: Context,
  ticket: TicketRow,
  given: { readonly feasibility: string; readonly departmentId: string },
): Promise<void> {
  await demandSuggestion(ctx, ticket);
  const open = await atWork(ctx, ticket);
  if (open.state !== "working") throw decidedAlready();
  if (!(await departmentNames(ctx)).some((one) => one.id === given.departmentId))
    throw invalid([{ field: "departmentId", text: { zh: "没有这个部门", en: "there is no such department" } }]);
  await writeSuggestion(ctx, ticket, { ...given, analysedByName: ctx.actor.name, analysedAt: ctx.now });
  await told(ctx, ticket, "analysed");
}

const decidedAlready = () =>
  conflict("service.step", {
    zh: "这件建议已作出决定，不能再分析；请刷新后再试。",
    en: "This suggestion is decided: it is not analysed any more. Reload and try again.",
  });

export type Verdict = {
  readonly adopted: boolean;
  readonly reason: string;
  readonly ownerId?: string | undefined;
  readonly carryOutBy?: string | undefined;
};

/**
 * Adopted or not, and why (B5.3.2); what is adopted has an owner and a date, which become a promise of their own.
 * @throws AppError service.not_analysed (409), platform.invalid (400)
 */
export async function decideOn(ctx: Context, ticket: TicketRow, given: Verdict): Promise<void> {
  await demandSuggestion(ctx, ticket);
  const row = await findSuggestion(ctx, ticket);
  if (!row?.analysedAt)
    throw conflict("service.not_analysed", {
      zh: "请先由相关部门分析可行性，再作决定。",
      en: "The department concerned analyses it first, then it is decided.",
    });
  const ownerName = given.adopted ? await demandOwner(ctx, given) : null;
  const open = await atWork(ctx, ticket);
  await advanceTicket(ctx, open, "solved", { solvedAt: ctx.now, outcome: given.reason });
  const { adopted, reason } = given;
  const { ownerId, carryOutBy } = adopted ? given : {};
  await writeSuggestion(ctx, ticket, {
    adopted,
    reason,
    ownerId: ownerId ?? null,
    ownerName,
    carryOutBy: carryOutBy ?? null,
    decidedByName: ctx.actor.name,
    decidedAt: ctx.now,
  });
  const subject = { customerId: ticket.customerId, subjectId: row.id };
  await releaseSubject(ctx, subject, "重新作出决定", [carryOutDuty.key]);
  if (adopted) {
    await openObligations(ctx, carryOutDuty.key, [
      {
        ...subject,
        subjectType: "suggestion",
        subjectName: ticket.number,
        departmentId: row.departmentId,
        assigneeId: ownerId!,
        term: minutesUntil(ctx.now, spanOf(carryOutBy!).to),
        calendar: "24x7",
      },
    ]);
    // Whoever carries it out sees what it is about.
    await watch(ctx, ticket, ownerId!);
    await tellStaff(ctx, [ownerId], { kind: "suggestion.owner", subjectType: "ticket", subjectId: ticket.id });
  }
  await told(ctx, ticket, adopted ? "adopted" : "declined");
}

async function demandOwner(ctx: Context, { ownerId, carryOutBy }: Verdict): Promise<string> {
  const problems = [
    ...(ownerId ? [] : [{ field: "ownerId", text: { zh: "请指定落实责任人", en: "name who carries it out" } }]),
    ...(carryOutBy ? [] : [{ field: "carryOutBy", text: { zh: "请填写落实期限", en: "say by when" } }]),
    ...(carryOutBy && carryOutBy < dayOf(ctx.now)
      ? [{ field: "carryOutBy", text: { zh: "落实期限不能早于今天", en: "it cannot be due before today" } }]
      : []),
  ];
  if (problems.length) throw invalid(problems);
  const person = (await isActiveStaff(ctx, ownerId!)) ? await staffOf(ctx, ownerId!) : undefined;
  if (!person)
    throw invalid([{ field: "ownerId", text: { zh: "没有这名在职员工", en: "there is no such active colleague" } }]);
  return person.name;
}

/** What was adopted is done; most often long after the ticket was closed. */
export async function carryOut(ctx: Context, ticket: TicketRow, note: string): Promise<void> {
  const row = await findSuggestion(ctx, ticket);
  if (!row?.adopted || row.carriedOutAt)
    throw conflict("service.nothing_to_carry_out", {
      zh: "这件建议没有待落实的内容，或已登记落实。",
      en: "There is nothing to carry out, or it was done already.",
    });
  await writeSuggestion(ctx, ticket, {
    carriedOutNote: note,
    carriedOutByName: ctx.actor.name,
    carriedOutAt: ctx.now,
  });
  await fulfil(ctx, carryOutDuty.key, [{ customerId: ticket.customerId, subjectId: row.id }]);
  await told(ctx, ticket, "carried_out");
}
