import { searchKeys } from "../../customers/index.ts";
import { plainOf } from "./plain.rules.ts";
import { wordsOf } from "./words.rules.ts";

type Worded = {
  readonly title: string;
  readonly keywords: readonly string[];
  readonly body: string;
  readonly besides?: readonly (string | null | undefined)[];
};

/** The columns by which an article or a saved reply is found. */
export function keysOf({ title, keywords, body, besides = [] }: Worded) {
  const { namePinyin, nameInitials } = searchKeys(title);
  const [titleTokens, keywordTokens] = [wordsOf(title), wordsOf(keywords.join(" "))];
  const bodyTokens = wordsOf([plainOf(body), ...besides.map((one) => one ?? "")].join(" "));
  return {
    titleTokens,
    keywordTokens,
    tokens: [...new Set([...titleTokens, ...keywordTokens, ...bodyTokens])],
    titlePinyin: namePinyin,
    titleInitials: nameInitials,
  };
}
