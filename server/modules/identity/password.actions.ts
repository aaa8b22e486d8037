import type { Context } from "../../platform/context.ts";
import { AppError, invalid } from "../../platform/errors.ts";
import { demandStrong, firstPassword, hashPassword, verifyPassword } from "./password.ts";
import { demandPerson, ownRights } from "./rights.ts";
import { countFailure, endSessions, locked } from "./session.actions.ts";
import { findSecrets, type SignInRow, updatePassword } from "./session.store.ts";
import { loadStaff } from "./staff.actions.ts";

/**
 * Replaces one's own password and ends one's other sessions. A wrong present password counts as a failed sign-in,
 * so that a stolen session cannot guess; that refusal is a value, so that its count is kept.
 * @throws AppError identity.weak_password (400)
 */
export async function changePassword(
  ctx: Context,
  given: { current: string; password: string },
): Promise<void | AppError> {
  const id = demandPerson(ctx.actor);
  const person = await demandPassword(ctx, id, given.current);
  if (person instanceof AppError) return person;
  if (given.password.normalize("NFC") === given.current.normalize("NFC"))
    throw invalid(
      [{ field: "password", text: { zh: "不能与现在的密码相同", en: "must differ from the present password" } }],
      "identity.weak_password",
    );
  demandStrong(given.password, person);
  await updatePassword(ctx, id, await hashPassword(given.password), false);
  await endSessions(ctx, id, ctx.actor.sessionId);
  await ctx.emit({ kind: "identity.password.changed", subjectType: "staff", subjectId: id });
}

/** Gives somebody a new first password, to be told once; all their sessions end. For oneself there is the other way. */
export async function resetPassword(ctx: Context, id: string): Promise<string> {
  await loadStaff(ctx, id);
  if (id === ctx.actor.id) throw ownRights();
  const password = firstPassword();
  await updatePassword(ctx, id, await hashPassword(password), true);
  await endSessions(ctx, id);
  await ctx.emit({ kind: "identity.password.reset", subjectType: "staff", subjectId: id });
  return password;
}

/** The person, where this is their password; else the refusal, counted. */
export async function demandPassword(ctx: Context, id: string, password: string): Promise<SignInRow | AppError> {
  const person = await findSecrets(ctx, id);
  if (person.lockedUntil && new Date(person.lockedUntil) > ctx.now) return locked;
  if (await verifyPassword(person.passwordHash, password)) return person;
  await countFailure(ctx, person);
  return wrongPassword;
}

const wrongPassword = new AppError("identity.wrong_password", 403, {
  text: { zh: "现在的密码不正确。", en: "The present password is not right." },
});
