import { pinyin } from "pinyin-pro";
import { charactersOf, pairsOf } from "../../platform/pairs.ts";

export type SearchKeys = { readonly namePinyin: string; readonly nameInitials: string; readonly nameTokens: string[] };

// Chinese names share few characters: each is read once.
const readings = new Map<string, string>();
function reading(character: string): string {
  let known = readings.get(character);
  if (known === undefined) {
    known = /\p{Script=Han}/u.test(character) ? pinyin(character, { toneType: "none", v: true }).toLowerCase() : "";
    if (readings.size < 50_000) readings.set(character, known);
  }
  return known;
}

/** Surnames that are read otherwise than the same character in a word. */
const surnames: Record<string, string> = {
  单: "shan",
  曾: "zeng",
  仇: "qiu",
  解: "xie",
  区: "ou",
  查: "zha",
  盖: "ge",
  朴: "piao",
  翟: "zhai",
  尉: "yu",
  华: "hua",
  任: "ren",
  乐: "yue",
  秘: "bi",
  缪: "miao",
  冼: "xian",
  覃: "qin",
  折: "she",
  员: "yun",
};

/**
 * What a name is found by: whole pinyin (`zhangsan`), initials (`zs`), and every pair of neighbouring characters,
 * which an index answers in a fraction of a millisecond where trigrams cannot. Latin words keep their letters.
 */
export function searchKeys(name: string): SearchKeys {
  const characters = charactersOf(name);
  let whole = "";
  let initials = "";
  let inWord = false;
  characters.forEach((character, index) => {
    const read = (index === 0 && surnames[character]) || reading(character);
    if (read) {
      whole += read;
      initials += read[0];
      inWord = false;
    } else if (/[\p{L}\p{N}]/u.test(character)) {
      whole += character;
      if (!inWord) initials += character;
      inWord = true;
    } else inWord = false;
  });
  return { namePinyin: whole.slice(0, 200), nameInitials: initials.slice(0, 100), nameTokens: pairsOf(characters) };
}
