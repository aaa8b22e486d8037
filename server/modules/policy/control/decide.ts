import { snake } from "../../../platform/case.ts";
import type { Context } from "../../../platform/context.ts";
import { AppError } from "../../../platform/errors.ts";
import { type Decision, evaluate, type FactValues, toSql } from "../decision/index.ts";
import type { Binding } from "../document/compile.ts";
import { bindingsOf } from "../installation.ts";
import type { DecisionControl } from "./control.ts";

/** The clause that makes a decision at an instant. @throws AppError policy.undecided (409) where no clause in force does */
export async function decisionBinding(
  ctx: Context,
  control: DecisionControl,
  at: Date = ctx.now,
): Promise<Binding & { program: NonNullable<Binding["program"]> }> {
  const [binding] = await bindingsOf(ctx.services, control.key, at);
  if (!binding?.program)
    throw new AppError("policy.undecided", 409, {
      text: {
        zh: "没有生效的制度条款规定「{what}」，请先在制度中绑定。",
        en: "No clause in force decides this ({what}); bind one in the policy first.",
      },
      values: { what: control.label.zh },
    });
  return binding as Binding & { program: NonNullable<Binding["program"]> };
}

export type Decided = Decision & { readonly binding: Binding };

/** One value now, by the clause in force. */
export async function decide(ctx: Context, control: DecisionControl, facts: FactValues): Promise<Decided> {
  const binding = await decisionBinding(ctx, control);
  return { ...evaluate(binding.program, facts), binding };
}

/**
 * The same decision for all subjects at once: SQL text of a query that answers `subject_id`, `customer_id`, `value`,
 * `row_no` and the facts as JSON, and those in `besides` as columns of their own too. `$1` is the instant to judge at.
 */
export function decisionSql(
  binding: Pick<Binding, "program">,
  control: DecisionControl,
  besides: readonly string[] = [],
): string {
  if (!control.source) throw new Error(`${control.key} has no source of facts.`);
  const column = (fact: string) => `f.${snake(fact)}`;
  const { value, row } = toSql(binding.program!, column);
  const facts = Object.keys(control.facts).flatMap((fact) => [`'${fact}'`, column(fact)]);
  const columns = besides.map((fact) => `, ${column(fact)}`).join("");
  return `select f.subject_id, f.customer_id${columns}, ${value} as value, ${row} as row_no, jsonb_build_object(${facts.join(", ")}) as facts from ${control.source}($1) f`;
}
