import type { Actor } from "../../../platform/actor.ts";
import type { Services } from "../../../platform/services.ts";
import { bindingsOf } from "../../policy/index.ts";
import { fieldAccess } from "./field-access.controls.ts";

/**
 * The actor without the rights that lines such as `agent contact.contact:reveal` or `* address.address:clear` take
 * away. A line counts for whoever holds its role, whatever other roles they hold: a policy narrows, and in doubt it
 * narrows more. Reading goes with everything that stands on it (clear, reveal).
 */
export function narrow(actor: Actor, lines: readonly string[]): Actor {
  const lost = new Set<string>();
  for (const line of lines) {
    const [role, right] = line.split(" ") as [string, string];
    if (role !== "*" && !actor.roles.includes(role)) continue;
    lost.add(right);
    if (right.endsWith(":read")) for (const level of ["clear", "reveal"]) lost.add(right.replace(/read$/, level));
  }
  if (![...lost].some((right) => actor.grants.has(right))) return actor;
  return { ...actor, grants: new Set([...actor.grants].filter((right) => !lost.has(right))) };
}

/** Wraps the way an actor is found, so that B3.2.2 holds on every route, export and background job asked for by people. */
export const narrowedBy =
  (actorOf: (services: Services, token: string) => Promise<Actor | undefined>) =>
  async (services: Services, token: string): Promise<Actor | undefined> => {
    const actor = await actorOf(services, token);
    if (!actor) return undefined;
    const bindings = await bindingsOf(services, fieldAccess.key, services.clock.now());
    return narrow(
      actor,
      bindings.flatMap((binding) => binding.parameters.without as string[]),
    );
  };
