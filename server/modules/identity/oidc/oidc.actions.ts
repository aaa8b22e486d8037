import * as openid from "openid-client";
import type { Context } from "../../../platform/context.ts";
import { AppError, forbidden } from "../../../platform/errors.ts";
import { nobody } from "../../../platform/ids.ts";
import type { Services } from "../../../platform/services.ts";
import { findForSignIn, findForSubject, keepSubject, type SignInRow } from "../session.store.ts";
import { open, type SignedIn } from "../session.actions.ts";
import { insertAttempt, takeAttempt } from "./attempt.store.ts";
import { issuerAway, oidcClient } from "./client.ts";

/** Who the issuer says stands there. */
type Claimed = { readonly subject: string; readonly email: string | undefined };
/** Why an answer of the issuer is not believed: a code of the library. */
type Fault = { readonly fault: string };

/** Where to send the browser, and the state that must come back with it (OpenID Connect Core 3.1, PKCE: RFC 7636). */
export async function beginOidc(
  ctx: Context,
  client: openid.Configuration,
  redirectUri: string,
): Promise<{ url: URL; state: string }> {
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const nonce = openid.randomNonce();
  await insertAttempt(ctx, { state, verifier, nonce });
  const url = openid.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope: "openid email profile",
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  return { url, state };
}

/** Takes the attempt out that belongs to this browser. @throws AppError identity.oidc_stale (400) */
export async function endAttempt(ctx: Context, state: string | undefined, ofBrowser: string | undefined) {
  const attempt = state && state === ofBrowser ? await takeAttempt(ctx, state) : undefined;
  if (!attempt || !state)
    throw new AppError("identity.oidc_stale", 400, {
      text: { zh: "这次登录已过期，请重新开始。", en: "This sign-in has lapsed: please start again." },
    });
  return { ...attempt, state };
}

/**
 * Trades the code for the claims; outside any transaction, since the issuer may take its time. What does not hold
 * (signature, audience, nonce, state, PKCE, a no) comes as a fault.
 * @throws AppError identity.oidc_away (502)
 */
export async function askIssuer(
  services: Services,
  callback: URL,
  attempt: { verifier: string; nonce: string; state: string },
): Promise<Claimed | Fault> {
  const client = await oidcClient(services);
  try {
    const checks = {
      pkceCodeVerifier: attempt.verifier,
      expectedNonce: attempt.nonce,
      expectedState: attempt.state,
      idTokenExpected: true,
    };
    const claims = (await openid.authorizationCodeGrant(client, callback, checks)).claims()!;
    // An address that the issuer has not checked could be anybody's.
    const email = claims.email_verified === true && typeof claims.email === "string" ? claims.email : undefined;
    return { subject: claims.sub, email };
  } catch (error) {
    if (unanswered(error)) throw issuerAway();
    return { fault: String((error as { code?: unknown }).code ?? "unknown") };
  }
}

// What fetch says when nobody answers, in time or at all.
const unanswered = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === "fetch failed" ||
    error.name === "TimeoutError" ||
    (error as { code?: unknown }).code === "OAUTH_TIMEOUT");

/**
 * Opens a session for whom the issuer named: known by subject, or met by e-mail this first time. A refusal comes as
 * a value, so that its audit row is kept.
 */
export async function signInByClaims(
  ctx: Context,
  claimed: Claimed | Fault,
  agent: string | undefined,
): Promise<SignedIn | AppError> {
  if ("fault" in claimed) {
    await note(ctx, nobody, claimed.fault);
    return refused();
  }
  const person = (await findForSubject(ctx, claimed.subject)) ?? (await meet(ctx, claimed));
  if (person?.state === "active") return open(ctx, person, "oidc", agent);
  await note(ctx, person?.id ?? nobody, person ? "disabled" : "unknown");
  return unknownPerson();
}

const note = (ctx: Context, staffId: string, reason: string) =>
  ctx.emit({
    kind: "identity.session.refused",
    subjectType: "staff",
    subjectId: staffId,
    data: { reason, way: "oidc" },
  });

async function meet(ctx: Context, { subject, email }: Claimed): Promise<SignInRow | undefined> {
  const person = email ? await findForSignIn(ctx, email) : undefined;
  if (!person || person.state !== "active") return person;
  // Once bound to one account of the issuer, an e-mail opens nothing for another.
  if (!(await keepSubject(ctx, person.id, subject))) return undefined;
  await ctx.emit({ kind: "identity.oidc.linked", subjectType: "staff", subjectId: person.id });
  return person;
}

const refused = () =>
  forbidden(
    {
      zh: "企业统一登录没有成功，请重试或联系管理员。",
      en: "The company sign-in did not succeed: try again, or ask an administrator.",
    },
    "identity.oidc_refused",
  );
const unknownPerson = () =>
  forbidden(
    {
      zh: "您的企业账号没有在本系统登记，请联系管理员添加。",
      en: "Your company account is not known here: ask an administrator to add you.",
    },
    "identity.oidc_unknown",
  );
