import type { Context } from "../../../platform/context.ts";
import { conflict, invalid } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import { fulfil } from "../../policy/index.ts";
import { sendMessage } from "../message/message.actions.ts";
import { addEntry } from "../ticket/entry.actions.ts";
import { advanceTicket, endTicket } from "../ticket/progress.actions.ts";
import { suggestionReply } from "../ticket/ticket.controls.ts";
import type { TicketRow } from "../ticket/ticket.store.ts";
import { demandSuggestion } from "./suggestion.actions.ts";
import { findSuggestion, writeSuggestion } from "./suggestion.store.ts";

export type Way = "preferred" | "email" | "sms" | "phone" | "visit";
const outcomes = { true: "采纳", false: "未采纳" } as const;

/**
 * Tells the author whether the suggestion was adopted and why (B5.3.2), which keeps the promise and ends the ticket.
 * @throws AppError service.step (409) before it is decided, platform.invalid (400) where the way does not reach the author
 */
export async function tellAuthor(
  ctx: Context,
  ticket: TicketRow,
  given: { readonly way: Way; readonly text?: string | undefined },
): Promise<void> {
  await demandSuggestion(ctx, ticket);
  const row = await findSuggestion(ctx, ticket);
  if (row?.adopted === undefined || row.adopted === null || ticket.state !== "solved")
    throw conflict("service.step", {
      zh: "请先作出采纳与否的决定，再告知建议人。",
      en: "Decide whether it is adopted, then tell its author.",
    });
  const { way } = given;
  const words = given.text ?? row.reason!;
  const said = way === "phone" || way === "visit";
  if (!said && ticket.customerId === nobody)
    throw invalid([
      {
        field: "way",
        text: {
          zh: "这件工单没有关联客户，无法发送；请选择「已电话告知」或「已当面告知」",
          en: "nobody is known to write to; choose 'told by phone' or 'in person'",
        },
      },
    ]);
  await advanceTicket(ctx, ticket, "told", { toldAt: ctx.now });
  const message = said
    ? null
    : await sendMessage(ctx, {
        customerId: ticket.customerId,
        template: "suggestion-outcome",
        ticketId: ticket.id,
        values: {
          number: ticket.number,
          subject: ticket.subject,
          outcome: outcomes[String(row.adopted) as "true" | "false"],
          reason: words,
        },
        ...((way === "email" || way === "sms") && { way }),
      });
  const now = { ...ticket, state: "told" as const };
  await addEntry(ctx, now, { kind: "reply", body: words, messageId: message?.id ?? null, channel: way });
  await writeSuggestion(ctx, ticket, { toldWay: way, toldWords: words, toldByName: ctx.actor.name, toldAt: ctx.now });
  await fulfil(ctx, suggestionReply.key, [{ customerId: ticket.customerId, subjectId: ticket.id }]);
  await endTicket(ctx, { ...now, firstContactAt: ticket.firstContactAt ?? ctx.now.toISOString() }, {});
}
