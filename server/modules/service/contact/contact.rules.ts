/** What is known of a contact that decides where it stands. */
export type Signs = {
  readonly rangAt: string | null;
  readonly answeredAt: string | null;
  readonly missedAt: string | null;
  readonly endedAt: string | null;
  readonly seconds: number | null;
  readonly handledAt: string | null;
  readonly ticketId: string | null;
};

export type ContactState = "ringing" | "open" | "done" | "missed";

/** Where a call stands by all that was told of it, in whatever order it came. Somebody answering weighs more than somebody missing it. */
export function stateOfCall(signs: Signs): ContactState {
  if (signs.handledAt || signs.ticketId) return "done";
  if (signs.answeredAt || (signs.endedAt && signs.seconds)) return "open";
  if (signs.missedAt || signs.endedAt) return "missed";
  return "ringing";
}

/** Seconds from the first ring until somebody answered; null where either is not known. */
export function waited({ rangAt, answeredAt }: Pick<Signs, "rangAt" | "answeredAt">): number | null {
  if (!rangAt || !answeredAt) return null;
  return Math.max(0, Math.round((Date.parse(answeredAt) - Date.parse(rangAt)) / 1000));
}

/** A text as a phone number to look up; undefined where the caller withheld it. */
export function phoneOf(text: string | undefined): string | undefined {
  const digits = text?.replace(/[\s\-().]/g, "") ?? "";
  return /^\+?\d{5,20}$/.test(digits) ? digits : undefined;
}
