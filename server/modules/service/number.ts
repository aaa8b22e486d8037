import { randomInt } from "node:crypto";
import type { Context } from "../../platform/context.ts";
import { type Claimed, claimOnce } from "./claim.store.ts";

// Read aloud on the phone: no letters that sound or look alike.
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A number that people read to each other: the day and five letters, e.g. `T261125-K7QM4`. Claimed, so that it is one of its kind. */
export async function claimNumber(ctx: Context, kind: string, prefix: string, of: Claimed): Promise<string> {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" })
    .format(ctx.now)
    .slice(2)
    .replaceAll("-", "");
  for (;;) {
    const tail = Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
    const number = `${prefix}${day}-${tail}`;
    if (await claimOnce(ctx, kind, number, of)) return number;
  }
}
