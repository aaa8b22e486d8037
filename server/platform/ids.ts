import { randomBytes } from "node:crypto";
import { v7 } from "uuid";

// One larger draw of randomness serves many ids: an import makes millions.
let pool = Buffer.alloc(0);
let used = 0;
function random(): Buffer {
  if (used + 16 > pool.length) {
    pool = randomBytes(16 * 512);
    used = 0;
  }
  return pool.subarray(used, (used += 16));
}

let last = 0;
let sequence = 0;

/** A new id: UUIDv7, so that ids sort by their time of making; within a millisecond they count up. */
export function newId(): string {
  const bytes = random();
  const now = Math.max(Date.now(), last);
  // The upper half is left free to count in.
  sequence = now > last ? bytes.readUInt32BE(0) >>> 1 : sequence + 1;
  last = now;
  return v7({ random: bytes, msecs: now, seq: sequence });
}

/** Stands in the customer column of what belongs to the company itself. */
export const nobody = "00000000-0000-0000-0000-000000000000";
