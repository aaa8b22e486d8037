/** Local time of a zone, from Intl alone. "Local ms" is a wall-clock reading written as if it were UTC. */

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** From `at` on (until the next shift) local time is UTC plus `offset`, both in ms. */
type Shift = { readonly at: number; readonly offset: number };

/** Names only: `+08:00` would mean the opposite to PostgreSQL. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name }));
  } catch {
    return false;
  }
}

const zones = new Map<string, { read: (at: number) => number; years: Map<number, Shift[]> }>();

function zoneOf(zone: string) {
  let known = zones.get(zone);
  if (!known) zones.set(zone, (known = { read: offsetReader(zone), years: new Map() }));
  return known;
}

function offsetReader(zone: string): (at: number) => number {
  const numeric = "numeric";
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    calendar: "gregory",
    numberingSystem: "latn",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  return (at) => {
    const [month, day, year, hour, minute, second] = format.format(at).match(/\d+/g)!.map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}

/** The shifts of a UTC year: a look every five days, then halving to the second. */
function shiftsOf(zone: string, year: number): Shift[] {
  const { read, years } = zoneOf(zone);
  const known = years.get(year);
  if (known) return known;
  const end = Date.UTC(year + 1, 0, 1);
  const shifts = [{ at: Date.UTC(year, 0, 1), offset: read(Date.UTC(year, 0, 1)) }];
  for (let from = shifts[0]!.at, to; from < end; from = to) {
    to = Math.min(from + 5 * dayMs, end);
    const [before, after] = [shifts.at(-1)!.offset, read(to)];
    if (before === after) continue;
    let [low, high] = [from, to];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (read(middle) === before) low = middle;
      else high = middle;
    }
    shifts.push({ at: high, offset: after });
  }
  years.set(year, shifts);
  return shifts;
}

const shiftAt = (zone: string, at: number): Shift => {
  const shifts = shiftsOf(zone, new Date(at).getUTCFullYear());
  return shifts.findLast((shift) => shift.at <= at) ?? shifts[0]!;
};

/** The local ms that a clock in the zone shows at an instant. */
export const toLocal = (zone: string, at: number): number => at + shiftAt(zone, at).offset;

/**
 * The instant of a local time. One that comes twice is the later; one that is skipped counts on from before the gap
 * (02:30 becomes 03:30), both as PostgreSQL's AT TIME ZONE has it.
 */
export function toInstant(zone: string, local: number): number {
  const before = shiftAt(zone, local - dayMs).offset;
  const after = shiftAt(zone, local + dayMs).offset;
  if (before === after) return local - before;
  const late = local - after;
  return shiftAt(zone, late).offset === after ? late : local - before;
}

/** The same for the edge of a span: an edge inside a gap is the end of the gap, so that no span grows or overlaps. */
export function edgeInstant(zone: string, local: number): number {
  const at = toInstant(zone, local);
  return toLocal(zone, at) === local ? at : shiftAt(zone, at).at;
}

/** `YYYY-MM-DD` of local ms. */
export const dateText = (local: number): string => new Date(local).toISOString().slice(0, 10);
/** Midnight of a date in local ms. */
export const dateLocal = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** Ms of an ISO text. Throws RangeError when it is none. */
export function parseInstant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`Not an instant: ${text}`);
  return at;
}
export const instantText = (at: number): string => new Date(at).toISOString();
