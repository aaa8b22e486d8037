export type Part = { readonly text: string; readonly side?: "before" | "after" };

/** Chinese by the character, other writing by the word. */
const wordsOf = (text: string): string[] => text.match(/\{[^{}]*\}|[\p{L}\p{N}_.-]+?(?=\p{Script=Han})|\p{Script=Han}|[\p{L}\p{N}_]+|\s+|./gsu) ?? [];

/** What is taken out and what is put in between two texts, by their longest common words. */
export function apart(before: string, after: string): Part[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const parts: Part[] = [];
  const put = (text: string, side?: Part["side"]) => {
    const last = parts.at(-1);
    if (last && last.side === side) parts[parts.length - 1] = { ...last, text: last.text + text };
    else parts.push(side ? { text, side } : { text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length)
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(a[i]!);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) put(a[i++]!, "before");
    else put(b[j++]!, "after");
  return parts;
}
