import type { FastifyRequest } from "fastify";
import type { Actor } from "../../platform/actor.ts";
import type { Context } from "../../platform/context.ts";
import { AppError, forbidden } from "../../platform/errors.ts";
import { forgetActors } from "./actor.ts";

/** A transaction that changes who may do what: once it is kept, every actor is looked up anew. */
export async function changeRights<T>(request: FastifyRequest, work: (ctx: Context) => Promise<T>): Promise<T> {
  try {
    return await request.write(work);
  } finally {
    forgetActors(request.reading().services);
  }
}

/** A refusal that must leave traces (a counted try) comes as a value, so that its transaction is kept. */
export function demandDone<T>(outcome: T | AppError): T {
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

/**
 * What only a person signed in may do: a leaked token must not grow into more than its scopes.
 * @throws AppError identity.person_only (403)
 */
export function demandPerson(actor: Actor): string {
  if (actor.kind === "staff" && actor.id) return actor.id;
  throw forbidden(
    { zh: "接口令牌不能进行此操作，请由本人登录后办理。", en: "An API token cannot do this: sign in yourself." },
    "identity.person_only",
  );
}

export const ownRights = (): AppError =>
  forbidden(
    {
      zh: "任何人不能更改自己的权限，请由另一位管理员办理。",
      en: "Nobody may change their own rights; ask another administrator.",
    },
    "identity.own_rights",
  );
