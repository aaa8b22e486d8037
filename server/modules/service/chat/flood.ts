import { AppError } from "../../../platform/errors.ts";
import type { Services } from "../../../platform/services.ts";

export type Pace = { readonly atOnce: number; readonly perMinute: number };

/** What visitors may do, for one address or one chat. Many visitors of a mobile network share an address. */
export const paces = {
  start: { atOnce: 20, perMinute: 6 },
  wrongKey: { atOnce: 30, perMinute: 10 },
  message: { atOnce: 20, perMinute: 40 },
  typing: { atOnce: 6, perMinute: 60 },
  file: { atOnce: 6, perMinute: 4 },
  stream: { atOnce: 20, perMinute: 30 },
} as const satisfies Record<string, Pace>;

type Bucket = { left: number; at: number };
const mostBuckets = 100_000;
const buckets = new WeakMap<Services, Map<string, Bucket>>();

/** Takes one from what somebody may do of a kind. @throws AppError platform.too_many (429) where nothing is left */
export function pace(services: Services, what: keyof typeof paces, who: string): void {
  const { atOnce, perMinute } = paces[what];
  const all = buckets.get(services) ?? new Map<string, Bucket>();
  buckets.set(services, all);
  const now = services.clock.now().getTime();
  const key = `${what} ${who}`;
  const known = all.get(key);
  const left = known ? Math.min(atOnce, known.left + ((now - known.at) / 60_000) * perMinute) : atOnce;
  if (left < 1) throw tooMany(Math.ceil(((1 - left) / perMinute) * 60));
  // The oldest are forgotten first: a bucket that was not asked for is full again.
  all.delete(key);
  if (all.size >= mostBuckets) all.delete(all.keys().next().value!);
  all.set(key, { left: left - 1, at: now });
}

const tooMany = (seconds: number) =>
  new AppError("platform.too_many", 429, {
    text: { zh: "操作太频繁，请稍候再试。", en: "Too many requests; please wait a moment." },
    extra: { retryAfter: seconds },
  });
