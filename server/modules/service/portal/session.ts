import { type Actor, visitor } from "../../../platform/actor.ts";
import { reading } from "../../../platform/context.ts";
import type { Services } from "../../../platform/services.ts";
import { standingOf } from "../../customers/index.ts";
import { hashOf } from "./secret.ts";
import { findSession } from "./session.store.ts";

/** The customer behind a token of the portal; undefined where it is unknown or expired, or the customer is gone. */
export async function customerOf(services: Services, token: string): Promise<Actor | undefined> {
  const ctx = reading(services, { actor: visitor });
  const session = await findSession(ctx, hashOf(token));
  if (!session) return undefined;
  const standing = await standingOf(ctx, session.customerId);
  // After a merge the session goes on at the customer that stayed.
  const customerId = standing?.mergedInto ?? standing?.customerId;
  if (!standing || !customerId || standing.state === "closed" || standing.state === "erased") return undefined;
  return { ...visitor, kind: "customer", name: "客户", customerId, sessionId: session.id };
}
