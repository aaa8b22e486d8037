import type { Context } from "../../../platform/context.ts";
import { dayOf, spanOf } from "../day.ts";
import { activeWithoutReport } from "./day.store.ts";
import { openDay, owedToday } from "./open.ts";

/** How many reports are opened at once. */
const chunk = 1_000;

/** Cron: on working days everybody who is on duty or has handled something owes a report of the day, once (S1.2.3). */
export async function promiseReports(ctx: Context): Promise<void> {
  const owed = await owedToday(ctx);
  if (!owed) return;
  const day = dayOf(ctx.now);
  const people = await activeWithoutReport(ctx, day, spanOf(day));
  for (let at = 0; at < people.length; at += chunk) await openDay(ctx, people.slice(at, at + chunk), day, owed);
}
