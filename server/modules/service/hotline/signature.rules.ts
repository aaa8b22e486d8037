import { createHmac, timingSafeEqual } from "node:crypto";

/** A message older or younger than this is not taken, so that a recorded one is of no use for long. */
const windowSeconds = 300;

/** HMAC-SHA256 over `<timestamp>.<body>`, in hex. */
export const signatureOf = (secret: string, timestamp: string, body: Buffer | string): string =>
  createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");

/** Whether a signature (`sha256=` before it or not) is that of one of the secrets. */
export function isSigned(secrets: readonly string[], timestamp: string, body: Buffer, signature: string): boolean {
  const given = Buffer.from(
    signature
      .trim()
      .toLowerCase()
      .replace(/^sha256=/, ""),
    "hex",
  );
  // Every secret is tried, so that the time taken says nothing.
  return secrets.reduce((found, secret) => {
    const wanted = Buffer.from(signatureOf(secret, timestamp, body), "hex");
    return (given.length === wanted.length && timingSafeEqual(given, wanted)) || found;
  }, false);
}

/** Whether a timestamp (whole seconds since 1970) is near enough to now. */
export const isTimely = (timestamp: string, now: Date): boolean =>
  /^\d{9,12}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= windowSeconds;
