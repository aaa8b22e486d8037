import { createHash } from "node:crypto";
import type { Actor } from "../../platform/actor.ts";
import { visitor } from "../../platform/actor.ts";
import { reading } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import type { Services } from "../../platform/services.ts";
import {
  type ActorRow,
  findActorByEmail,
  findActorBySession,
  findActorByToken,
  touchSession,
  touchToken,
} from "./actor.store.ts";

/** API tokens say what they are, so that a leaked one is recognised by scanners. */
export const tokenPrefix = "yz_";

export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

// Rights change seldom and are asked for on every request: a few seconds of memory, emptied on each change here.
const remembered = new WeakMap<Services, Map<string, { actor: Actor; until: number }>>();
const memoryMs = 3_000;

/** Who stands behind a session or API token; undefined where it is unknown, expired or revoked. */
export async function actorOf(services: Services, token: string): Promise<Actor | undefined> {
  const memory = remembered.get(services) ?? new Map();
  remembered.set(services, memory);
  const hash = hashOf(token);
  const key = hash.toString("base64");
  const known = memory.get(key);
  if (known && known.until > Date.now()) return known.actor;
  const { query, now } = reading(services, { actor: visitor });
  const isToken = token.startsWith(tokenPrefix);
  const row = await (isToken ? findActorByToken : findActorBySession)(query, hash, now);
  if (!row) {
    memory.delete(key);
    return undefined;
  }
  await (isToken ? touchToken : touchSession)(query, hash, now);
  const actor = actorFrom(row);
  if (memory.size > 10_000) memory.clear();
  memory.set(key, { actor, until: Date.now() + memoryMs });
  return actor;
}

/** After any change of rights, sessions or tokens. Other processes follow within three seconds. */
export const forgetActors = (services: Services): void => remembered.get(services)?.clear();

/**
 * A member of staff with their own rights, for whom the owner of the machine vouches; the trail says that it came from
 * the command line. @throws AppError platform.not_found (404)
 */
export async function staffActor(services: Services, email: string): Promise<Actor> {
  const { query, now } = reading(services, { actor: visitor });
  const row = await findActorByEmail(query, email, now);
  if (!row) throw notFound({ zh: `员工 ${email}`, en: `member of staff ${email}` });
  const actor = actorFrom(row);
  return { ...actor, name: `${actor.name} (command line)` };
}

function actorFrom(row: ActorRow): Actor {
  const own = new Set(row.grants ?? []);
  // Until a first password is replaced, its owner can do nothing else.
  const grants = row.mustChangePassword
    ? new Set<string>()
    : row.tokenGrants
      ? new Set(row.tokenGrants.filter((one) => own.has(one)))
      : own;
  return {
    kind: row.tokenGrants ? "token" : "staff",
    id: row.id,
    name: row.name,
    grants,
    roles: row.roles ?? [],
    departments: row.departments,
    ...(row.sessionId && { sessionId: row.sessionId }),
    ...(row.mustChangePassword && { mustChangePassword: true as const }),
  };
}
