import type { Context } from "../../platform/context.ts";
import { AppError, type ClauseReference } from "../../platform/errors.ts";
import { bindingsOf, type GuardControl } from "../policy/index.ts";

/** The clause that binds a control now, for refusals that quote it. */
export async function clauseOf(ctx: Context, control: string): Promise<ClauseReference | undefined> {
  const [binding] = await bindingsOf(ctx.services, control, ctx.now);
  return binding && { document: binding.document, clause: binding.clause, title: binding.title };
}

/**
 * Asks every clause in force that binds a guard; the first that objects refuses the action with its reason.
 * @throws AppError policy.guarded (403) with the clause
 */
export async function guarded(ctx: Context, control: GuardControl, facts: Readonly<Record<string, unknown>>): Promise<void> {
  for (const binding of await bindingsOf(ctx.services, control.key, ctx.now)) {
    const answer = control.check(binding.parameters, facts);
    if (answer.outcome !== "allowed")
      throw new AppError("policy.guarded", 403, { text: answer.text, clause: { document: binding.document, clause: binding.clause, title: binding.title } });
  }
}
