import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/** A 32-byte key and the number under which ciphertexts name it. */
export type Key = { readonly id: number; readonly secret: Buffer };

// Handing over plain bytes costs five times what the cipher itself does.
const objects = new WeakMap<Buffer, KeyObject>();
function objectOf({ secret }: Key): KeyObject {
  let object = objects.get(secret);
  if (!object) objects.set(secret, (object = createSecretKey(secret)));
  return object;
}

// Random nonces come from one larger draw: a system call for each field of an import would cost more than the cipher.
let pool = Buffer.alloc(0);
let used = 0;
function nonce(): Buffer {
  if (used + 12 > pool.length) {
    pool = randomBytes(12 * 1024);
    used = 0;
  }
  return pool.subarray(used, (used += 12));
}

/** AES-256-GCM: two bytes of key id, 12 of nonce, 16 of tag, then the text. `context` binds the value to its place. */
export function seal(key: Key, text: string, context: string): Buffer {
  const iv = nonce();
  const cipher = createCipheriv("aes-256-gcm", objectOf(key), iv);
  cipher.setAAD(Buffer.from(context));
  const body = cipher.update(text, "utf8");
  cipher.final();
  const out = Buffer.allocUnsafe(30 + body.length);
  out.writeUInt16BE(key.id, 0);
  iv.copy(out, 2);
  cipher.getAuthTag().copy(out, 14);
  body.copy(out, 30);
  return out;
}

export const keyIdOf = (sealed: Buffer): number => sealed.readUInt16BE(0);

/** @throws when the value was altered, moved to another place, or sealed with another key */
export function unseal(key: Key, sealed: Buffer, context: string): string {
  const decipher = createDecipheriv("aes-256-gcm", objectOf(key), sealed.subarray(2, 14));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(14, 30));
  return decipher.update(sealed.subarray(30), undefined, "utf8") + decipher.final("utf8");
}

/** Blind index: equal texts give equal 16 bytes, and nobody without the key can tell the text. */
export const blind = (key: Key, text: string, context: string): Buffer =>
  createHmac("sha256", objectOf(key)).update(context).update("\0").update(text).digest().subarray(0, 16);
