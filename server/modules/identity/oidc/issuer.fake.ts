import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createHash, randomBytes, type webcrypto } from "node:crypto";

/** Whom the issuer signs in next, and how it misbehaves where a test asks for it. */
export type Behaviour = {
  claims: Record<string, unknown>;
  nonce?: string;
  audience?: string;
  foreignKey?: boolean;
  refuse?: boolean;
};

type Grant = { challenge: string; nonce: string; redirectUri: string; behaviour: Behaviour };

/** A small real OpenID issuer on the loopback: discovery, keys, authorisation with PKCE, signed id tokens. */
export async function startIssuer(clientId: string, clientSecret: string) {
  const keys = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ])) as webcrypto.CryptoKeyPair;
  const foreign = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ])) as webcrypto.CryptoKeyPair;
  const jwk = { ...(await crypto.subtle.exportKey("jwk", keys.publicKey)), kid: "one", use: "sig", alg: "ES256" };
  const grants = new Map<string, Grant>();
  let behaviour: Behaviour = { claims: {} };
  let issuer = "";

  async function idToken({ nonce, behaviour }: Grant): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: issuer,
      aud: behaviour.audience ?? clientId,
      iat: now,
      exp: now + 300,
      nonce: behaviour.nonce ?? nonce,
      ...behaviour.claims,
    };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const body = `${part({ alg: "ES256", kid: "one" })}.${part(payload)}`;
    const key = behaviour.foreignKey ? foreign.privateKey : keys.privateKey;
    const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, Buffer.from(body));
    return `${body}.${Buffer.from(signature).toString("base64url")}`;
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, issuer);
    const json = (value: object, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    const ask = url.searchParams;
    if (url.pathname === "/.well-known/openid-configuration")
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorise`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["ES256"],
        code_challenge_methods_supported: ["S256"],
      });
    if (url.pathname === "/keys") return json({ keys: [jwk] });
    if (url.pathname === "/authorise") {
      const back = new URL(ask.get("redirect_uri")!);
      back.searchParams.set("state", ask.get("state")!);
      if (behaviour.refuse) back.searchParams.set("error", "access_denied");
      else {
        const code = randomBytes(16).toString("hex");
        grants.set(code, {
          challenge: ask.get("code_challenge")!,
          nonce: ask.get("nonce")!,
          redirectUri: ask.get("redirect_uri")!,
          behaviour,
        });
        back.searchParams.set("code", code);
      }
      return response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname === "/token") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const grant = grants.get(form.get("code") ?? "");
      grants.delete(form.get("code") ?? "");
      const basic = `Basic ${Buffer.from(`${inForm(clientId)}:${inForm(clientSecret)}`).toString("base64")}`;
      const proof = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (request.headers.authorization !== basic) return json({ error: "invalid_client" }, 401);
      if (!grant || proof !== grant.challenge || form.get("redirect_uri") !== grant.redirectUri)
        return json({ error: "invalid_grant" }, 400);
      return json({ access_token: "unused", token_type: "Bearer", id_token: await idToken(grant) });
    }
    return json({ error: "not_found" }, 404);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    behave: (next: Behaviour) => void (behaviour = next),
    stop: () => new Promise<void>((done) => (server.close(() => done()), server.closeAllConnections())),
  };
}

/** RFC 6749 2.3.1: both halves are encoded as in a form. */
const inForm = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
