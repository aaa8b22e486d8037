/** A part of a clause's words; with a name where a value stands in it. */
export type Piece = { readonly text: string; readonly name?: string };

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Finds the values in a clause's words (`shown`) by what stands around their places (`text`). */
export function piecesOf(text: string, shown: string): Piece[] {
  const parts = text.split(/\{([^{}]*)\}/);
  const pattern = parts.map((part, at) => (at % 2 ? "(.*?)" : `(${plain(part)})`)).join("");
  const found = new RegExp(`^${pattern}$`, "s").exec(shown);
  if (!found) return [{ text: shown }];
  return found
    .slice(1)
    .map((piece, at) => (at % 2 ? { text: piece, name: parts[at]! } : { text: piece }))
    .filter((piece) => piece.text !== "");
}
