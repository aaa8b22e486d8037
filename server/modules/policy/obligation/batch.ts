import type { Context } from "../../../platform/context.ts";
import { AppError, conflict } from "../../../platform/errors.ts";
import type { Text } from "../../../platform/text.ts";
import { demandSight } from "./obligation.access.ts";
import { keyOf, lockObligations, type ObligationKey, type ObligationRow } from "./row.store.ts";

/** What became of one obligation of a batch. */
export type Outcome = ObligationKey & { readonly refusal?: AppError };

/** Refuses or lets pass one obligation that the actor sees. */
export type Rule = (row: ObligationRow) => AppError | undefined;

/**
 * Does one thing to many obligations: loads and locks them, judges each, and hands those that pass to `work` at once.
 * One that may not be changed does not hold up the others.
 */
export async function changeMany(
  ctx: Context,
  keys: readonly ObligationKey[],
  rule: Rule,
  work: (rows: ObligationRow[]) => Promise<void>,
): Promise<Outcome[]> {
  const rows = await lockObligations(ctx.query, keys);
  const outcomes = new Map<string, Outcome>();
  const passed: ObligationRow[] = [];
  for (const { customerId, id } of keys) {
    const key = keyOf({ customerId, id });
    if (outcomes.has(key)) continue;
    const refusal = judge(ctx, rows.get(key), rule);
    outcomes.set(key, { customerId, id, ...(refusal && { refusal }) });
    if (!refusal) passed.push(rows.get(key)!);
  }
  if (passed.length) await work(passed);
  return [...outcomes.values()];
}

function judge(ctx: Context, row: ObligationRow | undefined, rule: Rule): AppError | undefined {
  try {
    const found = demandSight(ctx.actor, row);
    return found.settledAt !== null || found.state === "waived" ? closed() : rule(found);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** The same for one. @throws AppError its refusal */
export async function changeOne(
  ctx: Context,
  key: ObligationKey,
  rule: Rule,
  work: (row: ObligationRow) => Promise<void>,
): Promise<void> {
  const [outcome] = await changeMany(ctx, [key], rule, ([row]) => work(row!));
  if (outcome?.refusal) throw outcome.refusal;
}

const closed = () =>
  conflict("policy.obligation_closed", {
    zh: "这项待办已经办结或豁免，不能再改动。",
    en: "This obligation is done or waived and cannot be changed any more.",
  });

export const refuse = (code: string, text: Text): AppError => conflict(code, text);
