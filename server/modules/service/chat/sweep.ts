import type { Context } from "../../../platform/context.ts";
import { goneAgents, leaveAgent } from "./agent.store.ts";
import { activeGoneMs, offerMs, waitingGoneMs } from "./chat.rules.ts";
import { findChatById, updateChat } from "./chat.store.ts";
import { notice, tellState } from "./conversation.ts";
import { backToQueue } from "./desk.actions.ts";
import { endChat } from "./end.actions.ts";
import { deserted, heldBy, offersOver } from "./sweep.store.ts";

/**
 * Cron: visitors who went are not waited for; chats of an agent whose browser is silent go back to the queue; what a
 * colleague was handed and does not take is open to all.
 */
export async function sweepChats(ctx: Context): Promise<void> {
  const before = (ms: number) => new Date(ctx.now.getTime() - ms);
  for (const id of await goneAgents(ctx)) {
    await leaveAgent(ctx, id);
    for (const key of await heldBy(ctx, id)) {
      const chat = await findChatById(ctx, key.id, true);
      if (chat?.state !== "active" || chat.staffId !== id) continue;
      await backToQueue(ctx, chat, null);
      await notice(ctx, chat, "queued");
      await tellState(ctx, chat);
    }
  }
  for (const { id } of await offersOver(ctx, before(offerMs))) {
    const chat = await findChatById(ctx, id, true);
    if (!chat?.wantedStaffId) continue;
    await updateChat(ctx, chat, { wantedStaffId: null });
    await tellState(ctx, chat);
  }
  for (const { id } of await deserted(ctx, before(waitingGoneMs), before(activeGoneMs))) {
    const chat = await findChatById(ctx, id, true);
    if (chat && chat.state !== "closed") await endChat(ctx, chat, { by: "program", outcome: null });
  }
}
