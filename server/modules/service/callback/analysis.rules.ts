import { charactersOf, pairsOf } from "../../../platform/pairs.ts";
import type { Question } from "./callback.rules.ts";

type Said = { readonly question: string; readonly value: string; readonly count: number };

export type Item = {
  question: string;
  label: string;
  kind: Question["kind"];
  answers: number;
  /** Of scores only. */
  mean: number | null;
  /** The share of fours and fives. */
  satisfied: number | null;
  values: { value: string; count: number }[];
};

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** What was answered to each question of a form, in the form's order; options that nobody chose stand with none. */
export function itemsOf(questions: readonly Question[], said: readonly Said[]): Item[] {
  return questions
    .filter((question) => question.kind !== "text")
    .map(({ key, label, kind, choices }) => {
      const own = said.filter((one) => one.question === key);
      const countOf = (value: string) => own.find((one) => one.value === value)?.count ?? 0;
      const values = (choices ?? ["5", "4", "3", "2", "1"]).map((value) => ({ value, count: countOf(value) }));
      const all = values.reduce((sum, one) => sum + one.count, 0);
      const points = values.reduce((sum, one) => sum + Number(one.value) * one.count, 0);
      const scored = kind === "score" && all > 0;
      return {
        question: key,
        label,
        kind,
        answers: all,
        mean: scored ? rounded(points / all) : null,
        satisfied: scored ? rounded((countOf("5") + countOf("4")) / all) : null,
        values,
      };
    });
}

// Particles and the like tell nothing of what an opinion is about.
const empty = /[\s\p{P}\p{S}的了是在有和就都也很还要我你他她它们不没这那一个会能]/u;

/**
 * What several opinions share, the most frequent first: neighbouring characters, joined to words where all of those
 * opinions go on alike. No dictionary is needed for it.
 */
export function sharedWords(opinions: readonly string[], most = 24): { word: string; count: number }[] {
  const texts = opinions.map((opinion) => charactersOf(opinion).join(""));
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const pair of pairsOf([...text]))
      if (!empty.test(pair) && !/^[\da-z]/.test(pair)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const frequent = [...counts]
    .filter(([, count]) => count > 1)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 4 * most)
    .map(([word, count]) => ({ word, count }));
  return joined(frequent, texts).slice(0, most);
}

type Shared = { word: string; count: number };

/** Pairs that lie over each other in the same opinions become one word. */
function joined(pairs: readonly Shared[], texts: readonly string[]): Shared[] {
  const words: Shared[] = [];
  for (const pair of pairs) {
    if (words.some((one) => one.count === pair.count && one.word.includes(pair.word))) continue;
    let { word } = pair;
    for (let grown = true; grown && word.length < 8;) {
      const longer = pairs
        .filter((one) => one.count >= pair.count)
        .flatMap((one) => [
          ...(one.word[0] === word.at(-1) ? [word + one.word[1]] : []),
          ...(one.word[1] === word[0] ? [one.word[0] + word] : []),
        ])
        .find((one) => texts.filter((text) => text.includes(one)).length === pair.count);
      grown = longer !== undefined;
      word = longer ?? word;
    }
    words.push({ word, count: pair.count });
  }
  return words;
}
