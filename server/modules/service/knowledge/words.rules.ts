/** Pairs and words so common in what people ask that they tell nothing. */
const empty = new Set(
  (
    "我们 你们 他们 这个 那个 什么 怎么 么办 怎样 请问 问一 为什 一个 一下 可以 已经 因为 所以 但是 如果 还是 时候 现在 今天 昨天 你好 您好 谢谢 " +
    "the a an of to is are was my your our i it we you and or in on at for with not no can do does how what when why please this that have has"
  ).split(" "),
);

const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** Pairs of neighbouring characters of Chinese text and whole words of other writing, each once, in their order. */
export function wordsOf(text: string, most = 4_000): string[] {
  const words = new Set<string>();
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(runs)) {
    const characters = [...run];
    if (!/\p{Script=Han}/u.test(run) || characters.length === 1) words.add(characters.slice(0, 40).join(""));
    else for (let at = 0; at + 1 < characters.length; at++) words.add(characters[at]! + characters[at + 1]!);
    if (words.size >= most) break;
  }
  return [...words].slice(0, most);
}

/** What a text is looked up by: its telling words, at most 100, so that a long letter costs no more than a question. */
export const tellingWords = (text: string): string[] =>
  wordsOf(text, 400)
    .filter((word) => !empty.has(word))
    .slice(0, 100);

/** Letters that may be pinyin, whole or initials; undefined for anything else. */
export function lettersOf(text: string): string | undefined {
  const letters = text.toLowerCase().replace(/[' ]/g, "");
  return /^[a-z]{2,40}$/.test(letters) ? letters : undefined;
}
