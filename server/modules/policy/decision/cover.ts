/** A set of combinations: for each axis, the points it holds, as the bits of a number. Empty if any axis is. */
export type Box = readonly bigint[];

/** Steps that a search may still take; below zero it gave up. */
export type Work = { left: number };

export const intersection = (a: Box, b: Box): Box | undefined => {
  const shared = a.map((bits, axis) => bits & (b[axis] ?? 0n));
  return shared.includes(0n) ? undefined : shared;
};

/**
 * A part of `box` that lies outside all `others`; undefined if there is none, or if `work` ran out (then `left` < 0).
 * Exact: takes one box away after the other, and looks into the pieces that remain.
 */
export const outside = (box: Box, others: readonly Box[], work: Work, from = 0): Box | undefined => {
  if (box.includes(0n)) return undefined;
  for (let index = from; index < others.length; index += 1) {
    work.left -= 1;
    if (work.left < 0) return undefined;
    const other = others[index];
    const inside = other && intersection(box, other);
    if (!inside) continue;
    const rest = [...box];
    for (const [axis, kept] of inside.entries()) {
      const removed = (rest[axis] ?? 0n) & ~kept;
      if (removed !== 0n) {
        const found = outside(rest.with(axis, removed), others, work, index + 1);
        if (found) return found;
      }
      rest[axis] = kept;
    }
    return undefined;
  }
  return box;
};
