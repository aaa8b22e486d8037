/** How a value looks to somebody who may know that it is there, but not what it is. */
export const masks = {
  name: (text: string) => [...text][0] + "*".repeat(Math.min(2, Math.max(1, [...text].length - 1))),
  phone: (text: string) => keepEnds(text, 3, 4),
  email: maskEmail,
  idNumber: (text: string) => keepEnds(text, 3, 4),
  account: (text: string) => keepEnds(text, 0, 4),
  contact: (text: string) => (text.includes("@") ? maskEmail(text) : keepEnds(text, 3, 4)),
  hidden: () => "******",
} as const satisfies Record<string, (text: string) => string>;

export type MaskName = keyof typeof masks;

function keepEnds(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return "*".repeat(text.length);
  return text.slice(0, head) + "*".repeat(text.length - head - tail) + text.slice(-tail);
}

function maskEmail(text: string): string {
  return text.replace(/^(.).*(@.*)$/, "$1***$2");
}
