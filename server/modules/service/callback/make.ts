import type { Context } from "../../../platform/context.ts";
import { openObligations } from "../../policy/index.ts";
import { dutyOf } from "./callback.controls.ts";
import { insertCallbacks, type NewCallback, type Opened } from "./callback.store.ts";

/** Makes callbacks with the promises that the policy makes of them, each with its own term. */
export async function makeCallbacks(ctx: Context, given: readonly NewCallback[]): Promise<Opened[]> {
  const made = await insertCallbacks(ctx, given);
  if (made.length)
    await openObligations(
      ctx,
      dutyOf[given[0]!.reason],
      made.map(({ customerId, id, ...one }) => ({ customerId, subjectType: "callback", subjectId: id, ...one })),
    );
  return made;
}
