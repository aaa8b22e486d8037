import { createHash, randomBytes, randomInt } from "node:crypto";

/** A token of 256 bits for a link or a session; only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** Six digits, as people type them from a text message. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");
