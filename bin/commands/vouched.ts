import { staffActor } from "../../server/modules/identity/index.ts";
import { type Actor, demand } from "../../server/platform/actor.ts";
import type { Services } from "../../server/platform/services.ts";
import { Refusal } from "./command.ts";

/**
 * A member of staff in whose name the owner of the machine acts; only what that person may do.
 * @throws Refusal for one who never signed in; AppError for nobody, or somebody without the right
 */
export async function vouchedFor(services: Services, email: string, grant: string): Promise<Actor> {
  const actor = await staffActor(services, email);
  if (actor.mustChangePassword) throw new Refusal(`${email} has not yet replaced the first password.`);
  demand(actor, grant);
  return actor;
}
