/** What a place of a text is shown as in the preview. */
export type Places = Readonly<Record<string, string>>;

/** A text in pieces: what stands there, and what stands in its places; `known` is false where there is no such place. */
export function pieces(text: string, places: Places): { text: string; place: boolean; known: boolean }[] {
  return text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== "")
    .map((part) => {
      if (!/^\{[^{}]*\}$/.test(part)) return { text: part, place: false, known: true };
      const name = part.slice(1, -1);
      return name in places
        ? { text: places[name]!, place: true, known: true }
        : { text: part, place: true, known: false };
    });
}

export const unknownPlaces = (text: string, places: Places): string[] => [
  ...new Set(pieces(text, places).flatMap((part) => (part.known ? [] : [part.text]))),
];

/** How many text messages a text takes: one of 70 characters, else of 67 each. */
export const textParts = (length: number): number => (length <= 70 ? 1 : Math.ceil(length / 67));
