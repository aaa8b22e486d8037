import { createHash } from "node:crypto";

/** A visitor's browser draws 32 random bytes for each chat; whoever shows them is its visitor. */
export const keyPattern = /^[\w-]{43}$/;

/** Only this is kept. */
export const keyHash = (key: string): string => createHash("sha256").update(key).digest("base64url");
