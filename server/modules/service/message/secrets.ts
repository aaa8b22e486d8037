import type { Vault } from "../../../platform/crypto/vault.ts";

/** What stands beside a message until it has left: codes and links for its places, and values for a registered text. */
export type Secrets = {
  readonly places: Readonly<Record<string, string>>;
  readonly registered?: { readonly number: string; readonly values: readonly string[] };
};

export const sealSecrets = (vault: Vault, secrets: Secrets): Buffer | null =>
  secrets.registered || Object.keys(secrets.places).length
    ? vault.seal(JSON.stringify(secrets), "message.secrets")
    : null;

export const secretsOf = (vault: Vault, sealed: Buffer | null): Secrets =>
  sealed ? (JSON.parse(vault.open(sealed, "message.secrets")) as Secrets) : { places: {} };
