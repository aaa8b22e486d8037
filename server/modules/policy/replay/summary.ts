import type { MetricFigure } from "../metric/metric.schema.ts";
import type { Move, ObligationCount } from "./judge.store.ts";

/** What a replay found, small enough for charts; who is behind the figures stands in the lists. */
export type Summary = {
  readonly decisions: readonly DecisionSummary[];
  readonly obligations: readonly ObligationSummary[];
  readonly metrics: { readonly before: readonly MetricFigure[]; readonly after: readonly MetricFigure[] };
};

export type DecisionSummary = {
  readonly control: string;
  readonly at: string;
  readonly judged: number;
  readonly changed: number;
  /** How many would have which value; `''` stands for none. */
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  /** Who would move, from and to. */
  readonly moves: readonly { readonly from: string | null; readonly to: string | null; readonly count: number }[];
};

export type ObligationSummary = { readonly control: string; readonly clause: string } & Readonly<
  Record<"judged" | "lateBefore" | "lateAfter" | "newlyLate" | "noLongerLate" | "dropped", number>
>;

export const empty: Summary = { decisions: [], obligations: [], metrics: { before: [], after: [] } };

export function withDecision(summary: Summary, control: string, at: string, pairs: readonly Move[]): Summary {
  const plain = pairs.map(({ from, to, count }) => ({ from, to, count: Number(count) }));
  const spread = (side: "from" | "to") => {
    const sums: Record<string, number> = {};
    for (const pair of plain) sums[pair[side] ?? ""] = (sums[pair[side] ?? ""] ?? 0) + pair.count;
    return sums;
  };
  const moves = plain.filter((pair) => pair.from !== pair.to).sort((a, b) => b.count - a.count);
  const total = (list: typeof plain) => list.reduce((sum, pair) => sum + pair.count, 0);
  return {
    ...summary,
    decisions: [
      ...summary.decisions,
      { control, at, judged: total(plain), changed: total(moves), before: spread("from"), after: spread("to"), moves },
    ],
  };
}

const sums = ["judged", "lateBefore", "lateAfter", "newlyLate", "noLongerLate", "dropped"] as const;

/** Adds the counts of one month to those of the months before. */
export function withObligations(summary: Summary, counts: readonly ObligationCount[]): Summary {
  const merged = new Map(summary.obligations.map((one) => [`${one.control} ${one.clause}`, { ...one }]));
  for (const count of counts) {
    const key = `${count.control} ${count.clause}`;
    const known = merged.get(key) ?? {
      control: count.control,
      clause: count.clause,
      judged: 0,
      lateBefore: 0,
      lateAfter: 0,
      newlyLate: 0,
      noLongerLate: 0,
      dropped: 0,
    };
    merged.set(key, { ...known, ...Object.fromEntries(sums.map((name) => [name, known[name] + Number(count[name])])) });
  }
  return {
    ...summary,
    obligations: [...merged.values()].sort((a, b) =>
      a.clause < b.clause ? -1 : a.clause > b.clause ? 1 : a.control < b.control ? -1 : 1,
    ),
  };
}
