import { parseInstant } from "./zone.ts";

/** The clock stood still from `from` until `to` (ISO instants); null: it still does. */
export type Pause = { readonly from: string; readonly to: string | null };

export type Stop = { readonly from: number; readonly to: number };

/** Pauses after an instant in ms, in order, overlapping ones joined. Throws RangeError when one ends before it starts. */
export function stopsAfter(opened: number, pauses: readonly Pause[]): Stop[] {
  const stops: Stop[] = [];
  for (const stop of pauses.map(readPause).sort((a, b) => a.from - b.from)) {
    const from = Math.max(stop.from, opened);
    if (stop.to <= from) continue;
    const last = stops.at(-1);
    if (last && from <= last.to) stops[stops.length - 1] = { from: last.from, to: Math.max(last.to, stop.to) };
    else stops.push({ from, to: stop.to });
  }
  return stops;
}

function readPause(pause: Pause): Stop {
  const stop = { from: parseInstant(pause.from), to: pause.to === null ? Infinity : parseInstant(pause.to) };
  if (stop.to < stop.from) throw new RangeError(`A pause ends before it starts: ${pause.from} to ${pause.to}`);
  return stop;
}
