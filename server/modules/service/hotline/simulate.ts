import { randomUUID } from "node:crypto";
import type { Context } from "../../../platform/context.ts";
import { invalid } from "../../../platform/errors.ts";
import { colleaguesWith } from "../../identity/index.ts";
import { takeCallEvent } from "./call.actions.ts";
import { CallEvent } from "./event.schema.ts";
import { extensionOf, setExtension, staffAt } from "./extension.store.ts";

const source = "simulator";
export const simulatedTask = "service.call.simulated";

/** A telephone for somebody who has none; real ones are shorter. */
async function telephoneOf(ctx: Context, staffId: string): Promise<string> {
  const known = await extensionOf(ctx, staffId);
  if (known) return known;
  for (let at = 8001; ; at++) {
    const extension = String(at);
    if (await staffAt(ctx, extension)) continue;
    await setExtension(ctx, staffId, extension);
    return extension;
  }
}

/** For whom a call can be simulated. @throws AppError service.invalid (400) */
export async function telephoneToRing(ctx: Context, staffId: string): Promise<string> {
  if (!(await colleaguesWith(ctx, "service.hotline")).some((one) => one.id === staffId))
    throw invalid(
      [
        {
          field: "staffId",
          text: { zh: "此人不在岗，或岗位不接听热线", en: "not at work here, or does not answer the hotline" },
        },
      ],
      "service.invalid",
    );
  return telephoneOf(ctx, staffId);
}

/** Lets a call ring at somebody's screen, be answered, and end, as a switchboard would tell of it. */
export async function simulateCall(
  ctx: Context,
  { from, staffId, seconds }: { from: string; staffId: string; seconds: number },
): Promise<string> {
  const extension = await telephoneToRing(ctx, staffId);
  const call = randomUUID();
  const after = (more: object, delay: number) =>
    ctx.later(
      simulatedTask,
      { call, extension, from, ...more },
      { runAt: new Date(Date.now() + delay * 1000), key: `${simulatedTask}:${call}:${delay}` },
    );
  await after({ event: "answered" }, 4);
  await after({ event: "ended", seconds }, 4 + seconds);
  return takeCallEvent(ctx, source, CallEvent.parse({ event: "ringing", call, extension, from }));
}

/** The task of one event that comes later. */
export async function simulatedEvent(ctx: Context, payload: object): Promise<void> {
  await takeCallEvent(ctx, source, CallEvent.parse(payload));
}
