import type { Context } from "../../../platform/context.ts";
import { publish } from "../../../platform/live/index.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { type ChatAgent, findAgent, leaveAgent, listAgents, lockAgent } from "./agent.store.ts";
import { queueTopic } from "./conversation.ts";

/** Says that one is here (to be repeated every minute) or away. Whoever is away keeps the chats in hand. */
export async function setHere(ctx: Context, here: boolean): Promise<void> {
  const before = await findAgent(ctx, ctx.actor.id!);
  if (here) await lockAgent(ctx);
  else await leaveAgent(ctx, ctx.actor.id!);
  if ((before?.here ?? false) !== here) await publish(ctx, queueTopic, { type: "agents" });
}

/** Who is here, with names. */
export async function agentsHere(ctx: Context): Promise<ChatAgent[]> {
  const names = new Map((await colleaguesWith(ctx, "service.chat")).map((one) => [one.id, one.name]));
  return (await listAgents(ctx)).flatMap((one) => {
    const name = names.get(one.staffId);
    return name === undefined ? [] : [{ ...one, name }];
  });
}

/** How oneself stands: here or not, chats in hand, the limit. */
export async function myStanding(ctx: Context): Promise<ChatAgent> {
  const known = await findAgent(ctx, ctx.actor.id!);
  return {
    staffId: ctx.actor.id!,
    here: false,
    since: ctx.now.toISOString(),
    chats: 0,
    limit: 3,
    ...known,
    name: ctx.actor.name,
  };
}
