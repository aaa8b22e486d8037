import type { Context } from "../../platform/context.ts";
import type { ClauseReference } from "../../platform/errors.ts";
import { bindingsOf } from "../policy/index.ts";

/** The clause that binds a control now, for refusals that quote it. */
export async function clauseOf(ctx: Context, control: string): Promise<ClauseReference | undefined> {
  const [binding] = await bindingsOf(ctx.services, control, ctx.now);
  return binding && { document: binding.document, clause: binding.clause, title: binding.title };
}
