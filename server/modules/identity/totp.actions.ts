import { Secret, TOTP } from "otpauth";
import type { Context } from "../../platform/context.ts";
import { AppError, conflict, invalid } from "../../platform/errors.ts";
import { demandPassword } from "./password.actions.ts";
import { demandPerson, ownRights } from "./rights.ts";
import { endSessions, matchingStep } from "./session.actions.ts";
import { findSecrets, updateTotp } from "./session.store.ts";
import { loadStaff } from "./staff.actions.ts";

/** Begins two-step sign-in: a secret for the owner's phone, asked for only once a code of it came back. */
export async function beginTotp(ctx: Context): Promise<{ secret: string; uri: string }> {
  const person = await findSecrets(ctx, demandPerson(ctx.actor));
  if (person.totpEnabledAt) throw alreadyOn();
  const secret = new Secret({ size: 20 });
  await updateTotp(ctx, person.id, {
    totpSecret: ctx.services.vault.seal(secret.base32, "staff.totpSecret"),
    totpEnabledAt: null,
    totpLastStep: null,
  });
  return { secret: secret.base32, uri: new TOTP({ issuer: "Youzhang", label: person.email, secret }).toString() };
}

/** @throws AppError identity.wrong_code (400), identity.totp_on (409) */
export async function confirmTotp(ctx: Context, code: string): Promise<void> {
  const person = await findSecrets(ctx, demandPerson(ctx.actor));
  if (person.totpEnabledAt) throw alreadyOn();
  const step = matchingStep(ctx, person, code);
  if (step === undefined)
    throw invalid(
      [
        {
          field: "code",
          text: { zh: "动态口令不正确，请检查手机时间", en: "this code is not right; check the phone's clock" },
        },
      ],
      "identity.wrong_code",
    );
  // The code that proves the phone is spent by it.
  await updateTotp(ctx, person.id, { totpEnabledAt: ctx.now, totpLastStep: step });
  await ctx.emit({ kind: "identity.totp.enabled", subjectType: "staff", subjectId: person.id });
}

/** Switches one's own off again, with the password. */
export async function removeTotp(ctx: Context, password: string): Promise<void | AppError> {
  const id = demandPerson(ctx.actor);
  const person = await demandPassword(ctx, id, password);
  if (person instanceof AppError) return person;
  await updateTotp(ctx, id, off);
  await ctx.emit({ kind: "identity.totp.disabled", subjectType: "staff", subjectId: id });
}

/** For somebody who lost the phone: switched off by an administrator; all their sessions end. */
export async function recoverTotp(ctx: Context, id: string): Promise<void> {
  await loadStaff(ctx, id);
  if (id === ctx.actor.id) throw ownRights();
  await updateTotp(ctx, id, off);
  await endSessions(ctx, id);
  await ctx.emit({ kind: "identity.totp.recovered", subjectType: "staff", subjectId: id });
}

const off = { totpSecret: null, totpEnabledAt: null, totpLastStep: null };
const alreadyOn = () => conflict("identity.totp_on", { zh: "动态口令已启用。", en: "Two-step sign-in is on already." });
