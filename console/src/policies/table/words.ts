import type { Control, Parameter } from "../data.ts";

type Fact = Control["facts"][number];

/** A cell in the words of its reader: parameters by their values, choices by their names. Nothing where that says no more. */
export function inWords(
  cell: string,
  values: Fact["values"] | null,
  parameters: readonly Parameter[],
  language: "zh" | "en",
): string {
  const words = cell
    .replace(/\{\s*([^{}]*?)\s*\}/g, (whole, name: string) => {
      const found = parameters.find((one) => one.name === name);
      return found?.shown?.[language] ?? whole;
    })
    .replace(/>=|=>/g, "≥")
    .replace(/<=|=</g, "≤")
    .replace(/[\w-]+/g, (word) => (values && Object.hasOwn(values, word) ? values[word]![language] : word));
  return words === cell ? "" : words;
}
