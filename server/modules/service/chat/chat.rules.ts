import type { FieldProblem } from "../../../platform/errors.ts";

/** Somebody's browser says every minute that they are here; after this they are taken to have gone. */
export const agentGoneMs = 150_000;
/** A visitor who waits keeps a connection; without one for so long they have gone. */
export const waitingGoneMs = 3 * 60_000;
/** A chat under way whose visitor has gone is ended after this. */
export const activeGoneMs = 60 * 60_000;
/** A colleague who was handed a chat takes it within this, or it is open to all. */
export const offerMs = 2 * 60_000;
/** More wait than anybody could answer: the visitor is asked to leave a message. */
export const mostWaiting = 500;

/** A text as it is kept: line ends of one kind, no control characters; undefined where nothing is left. */
export function cleanText(text: string): string | undefined {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .trim();
  return clean || undefined;
}

/** What kind of contact a visitor wrote; undefined where it is neither a phone nor an e-mail. */
export function counterpartOf(text: string): { kind: "phone" | "email"; value: string } | undefined {
  const value = text.trim();
  if (/^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/.test(value)) return { kind: "email", value };
  const digits = value.replace(/[\s\-()（）]/g, "");
  return /^\+?\d{5,20}$/.test(digits) ? { kind: "phone", value } : undefined;
}

export type Told = { contact?: string | undefined; consent?: boolean | undefined };

/** A phone or e-mail is kept only with consent to the purpose told (B3.1.2). */
export function problemsOfContact({ contact, consent }: Told, needed = false): FieldProblem[] {
  if (!contact)
    return needed
      ? [
          {
            field: "contact",
            text: { zh: "请留下电话或邮箱，方便我们回复", en: "leave a phone or e-mail for our answer" },
          },
        ]
      : [];
  const problems: FieldProblem[] = [];
  if (!counterpartOf(contact))
    problems.push({
      field: "contact",
      text: { zh: "请填写正确的电话或邮箱", en: "this is neither a phone nor an e-mail" },
    });
  if (!consent)
    problems.push({
      field: "consent",
      text: { zh: "请勾选同意用途后再填写联系方式", en: "tick the consent, or leave the contact out" },
    });
  return problems;
}

export type Queued = { readonly id: string; readonly wantedStaffId: string | null };

/** Each chat's place in the queue, from 1; one that waits for a certain colleague stands in nobody's way. */
export function placesOf(queue: readonly Queued[]): Map<string, number> {
  let place = 0;
  return new Map(queue.map(({ id, wantedStaffId }) => [id, wantedStaffId ? 1 : (place += 1)]));
}
