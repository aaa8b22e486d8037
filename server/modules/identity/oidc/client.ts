import * as openid from "openid-client";
import { AppError } from "../../../platform/errors.ts";
import type { Services } from "../../../platform/services.ts";

// The issuer's own description is read once; after a failure the next sign-in asks again.
const known = new WeakMap<Services, Promise<openid.Configuration>>();

/** @throws AppError identity.oidc_off (404) where it is not set up, identity.oidc_away (502) where the issuer does not answer */
export async function oidcClient(services: Services): Promise<openid.Configuration> {
  const { oidc } = services.config;
  if (!oidc)
    throw new AppError("identity.oidc_off", 404, {
      text: { zh: "本系统没有开通企业统一登录。", en: "Company sign-in is not set up here." },
    });
  let found = known.get(services);
  if (!found) {
    found = discover(new URL(oidc.issuer), oidc.clientId, oidc.clientSecret);
    known.set(services, found);
    found.catch(() => known.delete(services));
  }
  return found.catch(() => {
    throw issuerAway();
  });
}

export const issuerAway = () =>
  new AppError("identity.oidc_away", 502, {
    text: {
      zh: "企业统一登录服务暂时无法连接，请稍后再试或改用密码登录。",
      en: "The company sign-in cannot be reached: try again later, or use your password.",
    },
  });

/** Whether an issuer may be asked without TLS: only on this very machine. */
export const mayBeInClear = (issuer: URL): boolean =>
  issuer.protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(issuer.hostname);

function discover(issuer: URL, clientId: string, secret: string | undefined): Promise<openid.Configuration> {
  // Without the first, the library trusts TLS alone and never looks at the signature of an id token.
  const execute = [openid.enableNonRepudiationChecks, ...(mayBeInClear(issuer) ? [openid.allowInsecureRequests] : [])];
  const proof = secret ? openid.ClientSecretBasic(secret) : openid.None();
  return openid.discovery(issuer, clientId, undefined, proof, { timeout: 10, execute });
}
