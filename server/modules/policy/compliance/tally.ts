import type { Outcome } from "./evidence.ts";

/** Counts of one figure. `share` is what was kept of all that is decided; null where nothing is decided yet. */
export type Tally = {
  readonly inScope: number;
  readonly met: number;
  readonly breached: number;
  readonly open: number;
  readonly waived: number;
  readonly refused: number;
  readonly share: number | null;
};

/** Adds up counts. A stopped attempt is a kept rule; what was let off counts on neither side. */
export function tally(counts: readonly { readonly outcome: Outcome; readonly count: bigint }[]): Tally {
  const sum = { met: 0, breached: 0, open: 0, waived: 0, refused: 0 };
  for (const { outcome, count } of counts) sum[outcome] += Number(count);
  const kept = sum.met + sum.refused;
  const decided = kept + sum.breached;
  return {
    inScope: decided + sum.open + sum.waived,
    ...sum,
    share: decided ? Math.round((kept / decided) * 1e6) / 1e6 : null,
  };
}
