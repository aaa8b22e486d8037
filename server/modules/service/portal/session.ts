import type { Actor } from "../../../platform/actor.ts";
import type { Services } from "../../../platform/services.ts";

/** The customer behind a token of the portal; undefined where it is unknown, expired or revoked. */
export async function customerOf(_services: Services, _token: string): Promise<Actor | undefined> {
  return undefined;
}
