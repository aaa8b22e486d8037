import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { fulfil, openObligations } from "../../policy/index.ts";
import { callbackForComplaint } from "../callback/index.ts";
import { sendMessage } from "../message/message.actions.ts";
import { addEntry } from "../ticket/entry.actions.ts";
import { advanceTicket, endTicket, reopenTicket } from "../ticket/progress.actions.ts";
import { demandSorted } from "../ticket/sorting.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import type { TellingWay } from "./choices.ts";
import { reopeningDuty, resultDuty } from "./complaint.controls.ts";
import { demandComplaint, demandStep, subjectOf, told } from "./step.ts";
import { answerTelling, handlersOf, insertTelling } from "./telling.store.ts";

const said = (way: TellingWay): boolean => way === "phone" || way === "visit";

/**
 * Tells the complainer the result (T5.2.4), over the way they prefer or one named; or keeps that it was told already.
 * @throws AppError policy.guarded (403) before its review has passed, platform.invalid (400) where the way does not reach them
 */
export async function tellResult(
  ctx: Context,
  ticket: TicketRow,
  given: { readonly way: TellingWay; readonly text: string },
): Promise<void> {
  await demandComplaint(ctx, ticket);
  await demandStep(ctx, ticket, "telling");
  // What the customer answers may close it: whoever tells them sorts it first.
  await demandSorted(ctx, ticket, "close");
  const { way, text } = given;
  await demandReachable(ticket, way);
  await advanceTicket(ctx, ticket, "told", { toldAt: ctx.now });
  const messageId = said(way) ? null : (await sendResult(ctx, ticket, way, text)).id;
  await insertTelling(ctx, ticket, { way, body: text, messageId });
  await addEntry(ctx, { ...ticket, state: "told" }, { kind: "reply", body: text, messageId, channel: way });
  await fulfil(ctx, resultDuty.key, [subjectOf(ticket)]);
}

/** Nobody is written to whom nobody knows. */
async function demandReachable(ticket: TicketRow, way: TellingWay): Promise<void> {
  if (said(way) || ticket.customerId !== nobody) return;
  throw invalid([
    {
      field: "way",
      text: {
        zh: "这件工单没有关联客户，无法发送；请选择「已电话告知」或「已当面告知」",
        en: "nobody is known to write to; choose 'told by phone' or 'in person'",
      },
    },
  ]);
}

const sendResult = (ctx: Context, ticket: TicketRow, way: TellingWay, text: string) =>
  sendMessage(ctx, {
    customerId: ticket.customerId,
    template: "complaint-result",
    ticketId: ticket.id,
    values: { number: ticket.number, subject: ticket.subject, result: text },
    ...((way === "email" || way === "sms") && { way }),
  });

/**
 * What the complainer says to the result (T5.2.4): satisfied closes and archives it and a callback follows; dissatisfied
 * opens it again with clocks of its own. Answers whether it closed.
 * @throws AppError policy.guarded (403) where it was not told, service.step (409) where a colleague was quicker
 */
export async function answerResult(
  ctx: Context,
  ticket: TicketRow,
  given: { readonly satisfied: boolean; readonly words?: string | undefined },
): Promise<void> {
  await demandComplaint(ctx, ticket);
  await demandStep(ctx, ticket, "closing");
  const words = given.words?.trim() || null;
  await answerTelling(ctx, ticket, given.satisfied, words);
  await told(ctx, ticket, "complaint.answered", { satisfied: given.satisfied });
  if (words) await addEntry(ctx, ticket, { kind: "customer", body: words });
  if (given.satisfied) await close(ctx, ticket);
  else await open(ctx, ticket);
}

async function close(ctx: Context, ticket: TicketRow): Promise<void> {
  const handledBy = await handlersOf(ctx, ticket);
  await endTicket(ctx, ticket, { satisfied: true });
  await callbackForComplaint(ctx, {
    customerId: ticket.customerId,
    ticketId: ticket.id,
    severity: ticket.severity,
    handledBy,
  });
}

async function open(ctx: Context, ticket: TicketRow): Promise<void> {
  await reopenTicket(ctx, ticket, "客户对处理结果不满意，重新处理。");
  const { customerId, id, number: subjectName, departmentId } = ticket;
  await openObligations(ctx, reopeningDuty.key, [
    { customerId, subjectType: "ticket", subjectId: id, subjectName, departmentId },
  ]);
  if (ticket.customerId === nobody) return;
  await sendMessage(ctx, {
    customerId: ticket.customerId,
    template: "reopened",
    ticketId: ticket.id,
    values: { number: ticket.number, subject: ticket.subject },
  });
}
