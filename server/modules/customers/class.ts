import type { Context } from "../../platform/context.ts";
import { bindingsOf, decide, decideFor } from "../policy/index.ts";
import { classDecision } from "./customer.controls.ts";

/** What the class follows from. */
export type Classified = { readonly kind?: unknown; readonly organisationType?: unknown };
export type Class = { readonly value: string; readonly row: number | null };

/** Whether a clause in force says how customers are classed (B4.1). */
export const isClassDecided = async (ctx: Pick<Context, "services" | "now">): Promise<boolean> =>
  (await bindingsOf(ctx.services, classDecision.key, ctx.now)).length > 0;

/** Where no policy sorts customers into classes, each is what it is by nature; that is no decision, and leaves no evidence. */
const byNature = ({ kind }: Classified): Class => ({
  value: kind === "person" ? "household" : "enterprise",
  row: null,
});

const factsOf = ({ kind, organisationType }: Classified) => ({
  kind: String(kind),
  organisationType: (organisationType ?? null) as string | null,
});

/** The class of somebody with these facts, without a trace. */
export async function classOf(ctx: Context, given: Classified): Promise<Class> {
  if (!(await isClassDecided(ctx))) return byNature(given);
  const { value, row } = await decide(ctx, classDecision, factsOf(given));
  return { value: String(value), row };
}

/** The class of a customer (B4.1), kept with its ground. */
export async function decideClass(ctx: Context, customerId: string, given: Classified): Promise<string> {
  if (!(await isClassDecided(ctx))) return byNature(given).value;
  const subject = { customerId, subjectId: customerId };
  return String((await decideFor(ctx, classDecision, factsOf(given), subject)).value);
}
