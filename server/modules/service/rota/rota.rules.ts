/** A stretch of time in ms, its end not within. */
export type Stretch = { readonly from: number; readonly to: number };

/** In order, without overlaps and empty ones; what touches is one. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of stretches.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** What of `wanted` no stretch of `given` covers. */
export function gapsIn(wanted: readonly Stretch[], given: readonly Stretch[]): Stretch[] {
  const cover = merged(given);
  return merged(wanted).flatMap(({ from, to }) => {
    const gaps: Stretch[] = [];
    let at = from;
    for (const one of cover) {
      if (one.to <= at || one.from >= to) continue;
      if (one.from > at) gaps.push({ from: at, to: one.from });
      at = Math.max(at, one.to);
    }
    return at < to ? [...gaps, { from: at, to }] : gaps;
  });
}

export const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);

type Duty = { readonly id: string; readonly staffId: string; readonly startsAt: string; readonly endsAt: string };

/** The duties in which somebody would be in two places at once. */
export function doubleBooked(duties: readonly Duty[]): Set<string> {
  const found = new Set<string>();
  for (const mine of Map.groupBy(duties, (one) => one.staffId).values()) {
    const sorted = [...mine].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
    // The one that ends last so far meets whatever meets any of those before.
    let longest = sorted[0]!;
    for (const one of sorted.slice(1)) {
      if (Date.parse(one.startsAt) < Date.parse(longest.endsAt)) found.add(one.id).add(longest.id);
      if (Date.parse(one.endsAt) > Date.parse(longest.endsAt)) longest = one;
    }
  }
  return found;
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
