import type { DeliveryCode } from "../../../platform/delivery.ts";

/** Names of the `{places}` of a text, each once. */
export const placesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!)),
];

export type Way = "email" | "sms" | "portal";

type Reach = {
  readonly email: string | null;
  readonly mobile: string | null;
  readonly preferred: "email" | "mobile" | null;
};

/**
 * Over which way a customer is told: the preferred one, else the one that suits the message, else the other. Whoever has
 * neither finds it in the portal.
 */
export function chooseWay(reach: Reach, suits: "email" | "sms"): { way: Way; address: string | null } {
  const email = reach.email !== null && ({ way: "email", address: reach.email } as const);
  const sms = reach.mobile !== null && ({ way: "sms", address: reach.mobile } as const);
  const first = reach.preferred === "email" ? "email" : reach.preferred === "mobile" ? "sms" : suits;
  const chosen = first === "email" ? email || sms : sms || email;
  return chosen || { way: "portal", address: null };
}

/**
 * How often it is tried, and the longest pause between two tries in minutes. Knocking at a door that is shut costs
 * nothing, so that what waits goes soon after it opens: two days. Who asks for patience gets it: half a day.
 */
const patience = {
  away: { most: 300, longest: 10 },
  sign_in: { most: 300, longest: 10 },
  deferred: { most: 12, longest: 120 },
};

/** What becomes of a message after a try that did not succeed. */
export function afterProblem(
  code: DeliveryCode,
  attempts: number,
  now: Date,
): { state: "queued"; problem: DeliveryCode; nextAt: Date } | { state: "failed"; problem: DeliveryCode } {
  if (!(code in patience)) return { state: "failed", problem: code };
  const { most, longest } = patience[code as keyof typeof patience];
  if (attempts >= most) return { state: "failed", problem: code };
  // 1, 2, 4 ... minutes.
  const pause = Math.min(2 ** Math.min(attempts - 1, 10), longest);
  return { state: "queued", problem: code, nextAt: new Date(now.getTime() + pause * 60_000) };
}

/** One line without anything that could end a header. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
