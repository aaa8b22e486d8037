import type { MailMarks } from "../../../platform/mail/index.ts";

export type Held = "own" | "automatic" | "bulk" | "flood";

/** Why a letter is not taken as said by a person: an answer to it would be answered by a machine, and so on for ever. */
export function heldBecause(marks: MailMarks, from: string | null, own: string | null): Held | null {
  if (from !== null && from === own) return "own";
  const { autoSubmitted, precedence, suppressesAnswers, isList, isReport } = marks;
  if ((autoSubmitted && autoSubmitted !== "no") || precedence === "auto_reply" || suppressesAnswers || isReport)
    return "automatic";
  if (from && /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/.test(from)) return "automatic";
  if (isList || (precedence && ["bulk", "list", "junk"].includes(precedence))) return "bulk";
  return null;
}

/** Ticket numbers in a subject, as `claimNumber` makes them. */
export const ticketNumbersIn = (subject: string): string[] => [
  ...new Set((subject.toUpperCase().match(/\bT\d{6}-[A-HJ-NP-Z2-9]{5}\b/g) ?? []).slice(0, 5)),
];

/** What a ticket of this letter is called: its subject, else how it begins. */
export function subjectOf({ subject, text }: { subject: string; text: string }): string {
  const beginning = text.split("\n")[0]!.trim().slice(0, 40).toWellFormed();
  return [subject.trim(), beginning].find((one) => one.length >= 2) ?? "（无主题）";
}

const quoteBegins = [
  /^-{2,}\s*(原始邮件|Original Message|Forwarded message|转发邮件)\s*-*/i,
  /^(在|于)?\s*.{0,80}\d{4}.{0,80}(写道|wrote)\s*[:：]\s*$/,
  /^On .{5,200} wrote:\s*$/,
  /^(发件人|From)\s*[:：].*/,
  /^_{10,}$/,
];

/** What is new in an answer: without the letter that it quotes at its end. All of it, where nothing else is left. */
export function newWords(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line, at) => at > 0 && quoteBegins.some((pattern) => pattern.test(line.trim())));
  const kept = end < 0 ? lines : lines.slice(0, end);
  while (kept.length && /^(>.*)?$/.test(kept.at(-1)!.trim())) kept.pop();
  return kept.join("\n").trim() || text;
}

/** 60.0 MB, 12 KB. */
export const sizeText = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
