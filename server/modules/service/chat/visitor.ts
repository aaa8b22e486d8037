import type { FastifyRequest } from "fastify";
import { type Actor, visitor } from "../../../platform/actor.ts";
import { type Context, reading, write } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { findClaim } from "../claim.store.ts";
import { type ChatRow, findChat } from "./chat.store.ts";
import { pace } from "./flood.ts";
import { keyHash, keyPattern } from "./key.ts";
import { keyHeader } from "./origins.ts";

/** Whoever speaks with us from a page: never the member of staff whose browser it may be. */
export const chatVisitor: Actor = { ...visitor, name: "访客" };

export const claimKind = "chat.key";

/** A customer who speaks from the portal, where their sign-in says who they are. */
export type SignedIn = { readonly customerId: string; readonly sessionId: string };

/** Only the portal's own routes have such an actor. */
export function signedInAs({ actor }: Pick<FastifyRequest, "actor">): SignedIn | null {
  const { kind, customerId, sessionId } = actor;
  return kind === "customer" && customerId && sessionId ? { customerId, sessionId } : null;
}

/**
 * The key that a request shows, as it is kept. In the portal it is good in its session alone: it opens nothing to
 * whoever signs in after, nor to anybody without signing in. @throws AppError service.chat_key (401)
 */
export function shownKey(request: FastifyRequest): string {
  const key = request.headers[keyHeader];
  if (typeof key !== "string" || !keyPattern.test(key)) throw wrongKey();
  const session = signedInAs(request)?.sessionId;
  return session ? `${session} ${keyHash(key)}` : keyHash(key);
}

export const asVisitor = (request: FastifyRequest) => ({
  actor: signedInAs(request) ? request.actor : chatVisitor,
  language: request.language,
});

/** A transaction of a visitor. */
export const visitorWrites = <T>(request: FastifyRequest, work: (ctx: Context) => Promise<T>): Promise<T> =>
  write(request.reading().services, asVisitor(request), work);

export const visitorReads = (request: FastifyRequest): Context =>
  reading(request.reading().services, asVisitor(request));

/** The chat whose key this is. @throws AppError service.chat_key (401); platform.too_many (429) for whoever tries keys */
export async function chatOfKey(ctx: Context, request: FastifyRequest, locked = false): Promise<ChatRow> {
  const hash = shownKey(request);
  // It may move to its customer between the two questions.
  for (let i = 0; i < 3; i += 1) {
    const claim = await findClaim(ctx, claimKind, hash);
    const found = claim && (await findChat(ctx, claim, locked));
    if (found && found.customerId === (signedInAs(request)?.customerId ?? found.customerId)) return found;
    if (!claim) break;
  }
  pace(ctx.services, "wrongKey", request.ip);
  throw wrongKey();
}

const wrongKey = () =>
  new AppError("service.chat_key", 401, {
    text: { zh: "找不到这次会话，请重新开始。", en: "There is no such chat; please start anew." },
  });
