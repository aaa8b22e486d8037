/** Neighbouring pairs of characters, each once: an index over them finds part of a Chinese text where trigrams cannot. */
export function pairsOf(characters: readonly string[], most = 200): string[] {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < characters.length && pairs.size < most; i++) pairs.add(characters[i]! + characters[i + 1]!);
  return [...pairs];
}

/** A text as its characters, written one way: small letters, no spaces. */
export const charactersOf = (text: string): string[] => [...text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")];
