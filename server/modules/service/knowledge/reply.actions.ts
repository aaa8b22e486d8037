import { may } from "../../../platform/actor.ts";
import type { Context } from "../../../platform/context.ts";
import { forbidden, notFound } from "../../../platform/errors.ts";
import { changedMeanwhile } from "../seen.ts";
import { demandPlaces } from "./article.actions.ts";
import {
  deleteReply,
  findReply,
  insertReply,
  lockReply,
  type ReplyRow,
  type ReplyText,
  updateReply,
} from "./reply.store.ts";

/**
 * A new saved reply: one's own, or for all.
 * @throws AppError service.shared_reply (403) for all without the right to write, service.invalid (400) for unknown variables
 */
export async function addReply(ctx: Context, text: ReplyText, shared: boolean): Promise<string> {
  demandPlaces(text.body, "body");
  if (shared) demandShared(ctx);
  const id = await insertReply(ctx, text, shared ? null : ctx.actor.id);
  if (shared) await tell(ctx, id, "added");
  return id;
}

export async function changeReply(ctx: Context, id: string, version: number, text: ReplyText): Promise<void> {
  const reply = await changeable(ctx, id);
  if (reply.version !== version) throw changedMeanwhile(reply.version);
  demandPlaces(text.body, "body");
  await updateReply(ctx, id, text);
  if (!reply.ownerId) await tell(ctx, id, "changed");
}

export async function removeReply(ctx: Context, id: string): Promise<void> {
  const reply = await changeable(ctx, id);
  await deleteReply(ctx, id);
  if (!reply.ownerId) await tell(ctx, id, "removed");
}

/** Shared, or the actor's own. @throws AppError platform.not_found (404) */
export async function demandReply(ctx: Context, id: string): Promise<ReplyRow> {
  return seen(ctx, await findReply(ctx.tx, id));
}

async function changeable(ctx: Context, id: string): Promise<ReplyRow> {
  const reply = seen(ctx, await lockReply(ctx, id));
  if (!reply.ownerId) demandShared(ctx);
  return reply;
}

function seen(ctx: Context, reply: ReplyRow | undefined): ReplyRow {
  if (!reply || (reply.ownerId && reply.ownerId !== ctx.actor.id))
    throw notFound({ zh: "常用回复", en: "saved reply" });
  return reply;
}

function demandShared(ctx: Context): void {
  if (may(ctx.actor, "service.knowledge.write")) return;
  throw forbidden(
    {
      zh: "公用回复由知识库编写人维护；您可以存为自己的常用回复。",
      en: "Replies for all are kept by those who write the knowledge base; you may keep one of your own.",
    },
    "service.shared_reply",
  );
}

const tell = (ctx: Context, id: string, verb: string) =>
  ctx.emit({ kind: `service.reply.${verb}`, subjectType: "saved_reply", subjectId: id });
