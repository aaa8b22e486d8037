import type { Context } from "../../../platform/context.ts";
import { endAnswer } from "./answer-promise.ts";
import { type ChatRow, openOfSession, updateChat } from "./chat.store.ts";
import { contactEnded } from "./contact-side.ts";
import { notice, tellState } from "./conversation.ts";

export type Ending = {
  readonly by: "visitor" | "staff" | "program";
  readonly outcome: string | null;
};

/** Ends a chat that the caller has locked, and the contact that it is. */
export async function endChat(ctx: Context, chat: ChatRow, { by, outcome }: Ending): Promise<void> {
  await notice(ctx, chat, `closed ${by}`);
  const isAnswered = chat.answeredAt !== null;
  await updateChat(ctx, chat, {
    state: "closed",
    outcome: outcome ?? (isAnswered ? null : "abandoned"),
    closedAt: ctx.now.toISOString(),
    closedBy: by,
    wantedStaffId: null,
  });
  await contactEnded(ctx, chat, isAnswered);
  if (!isAnswered) await endAnswer(ctx, chat, by === "program" ? chat.visitorSeenAt : ctx.now.toISOString());
  await ctx.emit({
    kind: "service.chat.closed",
    customerId: chat.customerId,
    subjectType: "chat",
    subjectId: chat.id,
    data: { by },
  });
  await tellState(ctx, chat);
}

/** Whoever signs out of the portal leaves the chats that they began there. */
export async function endChatsOfSession(ctx: Context, sessionId: string): Promise<void> {
  for (const chat of await openOfSession(ctx, sessionId)) await endChat(ctx, chat, { by: "visitor", outcome: null });
}
