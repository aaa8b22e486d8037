import type { Context, Statement } from "../../platform/context.ts";

/** Words about a customer in what this room keeps: reasons that people typed, and the name for worklists. */
const statements: readonly Statement[] = [
  ["obligation", "policy.obligation set subject_name = null, reason = null"],
  ["pause", "policy.pause set reason = '[—]'"],
  ["approval", "policy.approval set reason = '[—]', answer = null, details = details - 'receiver' - 'protection'"],
  ["decision", "policy.decision set reason = null"],
].map(([name, set]) => ({
  name: `policy.forget.${name}`,
  text: `update ${set} where customer_id = any($1::uuid[])`,
}));

/** Takes the words out of the evidence about customers who are erased; times, clauses and outcomes stay. */
export async function forgetWords(ctx: Context, customerIds: readonly string[]): Promise<void> {
  for (const statement of statements) await ctx.query(statement, [customerIds]);
}
