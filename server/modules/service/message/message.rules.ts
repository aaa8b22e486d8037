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

/** After so many tries a message counts as failed: half a day, with the pauses below. */
export const mostAttempts = 12;

/** How long to wait after this many tries, in ms: 1, 2, 4 ... minutes, at most two hours. */
export const pauseAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), 120) * 60_000;

/** One line without anything that could end a header. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
