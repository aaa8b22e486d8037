import { randomBytes } from "node:crypto";
import { TOTP } from "otpauth";
import type { Context } from "../../platform/context.ts";
import { AppError, notFound } from "../../platform/errors.ts";
import { newId, nobody } from "../../platform/ids.ts";
import type { Text } from "../../platform/text.ts";
import { hashOf } from "./actor.ts";
import { verifyPassword } from "./password.ts";
import {
  deleteSession,
  deleteSessionOf,
  deleteSessionsOf,
  findForSignIn,
  insertSession,
  keepSignIn,
  recordFailure,
  type SignInRow,
} from "./session.store.ts";

export type Credentials = { email: string; password: string; code?: string | undefined; agent?: string | undefined };

export type SignedIn = { token: string; staffId: string; expiresAt: string; mustChangePassword: boolean };

/** Ten wrong tries lock the account for a quarter of an hour. */
const triesBeforeLock = 10;
const lockMinutes = 15;

/**
 * Checks e-mail, password and, where it is set up, the six-digit code; opens a session. A refusal is a value, not an
 * error, so that its count and its audit row are kept.
 */
export async function signIn(ctx: Context, given: Credentials): Promise<SignedIn | AppError> {
  const person = await findForSignIn(ctx, given.email);
  const right = await verifyPassword(person?.passwordHash, given.password);
  if (!person) {
    await ctx.emit({
      kind: "identity.session.refused",
      subjectType: "staff",
      subjectId: nobody,
      data: { reason: "unknown" },
    });
    return wrong;
  }
  if (person.lockedUntil && new Date(person.lockedUntil) > ctx.now) return refuse(ctx, person, "locked", locked);
  if (!right) return fail(ctx, person, "password");
  if (person.state !== "active") return refuse(ctx, person, "disabled", wrong);
  if (person.totpEnabledAt) {
    if (!given.code) return codeNeeded;
    const step = matchingStep(ctx, person, given.code);
    // A code that was used is spent, even within its half minute.
    if (step === undefined || (person.totpLastStep !== null && step <= person.totpLastStep))
      return fail(ctx, person, "code");
    return open(ctx, person, "password", given.agent, step);
  }
  return open(ctx, person, "password", given.agent);
}

export async function open(
  ctx: Context,
  person: SignInRow,
  way: "password" | "oidc",
  agent?: string,
  totpStep?: bigint,
): Promise<SignedIn> {
  const token = randomBytes(32).toString("base64url");
  const id = newId();
  const expiresAt = new Date(ctx.now.getTime() + 2 * 3_600_000);
  await keepSignIn(ctx, person.id, totpStep);
  await insertSession(ctx, {
    id,
    tokenHash: hashOf(token),
    staffId: person.id,
    way,
    agent: agent?.slice(0, 200) ?? null,
    expiresAt,
  });
  await ctx.emit({
    kind: "identity.session.opened",
    subjectType: "staff",
    subjectId: person.id,
    data: { way, session: id },
  });
  return {
    token,
    staffId: person.id,
    expiresAt: expiresAt.toISOString(),
    mustChangePassword: person.mustChangePassword,
  };
}

export function matchingStep(ctx: Context, person: Pick<SignInRow, "totpSecret">, code: string): bigint | undefined {
  if (!person.totpSecret) return undefined;
  const totp = new TOTP({ secret: ctx.services.vault.open(person.totpSecret, "staff.totpSecret") });
  const delta = totp.validate({ token: code.replace(/\s/g, ""), window: 1, timestamp: ctx.now.getTime() });
  return delta === null ? undefined : BigInt(Math.floor(ctx.now.getTime() / 30_000) + delta);
}

async function fail(ctx: Context, person: SignInRow, reason: string): Promise<AppError> {
  const lock = await countFailure(ctx, person);
  return refuse(ctx, person, lock ? "locked" : reason, lock ? locked : wrong);
}

/** Counts a wrong secret; answers whether that locked the account. */
export async function countFailure(ctx: Context, person: Pick<SignInRow, "id" | "failedSignIns">): Promise<boolean> {
  const lock = person.failedSignIns + 1 >= triesBeforeLock;
  await recordFailure(ctx, person.id, lock ? new Date(ctx.now.getTime() + lockMinutes * 60_000) : null);
  return lock;
}

async function refuse(ctx: Context, person: SignInRow, reason: string, answer: AppError): Promise<AppError> {
  await ctx.emit({ kind: "identity.session.refused", subjectType: "staff", subjectId: person.id, data: { reason } });
  return answer;
}

const refusal = (code: string, status: number, text: Text) => new AppError(code, status, { text });
const wrong = refusal("identity.wrong_credentials", 401, {
  zh: "邮箱、密码或动态口令不正确。",
  en: "E-mail, password or code is not right.",
});
export const locked = refusal("identity.locked", 423, {
  zh: "多次输入错误，账号已锁定 15 分钟。",
  en: "Too many wrong tries: the account is locked for 15 minutes.",
});
const codeNeeded = refusal("identity.code_needed", 401, {
  zh: "请输入动态口令。",
  en: "Please enter the six-digit code.",
});

/** Ends the caller's own session. */
export async function signOut(ctx: Context): Promise<void> {
  if (!ctx.actor.sessionId) return;
  await deleteSession(ctx, ctx.actor.sessionId);
  await ctx.emit({
    kind: "identity.session.closed",
    subjectType: "staff",
    subjectId: ctx.actor.id!,
    data: { session: ctx.actor.sessionId },
  });
}

/** Ends one session of a person, e.g. a phone left in a taxi. */
export async function endSession(ctx: Context, staffId: string, id: string): Promise<void> {
  if (!(await deleteSessionOf(ctx, staffId, id))) throw notFound({ zh: "登录会话", en: "session" });
  await ctx.emit({ kind: "identity.session.revoked", subjectType: "staff", subjectId: staffId, data: { session: id } });
}

/** Ends all sessions of one person, e.g. after a changed password; `except` stays. */
export async function endSessions(ctx: Context, staffId: string, except?: string): Promise<void> {
  await deleteSessionsOf(ctx, staffId, except);
}
