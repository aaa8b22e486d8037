import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { canWriteTo, sendMessage } from "../message/message.actions.ts";
import { demandOpen } from "./archive.ts";
import { addEntry, type NewEntry } from "./entry.actions.ts";
import type { TicketRow } from "./ticket.store.ts";

/** How a reply reaches the customer: as they prefer, or over the way named; `told` was said already and is only kept. */
export type ReplyWay = "preferred" | "email" | "sms" | "told";

/** Writes to the customer and keeps it on the ticket. @throws AppError platform.invalid (400) where nobody is known to write to */
export async function replyToCustomer(
  ctx: Context,
  ticket: TicketRow,
  way: ReplyWay,
  given: Pick<NewEntry, "body" | "mentions" | "channel">,
): Promise<string> {
  await demandOpen(ctx, ticket);
  if (way !== "told" && !(await canWriteTo(ctx, ticket)))
    throw invalid([
      {
        field: "way",
        text: {
          zh: "这件工单没有关联客户，也没有可用的邮箱或手机号码，无法发送；请选择「已当面或电话告知」",
          en: "nobody is known to write to; choose 'told already'",
        },
      },
    ]);
  const message =
    way === "told"
      ? undefined
      : await sendMessage(ctx, {
          customerId: ticket.customerId,
          template: "reply",
          ticketId: ticket.id,
          subject: `[${ticket.number}] ${ticket.subject}`,
          body: given.body,
          values: {},
          ...(way !== "preferred" && { way }),
        });
  return addEntry(ctx, ticket, {
    ...given,
    kind: "reply",
    messageId: message?.id ?? null,
    channel: given.channel ?? (way === "told" ? "phone" : way),
  });
}
