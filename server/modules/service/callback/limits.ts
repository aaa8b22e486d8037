import { sql } from "kysely";
import type { Context } from "../../../platform/context.ts";
import { bindingsOf } from "../../policy/index.ts";
import { recordDuty, remedyDuty } from "./callback.controls.ts";
import { dayOf } from "./callback.rules.ts";

/** How often one tries at most (T7.2): the strictest clause, else what the control has by itself. */
export async function attemptsAllowed(ctx: Context): Promise<number> {
  const bound = await bindingsOf(ctx.services, recordDuty.key, ctx.now);
  return bound.length
    ? Math.min(...bound.map((one) => one.parameters.attempts as number))
    : (recordDuty.parameters.attempts!.default as number);
}

/** The last day for which the next callback may be agreed (S2.2.3); undefined where no clause limits it. */
export async function lastNextDay(ctx: Context): Promise<string | undefined> {
  const bound = await bindingsOf(ctx.services, remedyDuty.key, ctx.now);
  const days: string[] = [];
  for (const { parameters } of bound) {
    const { rows } = await sql<{ at: string }>`
      select platform.due_at(${parameters.calendar}, ${ctx.now}, ${parameters.nextCallbackWithin}) as at`.execute(
      ctx.tx,
    );
    if (rows[0]?.at) days.push(dayOf(rows[0].at));
  }
  return days.sort()[0];
}
