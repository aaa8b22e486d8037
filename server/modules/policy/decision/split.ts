const marks: Record<string, string> = {
  "，": ",",
  "、": ",",
  "（": "(",
  "）": ")",
  "≥": ">=",
  "≤": "<=",
  "＞": ">",
  "＜": "<",
  "＝": "=",
};

/** Chinese marks as ASCII ones, outside quotes, so that the reader knows one form only. */
export const tidy = (text: string): string =>
  text.replace(/"(?:[^"]|"")*"|“([^”]*)”|[，、（）≥≤＞＜＝]/g, (found, curly: string | undefined) =>
    curly === undefined ? (marks[found] ?? found) : `"${curly.replaceAll('"', '""')}"`,
  );

/**
 * The items of a list, at commas outside quotes and brackets.
 * In lists of numbers a comma between two digits belongs to the number: `6,000` is one item, `6, 7` are two.
 */
export const splitList = (text: string, numeric: boolean): string[] => {
  const items: string[] = [];
  let [start, depth] = [0, 0];
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"]|"")*"|[()[\],]/g)) {
    if (sign === "(" || sign === "[") depth += 1;
    if (sign === ")" || sign === "]") depth -= 1;
    if (sign !== "," || depth > 0) continue;
    if (numeric && /\d,\d/.test(text.slice(index - 1, index + 2))) continue;
    items.push(text.slice(start, index));
    start = index + 1;
  }
  return [...items, text.slice(start)].map((item) => item.trim());
};
